//! What officers record of a case's steps: that a notice was received, that the appeal was brought
//! by hand, and that others took their step.

use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{About, LABOUR, day, done, refused};
use crate::{
    domain::{
        ids::CaseId,
        ladder::{Blocked, Stage},
        receipt::How,
    },
    services::{CaseView, Dossier, SeenReceipt, ServiceError},
    store::{CaseMarks, ReceiptMark},
    web::{
        Answer, Problem,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
};

/// What is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum What {
    /// The notice of the present step was received.
    Receipt,
    /// The appeal was brought by hand, where a mail address is all that is missing.
    ByHand,
    /// Others took the next step.
    Record,
}

impl What {
    const fn path(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::ByHand => "by-hand",
            Self::Record => "record",
        }
    }
}

/// What may be recorded of a case now.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Acts {
    pub(super) receipt: bool,
    pub(super) by_hand: bool,
    pub(super) record: bool,
}

impl Acts {
    pub(super) fn of(case: &CaseView) -> Self {
        let facts = &case.row.facts;
        let told = facts.stage != Stage::Verification && !facts.stage.is_recorded();
        let only_mail = case.plan.blocked == [Blocked::NoEmail] || case.plan.blocked.is_empty();
        Self {
            receipt: case.open && told && facts.received_on.is_none(),
            by_hand: case.open && case.plan.stage == Some(Stage::Appeal) && only_mail,
            record: case.open && case.plan.stage.is_some_and(Stage::is_recorded),
        }
    }

    const fn may(self, what: What) -> bool {
        match what {
            What::Receipt => self.receipt,
            What::ByHand => self.by_hand,
            What::Record => self.record,
        }
    }
}

/// The receipt of a case's present step.
pub(super) fn standing<'a>(case: &CaseView, marks: &'a [CaseMarks]) -> Option<&'a ReceiptMark> {
    let marks = marks.iter().find(|marks| marks.code == case.code)?;
    let key = (case.row.facts.stage, case.row.round);
    let mut receipts = marks.receipts.iter();
    receipts.find(|r| (r.stage, r.round) == key && r.undone.is_none())
}

/// The page.
#[derive(Debug, Serialize)]
struct StepPage {
    frame: Frame,
    about: About,
    what: What,
    code: String,
    action: String,
    /// The step that is spoken of.
    step: Option<&'static str>,
    /// It can be recorded now.
    may: bool,
    hows: Vec<(&'static str, String)>,
    /// The receipt that stands: day, how, words, who.
    standing: Option<(NaiveDate, &'static str, String, String)>,
    form: Typed,
    faults: Faults,
    /// What stands in the way, where no field is to blame.
    wrong: Option<String>,
}

impl Page for StepPage {
    const FILE: &'static str = "case_step.html";
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
struct Typed {
    how: String,
    on: String,
    words: String,
}

pub(super) fn routes(site: Site) -> Site {
    let who = Who::Only(LABOUR);
    site.get("/cases/{id}/receipt", who, receipt)
        .post("/cases/{id}/receipt", who, save_receipt)
        .post("/cases/{id}/receipt/undo", who, undo)
        .get("/cases/{id}/by-hand", who, by_hand)
        .post("/cases/{id}/by-hand", who, save_by_hand)
        .get("/cases/{id}/record", who, record)
        .post("/cases/{id}/record", who, save_record)
}

async fn receipt(visit: Visit, Path(id): Path<String>) -> Answer {
    form(&visit, &id, What::Receipt).await
}

async fn by_hand(visit: Visit, Path(id): Path<String>) -> Answer {
    form(&visit, &id, What::ByHand).await
}

async fn record(visit: Visit, Path(id): Path<String>) -> Answer {
    form(&visit, &id, What::Record).await
}

async fn save_receipt(
    visit: Visit,
    Path(id): Path<String>,
    filled: Filled<Typed>,
) -> Answer<Response> {
    save(&visit, &id, What::Receipt, filled).await
}

async fn save_by_hand(
    visit: Visit,
    Path(id): Path<String>,
    filled: Filled<Typed>,
) -> Answer<Response> {
    save(&visit, &id, What::ByHand, filled).await
}

async fn save_record(
    visit: Visit,
    Path(id): Path<String>,
    filled: Filled<Typed>,
) -> Answer<Response> {
    save(&visit, &id, What::Record, filled).await
}

async fn undo(visit: Visit, Path(id): Path<String>, _: Filled<Typed>) -> Answer<Response> {
    let (case, dossier) = case_of(&visit, &id).await?;
    let by = visit.officer()?.officer.id;
    visit.services.take_receipt_back(case, by).await?;
    Ok(done(dossier.employer.id, "receipt-undone"))
}

/// A case and everything about its employer.
async fn case_of(visit: &Visit, id: &str) -> Result<(CaseId, Dossier), Problem> {
    let id: CaseId = id.parse().map_err(|_| Problem::missing())?;
    let found = visit.services.cases(&[id]).await?;
    let row = found.first().ok_or_else(Problem::missing)?;
    Ok((id, visit.services.dossier(row.employer).await?))
}

async fn form(visit: &Visit, id: &str, what: What) -> Answer {
    let (case, dossier) = case_of(visit, id).await?;
    let typed = Typed {
        on: visit.services.today().to_string(),
        ..Typed::default()
    };
    show(
        visit,
        (&dossier, case),
        what,
        (typed, Faults::default(), None),
    )
    .await
}

async fn save(
    visit: &Visit,
    id: &str,
    what: What,
    Filled { form, mut faults }: Filled<Typed>,
) -> Answer<Response> {
    let (case, dossier) = case_of(visit, id).await?;
    let on = day(visit, &form.on, ("on", &mut faults));
    let how = How::BY_HAND.into_iter().find(|how| how.code() == form.how);
    if how.is_none() && what != What::Record {
        faults.add("how", visit.say("case-fault-how"));
    }
    if form.words.trim().is_empty() {
        faults.add("words", visit.say("refusal-receipt-words"));
    }
    let mut wrong = None;
    if let (Some(on), true) = (on, faults.is_empty()) {
        let by = visit.officer()?.officer.id;
        let words = form.words.clone();
        let seen = SeenReceipt {
            how: how.unwrap_or(How::Other),
            on,
            words,
        };
        let services = &visit.services;
        let saved = match what {
            What::Receipt => services.record_receipt(case, &seen, by).await,
            What::ByHand => services.appeal_by_hand(case, &seen, by).await,
            What::Record => {
                let step = services.record_step(case, (on, &seen.words), by).await;
                step.map(|_| ())
            }
        };
        match saved {
            Ok(()) => return Ok(done(dossier.employer.id, what.path())),
            Err(error) => wrong = blame(visit, error, &mut faults)?,
        }
    }
    let page = show(visit, (&dossier, case), what, (form, faults, wrong)).await?;
    Ok(refused(page).into_response())
}

/// A rule that one field broke is said at that field; another one is answered.
pub(in crate::web) fn blame(
    visit: &Visit,
    error: ServiceError,
    faults: &mut Faults,
) -> Result<Option<String>, Problem> {
    let ServiceError::Barred(refusal) = &error else {
        return Err(error.into());
    };
    let said = visit.say(&format!("refusal-{}", refusal.code));
    let field = match refusal.code {
        "receipt-words" | "words-nik" | "words" | "reason" => "words",
        "day-ahead" | "day-before" => "on",
        "hold-until" => "until_on",
        "again-on" => "again_on",
        "capacity" => "answers",
        _ => return Ok(Some(said)),
    };
    faults.add(field, said);
    Ok(None)
}

async fn show(
    visit: &Visit,
    (dossier, id): (&Dossier, CaseId),
    what: What,
    (form, faults, wrong): (Typed, Faults, Option<String>),
) -> Answer {
    let mut cases = dossier.told.cases.iter();
    let case = cases.find(|case| case.row.id == id);
    let case = case.ok_or_else(Problem::missing)?;
    let standing = standing(case, &dossier.marks).filter(|_| what == What::Receipt);
    let title = visit.say(&format!("case-{}-title", what.path()));
    let step = match what {
        What::Receipt => Some(case.row.facts.stage),
        What::ByHand => Some(Stage::Appeal),
        What::Record => case.plan.stage,
    };
    let how = |how: How| {
        (
            how.code(),
            visit.say(&format!("letters-how-{}", how.code())),
        )
    };
    template::render(
        visit.language,
        &StepPage {
            frame: Frame::of(visit, Place::Employers, title).await?,
            about: About::of(dossier),
            what,
            code: case.code.clone(),
            action: format!("/cases/{id}/{}", what.path()),
            step: step.map(Stage::code),
            may: Acts::of(case).may(what),
            hows: std::iter::once(("", visit.say("case-how-choose")))
                .chain(How::BY_HAND.map(how))
                .collect(),
            standing: standing
                .map(|r| (r.received_on, r.how.code(), r.words.clone(), r.by.clone())),
            form,
            faults,
            wrong,
        },
    )
}
