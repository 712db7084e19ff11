//! What each registered firm was billed and what it paid.

use chrono::{Datelike, NaiveDate};

use super::{SyntheticError, city::City, dice::Dice, firm::Firm, rows::Bill, shares::Story};

/// The wage above which no contribution is owed, in rupiah.
pub(super) const CEILING: u64 = 12_000_000;
/// Months of bills that every code has at least.
const MONTHS: u32 = 14;
const MINIMUM_WAGES: [u64; 3] = [354_930_767, 378_001_266, 379_948_000];

/// The minimum wage of a year in sen; for a year not yet decreed, the last one known.
pub(super) fn minimum_wage(year: i32) -> u64 {
    MINIMUM_WAGES[nearest_decree(year)]
}

fn nearest_decree(year: i32) -> usize {
    usize::try_from(year - 2024)
        .unwrap_or(0)
        .min(MINIMUM_WAGES.len() - 1)
}

/// The wages that contributions are counted on, in sen, under each decree.
#[derive(Default)]
pub(super) struct Payroll {
    base: [u64; MINIMUM_WAGES.len()],
}

impl Payroll {
    /// One more member with this reported wage in rupiah.
    pub(super) fn add(&mut self, wage: u64) {
        for (base, least) in self.base.iter_mut().zip(MINIMUM_WAGES) {
            *base += (wage * 100).clamp(least, CEILING * 100);
        }
    }

    /// Five percent in whole rupiah, rounded half up.
    fn contribution(&self, year: i32) -> u64 {
        (self.base[nearest_decree(year)] + 1000) / 2000
    }
}

impl City<'_> {
    /// Writes the bills of a firm, the oldest first.
    pub(super) fn bill(
        &mut self,
        firm: &Firm,
        payroll: &Payroll,
        dice: &mut Dice,
    ) -> Result<(), SyntheticError> {
        let Some(code) = firm.registration.own() else {
            return Ok(());
        };
        let arrears = firm.outline.arrears;
        let paid_since = if arrears <= 3 && dice.chance(250) {
            dice.below(6)
        } else {
            0
        };
        let closed_for = if firm.outline.story == Story::Closed {
            dice.between(2, 18)
        } else {
            0
        };
        let pays_part = dice.chance(300);
        for back in (1..=MONTHS.max(arrears))
            .rev()
            .filter(|&back| back > closed_for)
        {
            let (year, month) = months_before(self.plan.as_of, back);
            let billed = payroll.contribution(year);
            if billed == 0 {
                continue;
            }
            let missed = back > paid_since && back <= paid_since + arrears;
            let paid = match missed {
                true if pays_part && back == paid_since + arrears => billed / 2,
                true => 0,
                false => billed,
            };
            let paid_on = (paid > 0)
                .then(|| NaiveDate::from_ymd_opt(year, month, dice.between(2, 9)))
                .flatten();
            self.book.bill(&Bill {
                code,
                year,
                month,
                billed,
                paid,
                paid_on,
            })?;
        }
        Ok(())
    }
}

fn months_before(day: NaiveDate, back: u32) -> (i32, u32) {
    let back = i32::try_from(back).expect("a few years at most");
    let since_year_0 = day.year() * 12 + i32::try_from(day.month0()).expect("below 12") - back;
    let month = u32::try_from(since_year_0.rem_euclid(12)).expect("below 12") + 1;
    (since_year_0.div_euclid(12), month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contribution_is_five_percent_between_the_minimum_and_the_ceiling() {
        for (wage, year, due) in [
            (2_500_000, 2026, 189_974),
            (2_500_000, 2025, 189_001),
            (5_000_000, 2026, 250_000),
            (25_000_000, 2026, 600_000),
        ] {
            let mut payroll = Payroll::default();
            payroll.add(wage);
            assert_eq!(payroll.contribution(year), due, "{wage} {year}");
        }
    }

    #[test]
    fn months_are_counted_back_across_years() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        assert_eq!(months_before(day, 1), (2026, 10));
        assert_eq!(months_before(day, 11), (2025, 12));
        assert_eq!(months_before(day, 14), (2025, 9));
        assert_eq!(months_before(day, 24), (2024, 11));
    }
}
