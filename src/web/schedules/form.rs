//! The form of a schedule: checked field by field, its effect shown before it is saved.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        language::args,
        saved,
        template::{self, Page},
        visit::Visit,
    },
    AHEAD,
    shown::{ComingLine, DidView, Facts, count, crowd_words},
};
use crate::{
    domain::schedule::{Action, Holidays, Late},
    services::{Draft, Fault, Saved, Weighed, Zones},
};

#[derive(Debug, Serialize)]
struct FormPage {
    frame: Frame,
    /// Where the form goes.
    to: String,
    /// Where "cancel" leads.
    back: String,
    is_new: bool,
    typed: Typed,
    faults: Faults,
    options: Options,
    /// What somebody else saved meanwhile: field, what was typed, what stands.
    stale: Vec<(String, String, String)>,
    effect: Option<Effect>,
}

impl Page for FormPage {
    const FILE: &'static str = "schedule_form.html";
}

/// What can be chosen.
#[derive(Debug, Serialize)]
struct Options {
    action: Vec<(String, String)>,
    audience: Vec<(String, String)>,
    views: Vec<(String, String)>,
    timezone: Vec<(String, String)>,
    holidays: Vec<(String, String)>,
    late: Vec<(String, String)>,
}

/// What would come of it.
#[derive(Debug, Serialize)]
struct Effect {
    facts: Facts,
    crowd: Option<String>,
    /// The audience wants a second look: the words beside the box.
    odd: Option<String>,
    coming: Vec<ComingLine>,
    unsure: bool,
    did: DidView,
    /// Tells whether what is saved is what was shown.
    print: String,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Typed {
    #[validate(length(max = 60))]
    name: String,
    #[validate(length(max = 200))]
    title: String,
    #[validate(length(max = 200))]
    cron: String,
    #[validate(length(max = 60))]
    timezone: String,
    action: String,
    audience: String,
    /// The query of a saved view, in place of what was typed.
    #[validate(length(max = 2000))]
    view: String,
    #[validate(length(max = 2000))]
    filter: String,
    #[validate(length(max = 10))]
    window_from: String,
    #[validate(length(max = 10))]
    window_to: String,
    #[validate(length(max = 10))]
    most: String,
    holidays: String,
    late: String,
    rehearsal: String,
    enabled: String,
    sure: String,
    /// The version that the form was made from.
    seen: String,
    step: String,
    shown: String,
}

impl Typed {
    fn draft(&self) -> Draft {
        Draft {
            name: self.name.clone(),
            title: self.title.clone(),
            cron: self.cron.clone(),
            timezone: self.timezone.clone(),
            action: self.action.clone(),
            audience: self.audience.clone(),
            filter: self.filter.clone(),
            window_from: self.window_from.clone(),
            window_to: self.window_to.clone(),
            most: self.most.clone(),
            holidays: self.holidays.clone(),
            late: self.late.clone(),
            rehearsal: !self.rehearsal.is_empty(),
            enabled: !self.enabled.is_empty(),
            sure: !self.sure.is_empty(),
        }
    }

    fn of(draft: Draft, seen: u32) -> Self {
        let yes = |on: bool| if on { "yes".to_owned() } else { String::new() };
        Self {
            name: draft.name,
            title: draft.title,
            cron: draft.cron,
            timezone: draft.timezone,
            action: draft.action,
            audience: draft.audience,
            filter: draft.filter,
            window_from: draft.window_from,
            window_to: draft.window_to,
            most: draft.most,
            holidays: draft.holidays,
            late: draft.late,
            rehearsal: yes(draft.rehearsal),
            enabled: yes(draft.enabled),
            seen: seen.to_string(),
            ..Self::default()
        }
    }

    /// Another one for every other draft; the answer to a question is not part of it.
    fn print(&self) -> String {
        let mut hasher = DefaultHasher::new();
        let draft = Draft {
            sure: false,
            ..self.draft()
        };
        draft.hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }
}

/// The form as it is shown.
#[derive(Default)]
struct Shown {
    typed: Typed,
    faults: Faults,
    stale: Vec<(String, String, String)>,
    weighed: Option<Weighed>,
}

pub(super) async fn new(visit: Visit) -> Answer {
    let typed = Typed {
        enabled: "yes".to_owned(),
        holidays: Holidays::Skip.code().to_owned(),
        late: Late::Run.code().to_owned(),
        ..Typed::default()
    };
    let shown = Shown {
        typed,
        ..Shown::default()
    };
    page(&visit, None, shown).await
}

pub(super) async fn edit(visit: Visit, Path(name): Path<String>) -> Answer {
    let schedule = visit.services.schedule_detail(&name, 1).await?.schedule;
    let shown = Shown {
        typed: Typed::of(Draft::of(&schedule), schedule.version),
        ..Shown::default()
    };
    page(&visit, Some(&name), shown).await
}

pub(super) async fn add(visit: Visit, filled: Filled<Typed>) -> Answer<Response> {
    save(visit, None, filled).await
}

pub(super) async fn change(
    visit: Visit,
    Path(name): Path<String>,
    filled: Filled<Typed>,
) -> Answer<Response> {
    save(visit, Some(name), filled).await
}

async fn save(
    visit: Visit,
    name: Option<String>,
    Filled { mut form, faults }: Filled<Typed>,
) -> Answer<Response> {
    let name = name.as_deref();
    if saved::take(&mut form.view, &mut form.filter) {
        "filter".clone_into(&mut form.audience);
    }
    let (draft, me) = (form.draft(), visit.officer()?.officer.id);
    let mut shown = Shown {
        typed: form.clone(),
        faults,
        ..Shown::default()
    };
    match visit.services.weigh(&draft, name, me).await? {
        Ok(weighed) => shown.weighed = Some(weighed),
        Err(faults) => blame(&visit, &faults, &mut shown.faults),
    }
    if !shown.faults.is_empty() {
        let page = page(&visit, name, shown).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    if form.step != "save" || form.shown != form.print() {
        return Ok(page(&visit, name, shown).await?.into_response());
    }
    let seen = form.seen.parse().unwrap_or(0);
    let saved = match name {
        None => visit.services.add_schedule(&draft, me).await?,
        Some(name) => {
            visit
                .services
                .change_schedule((name, seen), &draft, me)
                .await?
        }
    };
    match saved {
        Saved::Saved => {
            let (name, done) = name.map_or((draft.name.trim(), "added"), |name| (name, "changed"));
            Ok(Redirect::to(&format!("/schedules/{name}?done={done}")).into_response())
        }
        Saved::Faulty(faults) => {
            blame(&visit, &faults, &mut shown.faults);
            let page = page(&visit, name, shown).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Saved::Stale(now) => {
            let stands = Typed::of(Draft::of(&now), now.version);
            shown.stale = differing(&visit, &shown.typed, &stands);
            shown.typed.seen = stands.seen;
            let page = page(&visit, name, shown).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}

fn blame(visit: &Visit, all: &[Fault], faults: &mut Faults) {
    for fault in all {
        let key = format!("schedules-fault-{}", fault.code);
        let values = args([("detail", fault.detail.as_str().into())]);
        faults.add(fault.field, visit.say_with(&key, &values));
    }
}

/// Each field that says something else: its label, what was typed, what stands.
fn differing(visit: &Visit, typed: &Typed, stands: &Typed) -> Vec<(String, String, String)> {
    let fields = |one: &Typed| {
        [
            ("title", one.title.clone()),
            ("cron", one.cron.clone()),
            ("timezone", one.timezone.clone()),
            ("action", one.action.clone()),
            ("audience", one.audience.clone()),
            ("filter", one.filter.clone()),
            ("window_from", one.window_from.clone()),
            ("window_to", one.window_to.clone()),
            ("most", one.most.clone()),
            ("holidays", one.holidays.clone()),
            ("late", one.late.clone()),
            ("rehearsal", one.rehearsal.clone()),
            ("enabled", one.enabled.clone()),
        ]
    };
    fields(typed)
        .into_iter()
        .zip(fields(stands))
        .filter(|((_, typed), (_, stands))| typed != stands)
        .map(|((name, typed), (_, stands))| {
            (visit.say(&format!("schedules-field-{name}")), typed, stands)
        })
        .collect()
}

async fn options(visit: &Visit) -> Answer<Options> {
    let said = |prefix: &str, code: &str| (code.to_owned(), visit.say(&format!("{prefix}-{code}")));
    let mut action = vec![(String::new(), visit.say("schedules-choose"))];
    action.extend(Action::ALL.map(|one| said("schedules-action", one.code())));
    let city = &visit.services.city;
    let mut timezone = vec![(
        String::new(),
        visit.say_with(
            "schedules-zone-city",
            &args([("zone", city.zone_name.as_str().into())]),
        ),
    )];
    timezone.extend(Zones::ALL.map(|(zone, short)| (zone.to_owned(), short.to_owned())));
    let mut audience = vec![(String::new(), visit.say("schedules-choose"))];
    audience.extend(["all", "filter"].map(|one| said("schedules-audience", one)));
    Ok(Options {
        action,
        audience,
        views: saved::choices(visit).await?,
        timezone,
        holidays: Holidays::ALL
            .map(|one| said("schedules-holidays", one.code()))
            .into(),
        late: Late::ALL
            .map(|one| said("schedules-late", one.code()))
            .into(),
    })
}

fn effect(visit: &Visit, weighed: &Weighed, typed: &Typed) -> Effect {
    let zone = weighed.zone.as_str();
    let filtered = typed.audience == "filter";
    let odd = weighed.crowd.filter(|crowd| crowd.is_odd()).map(|crowd| {
        let key = match (crowd.matched, filtered) {
            (0, _) => "schedules-sure-nobody",
            (_, true) => "schedules-sure-everybody",
            (_, false) => "schedules-sure-open",
        };
        visit.say_with(key, &args([("count", count(crowd.matched))]))
    });
    Effect {
        facts: Facts::of(visit, &weighed.schedule, zone),
        crowd: weighed
            .crowd
            .map(|crowd| crowd_words(visit, crowd, filtered)),
        odd,
        unsure: weighed.coming.iter().any(|one| one.unsure),
        coming: weighed
            .coming
            .iter()
            .take(AHEAD * 2)
            .map(|one| ComingLine::of(visit, one, zone))
            .collect(),
        did: DidView::of(visit, &weighed.did),
        print: typed.print(),
    }
}

async fn page(visit: &Visit, name: Option<&str>, shown: Shown) -> Answer {
    let title = match name {
        None => visit.say("schedules-new-title"),
        Some(name) => {
            let values = args([("name", name.into())]);
            visit.say_with("schedules-edit-title", &values)
        }
    };
    let back = name.map_or_else(
        || "/schedules".to_owned(),
        |name| format!("/schedules/{name}"),
    );
    let page = FormPage {
        frame: Frame::of(visit, Place::Schedules, title).await?,
        to: name.map_or_else(|| "/schedules/new".to_owned(), |_| format!("{back}/edit")),
        back,
        is_new: name.is_none(),
        effect: shown
            .weighed
            .as_ref()
            .map(|weighed| effect(visit, weighed, &shown.typed)),
        typed: shown.typed,
        faults: shown.faults,
        options: options(visit).await?,
        stale: shown.stale,
    };
    template::render(visit.language, &page)
}
