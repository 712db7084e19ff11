//! The fields of the short forms, and what they say.

use chrono::NaiveDate;
use serde::Serialize;

use super::body::Brought;
use crate::{
    domain::{
        answer::{AnswerKind, RosterCounts, Said},
        contact::one_address,
    },
    web::{forms::Faults, language::args, visit::Visit},
};

/// What was typed, kept as it was.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Typed {
    /// Of the form: sent twice it is one answer.
    pub(super) form: String,
    pub(super) words: String,
    bpjs_code: String,
    workers: String,
    as_of: String,
    name: String,
    city: String,
    closed: String,
    since: String,
    by: String,
    address: String,
}

impl Typed {
    /// An empty form.
    pub(super) fn fresh(visit: &Visit) -> Self {
        Self {
            form: visit.services.clock.new_id().to_string(),
            ..Self::default()
        }
    }

    pub(super) fn of(brought: &Brought) -> Self {
        let text = |name| brought.text(name);
        Self {
            form: text("form"),
            words: text("words"),
            bpjs_code: text("bpjs_code"),
            workers: text("workers"),
            as_of: text("as_of"),
            name: text("name"),
            city: text("city"),
            closed: text("closed"),
            since: text("since"),
            by: text("by"),
            address: text("address"),
        }
    }

    /// What the fields say; `None` where one of them can't be read. All that is wrong is added to
    /// `faults`.
    pub(super) fn said(
        &self,
        kind: AnswerKind,
        counts: RosterCounts,
        (visit, faults): (&Visit, &mut Faults),
    ) -> Option<Said> {
        let words = self.words.clone();
        let said = match kind {
            AnswerKind::Registered => Some(Said::Registered {
                bpjs_code: Some(self.bpjs_code.clone()).filter(|code| !code.is_empty()),
                words,
            }),
            AnswerKind::NumberDiffers => {
                let workers = self.workers.replace(['.', ' '], "").parse().ok();
                fault(workers.is_none(), ("workers", "count"), (visit, faults));
                workers.map(|workers| Said::NumberDiffers { workers, words })
            }
            AnswerKind::Roster => {
                day(("as_of", &self.as_of), (visit, faults)).map(|as_of| Said::Roster {
                    as_of,
                    counts,
                    words,
                })
            }
            AnswerKind::HeadOffice => Some(Said::HeadOffice {
                name: self.name.clone(),
                city: self.city.clone(),
                bpjs_code: self.bpjs_code.clone(),
                words,
            }),
            AnswerKind::Closed => self.closed(words, (visit, faults)),
            AnswerKind::Promise => {
                day(("by", &self.by), (visit, faults)).map(|by| Said::Promise { by, words })
            }
            AnswerKind::WrongAddress => {
                let address = one_address(&self.address).ok();
                fault(address.is_none(), ("address", "address"), (visit, faults));
                address.map(|address| Said::WrongAddress { address, words })
            }
        };
        for wrong in said
            .iter()
            .flat_map(|said| said.faults(visit.services.today()))
        {
            fault(true, (wrong.field, wrong.fault), (visit, faults));
        }
        said.filter(|_| faults.is_empty())
    }

    fn closed(&self, words: String, (visit, faults): (&Visit, &mut Faults)) -> Option<Said> {
        let without_workers = match self.closed.as_str() {
            "closed" => Some(false),
            "without_workers" => Some(true),
            _ => None,
        };
        let missing = without_workers.is_none();
        fault(missing, ("closed", "choice"), (visit, faults));
        let since = day(("since", &self.since), (visit, faults));
        Some(Said::Closed {
            // Where nothing was chosen the fault above keeps this from being taken.
            without_workers: without_workers.unwrap_or_default(),
            since: since?,
            words,
        })
    }
}

fn day((field, text): (&'static str, &str), said: (&Visit, &mut Faults)) -> Option<NaiveDate> {
    let day = text.parse().ok();
    fault(day.is_none(), (field, "date"), said);
    day
}

/// Says of a field what is wrong with it.
fn fault(
    wrong: bool,
    (field, code): (&'static str, &'static str),
    (visit, faults): (&Visit, &mut Faults),
) {
    if !wrong {
        return;
    }
    let most = if field == "words" { 2_000 } else { 120 };
    let most = ("most", crate::web::language::number(most));
    let words = match code {
        "missing" => visit.say("fault-required"),
        "long" => visit.say_with("reply-fault-long", &args([most])),
        code => visit.say(&format!("reply-fault-{code}")),
    };
    faults.add(field, words);
}

/// The field to which a fault of the whole answer is written.
pub(super) const fn first_field(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Registered => "bpjs_code",
        AnswerKind::NumberDiffers => "workers",
        AnswerKind::Roster => "as_of",
        AnswerKind::HeadOffice => "name",
        AnswerKind::Closed => "since",
        AnswerKind::Promise => "by",
        AnswerKind::WrongAddress => "address",
    }
}
