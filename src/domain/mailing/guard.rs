//! What a wording must keep and may not say.

use super::{MailKind, html};
use crate::tongue::Tongue;

/// Characters of a subject, as sent.
const LONGEST_SUBJECT: usize = 150;
/// Bytes of a plain text, as sent.
const LONGEST_TEXT: usize = 20_000;
/// Bytes of an HTML text, as sent: large providers cut longer ones off.
const LONGEST_HTML: usize = 100_000;

/// What the city can't do by law, or must not threaten with, as somebody might write it; lower
/// case. BPJS Kesehatan warns, fines and asks for services to be withheld (PP 86/2013).
const CLAIMS: [&str; 24] = [
    "teguran tertulis",
    "pp 86",
    "pp no. 86",
    "pp nomor 86",
    "peraturan pemerintah nomor 86",
    "peraturan pemerintah no. 86",
    "sanksi administratif",
    "denda administratif",
    "kami akan mengenakan",
    "kami kenakan denda",
    "dikenai denda",
    "dikenakan denda",
    "dikenakan sanksi",
    "dikenai sanksi",
    "mencabut izin",
    "pencabutan izin",
    "pembekuan izin",
    "tmp2t",
    "tidak mendapat pelayanan publik",
    "written warning",
    "administrative sanction",
    "administrative fine",
    "we will fine",
    "revoke your",
];

/// A part of a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// `subject.txt`
    Subject,
    /// `body.txt`
    Text,
    /// `body.mjml`
    Markup,
}

impl Part {
    /// Its file.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Subject => "subject.txt",
            Self::Text => "body.txt",
            Self::Markup => "body.mjml",
        }
    }
}

/// Something that both texts must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The variable that says it.
    pub variable: &'static str,
    /// What it says in this sample.
    pub value: String,
}

/// A sample as it came out.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Which mail.
    pub kind: MailKind,
    /// In which language.
    pub tongue: Tongue,
    /// The subject, with all figures of its variables left out.
    pub subject: &'a str,
    /// The plain text.
    pub text: &'a str,
    /// The HTML text.
    pub html: &'a str,
    /// The markup it was made of, as typed.
    pub markup: &'a str,
    /// What both texts must say.
    pub kept: &'a [Kept],
}

/// Why a wording can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It no longer says what this variable says.
    Lost(&'static str),
    /// It no longer says what the city never asks for.
    NoPromise(&'static str),
    /// A figure stands in the subject.
    Figure,
    /// It claims what the city can't do.
    Claims(&'static str),
    /// It would load this from elsewhere, run it, or ask for something.
    Loads(String),
    /// It comes out longer than this many bytes or characters.
    Long(usize),
    /// Nothing comes out.
    Empty,
}

impl Fault {
    /// Name for messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Lost(_) => "lost",
            Self::NoPromise(_) => "promise",
            Self::Figure => "figure",
            Self::Claims(_) => "claims",
            Self::Loads(_) => "loads",
            Self::Long(_) => "long",
            Self::Empty => "empty",
        }
    }
}

/// Everything that speaks against a wording, by its parts; empty when nothing does.
#[must_use]
pub fn objections(seen: &Seen<'_>) -> Vec<(Part, Fault)> {
    let mut found = Vec::new();
    if seen.subject.trim().is_empty() {
        found.push((Part::Subject, Fault::Empty));
    }
    if seen.subject.chars().any(char::is_numeric) {
        found.push((Part::Subject, Fault::Figure));
    }
    if seen.subject.chars().count() > LONGEST_SUBJECT {
        found.push((Part::Subject, Fault::Long(LONGEST_SUBJECT)));
    }
    let texts = [
        (Part::Text, html::spaced(seen.text)),
        (Part::Markup, html::words(seen.html)),
    ];
    for (part, said) in &texts {
        let lost = seen.kept.iter().filter(|kept| !says(said, &kept.value));
        let mut lost: Vec<&str> = lost.map(|kept| kept.variable).collect();
        lost.dedup();
        found.extend(lost.into_iter().map(|name| (*part, Fault::Lost(name))));
        if let Some(promise) = seen.kind.promise(seen.tongue)
            && !said.to_lowercase().contains(&promise.to_lowercase())
        {
            found.push((*part, Fault::NoPromise(promise)));
        }
    }
    let subject = (Part::Subject, html::spaced(seen.subject));
    for (part, said) in [&subject].into_iter().chain(&texts) {
        let said = said.to_lowercase();
        let claims = CLAIMS.into_iter().find(|claim| said.contains(claim));
        found.extend(claims.map(|claim| (*part, Fault::Claims(claim))));
    }
    let loads = ["mj-include", "mj-font"]
        .into_iter()
        .find(|element| seen.markup.contains(element));
    let loads = loads
        .map(str::to_owned)
        .or_else(|| html::fetches(seen.html));
    found.extend(loads.map(|what| (Part::Markup, Fault::Loads(what))));
    if seen.text.len() > LONGEST_TEXT {
        found.push((Part::Text, Fault::Long(LONGEST_TEXT)));
    }
    if seen.html.len() > LONGEST_HTML {
        found.push((Part::Markup, Fault::Long(LONGEST_HTML)));
    }
    found
}

/// Whether a text with single spaces says a value.
fn says(text: &str, value: &str) -> bool {
    text.contains(&html::spaced(value))
}
