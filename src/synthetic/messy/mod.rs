//! The same facts as people in a hurry write them down: every quirk an import has to bear.
//!
//! The quirks have dice of their own, so that a messy city and a clean one of the same seed
//! hold the same firms and people.

mod frame;
mod rows;
mod words;

use chrono::NaiveDate;

pub(super) use self::frame::dialect;
use super::{
    CityPlan, Format,
    book::{Kind, Out, OutError},
    dice::Dice,
    line::Line,
};

/// Keeps the quirks' chance apart from that of firms and segments.
const STREAM: u64 = 1 << 41;

/// The habits of whoever wrote one file.
pub(super) struct Quirks {
    kind: Kind,
    seed: u64,
    as_of: NaiveDate,
    in_workbook: bool,
    dice: Dice,
    /// The running number in the first column.
    number: u64,
    /// What the TOTAL row shows.
    total: u64,
}

impl Quirks {
    pub(super) fn new(kind: Kind, plan: &CityPlan) -> Self {
        Self {
            kind,
            seed: plan.seed,
            as_of: plan.as_of,
            in_workbook: plan.format == Format::Xlsx,
            dice: Dice::new(plan.seed, STREAM + kind as u64),
            number: 0,
            total: 0,
        }
    }

    /// Writes a row and what follows it by accident; tells how many rows of data were added.
    pub(super) fn put(&mut self, line: &Line, out: &mut Out) -> Result<u64, OutError> {
        out.write(line)?;
        let twice = match self.kind {
            Kind::Employers => 10,
            Kind::Roster => 5,
            Kind::Participants => 1,
            // Rows of one month add up: the same bill twice would be another bill.
            Kind::Contributions => 0,
        };
        let is_twice = self.dice.chance(twice);
        if is_twice {
            out.write(line)?;
        }
        if self.kind != Kind::Participants && self.dice.chance(6) {
            out.write(&self.blank_row())?;
        }
        if self.repeats_header() {
            for line in self.header() {
                out.write(&line)?;
            }
        }
        Ok(u64::from(is_twice))
    }

    /// Long lists printed by a program show their header on every page.
    fn repeats_header(&self) -> bool {
        match self.kind {
            Kind::Participants => self.number.is_multiple_of(10_000),
            Kind::Roster => self.number.is_multiple_of(5_000),
            Kind::Employers | Kind::Contributions => false,
        }
    }
}
