//! A firm's answers and the links to its reply page: who opened them, a link for a messenger, and
//! taking one back.

use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{About, LABOUR, done, dossier, parse, refused, timeline::Line};
use crate::{
    domain::{
        ids::{CaseId, EmployerId, ReplyLinkId},
        ladder::Stage,
    },
    services::{Dossier, Happening, ServiceError},
    store::ReplyLink,
    web::{
        Answer, Problem,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        language::args,
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
};

/// What a firm answered, and its links.
#[derive(Debug, Serialize)]
pub(super) struct Replies {
    answers: Vec<AnswerLine>,
    links: Vec<LinkLine>,
    /// Open cases that the firm was told of: their codes, and where a link is made.
    cases: Vec<(String, String)>,
}

#[derive(Debug, Serialize)]
struct AnswerLine {
    href: String,
    kind: &'static str,
    number: String,
    state: &'static str,
    given: String,
}

#[derive(Debug, Serialize)]
struct LinkLine {
    case: String,
    made: String,
    until: NaiveDate,
    opened: Option<String>,
    /// When, by whom and why.
    revoked: Option<(String, String, String)>,
    over: bool,
    /// Where it is taken back, while it works.
    revoke: Option<String>,
}

impl Replies {
    pub(super) async fn of(visit: &Visit, dossier: &Dossier) -> Answer<Self> {
        let id = dossier.employer.id;
        let (answers, links) = visit.services.answers_of_firm(id).await?;
        let open = dossier
            .told
            .cases
            .iter()
            .filter(|case| case.open && case.row.facts.stage != Stage::Verification);
        let cases = open.map(|case| {
            let form = format!("/cases/{}/reply-link", case.row.id);
            (case.code.clone(), form)
        });
        Ok(Self {
            cases: cases.collect(),
            answers: answers
                .into_iter()
                .map(|answer| AnswerLine {
                    href: format!("/answers/{}", answer.id),
                    kind: answer.said.kind().code(),
                    number: answer.number.to_string(),
                    state: answer.state.code(),
                    given: visit.moment(answer.given_at),
                })
                .collect(),
            links: links
                .into_iter()
                .map(|link| line(visit, dossier, link))
                .collect(),
        })
    }
}

fn line(visit: &Visit, dossier: &Dossier, link: ReplyLink) -> LinkLine {
    let works = link.works_on(visit.services.today());
    let id = dossier.employer.id;
    LinkLine {
        case: code_of(dossier, link.case),
        made: visit.moment(link.made_at),
        until: link.until_on,
        opened: link.opened_at.map(|at| visit.moment(at)),
        over: link.revoked.is_none() && !works,
        revoke: works.then(|| format!("/employers/{id}/links/{}/revoke", link.id)),
        revoked: link
            .revoked
            .map(|(at, who, words)| (visit.moment(at), who, words)),
    }
}

fn code_of(dossier: &Dossier, case: CaseId) -> String {
    let mut own = dossier.told.cases.iter();
    let found = own.find(|one| one.row.id == case);
    found.map(|one| one.code.clone()).unwrap_or_default()
}

/// What happened to a link or an answer, in the reader's language.
pub(super) fn tell(visit: &Visit, what: &Happening, line: &mut Line) {
    let text = |value: &str| FluentValue::String(value.to_owned().into());
    match what {
        Happening::PageOpened(_) => line.text = visit.say("answers-event-opened"),
        Happening::LinkRevoked(taken) => {
            let (who, why) = taken
                .revoked
                .as_ref()
                .map_or(("", ""), |(_, who, why)| (who.as_str(), why.as_str()));
            let args = args([("who", text(who))]);
            line.text = visit.say_with("answers-event-revoked", &args);
            line.quote = Some(why.to_owned());
        }
        Happening::AnswerDecided(answer) => {
            let who = answer.decided.as_ref().map_or("", |(_, who)| who.as_str());
            let number = answer.number.to_string();
            let args = args([("who", text(who)), ("number", text(&number))]);
            let key = format!("answers-event-{}", answer.state.code());
            line.text = visit.say_with(&key, &args);
            line.href = Some(format!("/answers/{}", answer.id));
        }
        _ => {}
    }
}

/// A link for a messenger.
#[derive(Debug, Serialize)]
struct LinkPage {
    frame: Frame,
    about: About,
    case: String,
    url: String,
    text: String,
}

impl Page for LinkPage {
    const FILE: &'static str = "reply_link.html";
}

/// Taking a link back.
#[derive(Debug, Serialize)]
struct RevokePage {
    frame: Frame,
    about: About,
    action: String,
    case: String,
    form: Typed,
    faults: Faults,
}

impl Page for RevokePage {
    const FILE: &'static str = "reply_link_revoke.html";
}

#[derive(Debug, Default, Serialize, Deserialize, Validate)]
struct Typed {
    #[serde(default)]
    words: String,
}

#[derive(Debug, Deserialize, Validate)]
struct Nothing {}

pub(super) fn routes(site: Site) -> Site {
    let (who, revoke) = (Who::Only(LABOUR), "/employers/{id}/links/{link}/revoke");
    site.post("/cases/{id}/reply-link", who, make)
        .get(revoke, who, ask)
        .post(revoke, who, take_back)
}

/// Shows the address of a case's reply page to an officer who passes it on; that is written down.
async fn make(visit: Visit, Path(id): Path<String>, _: Filled<Nothing>) -> Answer<Response> {
    let (case, by) = (parse::<CaseId>(&id)?, visit.officer()?.officer.id);
    let (employer, url) = visit.services.hand_out_reply_link(case, by).await?;
    let dossier = dossier(&visit, &employer.to_string()).await?;
    let title = visit.say("answers-link-new");
    let office = &visit.services.city.office;
    let firm = &dossier.told.name;
    let page = LinkPage {
        frame: Frame::of(&visit, Place::Employers, title).await?,
        case: code_of(&dossier, case),
        text: format!(
            "Yth. Pimpinan {firm}. {office} mohon tanggapan Saudara mengenai kepesertaan JKN \
             pekerja. Silakan menjawab di halaman resmi ini, tanpa akun: {url}"
        ),
        about: About::of(&dossier),
        url,
    };
    Ok(template::render(visit.language, &page)?.into_response())
}

async fn ask(visit: Visit, Path((id, link)): Path<(String, String)>) -> Answer {
    let dossier = dossier(&visit, &id).await?;
    let link = standing(&visit, &dossier, &link).await?;
    show(
        &visit,
        (&dossier, &link),
        (Typed::default(), Faults::default()),
    )
    .await
}

async fn take_back(
    visit: Visit,
    Path((id, link)): Path<(String, String)>,
    Filled { form, mut faults }: Filled<Typed>,
) -> Answer<Response> {
    let dossier = dossier(&visit, &id).await?;
    let link = standing(&visit, &dossier, &link).await?;
    let by = visit.officer()?.officer.id;
    match visit
        .services
        .revoke_reply_link(link.id, &form.words, by)
        .await
    {
        Ok(()) => Ok(done(dossier.employer.id, "link-revoked")),
        Err(ServiceError::Barred(refusal)) => {
            faults.add("words", visit.say(&format!("refusal-{}", refusal.code)));
            let page = show(&visit, (&dossier, &link), (form, faults)).await?;
            Ok(refused(page))
        }
        Err(error) => Err(error.into()),
    }
}

/// The link of this firm.
async fn standing(visit: &Visit, dossier: &Dossier, link: &str) -> Answer<ReplyLink> {
    let (id, firm): (ReplyLinkId, EmployerId) = (parse(link)?, dossier.employer.id);
    let (_, links) = visit.services.answers_of_firm(firm).await?;
    let found = links.into_iter().find(|link| link.id == id);
    found.ok_or_else(Problem::missing)
}

async fn show(
    visit: &Visit,
    (dossier, link): (&Dossier, &ReplyLink),
    (form, faults): (Typed, Faults),
) -> Answer {
    let about = About::of(dossier);
    let title = visit.say("answers-link-revoke");
    template::render(
        visit.language,
        &RevokePage {
            frame: Frame::of(visit, Place::Employers, title).await?,
            action: format!("{}/links/{}/revoke", about.href, link.id),
            case: code_of(dossier, link.case),
            about,
            form,
            faults,
        },
    )
}
