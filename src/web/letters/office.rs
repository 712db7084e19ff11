//! A letter at the office: its letterhead, its number, the signed copy, and how it leaves.

use axum::{
    extract::Path,
    handler::Handler,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer,
        employer::{
            files::handed_out,
            upload::{WithFile, limit},
        },
        forms::{Faults, Filled},
        frame::{Frame, Place},
        language::args,
        query::Checked,
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    WORKERS, id_of, leaving,
};
use crate::{
    domain::{
        ids::LetterId,
        letter::{LetterKind, LetterState},
        role::Role,
        values,
    },
    services::{
        NumberChoice, Numbering, OfficeView, PdfSignature, SendWay, ServiceError, Services,
    },
    store::{Letter, SignatoryRow},
};

/// Who numbers.
const NUMBERERS: &[Role] = &[Role::Approver, Role::LabourOfficer];

/// The page.
#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each stands for one part of the page"
)]
struct OfficePage {
    frame: Frame,
    id: String,
    title: String,
    state: &'static str,
    version: i32,
    code: Option<String>,
    number: Option<String>,
    letter_on: Option<String>,
    may_number: bool,
    may_work: bool,
    head: String,
    heads: Vec<(String, String)>,
    signatories: Vec<(String, String)>,
    next_number: Option<String>,
    sha256: Option<String>,
    signatures: Vec<SignatureLine>,
    /// Goes to many, each of whom can be mailed to.
    to_many: bool,
    /// Whom it can be mailed to, in words.
    by_mail: Option<String>,
    ways: Vec<(&'static str, String)>,
    sent_how: Option<String>,
    /// Where the receipt of a sent letter is recorded: the form of its case; or, of a letter that
    /// belongs to no step, the form on this page.
    receipt_href: Option<String>,
    may_receive: bool,
    received_on: Option<String>,
    form: Typed,
    faults: Faults,
    wrong: Option<String>,
    /// `unsure`: the file carries no code, and the form asks whether somebody compared it;
    /// `complied`: the letter is to be cancelled.
    asks: &'static str,
    done: Option<String>,
}

impl Page for OfficePage {
    const FILE: &'static str = "letter_office.html";
}

/// A digital signature in words.
#[derive(Debug, Serialize)]
struct SignatureLine {
    signer: String,
    issuer: String,
    at: Option<String>,
    whole: bool,
    check: String,
}

/// What was typed in any of the forms.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Typed {
    version: String,
    letterhead: String,
    on: String,
    signatory: String,
    number: String,
    sure: String,
    pub(super) how: String,
    pub(super) sent_on: String,
    pub(super) words: String,
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    #[validate(length(max = 20))]
    done: String,
}

pub(super) fn routes(site: Site) -> Site {
    let (workers, numberers) = (Who::Only(WORKERS), Who::Only(NUMBERERS));
    leaving::routes(site)
        .get("/letters/{id}/office", Who::Officers, show)
        .post("/letters/{id}/letterhead", workers, choose)
        .post("/letters/{id}/number", numberers, number)
        .get("/letters/{id}/signed", Who::Officers, download)
        .post("/letters/{id}/signed", workers, sign.layer(limit()))
}

async fn show(visit: Visit, Path(id): Path<String>, Checked(query): Checked<Query>) -> Answer {
    let mut page = page(&visit, id_of(&id)?).await?;
    page.done = match &*query.done {
        known @ ("letterhead" | "number" | "signed" | "send" | "received") => {
            Some(visit.say(&format!("office-done-{known}")))
        }
        _ => None,
    };
    template::render(visit.language, &page)
}

async fn page(visit: &Visit, id: LetterId) -> Answer<OfficePage> {
    let services = &visit.services;
    let letter = services.letter(id).await?;
    let NumberChoice {
        letterhead,
        signatories,
        next_number,
    } = services.number_choice(&letter).await?;
    let heads = services.offices().await?;
    let may_choose = letter.state == LetterState::Draft && letter.number.is_none();
    let today = services.today();
    let works = visit.is(WORKERS);
    let is_sent = letter.state == LetterState::Sent;
    let named = |code: &'static str| (code, visit.say(&format!("office-way-{code}")));
    Ok(OfficePage {
        frame: Frame::of(visit, Place::Letters, visit.say("office-title")).await?,
        id: id.to_string(),
        title: letter.title.clone(),
        state: letter.state.code(),
        version: letter.version,
        code: letter.code.as_ref().map(ToString::to_string),
        number: letter.number.as_ref().map(|one| one.number.clone()),
        letter_on: letter.letter_on.map(|on| on.to_string()),
        may_number: visit.is(NUMBERERS),
        may_work: works,
        head: letterhead.name.clone(),
        heads: if may_choose {
            offered(&heads)
        } else {
            Vec::new()
        },
        signatories: choices(&signatories, today),
        next_number,
        sha256: letter.signed.as_ref().map(|signed| signed.sha256.clone()),
        signatures: Services::signatures_of(&letter)
            .iter()
            .map(|one| signature(visit, one))
            .collect(),
        to_many: letter.kind.is_to_many(),
        by_mail: by_mail(visit, letter.kind),
        ways: SendWay::PAPER.map(named).into(),
        sent_how: sent(visit, &letter),
        receipt_href: (works && is_sent && letter.kind.step().is_some())
            .then_some(letter.case)
            .flatten()
            .map(|(case, _)| format!("/cases/{case}/receipt")),
        may_receive: works && is_sent && letter.kind == LetterKind::Thanks,
        received_on: letter.received_on.map(|on| on.to_string()),
        form: Typed {
            letterhead: letterhead.code.clone(),
            on: letter.letter_on.unwrap_or(today).to_string(),
            sent_on: today.to_string(),
            ..Typed::default()
        },
        faults: Faults::default(),
        wrong: None,
        asks: "",
        done: None,
    })
}

/// Whom a letter of a kind can be mailed to, in words.
fn by_mail(visit: &Visit, kind: LetterKind) -> Option<String> {
    if kind.is_notice() {
        return Some(visit.say("office-send-mail"));
    }
    let address = visit.services.city.bpjs_email.as_deref();
    let address = address.filter(|_| kind.is_to_bpjs())?;
    let values = args([("address", address.to_owned().into())]);
    Some(visit.say_with("office-send-mail-bpjs", &values))
}

/// The letterheads in use.
fn offered(offices: &[OfficeView]) -> Vec<(String, String)> {
    let offices = offices.iter().map(|one| &one.letterhead);
    let used = offices.filter(|one| one.retired_at.is_none());
    used.map(|one| (one.code.clone(), one.name.clone()))
        .collect()
}

/// Who signs today, or signed until a day.
fn choices(signatories: &[SignatoryRow], today: NaiveDate) -> Vec<(String, String)> {
    let fitting = signatories
        .iter()
        .filter(|row| row.says.is_in_office(today) || row.says.to.is_some());
    let named = fitting.map(|row| {
        let title = row.says.signature().title.join(" ");
        let name = format!("{}, {}", row.says.name, title.trim_end_matches(','));
        (row.id.to_string(), name)
    });
    named.collect()
}

/// How and when it left.
fn sent(visit: &Visit, letter: &Letter) -> Option<String> {
    let (how, at) = letter.sent.as_ref()?;
    let values = args([("at", visit.moment(*at).into())]);
    Some(visit.say_with(&format!("office-sent-{how}"), &values))
}

fn signature(visit: &Visit, one: &PdfSignature) -> SignatureLine {
    let at = one.at.as_deref().and_then(|at| at.parse().ok());
    let check = serde_json::to_value(one.check).unwrap_or_default();
    SignatureLine {
        signer: one.signer.clone(),
        issuer: one.issuer.clone(),
        at: at.map(|at| visit.moment(at)),
        whole: one.whole,
        check: check.as_str().unwrap_or("unread").to_owned(),
    }
}

/// Leads back to the page, or shows it with what is wrong.
pub(super) async fn answer(
    visit: &Visit,
    id: LetterId,
    (made, done): (Result<(), ServiceError>, &str),
    (form, mut faults): (Typed, Faults),
) -> Answer<Response> {
    let mut wrong = None;
    let mut asks = "";
    match made {
        Ok(()) if faults.is_empty() => {
            let to = format!("/letters/{id}/office?done={done}");
            return Ok(Redirect::to(&to).into_response());
        }
        Ok(()) => {}
        Err(ServiceError::Barred(refusal)) => {
            let said = visit.say(&format!("refusal-{}", refusal.code));
            asks = match refusal.code {
                "signed-unsure" => "unsure",
                "letter-complied" => "complied",
                _ => "",
            };
            let field = match refusal.code {
                "number-ahead" | "number-before" | "number-year" => Some("on"),
                "number-signatory" => Some("signatory"),
                "number-typed" | "number-missing" | "number-taken" => Some("number"),
                "receipt-words" | "words-nik" => Some("words"),
                "day-ahead" | "day-before" => Some("sent_on"),
                code if code.starts_with("signed-") && asks.is_empty() => Some("file"),
                _ => None,
            };
            match field {
                Some(field) => faults.add(field, said),
                None => wrong = Some(said),
            }
        }
        Err(error) => return Err(error.into()),
    }
    let mut page = page(visit, id).await?;
    (page.form, page.faults, page.wrong) = (form, faults, wrong);
    page.asks = asks;
    let text = template::render(visit.language, &page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, text).into_response())
}

impl Typed {
    pub(super) fn version(&self) -> i32 {
        self.version.parse().unwrap_or_default()
    }
}

async fn choose(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, faults }: Filled<Typed>,
) -> Answer<Response> {
    let (id, by) = (id_of(&id)?, visit.officer()?.officer.id);
    let seen = (id, form.version());
    let made = visit
        .services
        .choose_letterhead(seen, &form.letterhead, by)
        .await;
    answer(&visit, id, (made, "letterhead"), (form, faults)).await
}

async fn number(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Typed>,
) -> Answer<Response> {
    let (id, by) = (id_of(&id)?, visit.officer()?.officer.id);
    let services = &visit.services;
    let on = values::date(form.on.trim()).ok();
    let signatory = form.signatory.parse().ok();
    if on.is_none() {
        faults.add("on", visit.say("offices-fault-day"));
    }
    if signatory.is_none() {
        faults.add("signatory", visit.say("refusal-number-signatory"));
    }
    if let Some(on) = on.filter(|on| !services.is_office_day(*on) && form.sure.is_empty()) {
        let day = args([("day", visit.language.day(on).into())]);
        faults.add("on", visit.say_with("office-day-off", &day));
    }
    let (Some(on), Some(signatory), true) = (on, signatory, faults.is_empty()) else {
        return answer(&visit, id, (Ok(()), ""), (form, faults)).await;
    };
    let new = Numbering {
        on,
        signatory,
        typed: form.number.clone(),
    };
    let made = services.number_letter((id, form.version()), &new, by).await;
    if let Err(ServiceError::Barred(why)) = &made
        && why.code == "number-taken"
    {
        let letter: Letter = services.letter(id).await?;
        if let Some(no) = services.who_has_number(&letter, &new).await? {
            let values = args([("no", no.to_string().into())]);
            faults.add("number", visit.say_with("office-number-taken", &values));
        }
    }
    answer(&visit, id, (made.map(|_| ()), "number"), (form, faults)).await
}

async fn sign(
    visit: Visit,
    Path(id): Path<String>,
    WithFile {
        form,
        file,
        mut faults,
    }: WithFile<Typed>,
) -> Answer<Response> {
    let (id, by) = (id_of(&id)?, visit.officer()?.officer.id);
    let seen = (id, form.version());
    let Some(file) = file else {
        faults.add("file", visit.say("refusal-signed-kind"));
        return answer(&visit, id, (Ok(()), ""), (form, faults)).await;
    };
    let sure = !form.sure.is_empty();
    let made = visit.services.sign_letter(seen, (&file, sure), by).await;
    answer(&visit, id, (made, "signed"), (form, faults)).await
}

async fn download(visit: Visit, Path(id): Path<String>) -> Answer<Response> {
    let id = id_of(&id)?;
    let letter = visit.services.letter(id).await?;
    let (content, kind) = visit.services.signed_copy(id).await?;
    let name = format!("surat-{:03}-bertanda-tangan.{}", letter.no, kind.code());
    handed_out((&name, kind), content)
}
