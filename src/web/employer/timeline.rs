//! What happened to an employer, one line each, in the reader's language.

use chrono::SecondsFormat;
use fluent_bundle::{FluentArgs, FluentValue};
use serde::Serialize;

use super::fields::{label, or_empty};
use crate::{
    domain::{ids::EmployerId, judgement::Judgement, remark::RemarkKind},
    services::{Change, Dossier, Event, EventKind, Happening},
    store::{Attachment, Brought, PairJudgement, Remark},
    web::{
        language::{args, number},
        query::address,
        visit::Visit,
        wording::Mark,
    },
};

/// Lines shown before somebody asks for all.
const SHOWN: usize = 40;

/// Something that happened.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    kind: &'static str,
    at: String,
    /// The same for machines.
    stamp: String,
    pub(super) text: String,
    verdict: Option<Mark>,
    pub(super) href: Option<String>,
    /// What changed, field by field.
    pub(super) details: Vec<String>,
    /// What somebody wrote, as it was written.
    pub(super) quote: Option<String>,
}

/// A choice among the kinds of events.
#[derive(Debug, Serialize)]
pub(super) struct Chip {
    /// Empty for all of them.
    code: &'static str,
    count: usize,
    href: String,
    chosen: bool,
}

/// The lines of a kind, or of all; and whether some are left out.
pub(super) fn lines(
    visit: &Visit,
    dossier: &Dossier,
    kind: Option<EventKind>,
    all: bool,
) -> (Vec<Line>, bool) {
    let chosen: Vec<&Event> = dossier
        .events
        .iter()
        .filter(|event| kind.is_none_or(|kind| event.what.kind() == kind))
        .collect();
    let shown = if all { chosen.len() } else { SHOWN };
    let more = chosen.len() > shown;
    let lines = chosen.into_iter().take(shown);
    (lines.map(|event| line(visit, event)).collect(), more)
}

pub(super) fn chips(dossier: &Dossier, chosen: Option<EventKind>, href: &str) -> Vec<Chip> {
    let count = |kind| {
        let events = dossier.events.iter();
        events.filter(|event| event.what.kind() == kind).count()
    };
    let mut chips = vec![Chip {
        code: "all",
        count: dossier.events.len(),
        href: format!("{href}#riwayat"),
        chosen: chosen.is_none(),
    }];
    for kind in EventKind::ALL {
        chips.push(Chip {
            code: kind.code(),
            count: count(kind),
            href: format!("{}#riwayat", address(href, &[("kind", kind.code())])),
            chosen: chosen == Some(kind),
        });
    }
    chips.retain(|chip| chip.count > 0 || chip.chosen);
    chips
}

/// The address at which everything of a kind is shown.
pub(super) fn all(href: &str, kind: Option<EventKind>) -> String {
    let kind = kind.map_or("", EventKind::code);
    format!(
        "{}#riwayat",
        address(href, &[("kind", kind), ("show", "all")])
    )
}

fn text<'a>(value: impl Into<std::borrow::Cow<'a, str>>) -> FluentValue<'a> {
    FluentValue::String(value.into())
}

fn line(visit: &Visit, event: &Event) -> Line {
    let mut line = Line {
        kind: event.what.kind().code(),
        at: event
            .on
            .map_or_else(|| visit.moment(event.at), |day| visit.language.day(day)),
        stamp: event.on.map_or_else(
            || event.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            |day| day.to_string(),
        ),
        text: String::new(),
        verdict: None,
        href: None,
        details: Vec::new(),
        quote: None,
    };
    match &event.what {
        Happening::Data(brought, changes) => data(visit, (brought, changes), &mut line),
        Happening::Corrected(by, changes) => corrected(visit, (by, changes), &mut line),
        Happening::Judged(_, verdict) => {
            line.text = visit.say("employer-event-judged");
            line.verdict = Some((*verdict).into());
        }
        Happening::Mail(id, state, subject) => {
            let state = visit.say(&format!("mail-{}", state.code()));
            let args = args([("state", text(state))]);
            line.text = visit.say_with("employer-event-mail", &args);
            line.quote = Some(subject.clone());
            line.href = Some(format!("/notices/{id}"));
        }
        Happening::Remarked(remark) => remarked(visit, remark, &mut line),
        Happening::RemarkEnded(remark) => ended(visit, remark, &mut line),
        Happening::Filed(file) => filed(visit, file, &mut line),
        Happening::Merged(merger) => {
            let args = args([
                ("who", text(&merger.by_name)),
                ("name", text(&merger.merged_name)),
            ]);
            line.text = visit.say_with("employer-event-merged", &args);
        }
        Happening::Parted(merger) => {
            let who = merger.undone.as_ref().map_or("", |(who, _)| who);
            let args = args([("who", text(who)), ("name", text(&merger.merged_name))]);
            line.text = visit.say_with("employer-event-parted", &args);
        }
        Happening::Distinguished(other, judged) => {
            distinguished(visit, (*other, judged), &mut line);
        }
        Happening::Undistinguished(other, judged) => {
            let who = judged.undone.as_ref().map_or("", |(who, _)| who);
            line.text = of_pair(visit, (*other, judged, who), ["undistinct", "undoubt"]);
        }
        Happening::PageOpened(_) | Happening::LinkRevoked(_) | Happening::AnswerDecided(_) => {
            super::replies::tell(visit, &event.what, &mut line);
        }
        case => of_case(visit, case, &mut line),
    }
    line
}

fn filed(visit: &Visit, file: &Attachment, line: &mut Line) {
    let args = args([("who", text(&file.by_name))]);
    line.text = visit.say_with("employer-event-file", &args);
    line.quote = Some(file.name.clone());
}

fn distinguished(visit: &Visit, (other, judged): (EmployerId, &PairJudgement), line: &mut Line) {
    let who = &judged.by_name;
    line.text = of_pair(visit, (other, judged, who), ["distinct", "doubt"]);
    line.quote = Some(super::distinct::why(visit, judged));
    line.href = Some(format!("/employers/{other}"));
}

/// The words for two firms, or for a doubt.
fn of_pair(
    visit: &Visit,
    (other, judged, who): (EmployerId, &PairJudgement, &str),
    [distinct, doubt]: [&str; 2],
) -> String {
    let [one, _] = judged.said.pair.ids();
    let [one_name, other_name] = &judged.names;
    let name = if other == one { one_name } else { other_name };
    let args = args([("who", text(who)), ("name", text(name))]);
    let code = match judged.said.says {
        Judgement::Unsure => doubt,
        Judgement::Same | Judgement::Different => distinct,
    };
    visit.say_with(&format!("employer-event-{code}"), &args)
}

fn of_case(visit: &Visit, what: &Happening, line: &mut Line) {
    line.text = match what {
        Happening::CaseOpened(code, kind) => {
            let kind = visit.say(&format!("case-{}", kind.code()));
            let args = args([("code", text(code)), ("kind", text(kind))]);
            visit.say_with("employer-event-case-opened", &args)
        }
        Happening::CaseConfirmed(code, [first, second]) => {
            let args = args([
                ("code", text(code)),
                ("first", text(first)),
                ("second", text(second)),
            ]);
            visit.say_with("employer-event-case-confirmed", &args)
        }
        Happening::CaseClosed(code, because) => {
            let because = match because.as_str() {
                known @ ("complied" | "employer_closed" | "merged" | "parted") => known,
                _ => "other",
            };
            let because = visit.say(&format!("employer-because-{because}"));
            let args = args([("code", text(code)), ("because", text(because))]);
            visit.say_with("employer-event-case-closed", &args)
        }
        step => return super::proofs::tell(visit, step, line),
    };
}

fn data(visit: &Visit, (brought, changes): (&Brought, &[Change]), line: &mut Line) {
    let kind = match brought.kind.as_str() {
        known @ ("employers" | "roster" | "participants" | "contributions") => known,
        _ => "other",
    };
    let rows = brought.files.iter().map(|(_, rows)| rows).sum::<u64>();
    let files: Vec<&str> = brought
        .files
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let mut args: FluentArgs<'_> = args([
        ("as_of", text(visit.language.day(brought.as_of))),
        ("rows", number(rows)),
    ]);
    args.set("no", number(u32::try_from(brought.batch_no).unwrap_or(0)));
    line.text = visit.say_with(&format!("employer-event-data-{kind}"), &args);
    line.quote = (!files.is_empty()).then(|| files.join(", "));
    line.details = details(visit, changes);
}

fn corrected(visit: &Visit, (by, changes): (&Brought, &[Change]), line: &mut Line) {
    let who = by.by_name.clone().unwrap_or_default();
    line.text = match by.on_day {
        Some(day) => {
            let args = args([("who", text(who)), ("day", text(visit.language.day(day)))]);
            visit.say_with("employer-event-status", &args)
        }
        None => visit.say_with("employer-event-corrected", &args([("who", text(who))])),
    };
    line.quote.clone_from(&by.reason);
    line.details = details(visit, changes);
}

fn details(visit: &Visit, changes: &[Change]) -> Vec<String> {
    let one = |change: &Change| {
        let args = args([
            ("field", text(label(visit, change.field))),
            (
                "was",
                text(or_empty(visit, change.field, change.was.as_deref())),
            ),
            (
                "is",
                text(or_empty(visit, change.field, change.is.as_deref())),
            ),
        ]);
        visit.say_with("employer-changed", &args)
    };
    changes.iter().map(one).collect()
}

fn remarked(visit: &Visit, remark: &Remark, line: &mut Line) {
    let who = || ("who", text(&remark.by_name));
    line.text = match remark.until_on {
        Some(until) => {
            let args = args([who(), ("until", text(visit.language.day(until)))]);
            visit.say_with(
                &format!("employer-event-{}-until", super::code(remark.kind)),
                &args,
            )
        }
        None => visit.say_with(
            &format!("employer-event-{}", super::code(remark.kind)),
            &args([who()]),
        ),
    };
    // What its author struck out stays with the notes, struck out.
    let struck = remark.kind == RemarkKind::Note && remark.end.is_some();
    line.quote = (!struck).then(|| remark.words.clone());
}

fn ended(visit: &Visit, remark: &Remark, line: &mut Line) {
    let Some(end) = &remark.end else { return };
    let kind = super::code(remark.kind);
    line.text = match end.outcome {
        Some(outcome) => {
            let outcome = visit.say(&format!("employer-outcome-{}", outcome.code()));
            let args = args([("who", text(&end.by_name)), ("outcome", text(outcome))]);
            visit.say_with("employer-event-settled", &args)
        }
        None => visit.say_with(
            &format!("employer-event-ended-{kind}"),
            &args([("who", text(&end.by_name))]),
        ),
    };
    line.quote.clone_from(&end.words);
}
