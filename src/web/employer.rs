//! One employer: its verdict and everything behind it.

use std::cmp::{Ordering, Reverse};

use axum::extract::Path;
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Answer, Problem,
    frame::{Frame, Place},
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
    wording::{Enrolled, Mark, due, percent, permille, short_date},
};
use crate::{
    domain::{
        finding::Finding,
        ids::EmployerId,
        ladder::Stage,
        membership::WorkerState,
        verdict::{Basis, Verdict},
        words::{date_words, group_thousands},
    },
    services::{Explanation, Input, Services},
    store::{ListRow, MailRow, MailState},
};

/// Mails shown on the page.
const MAILS: u64 = 50;

/// The page.
#[derive(Debug, Serialize)]
struct EmployerPage {
    frame: Frame,
    name: String,
    verdict: Mark,
    headline: String,
    as_of: Option<String>,
    ruleset: String,
    basis: &'static str,
    enrolled: Option<Enrolled>,
    states: Vec<StateLine>,
    due: u64,
    in_grace: u64,
    shortfall: u64,
    missing_contribution: Option<String>,
    inputs: Vec<InputLine>,
    findings: Vec<RuleLine>,
    rates: Vec<RuleLine>,
    next_change_on: Option<String>,
    cases: Vec<CaseCard>,
    record: Vec<(&'static str, String)>,
    history: Vec<Event>,
}

impl Page for EmployerPage {
    const FILE: &'static str = "employer.html";
}

/// Due workers in one state, and their part of the bar.
#[derive(Debug, Serialize)]
struct StateLine {
    code: &'static str,
    words: &'static str,
    /// Should be enrolled by the employer and is not.
    missing: bool,
    count: u64,
    share: String,
    x: u64,
    width: u64,
}

#[derive(Debug, Serialize)]
struct InputLine {
    what: String,
    says: String,
    files: Vec<String>,
    as_of: Option<String>,
    age: Option<String>,
}

#[derive(Debug, Serialize)]
struct RuleLine {
    name: String,
    says: String,
    source: String,
}

#[derive(Debug, Serialize)]
struct CaseCard {
    code: String,
    case_type: &'static str,
    open: bool,
    steps: Vec<Step>,
    due_on: Option<String>,
    next: String,
}

/// A step of the ladder as a case sees it.
#[derive(Debug, Serialize)]
struct Step {
    words: &'static str,
    place: &'static str,
}

/// Something that happened.
#[derive(Debug, Serialize)]
struct Event {
    #[serde(skip)]
    on: NaiveDate,
    day: String,
    what: String,
    verdict: Option<Mark>,
    href: Option<String>,
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/employers/{id}", Who::Officers, show)
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let services = &visit.services;
    // A tax number may be a person's NIK, which has no place in an address or a browser's history.
    let id: EmployerId = id.parse().map_err(|_| Problem::missing())?;
    let told = services.explain(&id.to_string()).await?;
    let mails = services.mails(Some(id), MAILS).await?;
    let row = &told.row;
    let missing = row.missing_contribution;
    let (findings, rates) = rules(&told);
    template::render(
        visit.language,
        &EmployerPage {
            frame: Frame::of(&visit, Place::Employers, &told.name).await?,
            verdict: row.verdict.into(),
            headline: headline(row),
            as_of: told.as_of.map(date_words),
            basis: Basis::from_code(&told.basis).unwrap_or(Basis::None).words(),
            enrolled: Enrolled::of(row),
            states: states(row),
            due: due(row),
            in_grace: row.in_grace.unwrap_or(0).into(),
            shortfall: row.shortfall.into(),
            missing_contribution: (missing.0 > 0).then(|| missing.to_string()),
            inputs: inputs(&told),
            findings,
            rates,
            next_change_on: told.next_change_on.map(date_words),
            cases: cases(&told),
            record: record(&told),
            history: history(&services, &told, &mails),
            name: told.name,
            ruleset: told.ruleset,
        },
    )
}

/// The verdict in one sentence, with its numbers.
fn headline(row: &ListRow) -> String {
    let n = |number: u32| group_thousands(number.into());
    let declared = Basis::from_code(&row.basis) != Some(Basis::Roster);
    let whole = if declared {
        row.headcount.unwrap_or(0).into()
    } else {
        due(row)
    };
    let whole_words = group_thousands(whole);
    match row.verdict {
        Verdict::Closed => "Badan usaha ini tercatat sudah tutup.".to_owned(),
        Verdict::Unknown => {
            "Data belum cukup untuk menilai; petugas perlu melihatnya dahulu.".to_owned()
        }
        Verdict::Unregistered if declared => {
            format!("{whole_words} pekerja dilaporkan, belum ada yang ditemukan terdaftar.")
        }
        Verdict::Unregistered => {
            format!("Dari {whole_words} pekerja, belum ada yang ditemukan terdaftar.")
        }
        Verdict::PartialWorkers => format!(
            "{} dari {whole_words} pekerja belum ditemukan terdaftar.",
            n(row.shortfall)
        ),
        Verdict::InArrears => format!(
            "{} bulan iuran sudah jatuh tempo dan belum lunas, seluruhnya {}.",
            n(row.arrears_months.unwrap_or(0)),
            row.arrears_amount
        ),
        Verdict::PartialWages => Finding::PartialWages.words().to_owned(),
        Verdict::Compliant if whole == 0 => {
            "Belum ada pekerja yang sudah wajib didaftarkan.".to_owned()
        }
        Verdict::Compliant => {
            "Tidak ditemukan pekerja yang belum terdaftar atau iuran yang tertunggak.".to_owned()
        }
    }
}

fn states(row: &ListRow) -> Vec<StateLine> {
    let whole = due(row);
    let mut before = 0;
    let line = |state: WorkerState| {
        let count = u64::from(row.states[state.rank()].unwrap_or(0));
        let x = before * 1_000 / whole.max(1);
        before += count;
        StateLine {
            code: state.code(),
            words: state.words(),
            missing: state.is_missing(),
            count,
            share: percent(count, whole),
            x,
            width: permille(count, whole),
        }
    };
    WorkerState::ALL
        .into_iter()
        .map(line)
        .filter(|line| line.count > 0)
        .collect()
}

fn inputs(told: &Explanation) -> Vec<InputLine> {
    let line = |input: &Input| InputLine {
        what: input.what.clone(),
        says: input.says.clone(),
        files: input.files.clone(),
        as_of: input.as_of.map(short_date),
        age: input.age_days.map(|days| format!("{days} hari")),
    };
    told.inputs.iter().map(line).collect()
}

/// What was found, and the rates that the numbers were made with.
fn rules(told: &Explanation) -> (Vec<RuleLine>, Vec<RuleLine>) {
    let lines = told.rules.iter().map(|rule| RuleLine {
        name: rule.name.clone(),
        says: rule.says.clone(),
        source: rule.source.clone(),
    });
    lines.partition(|rule| Finding::from_code(&rule.name).is_some())
}

fn cases(told: &Explanation) -> Vec<CaseCard> {
    let cards = told.cases.iter().map(|case| CaseCard {
        code: case.code.clone(),
        case_type: case.case_type,
        open: case.open,
        steps: steps(case.stage),
        due_on: case.due_on.filter(|_| case.open).map(date_words),
        next: case.next.clone(),
    });
    cards.collect()
}

/// The ladder as a case on `stage` sees it.
fn steps(stage: &str) -> Vec<Step> {
    let at = Stage::ALL
        .iter()
        .position(|step| step.words() == stage)
        .unwrap_or(0);
    let step = |(place, step): (usize, Stage)| Step {
        words: step.words(),
        place: match place.cmp(&at) {
            Ordering::Less => "done",
            Ordering::Equal => "now",
            Ordering::Greater => "later",
        },
    };
    Stage::ALL.into_iter().enumerate().map(step).collect()
}

/// The registry's fields under the names that people know them by.
fn record(told: &Explanation) -> Vec<(&'static str, String)> {
    let shown = |(code, value): &(&'static str, String)| {
        let value = value.clone();
        let day = |text: String| text.parse().map_or(text, short_date);
        Some(match *code {
            "nib" => ("NIB", value),
            "npwp" => ("NPWP", value),
            "code" => ("Kode BU", format!("{value:0>8}")),
            "head_code" => ("Kode BU kantor pusat", format!("{value:0>8}")),
            "form" => ("Bentuk usaha", value),
            "kbli" => ("KBLI", value),
            "address" => ("Alamat", value),
            "kelurahan" => ("Kelurahan", value),
            "wlkp" => ("Menurut WLKP", format!("{value} pekerja")),
            "wlkp_on" => ("Tanggal WLKP", day(value)),
            "bpjs_tk" => ("Menurut BPJS Ketenagakerjaan", format!("{value} pekerja")),
            "bpjs_tk_on" => ("Tanggal BPJS Ketenagakerjaan", day(value)),
            "planned" => (
                "Rencana di OSS",
                format!("{value} pekerja (bukan dasar hitungan)"),
            ),
            "contact_name" => ("Narahubung", value),
            "email" => ("Pos-el", value),
            "phone" => ("Telepon", value),
            "closed" => (
                "Status usaha",
                if value == "true" { "tutup" } else { "aktif" }.to_owned(),
            ),
            _ => return None,
        })
    };
    told.record.iter().filter_map(shown).collect()
}

/// One line of time: judgements and mails, the newest first.
fn history(services: &Services, told: &Explanation, mails: &[MailRow]) -> Vec<Event> {
    let judged = told.history.iter().map(|(on, code)| Event {
        on: *on,
        day: short_date(*on),
        what: "Putusan".to_owned(),
        verdict: Verdict::from_code(code).map(Mark::from),
        href: None,
    });
    let mailed = mails.iter().map(|mail| {
        let on = services
            .local(mail.sent_at.unwrap_or(mail.queued_at))
            .date_naive();
        let state = MailState::ALL.iter().find(|s| s.code() == mail.state);
        Event {
            on,
            day: short_date(on),
            what: format!(
                "Pos-el {}: {}",
                state.map_or("", |s| s.words()),
                mail.subject
            ),
            verdict: None,
            href: Some(format!("/notices/{}", mail.id)),
        }
    });
    let mut events: Vec<Event> = mailed.chain(judged).collect();
    events.sort_by_key(|event| Reverse(event.on));
    events
}
