//! One answer: what the firm says beside what the data say, and the forms to decide.

use axum::{
    extract::Path,
    response::{Html, Response},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{DECIDERS, said};
use crate::{
    domain::{
        answer::{AnswerDeed, AnswerKind, Said},
        appeal::appeal_words_in,
        ids::{AnswerFileId, AnswerId},
        tongue::Tongue,
    },
    services::{AnswerOnDesk, offered_day},
    store::{self, AnswerFile, AnswerMessage, CaseRow},
    web::{
        Answer, Problem,
        employer::{files::handed_out, record::size},
        forms::Faults,
        frame::{Frame, Place},
        language::Language,
        query::Checked,
        template::{self, Page},
        visit::Visit,
        wording::Mark,
    },
};

/// The page.
#[derive(Debug, Serialize)]
struct AnswerPage {
    frame: Frame,
    href: String,
    number: String,
    kind: &'static str,
    state: &'static str,
    is_open: bool,
    firm: String,
    firm_href: String,
    case: String,
    given: String,
    days: usize,
    opened: Option<String>,
    /// What the firm says, row by row, and what it adds.
    said: Vec<(String, String)>,
    words: String,
    /// What the data say now.
    data: Option<Data>,
    files: Vec<FileLine>,
    thread: Vec<Message>,
    advice: (&'static str, &'static str),
    /// What stopped the terms, where it was something else.
    standing: Option<String>,
    others: Vec<Other>,
    /// Undecided ones among them.
    open_others: usize,
    /// Where mails about it go.
    address: Option<String>,
    decided: Option<(String, String)>,
    until_on: Option<NaiveDate>,
    forms: Option<Forms>,
    faults: Faults,
    wrong: Option<String>,
    done: Option<String>,
}

impl Page for AnswerPage {
    const FILE: &'static str = "answer.html";
}

/// What the data say.
#[derive(Debug, Serialize)]
struct Data {
    verdict: Mark,
    /// A sentence with source and date.
    statement: String,
    due_on: Option<NaiveDate>,
    closed: bool,
}

impl Data {
    fn of(visit: &Visit, case: &CaseRow) -> Self {
        let tongue = match visit.language {
            Language::Id => Tongue::Indonesian,
            Language::En => Tongue::English,
        };
        Self {
            verdict: case.facts.verdict.into(),
            statement: appeal_words_in(tongue, case.facts.case_type, &case.said).statement,
            due_on: case.facts.due_on.filter(|_| case.is_open),
            closed: !case.is_open,
        }
    }
}

/// A file that came with it.
#[derive(Debug, Serialize)]
struct FileLine {
    name: String,
    kind: &'static str,
    size: String,
    /// `None` once it was removed.
    href: Option<String>,
}

impl FileLine {
    fn of(visit: &Visit, answer: &str, file: AnswerFile) -> Self {
        let there = file.removed_at.is_none();
        Self {
            kind: file.kind.code(),
            size: size(visit, file.bytes),
            href: there.then(|| format!("{answer}/files/{}", file.id)),
            name: file.name,
        }
    }
}

/// Something said about it.
#[derive(Debug, Serialize)]
struct Message {
    deed: &'static str,
    words: String,
    /// `None` for the firm.
    by: Option<String>,
    at: String,
}

impl Message {
    fn of(visit: &Visit, message: AnswerMessage) -> Self {
        Self {
            deed: message.deed.code(),
            words: message.words,
            by: message.by,
            at: visit.moment(message.at),
        }
    }
}

/// Another answer of the firm.
#[derive(Debug, Serialize)]
struct Other {
    href: String,
    number: String,
    kind: &'static str,
    state: &'static str,
}

impl Other {
    fn of(answer: &store::Answer) -> Self {
        Self {
            href: format!("/answers/{}", answer.id),
            number: answer.number.to_string(),
            kind: answer.said.kind().code(),
            state: answer.state.code(),
        }
    }
}

/// The forms, with what was typed.
#[derive(Debug, Serialize)]
struct Forms {
    messages: usize,
    /// What accepting does: completes the keys of its words.
    does: &'static str,
    /// Whether an officer has to choose a day.
    asks_day: bool,
    /// It can't be accepted now.
    locked: bool,
    typed: Typed,
}

/// What was typed into one of the forms.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Typed {
    /// Messages under the answer, as the officer saw them.
    #[validate(length(max = 8))]
    pub(super) messages: String,
    pub(super) question: String,
    pub(super) note: String,
    pub(super) reason: String,
    #[validate(length(max = 20))]
    pub(super) until_on: String,
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Query {
    #[validate(length(max = 20))]
    done: String,
}

/// What is wrong with a form that was sent.
pub(super) type Told = (Faults, Option<String>);

pub(super) async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Checked(query): Checked<Query>,
) -> Answer {
    let done = match query.done.as_str() {
        known @ ("asked" | "accepted" | "refused") => Some(format!("answers-done-{known}")),
        _ => None,
    };
    let done = done.map(|key| visit.say(&key));
    page(&visit, parse(&id)?, None, (Told::default(), done)).await
}

pub(super) fn parse(id: &str) -> Result<AnswerId, Problem> {
    id.parse().map_err(|_| Problem::missing())
}

/// The page, with what was typed and what is wrong with it.
pub(super) async fn page(
    visit: &Visit,
    id: AnswerId,
    typed: Option<Typed>,
    ((faults, wrong), done): (Told, Option<String>),
) -> Result<Html<String>, Problem> {
    let desk = visit.services.answer_on_desk(id).await?;
    let forms = forms(visit, &desk, typed);
    let AnswerOnDesk {
        thread,
        link,
        case,
        suggestion,
        others,
        standing,
        days,
        ..
    } = desk;
    let (answer, href) = (thread.answer, format!("/answers/{id}"));
    let number = answer.number.to_string();
    let standing = standing.filter(|remark| !remark.words.contains(&number));
    let title = format!("{} {number}", visit.say("answers-one"));
    let page = AnswerPage {
        frame: Frame::of(visit, Place::Cases, title).await?,
        kind: answer.said.kind().code(),
        state: answer.state.code(),
        is_open: answer.state.is_open(),
        firm: answer.employer_name,
        firm_href: format!("/employers/{}", answer.employer),
        case: answer.case_code,
        given: visit.moment(answer.given_at),
        days,
        opened: link.and_then(|link| link.opened_at.map(|at| visit.moment(at))),
        said: said::rows(visit, &answer.said),
        words: answer.said.words().trim().to_owned(),
        address: case
            .as_ref()
            .and_then(|case| case.address().map(str::to_owned)),
        data: case.map(|case| Data::of(visit, &case)),
        files: thread
            .files
            .into_iter()
            .map(|file| FileLine::of(visit, &href, file))
            .collect(),
        thread: thread
            .messages
            .into_iter()
            .map(|message| Message::of(visit, message))
            .collect(),
        advice: (suggestion.advice.code(), suggestion.because),
        standing: standing.map(|remark| remark.words),
        open_others: others.iter().filter(|one| one.state.is_open()).count(),
        others: others.iter().map(Other::of).collect(),
        decided: answer.decided.map(|(at, by)| (visit.moment(at), by)),
        until_on: answer.until_on,
        forms,
        faults,
        wrong,
        done,
        number,
        href,
    };
    template::render(visit.language, &page)
}

/// The forms, for who may use them while it is undecided.
fn forms(visit: &Visit, desk: &AnswerOnDesk, typed: Option<Typed>) -> Option<Forms> {
    let answer = &desk.thread.answer;
    if !answer.state.is_open() || !visit.is(DECIDERS) {
        return None;
    }
    let kind = answer.said.kind();
    let offered = offered_day(kind, visit.services.today());
    let messages = &desk.thread.messages;
    let confirmed = |one: &AnswerMessage| one.deed == AnswerDeed::ConfirmAddress;
    let today = visit.services.today();
    let locked = match &answer.said {
        Said::WrongAddress { .. } => !messages.iter().any(confirmed),
        Said::Promise { by, .. } => *by < today,
        _ => false,
    };
    let does = match &answer.said {
        Said::Closed {
            without_workers: true,
            ..
        } => "empty",
        said => said.kind().code(),
    };
    debug_assert!(offered.is_some() || kind != AnswerKind::Registered);
    Some(Forms {
        messages: messages.len(),
        does,
        asks_day: offered.is_some(),
        locked,
        typed: typed.unwrap_or_else(|| Typed {
            until_on: offered.map(|day| day.to_string()).unwrap_or_default(),
            ..Typed::default()
        }),
    })
}

/// A file that came with an answer, to be saved.
pub(super) async fn file(
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id = parse(&id)?;
    let file: AnswerFileId = file.parse().map_err(|_| Problem::missing())?;
    let desk = visit.services.answer_on_desk(id).await?;
    if !desk.thread.files.iter().any(|one| one.id == file) {
        return Err(Problem::missing());
    }
    let by = visit.officer()?.officer.id;
    let (file, content) = visit.services.read_answer_file(file, by).await?;
    let content = content.ok_or_else(Problem::missing)?;
    handed_out((&file.name, file.kind), content)
}
