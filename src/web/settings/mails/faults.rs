//! What is wrong with a wording, in words: the file, the line, and what to mend.

use fluent_bundle::FluentArgs;
use serde::Serialize;

use super::super::super::{
    language::{args, number},
    visit::Visit,
};
use crate::{
    domain::mailing::{Fault, Part},
    services::{BadWording, WrongWording},
};

/// One fault.
#[derive(Debug, Serialize)]
pub(super) struct FaultLine {
    /// The field that it belongs to.
    pub(super) field: &'static str,
    pub(super) file: &'static str,
    pub(super) line: Option<usize>,
    pub(super) words: String,
}

impl FaultLine {
    pub(super) fn of(visit: &Visit, bad: &BadWording) -> Self {
        Self {
            field: match bad.part {
                Part::Subject => "subject",
                Part::Text => "text",
                Part::Markup => "markup",
            },
            file: bad.part.file(),
            line: bad.line,
            words: words(visit, &bad.what),
        }
    }
}

fn words(visit: &Visit, what: &WrongWording) -> String {
    let say = |key: &str, what: &str| {
        let values: FluentArgs<'_> = args([("what", what.into())]);
        visit.say_with(&format!("mails-wrong-{key}"), &values)
    };
    match what {
        WrongWording::Unknown(name) => say("unknown", name),
        WrongWording::NotInSubject(name) => say("subject", name),
        WrongWording::Broken(why) => say("broken", why),
        WrongWording::Markup(near) => say("markup", near),
        WrongWording::Deep => say("deep", ""),
        WrongWording::Guard(fault) => {
            let code = fault.code();
            match fault {
                Fault::Lost(what) | Fault::NoPromise(what) | Fault::Claims(what) => say(code, what),
                Fault::Loads(what) => say(code, what),
                Fault::Long(most) => {
                    let values = args([("most", number(*most))]);
                    visit.say_with("mails-wrong-long", &values)
                }
                Fault::Figure | Fault::Empty => say(code, ""),
            }
        }
    }
}
