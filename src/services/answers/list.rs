//! A firm's list of workers while it is read: whose rows they are, and how each person works.

use std::{
    collections::{HashMap, HashSet},
    ops::ControlFlow,
    sync::Arc,
};

use chrono::NaiveDate;

use super::{AnswerRoster, UnreadRow};
use crate::{
    domain::{
        answer::RosterCounts,
        directory::{Directory, Found},
        employer::Field,
        ids::EmployerId,
        membership::{Tenure, WorkerState},
        person::PersonKey,
    },
    intake::{self, Identifiers, PersonKeyer, Place, Record, RosterRow, Warnings},
    services::{NewFile, ServiceError, barred, employers::own, imports::ids_of},
    store::{AnswerWorker, Stood, Tx},
};

/// Rows that a list may have.
const MOST_ROWS: u32 = 50_000;
/// Rows that are named, of each sort.
const MOST_NAMED: usize = 200;

/// Which firm a row means.
pub(super) struct Firms {
    directory: Directory,
    /// The number of this firm in the directory.
    own: usize,
    /// The head office's code, under which it may name itself too.
    head_code: Option<u32>,
}

impl Firms {
    pub(super) async fn new(tx: &Tx, employer: EmployerId) -> Result<Self, ServiceError> {
        let firm = own(tx, employer).await?;
        let mut directory = Directory::default();
        let mut place = None;
        for keys in tx.employer_keys().await? {
            let number = directory.add(keys.ids);
            directory.also(number, &keys.further);
            if keys.id == employer {
                place = Some(number);
            }
        }
        Ok(Self {
            directory,
            own: place.ok_or_else(|| ServiceError::Missing("Badan usaha itu".to_owned()))?,
            head_code: firm
                .record
                .get(Field::HeadCode)
                .and_then(|code| code.parse().ok()),
        })
    }

    /// The column by which a row names another firm; `None` where the row is this firm's.
    fn other(&self, row: &Identifiers) -> Option<&'static str> {
        let mut ids = ids_of(row);
        if ids.code.is_some() && ids.code == self.head_code {
            ids.code = None;
        }
        if ids.is_empty() {
            return None;
        }
        let column = if ids.nib.is_some() {
            "nib"
        } else if ids.npwp.is_some() {
            "npwp"
        } else {
            "kode_bu"
        };
        let known = self.directory.ids(self.own);
        match self.directory.find(&ids) {
            Found::One(number) => (number != self.own).then_some(column),
            // Where firms share a number, this one may be meant as well.
            Found::Several(shared) => {
                let is_own = match shared {
                    "npwp" => ids.npwp == known.npwp,
                    _ => ids.code == known.code,
                };
                (!is_own).then_some(shared)
            }
            // A number that nobody has: maybe one that is not on record yet.
            Found::Nobody => {
                let differs = known.nib.is_some() && ids.nib.is_some()
                    || known.npwp.is_some() && ids.npwp.is_some()
                    || known.code.is_some() && ids.code.is_some();
                differs.then_some(column)
            }
        }
    }
}

/// A person in the list.
#[derive(Default)]
pub(super) struct Worker {
    /// The first row.
    row: u32,
    employed: bool,
    due: bool,
}

/// A list while it is read.
pub(super) struct List {
    firms: Firms,
    day: (NaiveDate, u16),
    /// Each person once.
    pub(super) people: Vec<(PersonKey, Worker)>,
    places: HashMap<PersonKey, usize>,
    rows: u32,
    unreadable: u32,
    unread: Vec<UnreadRow>,
    sheets: HashSet<String>,
    /// The row that names another firm, and the column.
    pub(super) other_firm: Option<(u32, &'static str)>,
}

impl List {
    pub(super) fn new(firms: Firms, day: (NaiveDate, u16)) -> Self {
        Self {
            firms,
            day,
            people: Vec::new(),
            places: HashMap::new(),
            rows: 0,
            unreadable: 0,
            unread: Vec::new(),
            sheets: HashSet::new(),
            other_firm: None,
        }
    }

    pub(super) fn read(&mut self, file: NewFile, keyer: &PersonKeyer) -> Result<(), ServiceError> {
        let name = called(&file.name);
        let content: Arc<[u8]> = file.content.into();
        let mut warnings = Warnings::new();
        let mut refused = None;
        let mut sink = |place: Place<'_>, row: Result<Record, Box<intake::Rejection>>| {
            if self.rows + self.unreadable == MOST_ROWS {
                refused = Some(barred(
                    "roster-too-long",
                    "Daftar pekerja lebih dari 50.000 baris; hubungi kantor kami untuk mengirimnya.",
                ));
                return ControlFlow::Break(());
            }
            if let Some(sheet) = place.sheet {
                self.sheets.insert(sheet.to_owned());
            }
            if self.sheets.len() > 1 {
                refused = Some(barred(
                    "roster-sheets",
                    "Lebih dari satu lembar berisi pekerja; gabungkan menjadi satu lembar, lalu kirim lagi.",
                ));
                return ControlFlow::Break(());
            }
            match row {
                Ok(Record::Roster(row)) => return self.take(place.row, &row),
                Ok(_) => {}
                Err(rejection) => return self.miss(place.row, *rejection),
            }
            ControlFlow::Continue(())
        };
        intake::read_firm_roster(&name, content, keyer, &mut warnings, &mut sink)?;
        refused.map_or(Ok(()), Err)
    }

    fn take(&mut self, number: u32, row: &RosterRow) -> ControlFlow<()> {
        if let Some(column) = self.firms.other(&row.ids) {
            self.other_firm = Some((number, column));
            return ControlFlow::Break(());
        }
        self.rows += 1;
        let at = *self.places.entry(row.person).or_insert_with(|| {
            let first = Worker {
                row: number,
                ..Worker::default()
            };
            self.people.push((row.person, first));
            self.people.len() - 1
        });
        let tenure = Tenure {
            started_on: row.started_on,
            ended_on: row.ended_on,
        };
        let worker = &mut self.people[at].1;
        worker.employed |= tenure.is_employed_on(self.day.0);
        worker.due |= tenure.is_due_on(self.day.0, self.day.1);
        ControlFlow::Continue(())
    }

    fn miss(&mut self, row: u32, rejection: intake::Rejection) -> ControlFlow<()> {
        let ids = rejection.ids.as_ref();
        if let Some(column) = ids.and_then(|ids| self.firms.other(ids)) {
            self.other_firm = Some((row, column));
            return ControlFlow::Break(());
        }
        self.unreadable += 1;
        if self.unread.len() < MOST_NAMED {
            self.unread.push(UnreadRow {
                row,
                column: rejection.column,
                code: rejection.code,
                problem: rejection.problem,
            });
        }
        ControlFlow::Continue(())
    }

    pub(super) fn told(self, states: &HashMap<PersonKey, WorkerState>) -> AnswerRoster {
        let mut counts = RosterCounts::new(self.rows, self.unreadable);
        let mut workers = Vec::new();
        for (person, worker) in &self.people {
            let stood = if worker.due {
                let state = states.get(person).copied();
                let state = state.unwrap_or(WorkerState::NotFound);
                counts.add(state);
                if state.is_missing() {
                    counts.open_rows.push(worker.row);
                }
                Stood::Due(state)
            } else if worker.employed {
                counts.in_grace += 1;
                Stood::InGrace
            } else {
                counts.not_employed += 1;
                continue;
            };
            workers.push(AnswerWorker {
                person: *person,
                row_no: worker.row,
                stood,
            });
        }
        counts.open_rows.sort_unstable();
        counts.open_rows.truncate(MOST_NAMED);
        AnswerRoster {
            counts,
            workers,
            unread: self.unread,
        }
    }
}

/// What messages call the file: its own name may hold anything.
fn called(name: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let known = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods"];
    let ending = known
        .into_iter()
        .find(|known| ending.is_some_and(|ending| ending.eq_ignore_ascii_case(known)));
    ending.map_or_else(
        || "daftar pekerja".to_owned(),
        |ending| format!("daftar pekerja.{ending}"),
    )
}
