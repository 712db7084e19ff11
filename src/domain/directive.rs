//! The mayor's instructions: what one says, what is wrong with one, and which one governs a firm.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{audience::Audience, sieve::BadSieve};

/// Characters of the longest title.
pub const MOST_TITLE: usize = 200;
/// Characters of the longest text.
pub const MOST_BODY: usize = 20_000;
/// Lines of the longest legal basis.
pub const MOST_LAWS: usize = 20;
/// Characters of a line of it.
pub const MOST_LAW: usize = 300;

/// Who signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// The person.
    pub name: String,
    /// The office that person holds.
    pub office: String,
    /// Since when; `None` where nobody wrote it down.
    pub from: Option<NaiveDate>,
    /// Until when; `None` while it goes on.
    pub to: Option<NaiveDate>,
}

/// What an instruction says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directive {
    /// Official number, once there is one.
    pub number: Option<String>,
    /// The day it was signed.
    pub issued_on: Option<NaiveDate>,
    /// What it is about.
    pub title: String,
    /// What it says, as Markdown.
    pub body: String,
    /// Who signed it.
    pub signatory: Option<Signatory>,
    /// The laws it rests on, one a line; empty where nobody named any.
    pub legal_basis: Vec<String>,
    /// The day on which Bagian Hukum verified them.
    pub legal_verified_on: Option<NaiveDate>,
    /// The query of the list of employers; `None` means every employer.
    pub audience: Option<String>,
    /// Name of the ladder.
    pub ladder: String,
    /// Name of the ladder of cases about overdue contributions.
    pub arrears_ladder: String,
    /// The first day on which it opens cases.
    pub valid_from: NaiveDate,
    /// The last day on which it opens cases.
    pub valid_to: Option<NaiveDate>,
}

/// What is wrong with an instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DirectiveFault {
    /// It has no title, or a longer one than [`MOST_TITLE`].
    Title,
    /// It says nothing, or more than [`MOST_BODY`] characters.
    Body,
    /// Its signatory has a name without an office, or the other way round.
    Signatory,
    /// Its signatory's time ends before it begins.
    SignatoryDays,
    /// It was signed on a day on which its signatory did not hold the office.
    NotInOffice,
    /// There are more laws than [`MOST_LAWS`], or one has more than [`MOST_LAW`] characters.
    LegalBasis,
    /// It was verified, but there are no laws that could have been.
    VerifiedNothing,
    /// Its audience asks for something that is not known.
    Audience,
    /// Its last day is before its first.
    ValidDays,
}

impl DirectiveFault {
    /// Stable name; pages have words for it in the reader's language.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Body => "body",
            Self::Signatory => "signatory",
            Self::SignatoryDays => "signatory-days",
            Self::NotInOffice => "not-in-office",
            Self::LegalBasis => "legal-basis",
            Self::VerifiedNothing => "verified-nothing",
            Self::Audience => "audience",
            Self::ValidDays => "valid-days",
        }
    }

    /// The field of a form that it belongs to.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Body => "body",
            Self::Signatory => "signatory_name",
            Self::SignatoryDays => "signatory_to",
            Self::NotInOffice => "issued_on",
            Self::LegalBasis => "legal_basis",
            Self::VerifiedNothing => "legal_verified_on",
            Self::Audience => "audience",
            Self::ValidDays => "valid_to",
        }
    }
}

impl Directive {
    /// Everything that is wrong with it; empty where it may be kept.
    #[must_use]
    pub fn faults(&self) -> Vec<DirectiveFault> {
        let within = |text: &str, most| {
            let text = text.trim();
            !text.is_empty() && text.chars().count() <= most
        };
        let ends_early = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
            from.zip(to).is_some_and(|(from, to)| to < from)
        };
        let signatory = self.signatory.as_ref();
        let laws_fit = self.legal_basis.len() <= MOST_LAWS
            && self.legal_basis.iter().all(|law| within(law, MOST_LAW));
        let audience = self.audience.as_deref().map(Audience::parse);
        [
            (!within(&self.title, MOST_TITLE)).then_some(DirectiveFault::Title),
            (!within(&self.body, MOST_BODY)).then_some(DirectiveFault::Body),
            signatory
                .filter(|s| !within(&s.name, MOST_TITLE) || !within(&s.office, MOST_TITLE))
                .map(|_| DirectiveFault::Signatory),
            signatory
                .filter(|s| ends_early(s.from, s.to))
                .map(|_| DirectiveFault::SignatoryDays),
            signatory
                .zip(self.issued_on)
                .filter(|(s, on)| s.from.is_some_and(|f| *on < f) || s.to.is_some_and(|t| *on > t))
                .map(|_| DirectiveFault::NotInOffice),
            (!laws_fit).then_some(DirectiveFault::LegalBasis),
            (self.legal_basis.is_empty() && self.legal_verified_on.is_some())
                .then_some(DirectiveFault::VerifiedNothing),
            matches!(audience, Some(Err(_))).then_some(DirectiveFault::Audience),
            ends_early(Some(self.valid_from), self.valid_to).then_some(DirectiveFault::ValidDays),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Its fields with their values, as they are compared and shown.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let day = |on: Option<NaiveDate>| on.map(|on| on.to_string()).unwrap_or_default();
        let signatory = self.signatory.as_ref();
        let of = |read: fn(&Signatory) -> String| signatory.map(read).unwrap_or_default();
        vec![
            ("number", self.number.clone().unwrap_or_default()),
            ("issued_on", day(self.issued_on)),
            ("title", self.title.clone()),
            ("body", self.body.clone()),
            ("signatory_name", of(|s| s.name.clone())),
            ("signatory_office", of(|s| s.office.clone())),
            ("signatory_from", day(signatory.and_then(|s| s.from))),
            ("signatory_to", day(signatory.and_then(|s| s.to))),
            ("legal_basis", self.legal_basis.join("\n")),
            ("legal_verified_on", day(self.legal_verified_on)),
            ("audience", self.audience.clone().unwrap_or_default()),
            ("ladder", self.ladder.clone()),
            ("arrears_ladder", self.arrears_ladder.clone()),
            ("valid_from", day(Some(self.valid_from))),
            ("valid_to", day(self.valid_to)),
        ]
    }

    /// What changes from it to another one: the field, what it was and what it is.
    #[must_use]
    pub fn changes(&self, to: &Self) -> Vec<(&'static str, String, String)> {
        let both = self.fields().into_iter().zip(to.fields());
        both.filter(|((_, was), (_, is))| was != is)
            .map(|((field, was), (_, is))| (field, was, is))
            .collect()
    }

    /// The laws in a sentence: `A, B, dan C`; `None` where there are none.
    #[must_use]
    pub fn laws(&self) -> Option<String> {
        laws(&self.legal_basis)
    }
}

/// Laws in a sentence: `A, B, dan C`; `None` where there are none.
#[must_use]
pub fn laws(lines: &[String]) -> Option<String> {
    match lines {
        [] => None,
        [one] => Some(one.clone()),
        [one, other] => Some(format!("{one} dan {other}")),
        [others @ .., last] => Some(format!("{}, dan {last}", others.join(", "))),
    }
}

/// When an instruction opens cases, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: Option<NaiveDate>,
    /// The day on which it was withdrawn.
    pub withdrawn_on: Option<NaiveDate>,
}

impl Span {
    /// Whether it is in force on a day. It is not on the day of its withdrawal.
    #[must_use]
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.from <= on
            && self.to.is_none_or(|to| on <= to)
            && self.withdrawn_on.is_none_or(|withdrawn| on < withdrawn)
    }
}

/// An audience made ready; `None` where everybody is meant.
///
/// # Errors
/// Names the condition that is not known.
pub fn audience_of(query: Option<&str>) -> Result<Option<Audience>, BadSieve> {
    query.map(Audience::parse).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).expect("a real day")
    }

    fn sound() -> Directive {
        Directive {
            number: Some("100/1/2026".to_owned()),
            issued_on: Some(day(2)),
            title: "Kepesertaan JKN".to_owned(),
            body: "Setiap pekerja terdaftar.".to_owned(),
            signatory: Some(Signatory {
                name: "Nama Contoh".to_owned(),
                office: "Wali Kota Contoh".to_owned(),
                from: Some(day(1)),
                to: None,
            }),
            legal_basis: vec!["UU Nomor 24 Tahun 2011".to_owned()],
            legal_verified_on: Some(day(2)),
            audience: Some("verdict=unregistered".to_owned()),
            ladder: "city".to_owned(),
            arrears_ladder: "arrears".to_owned(),
            valid_from: day(3),
            valid_to: Some(day(3)),
        }
    }

    #[test]
    fn each_fault_is_found_and_belongs_to_a_field() {
        type Change = fn(&mut Directive);
        assert_eq!(sound().faults(), []);
        let cases: [(Change, DirectiveFault); 9] = [
            (|d| d.title = " ".to_owned(), DirectiveFault::Title),
            (|d| d.body = "x".repeat(20_001), DirectiveFault::Body),
            (
                |d| d.signatory.as_mut().unwrap().office.clear(),
                DirectiveFault::Signatory,
            ),
            (
                |d| {
                    let signatory = d.signatory.as_mut().unwrap();
                    signatory.from = None;
                    signatory.to = Some(day(1));
                },
                DirectiveFault::NotInOffice,
            ),
            (
                |d| {
                    d.issued_on = None;
                    d.signatory.as_mut().unwrap().from = Some(day(9));
                    d.signatory.as_mut().unwrap().to = Some(day(8));
                },
                DirectiveFault::SignatoryDays,
            ),
            (
                |d| d.legal_basis = vec!["x".repeat(301)],
                DirectiveFault::LegalBasis,
            ),
            (|d| d.legal_basis.clear(), DirectiveFault::VerifiedNothing),
            (
                |d| d.audience = Some("verdik=unknown".to_owned()),
                DirectiveFault::Audience,
            ),
            (|d| d.valid_to = Some(day(2)), DirectiveFault::ValidDays),
        ];
        let known: Vec<&str> = sound().fields().iter().map(|(name, _)| *name).collect();
        for (change, fault) in cases {
            let mut one = sound();
            change(&mut one);
            assert_eq!(one.faults(), [fault]);
            assert!(known.contains(&fault.field()), "{}", fault.field());
        }
    }

    #[test]
    fn what_changed_is_told_field_by_field() {
        let mut other = sound();
        other.title = "Lain".to_owned();
        other.valid_to = None;
        let changes = sound().changes(&other);
        assert_eq!(
            changes,
            [
                ("title", "Kepesertaan JKN".to_owned(), "Lain".to_owned()),
                ("valid_to", "2026-03-03".to_owned(), String::new()),
            ]
        );
    }

    #[test]
    fn it_is_in_force_from_its_first_to_its_last_day_and_until_withdrawn() {
        let span = Span {
            from: day(3),
            to: Some(day(9)),
            withdrawn_on: Some(day(8)),
        };
        let holds: Vec<u32> = (1..=12).filter(|d| span.holds(day(*d))).collect();
        assert_eq!(holds, [3, 4, 5, 6, 7]);
    }

    #[test]
    fn laws_stand_in_one_sentence() {
        let lines = |n| ["A", "B", "C"].map(str::to_owned)[..n].to_vec();
        assert_eq!(laws(&lines(0)), None);
        assert_eq!(laws(&lines(1)).as_deref(), Some("A"));
        assert_eq!(laws(&lines(2)).as_deref(), Some("A dan B"));
        assert_eq!(laws(&lines(3)).as_deref(), Some("A, B, dan C"));
    }
}
