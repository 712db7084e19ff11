//! Random cities, imported and checked by the program and read plainly beside it: every column
//! of the list must be the same, whichever way the program came to it.

mod answers;
pub mod city;
mod csv;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use patuh::{
    intake::Kind,
    services::{ImportRequest, ListLine},
    store::{PairFilter, Source},
};

use crate::{
    reference::{Books, World, term},
    support::{Program, cell, on_postgres, rounds},
};
use city::City;

/// One line of the list: column and cell.
type Line = BTreeMap<&'static str, String>;

/// Columns that need not be compared: the program gives ids as it likes.
const SKIPPED: [&str; 1] = ["id"];

/// One city in the program and beside it.
struct Story {
    seed: u64,
    p: Program,
    city: City,
    world: World,
    /// The end of the term of each open case, by firm and kind.
    cases: BTreeMap<(usize, &'static str), NaiveDate>,
}

fn case_of(finding: &str) -> Option<&'static str> {
    Some(match finding {
        "unregistered" => "registration",
        "partial_workers" | "partial_wages" => "data_submission",
        "in_arrears" => "contribution_payment",
        _ => return None,
    })
}

impl Story {
    async fn begin(seed: u64) -> Self {
        let mut story = Self {
            seed,
            p: Program::start().await,
            city: City::new(seed),
            world: World::default(),
            cases: BTreeMap::new(),
        };
        let firms: Vec<_> = story.city.firms.iter().map(|f| f.row.clone()).collect();
        let (bpjs, others): (Vec<_>, Vec<_>) = firms.into_iter().partition(|f| f.from_bpjs);
        let as_of = story.city.as_of(365);
        for rows in [others, bpjs] {
            if !rows.is_empty() {
                let bpjs = rows[0].from_bpjs;
                let source = if bpjs { Source::Bpjs } else { Source::City };
                story
                    .import(Kind::Employers, csv::firms(&rows), as_of, source)
                    .await;
                story.world.firms.push((as_of, rows));
            }
        }
        for kind in [Kind::Roster, Kind::Participants, Kind::Contributions] {
            let old = if kind == Kind::Roster { 90 } else { 40 };
            let as_of = story.city.as_of(old);
            story.snapshot(kind, as_of).await;
        }
        story
    }

    async fn import(&self, kind: Kind, text: String, as_of: NaiveDate, source: Source) {
        let name = format!("{}.csv", kind.code());
        let request = ImportRequest {
            kind,
            files: vec![self.p.folder.file(&name, text)],
            as_of: Some(as_of),
            source: (kind == Kind::Employers).then_some(source),
            dry_run: false,
            report: None,
            demo: false,
        };
        let done = self
            .p
            .services
            .import(request, std::sync::Arc::new(()))
            .await;
        done.unwrap_or_else(|e| panic!("city {}: {e}", self.seed));
    }

    /// Makes and imports files of one kind.
    async fn snapshot(&mut self, kind: Kind, as_of: NaiveDate) {
        let city = &mut self.city;
        let text = match kind {
            Kind::Employers => {
                let rows = city.told_later();
                let text = csv::firms(&rows);
                self.world.firms.push((as_of, rows));
                text
            }
            Kind::Roster => {
                let rows = city.rosters(70);
                let text = csv::workers(city, &rows);
                self.world.workers.push((as_of, rows));
                text
            }
            Kind::Participants => {
                let share = city.dice.pick(&[30, 90, 100]);
                let last = self.world.workers.last();
                let workers = last.map_or(Vec::new(), |(_, rows)| rows.clone());
                let rows = city.members(&workers, share);
                let text = csv::members(&rows);
                self.world.members.push((as_of, rows));
                text
            }
            Kind::Contributions => {
                let rows = city.bills(60);
                let text = csv::bills(&rows);
                self.world.bills.push((as_of, rows));
                text
            }
        };
        self.import(kind, text, as_of, Source::City).await;
    }

    /// What the list should say on a day, sorted.
    fn expected(&mut self, on: NaiveDate) -> Vec<Line> {
        let books = Books::open(&self.world, on);
        let mut lines = Vec::new();
        for no in books.firms.keys().copied() {
            let result = books.judge(no);
            let wanted = |kind: &str| result.findings.iter().any(|f| case_of(f) == Some(kind));
            if result.verdict != "unknown" {
                for kind in ["registration", "data_submission", "contribution_payment"] {
                    if wanted(kind) {
                        self.cases.entry((no, kind)).or_insert_with(|| term(on, 5));
                    } else {
                        self.cases.remove(&(no, kind));
                    }
                }
            }
            let case = case_of(result.verdict).and_then(|kind| self.cases.get(&(no, kind)));
            let mut line: Line = books.line(no).into_iter().collect();
            line.insert("stage", case.map_or("", |_| "verification").to_owned());
            line.insert("due_on", case.map_or_else(String::new, ToString::to_string));
            lines.push(line);
        }
        lines.sort_by_key(sort_key);
        lines
    }

    async fn listed(&self) -> Vec<Line> {
        let line = |l: &ListLine| {
            let columns = ListLine::COLUMNS.iter().filter(|c| !SKIPPED.contains(c));
            columns.map(|c| (*c, cell(l, c))).collect()
        };
        let mut lines: Vec<Line> = self.p.list().await.iter().map(line).collect();
        lines.sort_by_key(sort_key);
        lines
    }

    /// The pairs that the matching calls probable, by the firms' numbers in the plan.
    async fn alike(&self) -> BTreeSet<(usize, usize)> {
        let books = Books::open(&self.world, self.city.on);
        let number: BTreeMap<[String; 3], usize> = books
            .firms
            .keys()
            .map(|no| (sort_key(&books.line(*no).into_iter().collect()), *no))
            .collect();
        let list = self.p.list().await;
        let numbered: BTreeMap<_, _> = list
            .iter()
            .map(|l| {
                let key = ["nib", "npwp", "kode_bu"].map(|c| cell(l, c));
                (l.row.id, number[&key])
            })
            .collect();
        let found = self.p.services.pair_file(PairFilter::Probable).await;
        let pairs = found.unwrap().into_iter().map(|one| {
            let [a, b] = one.found.pair.ids().map(|id| numbered[&id]);
            (a.min(b), a.max(b))
        });
        pairs.collect()
    }

    async fn compare(&mut self, on: NaiveDate, when: &str) {
        self.world.alike = self.alike().await;
        let (seed, expected, listed) = (self.seed, self.expected(on), self.listed().await);
        assert_eq!(
            expected.len(),
            listed.len(),
            "city {seed}, {when} {on}: employers"
        );
        for (should, is) in expected.iter().zip(&listed) {
            let columns = ListLine::COLUMNS.iter().filter(|c| !SKIPPED.contains(c));
            let differing: Vec<_> = columns
                .filter(|c| should.get(*c) != is.get(*c))
                .map(|c| format!("{c}: should be {:?}, is {:?}", should.get(c), is.get(c)))
                .collect();
            assert!(
                differing.is_empty(),
                "city {seed}, {when} {on}, {:?}:\n  {}\nin {is:?}",
                sort_key(should),
                differing.join("\n  ")
            );
        }
    }

    /// Checks what is owed and then everybody: both must be right.
    async fn check(&mut self, on: NaiveDate, when: &str) {
        self.p.check(on).await;
        self.compare(on, when).await;
        let owed = self.listed().await;
        self.p.check_everybody(on).await;
        assert_eq!(owed, self.listed().await, "city {}: {when} {on}", self.seed);
    }
}

fn sort_key(line: &Line) -> [String; 3] {
    ["nib", "npwp", "kode_bu"].map(|c| line[c].clone())
}

async fn tell(seed: u64) {
    let mut story = Story::begin(seed).await;
    let first = story.city.on;
    story.check(first, "first").await;
    let mut on = first;
    for turn in 0..2 {
        let days = story.city.dice.pick(&[1, 2, 15, 31, 32, 61, 75, 91]);
        on = on + Days::new(days);
        if on > story.p.services.today() {
            story.p.morning_of(on);
        }
        story.check(on, ["later", "much later"][turn]).await;
        let kinds = [
            Kind::Employers,
            Kind::Roster,
            Kind::Participants,
            Kind::Contributions,
        ];
        let kind = story.city.dice.pick(&kinds);
        let as_of = story.as_of_again(kind, on);
        story.snapshot(kind, as_of).await;
        story
            .check(on, &format!("after new {} as of {as_of}", kind.code()))
            .await;
    }
}

impl Story {
    /// A day that is newer than, the same as or older than that of the last such file.
    fn as_of_again(&mut self, kind: Kind, on: NaiveDate) -> NaiveDate {
        let last = match kind {
            Kind::Employers => self.world.firms.last().map(|f| f.0),
            Kind::Roster => self.world.workers.last().map(|f| f.0),
            Kind::Participants => self.world.members.last().map(|f| f.0),
            Kind::Contributions => self.world.bills.last().map(|f| f.0),
        };
        let last = last.unwrap_or(on);
        self.city.dice.pick(&[on, last, last, last - Days::new(1)])
    }
}

#[test]
fn every_column_of_the_list_follows_from_the_rows_as_the_rules_are_written() {
    let count = u64::from(if on_postgres() {
        rounds(40)
    } else {
        rounds(300)
    });
    let half = |first: u64| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.unwrap().block_on(async {
            for seed in (first..count).step_by(2) {
                tell(seed).await;
            }
        });
    };
    std::thread::scope(|scope| {
        for first in [0, 1] {
            scope.spawn(move || half(first));
        }
    });
}
