//! What the registry holds of an employer and where from, whom to write to, and what was sent.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::fields::{SHOWN, label, value};
use crate::{
    domain::employer::Field,
    services::{Dossier, Happening},
    store::MailRow,
    web::{
        language::{args, number},
        visit::Visit,
    },
};

/// A field with its source.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    label: String,
    value: String,
    source: Option<String>,
}

/// An address, and what became of the last mail to it.
#[derive(Debug, Serialize)]
pub(super) struct Contact {
    /// `person`, `email`, `phone`.
    kind: &'static str,
    text: String,
    /// What is known of an address.
    state: Option<&'static str>,
    last: Option<MailLine>,
}

/// A mail.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MailLine {
    href: String,
    subject: String,
    recipient: String,
    state: State,
    at: String,
}

/// Where a mail stands: its shape follows from the code.
#[derive(Debug, Clone, Serialize)]
struct State {
    code: &'static str,
}

/// The fields, and the source of those that name none: the one that most of them have.
pub(super) fn lines(visit: &Visit, dossier: &Dossier) -> (Vec<Line>, Option<String>) {
    let employer = &dossier.employer;
    let people = people(dossier);
    let line = |field: Field| {
        let text = employer.record.get(field)?;
        Some(Line {
            label: label(visit, field),
            value: value(visit, field, text),
            source: source_of(visit, dossier, (&people, field)),
        })
    };
    let mut lines: Vec<Line> = SHOWN.into_iter().filter_map(line).collect();
    for npwp in &employer.further.npwps {
        lines.push(Line {
            label: visit.say("employer-field-further_npwp"),
            value: npwp.strip_prefix('0').unwrap_or(npwp).to_owned(),
            source: None,
        });
    }
    for code in &employer.further.codes {
        lines.push(Line {
            label: visit.say("employer-field-further_code"),
            value: format!("{code:0>8}"),
            source: None,
        });
    }
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for source in lines.iter().filter_map(|line| line.source.as_ref()) {
        *counts.entry(source).or_default() += 1;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(source, _)| source.clone());
    for line in &mut lines {
        line.source = line
            .source
            .take()
            .filter(|source| Some(source) != most.as_ref());
    }
    (lines, most)
}

/// Who says what a field says, and as of which day.
pub(super) fn said_by(visit: &Visit, dossier: &Dossier, field: Field) -> Option<String> {
    source_of(visit, dossier, (&people(dossier), field))
}

fn source_of(
    visit: &Visit,
    dossier: &Dossier,
    (people, field): (&HashMap<i32, String>, Field),
) -> Option<String> {
    let origin = dossier.employer.origins.of(field)?;
    let who = people.get(&origin.batch).cloned();
    let who =
        who.unwrap_or_else(|| visit.say(&format!("employer-source-{}", source(&origin.source))));
    Some(format!("{who}, {}", visit.language.day(origin.as_of)))
}

/// A source that there are words for.
fn source(code: &str) -> &str {
    match code {
        "wlkp" | "oss" | "bpjs" | "bpjs_tk" | "city" | "person" => code,
        _ => "other",
    }
}

/// Who made each correction.
fn people(dossier: &Dossier) -> HashMap<i32, String> {
    let named = dossier.events.iter().filter_map(|event| match &event.what {
        Happening::Corrected(by, _) => Some((by.batch_no, by.by_name.clone()?)),
        _ => None,
    });
    named.collect()
}

pub(super) fn contacts(visit: &Visit, dossier: &Dossier) -> Vec<Contact> {
    let record = &dossier.employer.record;
    let plain = |kind, field| {
        let text = record.get(field)?.to_owned();
        Some(Contact {
            kind,
            text,
            state: None,
            last: None,
        })
    };
    let addresses = dossier.contacts.lines.iter().map(|line| Contact {
        kind: "email",
        text: line.address.clone(),
        state: Some(line.state().code()),
        last: dossier
            .mails
            .iter()
            .find(|mail| mail.recipient.eq_ignore_ascii_case(&line.address))
            .map(|last| mail(visit, last)),
    });
    plain("person", Field::ContactName)
        .into_iter()
        .chain(addresses)
        .chain(plain("phone", Field::Phone))
        .collect()
}

pub(super) fn mails(visit: &Visit, dossier: &Dossier) -> Vec<MailLine> {
    dossier.mails.iter().map(|row| mail(visit, row)).collect()
}

fn mail(visit: &Visit, row: &MailRow) -> MailLine {
    MailLine {
        href: format!("/notices/{}", row.id),
        subject: row.subject.clone(),
        recipient: row.recipient.clone(),
        state: State {
            code: row.state.code(),
        },
        at: visit.moment(row.sent_at.unwrap_or(row.queued_at)),
    }
}

/// A size as people read it.
pub(in crate::web) fn size(visit: &Visit, bytes: u64) -> String {
    let kib = bytes.div_ceil(1_024);
    let (key, count) = if kib < 1_024 {
        ("employer-kilobytes", kib)
    } else {
        ("employer-megabytes", kib.div_ceil(1_024))
    };
    visit.say_with(key, &args([("count", number(count))]))
}
