//! Small made-up cities whose dates, wages and counts crowd around the borders of the rules.

use chrono::{Days, Months, NaiveDate};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

use crate::{
    reference::{BillRow, FirmRow, MemberRow, WorkerRow, YearMonth},
    support::day,
};

/// Chance that is the same for the same seed.
pub struct Dice(ChaCha8Rng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.0.next_u32()).unwrap() % n
    }

    /// True in so many of a hundred throws.
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    fn maybe<T: Clone>(&mut self, share: usize, from: &[T]) -> Option<T> {
        self.percent(share).then(|| self.pick(from))
    }
}

const WORDS: [&str; 4] = [
    "Contoh Sentosa",
    "Misal Jaya",
    "Umpama & Rekan",
    "Rekaan Abadi",
];
const KELURAHAN: [&str; 4] = ["", "Lok Tuan", "Satimpo", "Kanaan"];
const SEGMENTS: [&str; 6] = ["PPU BU", "PPU PN", "PBPU", "PBPU Pemda", "BP", "PBI JK"];
const WAGES: [i64; 9] = [
    1_500_000, 3_780_012, 3_780_013, 3_799_479, 3_799_480, 5_000_000, 11_999_999, 12_000_000,
    15_000_000,
];
/// Codes that several firms may share, and one that belongs to nobody.
const SHARED: [u32; 4] = [30_000_001, 30_000_002, 30_000_003, 39_999_999];

/// How a firm is told from all others.
#[derive(Clone)]
pub enum Key {
    Nib,
    Npwp,
    Code,
}

/// A firm of the plan; what the registry says of it is in its rows.
#[derive(Clone)]
pub struct Firm {
    pub no: usize,
    pub key: Key,
    pub row: FirmRow,
}

/// A city and the day around which its dates lie.
pub struct City {
    pub dice: Dice,
    pub on: NaiveDate,
    pub firms: Vec<Firm>,
    people: usize,
}

impl City {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let any = day(2025, 12, 1) + Days::new(dice.below(106) as u64);
        let borders = [
            day(2025, 12, 31),
            day(2026, 1, 1),
            day(2026, 2, 28),
            day(2026, 2, 10),
        ];
        let on = dice.maybe(30, &borders).unwrap_or(any);
        let people = 3 + dice.below(40);
        let mut city = Self {
            dice,
            on,
            firms: Vec::new(),
            people,
        };
        for no in 0..=city.dice.below(12) {
            let firm = city.firm(no);
            city.firms.push(firm);
        }
        city
    }

    /// A day so many days before the city's, or one beside it.
    fn about(&mut self, days: u64) -> NaiveDate {
        self.on - Days::new(days + 1) + Days::new(self.dice.below(3) as u64)
    }

    fn a_year_ago(&mut self) -> NaiveDate {
        self.on - Months::new(12) - Days::new(1) + Days::new(self.dice.below(3) as u64)
    }

    /// The day that a file speaks of.
    pub fn as_of(&mut self, old: u64) -> NaiveDate {
        match self.dice.below(6) {
            0 => self.about(old).min(self.on),
            1 => self.on,
            _ => self.on - Days::new(self.dice.below(25) as u64),
        }
    }

    fn firm(&mut self, no: usize) -> Firm {
        let from_bpjs = no > 0 && self.dice.percent(20);
        let key = match self.dice.below(10) {
            _ if from_bpjs => Key::Code,
            0 => Key::Npwp,
            1 => Key::Code,
            _ => Key::Nib,
        };
        let number = u32::try_from(no).unwrap() + 1;
        let mut row = self.told(no);
        row.from_bpjs = from_bpjs;
        let npwp = format!(
            "0{:015}",
            13_000_000_091_000 + u64::from(number) * 1_000_000
        );
        match key {
            Key::Nib => {
                row.nib = format!("91200000{number:05}");
                row.code = row
                    .code
                    .or(Some(20_000_000 + number).filter(|_| number % 2 == 0));
            }
            Key::Npwp => {
                row.npwp.clone_from(&npwp);
                // A shared code would make it the same firm as another without a tax number.
                row.code = None;
            }
            Key::Code => row.code = Some(20_000_000 + number),
        }
        if !matches!(key, Key::Npwp) && self.dice.percent(30) {
            row.npwp = npwp;
        }
        Firm { no, key, row }
    }

    /// Everything a row may say of a firm beside what it is told by.
    fn told(&mut self, no: usize) -> FirmRow {
        let words = self.dice.pick(&WORDS);
        let form = self.dice.pick(&["PT", "CV", ""]);
        let written = match (form, self.dice.below(3)) {
            ("", _) => words.to_owned(),
            (form, 0) => format!("{words}, {form}"),
            (form, 1) => format!("{form}. {}", words.to_uppercase()),
            (form, _) => format!("{form} {words}"),
        };
        let (started, stale) = (self.about(200), self.a_year_ago());
        let wlkp_on = self.dice.maybe(70, &[started, stale]);
        let email = format!("hrd{no}@contoh.example");
        FirmRow {
            firm: no,
            code: self.dice.maybe(30, &SHARED),
            head: self.dice.maybe(25, &SHARED),
            name: (written, words, form),
            kelurahan: self.dice.pick(&KELURAHAN),
            wlkp: self.dice.maybe(60, &[0, 1, 2, 3, 8]),
            wlkp_on,
            bpjs_tk: self.dice.maybe(30, &[0, 1, 2, 5]),
            email: self.dice.maybe(70, &[email]).unwrap_or_default(),
            closed: self.dice.maybe(30, &[true, false, false, false]),
            ..FirmRow::default()
        }
    }

    /// What a later list says of some firms, empty cells included.
    pub fn told_later(&mut self) -> Vec<FirmRow> {
        let mut rows = Vec::new();
        for firm in self.firms.clone() {
            if self.dice.percent(40) {
                continue;
            }
            let mut row = self.told(firm.no);
            if self.dice.percent(60) {
                row.name = firm.row.name;
            }
            match firm.key {
                Key::Nib => row.nib = firm.row.nib,
                Key::Npwp => {
                    row.npwp = firm.row.npwp;
                    row.code = None;
                }
                Key::Code => row.code = firm.row.code,
            }
            rows.push(row);
        }
        rows
    }

    fn some_firms(&mut self, share: usize) -> Vec<Firm> {
        let firms = self.firms.clone();
        firms
            .into_iter()
            .filter(|_| self.dice.percent(share))
            .collect()
    }

    pub fn rosters(&mut self, share: usize) -> Vec<WorkerRow> {
        let mut rows = Vec::new();
        for firm in self.some_firms(share) {
            let number = self.dice.pick(&[0, 1, 2, 4, 9]);
            for _ in 0..number {
                let row = self.worker(firm.no);
                rows.push(row.clone());
                if self.dice.percent(15) {
                    let (started, ended) = self.work_days();
                    let again = WorkerRow {
                        started,
                        ended,
                        ..row.clone()
                    };
                    rows.push(self.dice.pick(&[row, again]));
                }
            }
            if self.dice.percent(10) && number > 0 {
                // One in fifty can't be read, or two.
                let row = WorkerRow {
                    damaged: false,
                    ..self.worker(firm.no)
                };
                let so_far = rows.iter().filter(|r| r.firm == firm.no).count();
                rows.extend(vec![row.clone(); 49_usize.saturating_sub(so_far)]);
                rows.push(WorkerRow {
                    damaged: true,
                    ..row
                });
            }
        }
        rows
    }

    fn work_days(&mut self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let (hired, left) = (self.about(30), self.about(0));
        let starts = [
            Some(day(2020, 1, 1)),
            Some(day(2020, 1, 1)),
            None,
            Some(hired),
            Some(left),
        ];
        let started = self.dice.pick(&starts);
        let (soon, later) = (
            self.about(0),
            self.on + Days::new(1 + self.dice.below(60) as u64),
        );
        let ended = self.dice.maybe(20, &[soon, later]);
        (started, ended.filter(|d| started.is_none_or(|s| s <= *d)))
    }

    fn worker(&mut self, firm: usize) -> WorkerRow {
        let (started, ended) = self.work_days();
        let person = u32::try_from(self.dice.below(self.people)).unwrap();
        WorkerRow {
            firm,
            person,
            damaged: self.dice.percent(4),
            // One worker has one wage in all rosters, so that rows never contradict each other.
            wage: (person % 5 > 0).then(|| WAGES[person as usize % WAGES.len()]),
            started,
            ended,
        }
    }

    /// Memberships: mostly where the roster says they should be, else anywhere.
    pub fn members(&mut self, workers: &[WorkerRow], share: usize) -> Vec<MemberRow> {
        let mut rows = Vec::new();
        for worker in workers {
            if self.dice.percent(share) {
                let row = &self.firms[worker.firm].row;
                let code = row.code.filter(|_| self.dice.percent(80)).or(row.head);
                let main = self.dice.percent(95);
                rows.push(self.member(worker.person, "PPU BU", (main, code)));
            }
        }
        for person in 0..self.people {
            for _ in 0..self.dice.below(3) {
                let segment = self.dice.pick(&SEGMENTS);
                let coded = self.dice.maybe(50, &SHARED);
                let main = self.dice.percent(75);
                let row = self.member(u32::try_from(person).unwrap(), segment, (main, coded));
                rows.push(row);
            }
        }
        let again: Vec<_> = rows
            .iter()
            .filter(|_| self.dice.percent(5))
            .cloned()
            .collect();
        rows.extend(again);
        rows
    }

    fn member(
        &mut self,
        person: u32,
        segment: &'static str,
        (main, code): (bool, Option<u32>),
    ) -> MemberRow {
        MemberRow {
            person,
            main,
            segment,
            active: self.dice.percent(80),
            code,
            wage: self.dice.maybe(80, &WAGES),
        }
    }

    pub fn bills(&mut self, share: usize) -> Vec<BillRow> {
        let mut rows = Vec::new();
        for firm in self.some_firms(share) {
            let Some(code) = firm.row.code else { continue };
            for back in 0..self.dice.below(5) {
                let month =
                    month_of(self.on + Months::new(1) - Months::new(u32::try_from(back).unwrap()));
                for _ in 0..self.dice.pick(&[1, 1, 1, 2, 3]) {
                    let billed = self.dice.pick(&[0, 100_000, 250_000]);
                    let row = self.bill((code, month), billed);
                    rows.push(row);
                }
            }
        }
        rows
    }

    fn bill(&mut self, (code, month): (u32, YearMonth), billed: i64) -> BillRow {
        let later = self.on + Days::new(1 + self.dice.below(50) as u64);
        let days = [self.about(0), self.about(20), later];
        BillRow {
            code,
            month,
            billed,
            paid: self.dice.pick(&[
                None,
                Some(billed),
                Some(billed),
                Some(billed / 2),
                Some(300_000),
            ]),
            paid_on: self.dice.maybe(70, &days),
        }
    }
}

pub fn month_of(on: NaiveDate) -> YearMonth {
    use chrono::Datelike;
    (on.year(), on.month())
}
