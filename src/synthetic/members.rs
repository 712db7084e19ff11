//! Memberships of people and their families in the health insurance.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    SyntheticError,
    city::City,
    dice::Dice,
    identifiers::CodeOf,
    people::Person,
    rows::{Participant, Segment},
};

/// The terms on which somebody, and the family with them, is insured.
#[derive(Clone, Copy)]
pub(super) struct Membership {
    pub(super) segment: Segment,
    pub(super) active: bool,
    pub(super) code: Option<u32>,
    pub(super) wage: Option<u64>,
    pub(super) since: NaiveDate,
}

impl Membership {
    /// A membership that no employer pays for.
    pub(super) const fn without_employer(segment: Segment, active: bool, since: NaiveDate) -> Self {
        Self {
            segment,
            active,
            code: None,
            wage: None,
            since,
        }
    }
}

impl City<'_> {
    /// Somebody becomes a member; `pisa` 1 is the worker, 2 to 4 the family.
    pub(super) fn insure(
        &mut self,
        person: &Person,
        pisa: u8,
        terms: Membership,
    ) -> Result<(), SyntheticError> {
        self.insured[terms.segment as usize] += 1;
        self.book.participant(&Participant {
            nik: person.nik,
            pisa,
            segment: terms.segment,
            active: terms.active,
            code: terms.code,
            wage: if pisa == 1 { terms.wage } else { None },
            since: terms.since,
        })
    }

    /// The family of a member becomes insured on the same terms: 1.3 persons on average.
    pub(super) fn insure_family(
        &mut self,
        head: &Person,
        terms: Membership,
        dice: &mut Dice,
    ) -> Result<(), SyntheticError> {
        let size = dice.weighted(&[(38, 0), (20, 1), (22, 2), (14, 3), (6, 4)]);
        let (this_year, born) = (self.plan.as_of.year(), head.born_on.year());
        for nth in 0..size {
            if nth == 0 {
                let spouse = self.registry.person(born + years(dice, 9) - 4, dice);
                self.insure(&spouse, if spouse.female { 2 } else { 3 }, terms)?;
            } else {
                // A child is younger than 21 and at least 18 years younger than the parent.
                let oldest = (this_year - 20).max((born + 18).min(this_year - 1));
                let span = u32::try_from(this_year - oldest).unwrap_or(1);
                let child = self.registry.person(oldest + years(dice, span), dice);
                self.insure(&child, 4, terms)?;
            }
        }
        Ok(())
    }

    /// A day long enough ago for anything to have begun on it.
    pub(super) fn some_past_day(&self, dice: &mut Dice) -> NaiveDate {
        self.plan.as_of - Days::new(u64::from(dice.between(120, 3600)))
    }

    /// The code of an employer that is on no list.
    pub(super) fn outsider_code(&self, dice: &mut Dice) -> u32 {
        let outsiders = self.plan.firms / 12 + 1;
        self.ids.code(CodeOf::Outsider(dice.below(outsiders)))
    }

    /// Somebody of `youngest..=oldest` years.
    pub(super) fn somebody_of(&mut self, youngest: u32, oldest: u32, dice: &mut Dice) -> Person {
        let born = self.plan.as_of.year() - years(dice, oldest - youngest + 1);
        let youngest = i32::try_from(youngest).expect("an age");
        self.registry.person(born - youngest, dice)
    }
}

fn years(dice: &mut Dice, below: u32) -> i32 {
    i32::try_from(dice.below(below)).expect("a few years")
}
