//! Two lists of firms that share no identifier, and which rows of them are one firm: what a
//! matching of names is measured on.
//!
//! The first list is the city's registry, the second one came from elsewhere, written by a keeper
//! with habits of their own ([`Noise`]). Many firms are on one of the lists only, and many look
//! like another one: PT X and CV X, branches, X 1 and X 2, sisters in one house, the cooperative
//! of a firm, Jaya and Raya, firms of one agent. So that nobody profits from knowing the words,
//! another seed has other words, streets and shares.
//!
//! Names are put together by chance and say nothing of any firm there is; telephones and mail
//! addresses are of kinds that nobody can have. The same plan gives the same bytes anywhere. The
//! first list is written row by row, the second one is kept to be shuffled.

mod families;
mod firm;
mod habits;
mod naming;
mod placing;
mod slips;
#[cfg(test)]
mod tests;
mod words;

use std::{
    fs::{self, File},
    path::Path,
};

use self::{
    families::Tie,
    firm::{Firm, Ids, Town},
    habits::Habits,
};
use super::{
    SyntheticError,
    book::OutError,
    dice::{Dice, mix},
    identifiers::Identifiers,
};

/// Most rows of either list.
pub const MOST_ROWS: u32 = 2_000_000;

/// Whoever wrote the second list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noise {
    /// The same careful hand as the registry.
    Registry,
    /// Moves legal forms about, abbreviates, leaves out; makes few errors.
    Clerk,
    /// Makes typing errors in most rows, up to 9 % of the letters.
    Typist,
    /// A machine that reads paper: 0 for O, rn for m.
    Ocr,
    /// Upper case, cut after 18 to 30 letters, words glued together.
    Spreadsheet,
    /// Name, address and telephone only; abbreviations and initials of its own.
    Bpjs,
    /// English words and the spelling of older days.
    Foreign,
    /// Each row by another of these.
    Mixed,
}

impl Noise {
    /// Every one of them.
    pub const ALL: [Noise; 8] = [
        Noise::Registry,
        Noise::Clerk,
        Noise::Typist,
        Noise::Ocr,
        Noise::Spreadsheet,
        Noise::Bpjs,
        Noise::Foreign,
        Noise::Mixed,
    ];

    /// The word for the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Clerk => "clerk",
            Self::Typist => "typist",
            Self::Ocr => "ocr",
            Self::Spreadsheet => "spreadsheet",
            Self::Bpjs => "bpjs",
            Self::Foreign => "foreign",
            Self::Mixed => "mixed",
        }
    }

    /// The noise of a [`Noise::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Noise> {
        Noise::ALL.into_iter().find(|noise| noise.code() == code)
    }
}

/// What two lists follow from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairsPlan {
    /// Rows of the registry, `1..=`[`MOST_ROWS`].
    pub firms: u32,
    /// About so many rows of the other list, at most as many as the registry has.
    pub others: u32,
    /// Another seed has other words, places and shares.
    pub seed: u64,
    /// Who wrote the other list.
    pub noise: Noise,
    /// Whether some rows have identifiers, a few of them wrong; else none has any.
    pub identifiers: bool,
}

/// How many rows were written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairsWritten {
    /// Rows of `a.csv`.
    pub firms: u32,
    /// Rows of `b.csv` and `truth.csv`.
    pub others: u32,
    /// Rows of `b.csv` that are a firm of `a.csv`.
    pub same: u32,
}

/// One row of either list.
struct Row {
    id: u32,
    name: naming::Written,
    cells: placing::Cells,
    ids: Ids,
}

/// A row of the other list and what is true of it.
struct Other {
    row: Row,
    /// Its row in the registry, if it is there.
    same: Option<u32>,
    tie: Tie,
}

/// Writes `a.csv` (the registry), `b.csv` (the other list) and `truth.csv` (for each row of `b.csv`
/// the one of `a.csv` that is the same firm, or nothing, and why others look like it) into the
/// folder `out`, which is made where there is none.
///
/// # Errors
/// [`SyntheticError::Pairs`] before anything is written; [`SyntheticError::File`] when writing
/// fails.
pub fn write_pairs(plan: &PairsPlan, out: &Path) -> Result<PairsWritten, SyntheticError> {
    let is_possible = (1..=MOST_ROWS).contains(&plan.firms) && plan.others <= plan.firms;
    if !is_possible {
        return Err(SyntheticError::Pairs);
    }
    fs::create_dir_all(out).map_err(|error| SyntheticError::file(out, error.into()))?;
    let a = out.join("a.csv");
    let failed = |error| SyntheticError::file(&a, error);
    let mut lists = Lists::begin(plan, &a).map_err(failed)?;
    lists.write_registry().map_err(failed)?;
    lists.write_others(out)
}

/// The two lists being made.
struct Lists<'a> {
    plan: &'a PairsPlan,
    town: Town,
    ids: Identifiers,
    a: csv::Writer<File>,
    others: Vec<Other>,
    written: PairsWritten,
}

/// What lists call their columns, but those in the manner of BPJS.
const COLUMNS: [&str; 10] = [
    "id",
    "nama",
    "bentuk",
    "nib",
    "npwp",
    "kode_bu",
    "alamat",
    "kelurahan",
    "telepon",
    "email",
];

impl<'a> Lists<'a> {
    fn begin(plan: &'a PairsPlan, a: &Path) -> Result<Self, OutError> {
        let mut a = csv::Writer::from_path(a)?;
        a.write_record(COLUMNS)?;
        Ok(Self {
            plan,
            town: Town::new(plan.seed, plan.firms),
            ids: Identifiers::new(plan.seed),
            a,
            others: Vec::new(),
            written: PairsWritten::default(),
        })
    }

    /// Family after family, until the registry is full.
    fn write_registry(&mut self) -> Result<(), OutError> {
        let plan = self.plan;
        let mut dice = Dice::new(mix(plan.seed), 1);
        // 30 to 60 % of the other list's firms are not in the registry.
        let only_other = 300 + dice.below(301);
        let shared = plan.others / 1000 * (1000 - only_other)
            + plan.others % 1000 * (1000 - only_other) / 1000;
        let only_registry = plan.firms - shared;
        let weights = [
            (shared, (true, true)),
            (only_registry, (true, false)),
            (plan.others - shared, (false, true)),
        ];
        let mut next = 0;
        for number in 0u64.. {
            let mut dice = Dice::new(mix(plan.seed ^ 0xFA11), number);
            let (tie, firms) = families::family(&self.town, next, &mut dice);
            next += 8;
            for firm in firms {
                let (in_registry, in_other) = dice.weighted(&weights);
                let listed = in_registry.then_some(firm.number);
                if in_registry {
                    self.add_to_registry(&firm, &mut dice)?;
                }
                if in_other {
                    self.add_to_others(&firm, tie, listed, &mut dice);
                    // The other list has some firms twice.
                    if dice.chance(15) {
                        let mut again = firm;
                        again.number += 4;
                        self.add_to_others(&again, tie, listed, &mut dice);
                    }
                }
                if self.written.firms == plan.firms {
                    self.a.flush()?;
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn add_to_registry(&mut self, firm: &Firm, dice: &mut Dice) -> Result<(), OutError> {
        let habits = Noise::Registry.habits(dice);
        let row = self.row(firm, &habits, [700, 600, 500], dice);
        self.a.write_record([
            &format!("A{:08}", scrambled(row.id, self.plan.seed)),
            &row.name.name,
            &row.name.form,
            &row.ids.nib,
            &row.ids.npwp,
            &row.ids.code,
            &row.cells.address,
            &row.cells.kelurahan,
            &row.cells.phone,
            &row.cells.email,
        ])?;
        self.written.firms += 1;
        Ok(())
    }

    fn add_to_others(&mut self, firm: &Firm, tie: Tie, same: Option<u32>, dice: &mut Dice) {
        let habits = self.plan.noise.habits(dice);
        let rates = match self.plan.noise {
            Noise::Bpjs => [0, 150, 900],
            _ => [250, 300, 350],
        };
        let row = self.row(firm, &habits, rates, dice);
        self.written.others += 1;
        self.written.same += u32::from(same.is_some());
        self.others.push(Other { row, same, tie });
    }

    fn row(&self, firm: &Firm, habits: &Habits, rates: [u32; 3], dice: &mut Dice) -> Row {
        let rates = if self.plan.identifiers { rates } else { [0; 3] };
        // Who is listed twice still has the identifiers it has.
        let own = Firm {
            number: firm.number / 8 * 8 + firm.number % 4,
            ..firm.clone()
        };
        Row {
            id: firm.number,
            name: naming::name(firm, habits, dice),
            cells: placing::cells(firm, &self.town, habits, dice),
            ids: placing::ids(&own.ids(self.ids), rates, 30, dice),
        }
    }

    /// The other list in an order of its own, and the truth about it.
    fn write_others(mut self, out: &Path) -> Result<PairsWritten, SyntheticError> {
        let mut dice = Dice::new(mix(self.plan.seed), 2);
        words::shuffle(&mut self.others, &mut dice);
        let truth = out.join("truth.csv");
        self.write_truth(&truth)
            .map_err(|error| SyntheticError::file(&truth, error))?;
        let b = out.join("b.csv");
        self.write_rows(&b)
            .map_err(|error| SyntheticError::file(&b, error))?;
        Ok(self.written)
    }

    fn write_truth(&self, path: &Path) -> Result<(), OutError> {
        let mut truth = csv::Writer::from_path(path)?;
        truth.write_record(["b_id", "a_id", "tie"])?;
        for other in &self.others {
            let same = other
                .same
                .map(|firm| format!("A{:08}", scrambled(firm, self.plan.seed)));
            truth.write_record([
                &other_id(&other.row, self.plan.seed),
                &same.unwrap_or_default(),
                other.tie.code(),
            ])?;
        }
        Ok(truth.flush()?)
    }

    /// BPJS' list has columns and headings of its own.
    fn write_rows(&self, path: &Path) -> Result<(), OutError> {
        let is_bpjs = self.plan.noise == Noise::Bpjs;
        let mut b = if is_bpjs {
            csv::WriterBuilder::new().delimiter(b';').from_path(path)?
        } else {
            csv::Writer::from_path(path)?
        };
        b.write_record(if is_bpjs {
            &[
                "id",
                "Nama Badan Usaha",
                "NPWP BU",
                "Kode BU",
                "Alamat",
                "No Telp",
            ][..]
        } else {
            &COLUMNS[..]
        })?;
        for Other { row, .. } in &self.others {
            let id = &other_id(row, self.plan.seed);
            let (name, form) = (&row.name.name, &row.name.form);
            let (ids, cells) = (&row.ids, &row.cells);
            if is_bpjs {
                b.write_record([id, name, &ids.npwp, &ids.code, &cells.address, &cells.phone])?;
            } else {
                b.write_record([
                    id,
                    name,
                    form,
                    &ids.nib,
                    &ids.npwp,
                    &ids.code,
                    &cells.address,
                    &cells.kelurahan,
                    &cells.phone,
                    &cells.email,
                ])?;
            }
        }
        Ok(b.flush()?)
    }
}

fn other_id(row: &Row, seed: u64) -> String {
    format!("B{:08}", scrambled(row.id, mix(seed)))
}

/// A number below a hundred million that tells nothing of the order in which firms were made.
fn scrambled(number: u32, seed: u64) -> u64 {
    const SIZE: u64 = 100_000_000;
    (u64::from(number) * 38_196_601 + seed % SIZE) % SIZE
}
