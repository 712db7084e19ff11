//! What a letter says: the part that people write and correct.

use serde::{Deserialize, Serialize};

use super::{
    BrokenMarkup, LetterKind, Overreach, Placeholder, SetBlock, SetSpan, Values,
    compose::{compose, compose_line},
    markup::{read, read_line},
    overreaches, plain,
};

/// Characters of the longest subject.
const MOST_SUBJECT: usize = 200;
/// Characters of the longest body.
const MOST_BODY: usize = 20_000;
/// The most copies, and lines of an addressee.
const MOST_LINES: usize = 20;
/// Characters of the longest line.
const MOST_LINE: usize = 300;

/// What a letter says, with places for values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterText {
    /// Sifat: `Biasa`, `Penting`, `Segera`.
    pub importance: String,
    /// Lampiran: `-`, `1 (satu) lembar`.
    pub enclosure: String,
    /// Hal.
    pub subject: String,
    /// Behind "Yth.", a line each.
    pub addressee: Vec<String>,
    /// Behind "di".
    pub destination: String,
    /// The text, in the markup of [`read`].
    pub body: String,
    /// Tembusan, a line each, without closing marks.
    pub copies: Vec<String>,
}

/// A field of a letter's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextPart {
    /// Sifat.
    Importance,
    /// Lampiran.
    Enclosure,
    /// Hal.
    Subject,
    /// Yth.
    Addressee,
    /// di
    Destination,
    /// The text.
    Body,
    /// Tembusan.
    Copies,
}

impl TextPart {
    /// Name of the field.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Importance => "importance",
            Self::Enclosure => "enclosure",
            Self::Subject => "subject",
            Self::Addressee => "addressee",
            Self::Destination => "destination",
            Self::Body => "body",
            Self::Copies => "copies",
        }
    }
}

/// Why a text can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextFault {
    /// It says nothing there.
    Empty,
    /// It is longer than this many characters or lines.
    Long(usize),
    /// It can't be read; the line is that of the field.
    Broken(BrokenMarkup),
    /// It no longer says this value, which such a letter has to.
    Lost(Placeholder),
    /// It claims what its signatory can't do.
    Overreach(Overreach),
}

/// A text with its values filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// Sifat.
    pub importance: String,
    /// Lampiran.
    pub enclosure: String,
    /// Hal.
    pub subject: String,
    /// Behind "Yth.".
    pub addressee: Vec<String>,
    /// Behind "di".
    pub destination: String,
    /// The text.
    pub body: Vec<SetBlock>,
    /// Tembusan.
    pub copies: Vec<String>,
    /// Values that the text asks for and that are not known, each once: gaps on the page. A letter
    /// with any of them is not approved, and none is drafted with one.
    pub missing: Vec<Placeholder>,
}

impl LetterText {
    /// Everything that speaks against this text whatever the values are; empty when nothing does.
    #[must_use]
    pub fn faults(&self, kind: LetterKind) -> Vec<(TextPart, TextFault)> {
        let mut found = Vec::new();
        for (part, lines) in self.fields() {
            let wanted = !matches!(part, TextPart::Enclosure | TextPart::Copies);
            if wanted && lines.iter().all(|line| line.trim().is_empty()) {
                found.push((part, TextFault::Empty));
            }
            let most = if part == TextPart::Subject {
                MOST_SUBJECT
            } else {
                MOST_LINE
            };
            if lines.len() > MOST_LINES {
                found.push((part, TextFault::Long(MOST_LINES)));
            }
            if lines.iter().any(|line| line.chars().count() > most) {
                found.push((part, TextFault::Long(most)));
            }
            let broken = lines.iter().enumerate().find_map(|(at, line)| {
                let broken = read_line(line).err()?;
                Some(BrokenMarkup {
                    line: at + 1,
                    ..broken
                })
            });
            found.extend(broken.map(|broken| (part, TextFault::Broken(broken))));
        }
        if self.body.trim().is_empty() {
            found.push((TextPart::Body, TextFault::Empty));
        }
        if self.body.chars().count() > MOST_BODY {
            found.push((TextPart::Body, TextFault::Long(MOST_BODY)));
        }
        if let Err(broken) = read(&self.body) {
            found.push((TextPart::Body, TextFault::Broken(broken)));
        }
        for (part, words) in [
            (TextPart::Subject, &self.subject),
            (TextPart::Body, &self.body),
        ] {
            let claims = overreaches(kind, words).into_iter();
            found.extend(claims.map(|claim| (part, TextFault::Overreach(claim))));
        }
        found
    }

    /// The text with its values.
    ///
    /// # Errors
    /// Everything that speaks against it, by field.
    ///
    /// # Panics
    /// Never: what can't be read is among the faults.
    pub fn set(
        &self,
        kind: LetterKind,
        values: &Values,
    ) -> Result<Set, Vec<(TextPart, TextFault)>> {
        let faults = self.faults(kind);
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut missing = Vec::new();
        let mut lines = |texts: &[String]| -> Vec<String> {
            let mut set = Vec::with_capacity(texts.len());
            for text in texts.iter().filter(|text| !text.trim().is_empty()) {
                let line = read_line(text).expect("every field was read above");
                let line = compose_line(&line, values);
                missing.extend(line.missing);
                set.extend(line.set.as_deref().map(plain));
            }
            set
        };
        let mut one = |text: &String| {
            let mut set = lines(std::slice::from_ref(text));
            set.pop().unwrap_or_default()
        };
        let importance = one(&self.importance);
        let enclosure = one(&self.enclosure);
        let subject = one(&self.subject);
        let destination = one(&self.destination);
        let addressee = lines(&self.addressee);
        let copies = lines(&self.copies);
        let body = read(&self.body).expect("the body was read above");
        let body = compose(&body, values);
        missing.extend(body.missing);
        let mut seen = Vec::new();
        missing.retain(|what| {
            let is_new = !seen.contains(what);
            seen.push(*what);
            is_new
        });
        Ok(Set {
            importance,
            enclosure,
            subject,
            addressee,
            destination,
            body: body.set,
            copies,
            missing,
        })
    }

    /// Fields of single lines.
    fn fields(&self) -> [(TextPart, Vec<&str>); 6] {
        fn all(lines: &[String]) -> Vec<&str> {
            lines.iter().map(String::as_str).collect()
        }
        [
            (TextPart::Importance, vec![self.importance.as_str()]),
            (TextPart::Enclosure, vec![self.enclosure.as_str()]),
            (TextPart::Subject, vec![self.subject.as_str()]),
            (TextPart::Addressee, all(&self.addressee)),
            (TextPart::Destination, vec![self.destination.as_str()]),
            (TextPart::Copies, all(&self.copies)),
        ]
    }
}

impl Set {
    /// All its words in one line with single blanks, for comparing.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words: Vec<String> = vec![self.subject.clone()];
        words.extend(self.addressee.iter().cloned());
        words.push(self.destination.clone());
        let mut add = |spans: &[SetSpan]| words.push(plain(spans));
        for block in &self.body {
            match block {
                SetBlock::Heading { spans }
                | SetBlock::Paragraph { spans }
                | SetBlock::Finding { spans } => add(spans),
                SetBlock::List { items } => {
                    for item in items {
                        add(&item.spans);
                        item.under.iter().for_each(|spans| add(spans));
                    }
                }
            }
        }
        words.extend(self.copies.iter().cloned());
        spaced(&words.join(" "))
    }
}

/// Values that a letter of this kind has to say, and that a set text doesn't say any more: an
/// officer's correction must not turn a letter into one about another firm or other figures.
#[must_use]
pub fn lost(kind: LetterKind, set: &Set, values: &Values) -> Vec<Placeholder> {
    let needed: &[Placeholder] = match kind {
        LetterKind::Circular => &[],
        LetterKind::Thanks => &[Placeholder::Firm],
        _ => &[
            Placeholder::Firm,
            Placeholder::Statement,
            Placeholder::CaseCode,
        ],
    };
    let words = set.words();
    let is_lost = |what: &&Placeholder| {
        let value = values.get(**what);
        value.is_some_and(|value| !words.contains(&spaced(value)))
    };
    needed.iter().filter(is_lost).copied().collect()
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
