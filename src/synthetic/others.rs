//! Everybody else in the city: those whom no firm of the registry insures.

use super::{
    SyntheticError, bills::minimum_wage, city::City, dice::Dice, members::Membership, rows::Segment,
};
use chrono::Datelike;

/// People of a segment for each 850 firms, families included, and the households of a thousand
/// whose insurance runs.
const fn size(segment: Segment) -> (u64, u32) {
    match segment {
        Segment::PpuBu => (70_900, 955),
        Segment::PpuPn => (15_400, 985),
        Segment::Mandiri => (14_400, 600),
        Segment::Pemda => (56_200, 965),
        Segment::Bp => (4_300, 950),
        Segment::PbiJk => (28_800, 975),
    }
}

/// Keeps the other segments' chance apart from that of the firms, which count from 0.
const STREAM: u64 = 1 << 40;

impl City<'_> {
    /// Fills every segment up to its size.
    pub(super) fn insure_others(&mut self) -> Result<(), SyntheticError> {
        for segment in Segment::ALL {
            let mut dice = Dice::new(self.plan.seed, STREAM + segment as u64);
            let (people, active) = size(segment);
            let people = people * u64::from(self.plan.firms) / 850;
            while self.insured[segment as usize] < people {
                let runs = dice.chance(active);
                self.household(segment, runs, &mut dice)?;
            }
        }
        Ok(())
    }

    fn household(
        &mut self,
        segment: Segment,
        active: bool,
        dice: &mut Dice,
    ) -> Result<(), SyntheticError> {
        let (youngest, oldest) = match segment {
            Segment::Bp => (57, 84),
            Segment::PpuBu | Segment::PpuPn => (20, 57),
            _ => (18, 75),
        };
        let head = self.somebody_of(youngest, oldest, dice);
        let mut terms = Membership::without_employer(segment, active, self.some_past_day(dice));
        if segment == Segment::PpuBu {
            let least = minimum_wage(self.plan.as_of.year()).div_ceil(100);
            terms.code = Some(self.outsider_code(dice));
            terms.wage = Some(least + u64::from(dice.below(4_000)) * 1000);
        }
        self.insure(&head, 1, terms)?;
        self.insure_family(&head, terms, dice)
    }
}
