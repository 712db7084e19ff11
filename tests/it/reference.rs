//! The rules of ruleset `2026.1` once more, read plainly: loops over the rows of the files, no
//! database and nothing of the program's own rulebook. What it yields must be the list.
//!
//! Where the wording of the rules leaves a choice, the choice is named at the place.

mod judge;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

/// `2026-02` as two numbers.
pub type YearMonth = (i32, u32);
/// The files of one kind, oldest import first, each with the day it speaks of.
pub type Files<T> = Vec<(NaiveDate, Vec<T>)>;

/// One row of a list of firms. An empty text or `None` is an empty cell.
#[derive(Debug, Clone, Default)]
pub struct FirmRow {
    /// Which firm it means; the identifiers below find no other.
    pub firm: usize,
    pub from_bpjs: bool,
    pub nib: String,
    pub npwp: String,
    pub code: Option<u32>,
    pub head: Option<u32>,
    /// The name as written, its words without form, and the form.
    pub name: (String, &'static str, &'static str),
    pub kelurahan: &'static str,
    pub wlkp: Option<u32>,
    pub wlkp_on: Option<NaiveDate>,
    pub bpjs_tk: Option<u32>,
    pub email: String,
    pub closed: Option<bool>,
}

/// One row of a roster.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkerRow {
    pub firm: usize,
    pub person: u32,
    /// The NIK can't be read.
    pub damaged: bool,
    /// Rupiah.
    pub wage: Option<i64>,
    pub started: Option<NaiveDate>,
    pub ended: Option<NaiveDate>,
}

/// One row of the list of participants.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberRow {
    pub person: u32,
    pub main: bool,
    pub segment: &'static str,
    pub active: bool,
    pub code: Option<u32>,
    pub wage: Option<i64>,
}

/// One row of the list of contributions.
#[derive(Debug, Clone)]
pub struct BillRow {
    pub code: u32,
    pub month: YearMonth,
    pub billed: i64,
    pub paid: Option<i64>,
    pub paid_on: Option<NaiveDate>,
}

/// Everything that was imported.
#[derive(Debug, Clone, Default)]
pub struct World {
    pub firms: Files<FirmRow>,
    pub workers: Files<WorkerRow>,
    pub members: Files<MemberRow>,
    pub bills: Files<BillRow>,
    /// Firms that the matching calls probably one, the smaller number first.
    pub alike: BTreeSet<(usize, usize)>,
}

/// The rows that stand: of each scope those of the import with the latest day, of several with
/// the same day those of the last.
fn standing<T, S: Ord>(files: &Files<T>, scope: impl Fn(&T) -> S) -> Vec<&T> {
    let mut latest: BTreeMap<S, (NaiveDate, usize)> = BTreeMap::new();
    for (no, (as_of, rows)) in files.iter().enumerate() {
        for row in rows {
            let best = latest.entry(scope(row)).or_insert((*as_of, no));
            *best = (*best).max((*as_of, no));
        }
    }
    let files = files.iter().enumerate();
    files
        .flat_map(|(no, (_, rows))| rows.iter().map(move |row| (no, row)))
        .filter(|(no, row)| latest[&scope(row)].1 == *no)
        .map(|(_, row)| row)
        .collect()
}

/// A value with the day of the import that told it last.
type Told<T> = Option<(NaiveDate, T)>;

fn tell<T: Clone>(known: &mut Told<T>, as_of: NaiveDate, said: Option<T>) {
    if let Some(said) = said
        && known.as_ref().is_none_or(|(on, _)| *on <= as_of)
    {
        *known = Some((as_of, said));
    }
}

/// What the registry holds of a firm.
#[derive(Default)]
pub struct Firm {
    pub nib: Told<String>,
    pub npwp: Told<String>,
    pub code: Told<u32>,
    head: Told<u32>,
    pub name: Told<(String, &'static str, &'static str)>,
    kelurahan: Told<&'static str>,
    /// How many workers, and the day that speaks of.
    wlkp: Told<(u32, NaiveDate)>,
    bpjs_tk: Told<(u32, NaiveDate)>,
    email: Told<String>,
    closed: Told<bool>,
    only_bpjs: bool,
}

fn text(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

#[expect(clippy::ref_option, reason = "it is a field that is asked for")]
fn value<T: Clone + Default>(told: &Told<T>) -> T {
    told.as_ref().map(|(_, v)| v.clone()).unwrap_or_default()
}

fn registry(files: &Files<FirmRow>) -> BTreeMap<usize, Firm> {
    let mut firms: BTreeMap<usize, Firm> = BTreeMap::new();
    for (as_of, rows) in files {
        // Of several rows for one firm the first value counts.
        for row in rows.iter().rev() {
            let firm = firms.entry(row.firm).or_insert_with(|| Firm {
                only_bpjs: true,
                ..Firm::default()
            });
            let on = *as_of;
            tell(&mut firm.nib, on, text(&row.nib));
            tell(&mut firm.npwp, on, text(&row.npwp));
            tell(&mut firm.code, on, row.code);
            tell(&mut firm.head, on, row.head);
            tell(&mut firm.name, on, Some(row.name.clone()));
            let kelurahan = (!row.kelurahan.is_empty()).then_some(row.kelurahan);
            tell(&mut firm.kelurahan, on, kelurahan);
            let dated = row.wlkp.map(|n| (n, row.wlkp_on.unwrap_or(on)));
            tell(&mut firm.wlkp, on, dated);
            tell(&mut firm.bpjs_tk, on, row.bpjs_tk.map(|n| (n, on)));
            tell(&mut firm.email, on, text(&row.email));
            tell(&mut firm.closed, on, row.closed);
            firm.only_bpjs &= row.from_bpjs;
        }
    }
    firms
}

/// Days that are neither weekend nor holiday, joint leave counting as one.
pub fn is_working(on: NaiveDate) -> bool {
    let off = include_str!("../../config/holidays.toml").contains(&format!("date = \"{on}\""));
    !off && !matches!(on.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The end of a term of working days, counted from the day after.
pub fn term(from: NaiveDate, days: usize) -> NaiveDate {
    let after = from.iter_days().skip(1).filter(|day| is_working(*day));
    after.take(days).last().unwrap()
}

fn bill_due((year, month): YearMonth) -> NaiveDate {
    let tenth = NaiveDate::from_ymd_opt(year, month, 10).unwrap();
    tenth.iter_days().find(|day| is_working(*day)).unwrap()
}

const CEILING: i64 = 1_200_000_000;

/// Sen a month.
fn minimum_wage(on: NaiveDate) -> i64 {
    if on.year() >= 2026 {
        379_948_000
    } else {
        378_001_266
    }
}

/// 5 % of a wage held between minimum and ceiling, exact to the sen.
fn contribution(wage: Option<i64>, on: NaiveDate) -> i64 {
    let minimum = minimum_wage(on);
    let base = wage.map_or(minimum, |w| (w * 100).max(minimum).min(CEILING));
    (base * 5 + 50) / 100
}

pub const STATES: [&str; 9] = [
    "enrolled",
    "inactive",
    "elsewhere",
    "city_funded",
    "state_funded",
    "self_funded",
    "dependant",
    "lapsed",
    "not_found",
];

fn state(of: &[&MemberRow], codes: &BTreeSet<u32>) -> usize {
    let any = |test: &dyn Fn(&MemberRow) -> bool| of.iter().any(|m| test(m));
    let own = |m: &MemberRow| {
        m.segment == "PPU BU" && m.main && m.code.is_some_and(|c| codes.contains(&c))
    };
    let elsewhere = ["PPU BU", "PPU PN", "BP"];
    let tests: [&dyn Fn(&MemberRow) -> bool; 8] = [
        &|m| m.active && own(m),
        &|m| !m.active && own(m),
        &|m| m.active && m.main && elsewhere.contains(&m.segment),
        &|m| m.active && m.segment == "PBPU Pemda",
        &|m| m.active && m.segment == "PBI JK",
        &|m| m.active && m.segment == "PBPU",
        &|m| m.active && !m.main,
        &|m| !m.active,
    ];
    tests.iter().position(|test| any(test)).unwrap_or(8)
}

/// One worker of a firm who is employed on the day.
struct Worker {
    due: bool,
    state: usize,
    wage: Option<i64>,
    underreported: bool,
}

/// The rows that stand on a day, and the day.
pub struct Books<'a> {
    on: NaiveDate,
    pub firms: BTreeMap<usize, Firm>,
    workers: Vec<&'a WorkerRow>,
    /// The day of the roster that stands, by firm.
    roster_on: BTreeMap<usize, NaiveDate>,
    members: Vec<&'a MemberRow>,
    bills: Vec<&'a BillRow>,
    alike: &'a BTreeSet<(usize, usize)>,
}

/// What the list should say of a firm.
#[derive(Debug, Default)]
pub struct Expected {
    pub verdict: &'static str,
    pub findings: Vec<&'static str>,
    pub basis: &'static str,
    pub headcount: Option<u32>,
    pub registered: u32,
    /// By state, on a roster basis.
    pub states: Option<[u32; 9]>,
    pub in_grace: Option<u32>,
    pub shortfall: u32,
    /// Part and whole; `None` where nobody is due.
    pub coverage: Option<(u32, u32)>,
    pub arrears_months: Option<u32>,
    /// Sen.
    pub arrears_amount: i64,
    /// Sen.
    pub missing_contribution: i64,
}

impl<'a> Books<'a> {
    pub fn open(world: &'a World, on: NaiveDate) -> Self {
        let mut roster_on: BTreeMap<usize, NaiveDate> = BTreeMap::new();
        for (as_of, rows) in &world.workers {
            for row in rows {
                let day = roster_on.entry(row.firm).or_insert(*as_of);
                *day = (*day).max(*as_of);
            }
        }
        Self {
            on,
            firms: registry(&world.firms),
            workers: standing(&world.workers, |w| w.firm),
            roster_on,
            members: standing(&world.members, |m| match m.code {
                Some(code) => (Some(code), ""),
                None => (None, m.segment),
            }),
            bills: standing(&world.bills, |b| (b.code, b.month)),
            alike: &world.alike,
        }
    }

    fn employed(&self, no: usize, codes: &BTreeSet<u32>) -> Vec<Worker> {
        let on = self.on;
        let mut by_person: BTreeMap<u32, Vec<&WorkerRow>> = BTreeMap::new();
        for row in self.workers.iter().filter(|w| w.firm == no && !w.damaged) {
            let working = row.started.is_none_or(|d| d <= on) && row.ended.is_none_or(|d| d > on);
            if working {
                by_person.entry(row.person).or_default().push(row);
            }
        }
        let worker = |(person, rows): (u32, Vec<&WorkerRow>)| {
            let of = self.members.iter().copied();
            let of: Vec<&MemberRow> = of.filter(|m| m.person == person).collect();
            let state = state(&of, codes);
            let due = rows
                .iter()
                .any(|r| r.started.is_none_or(|d| (on - d).num_days() > 30));
            // Rows of one worker that differ are read in the firm's favour: the lowest wage
            // of the roster, the highest that is reported.
            let wage = rows.iter().filter_map(|r| r.wage).min();
            let reported = of.iter().filter(|m| {
                m.active
                    && m.main
                    && m.segment == "PPU BU"
                    && m.code.is_some_and(|c| codes.contains(&c))
            });
            let reported = reported.filter_map(|m| m.wage).max();
            let owed = wage.map(|w| w.min(CEILING / 100));
            Worker {
                due,
                state,
                wage,
                underreported: due && state == 0 && reported.zip(owed).is_some_and(|(r, o)| r < o),
            }
        };
        by_person.into_iter().map(worker).collect()
    }
}
