//! A letter's text in a form: what was typed, what is wrong with it, and what it would say.

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::super::{
    language::{args, number},
    template::Page,
    visit::Visit,
};
use crate::domain::letter::{
    BrokenMarkup, LetterText, MarkupFault, Placeholder, Set, SetBlock, TextFault, TextPart,
};

/// What was typed.
#[derive(Debug, Default, Clone, Serialize, Deserialize, Validate)]
#[serde(default)]
pub(in crate::web) struct TextForm {
    importance: String,
    enclosure: String,
    subject: String,
    /// A line each.
    addressee: String,
    destination: String,
    body: String,
    /// A line each.
    copies: String,
    /// The number of the version that the form was made from.
    pub(in crate::web) seen: String,
    /// `docx` where the text came from a file.
    pub(in crate::web) origin: String,
    /// `look`, `save`.
    #[serde(skip_serializing)]
    pub(in crate::web) act: String,
}

impl TextForm {
    pub(in crate::web) fn of(text: &LetterText, seen: i32) -> Self {
        Self {
            importance: text.importance.clone(),
            enclosure: text.enclosure.clone(),
            subject: text.subject.clone(),
            addressee: text.addressee.join("\n"),
            destination: text.destination.clone(),
            body: text.body.clone(),
            copies: text.copies.join("\n"),
            seen: seen.to_string(),
            origin: String::new(),
            act: String::new(),
        }
    }

    pub(in crate::web) fn text(&self) -> LetterText {
        let lines = |text: &str| text.lines().map(str::to_owned).collect();
        LetterText {
            importance: self.importance.clone(),
            enclosure: self.enclosure.clone(),
            subject: self.subject.clone(),
            addressee: lines(&self.addressee),
            destination: self.destination.clone(),
            body: self.body.clone(),
            copies: lines(&self.copies),
        }
    }
}

/// What a text would say, or what is wrong with it: a part of the page that is made anew while
/// somebody types.
#[derive(Debug, Serialize)]
pub(in crate::web) struct TextShown {
    pub(in crate::web) faults: Vec<TextFaultLine>,
    /// Values that are not known.
    missing: Vec<(&'static str, &'static str)>,
    subject: String,
    addressee: Vec<String>,
    destination: String,
    body: Vec<SetBlock>,
    copies: Vec<String>,
}

impl Page for TextShown {
    const FILE: &'static str = "_letter_shown.html";
}

impl TextShown {
    pub(in crate::web) fn of(
        visit: &Visit,
        tried: Result<Set, Vec<(TextPart, TextFault)>>,
    ) -> Self {
        match tried {
            Ok(set) => Self {
                faults: Vec::new(),
                missing: named(&set.missing),
                subject: set.subject,
                addressee: set.addressee,
                destination: set.destination,
                body: set.body,
                copies: set.copies,
            },
            Err(faults) => Self {
                faults: TextFaultLine::all(visit, &faults),
                missing: Vec::new(),
                subject: String::new(),
                addressee: Vec::new(),
                destination: String::new(),
                body: Vec::new(),
                copies: Vec::new(),
            },
        }
    }
}

/// Names and words of values.
pub(in crate::web) fn named(values: &[Placeholder]) -> Vec<(&'static str, &'static str)> {
    let named = values.iter().map(|what| (what.code(), what.words()));
    named.collect()
}

/// One thing that is wrong with a text.
#[derive(Debug, Serialize)]
pub(in crate::web) struct TextFaultLine {
    /// The field that it belongs to.
    field: &'static str,
    /// Line and column, where it is in one place.
    line: Option<usize>,
    column: Option<usize>,
    words: String,
    /// The rule that it oversteps, where it stands.
    source: Option<&'static str>,
}

impl TextFaultLine {
    pub(in crate::web) fn all(visit: &Visit, faults: &[(TextPart, TextFault)]) -> Vec<Self> {
        let line = |(part, fault): &(TextPart, TextFault)| Self::of(visit, *part, fault);
        faults.iter().map(line).collect()
    }

    fn of(visit: &Visit, part: TextPart, fault: &TextFault) -> Self {
        let say = |key: &str, what: &str| {
            visit.say_with(
                &format!("letter-wrong-{key}"),
                &args([("what", what.into())]),
            )
        };
        let mut own = Self {
            field: part.code(),
            line: None,
            column: None,
            words: String::new(),
            source: None,
        };
        own.words = match fault {
            TextFault::Empty => say("empty", ""),
            TextFault::Long(most) => {
                let most = u32::try_from(*most).unwrap_or(u32::MAX);
                visit.say_with("letter-wrong-long", &args([("most", number(most))]))
            }
            TextFault::Broken(broken) => {
                own.line = Some(broken.line);
                own.column = Some(broken.column);
                broken_words(visit, broken)
            }
            TextFault::Lost(what) => {
                let named = format!("{} ({})", what.words(), what.code());
                say("lost", &named)
            }
            TextFault::Overreach(claim) => {
                own.line = Some(claim.line);
                own.source = Some(claim.rule.source());
                say(&format!("claims-{}", claim.rule.code()), claim.words)
            }
        };
        own
    }
}

fn broken_words(visit: &Visit, broken: &BrokenMarkup) -> String {
    let say = |key: &str, what: &str| {
        visit.say_with(
            &format!("letter-wrong-{key}"),
            &args([("what", what.into())]),
        )
    };
    match &broken.fault {
        MarkupFault::Unknown(name) => say("unknown", name),
        MarkupFault::Open(mark) => say("open", mark),
        MarkupFault::Order(due) => say("order", due),
        MarkupFault::Loose => say("loose", ""),
        MarkupFault::Empty => say("nothing", ""),
        MarkupFault::Control => say("control", ""),
    }
}
