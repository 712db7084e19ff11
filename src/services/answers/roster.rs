//! A firm's list of its workers, read in memory and put beside what is known; and what becomes of
//! it when an officer accepts it.
//!
//! Neither the file nor a NIK, a name or a wage out of it is ever written anywhere. What stays is
//! counts, numbers of rows, and keyed hashes until an officer has decided.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::ControlFlow,
    sync::Arc,
};

use chrono::NaiveDate;
use tokio::sync::Semaphore;

use crate::{
    domain::{
        answer::{RosterCounts, Said},
        directory::{Directory, Found},
        employer::Field,
        ids::{AnswerId, BatchId, EmployerId, OfficerId},
        membership::{Tenure, WorkerState},
        person::PersonKey,
    },
    intake::{self, Identifiers, Kind, PersonKeyer, Place, Record, RosterRow, Warnings},
    services::{NewFile, ServiceError, Services, barred, employers::own, imports::ids_of},
    store::{
        Answer, AnswerWorker, Batch, BatchFile, Clustered, EmployedRow, LoadCounts, Setting, Stood,
        Tx,
    },
};

/// Bytes that a list may have.
pub const MOST_ROSTER_BYTES: usize = 5 * 1024 * 1024;
/// Rows that it may have.
const MOST_ROWS: u32 = 50_000;
/// Rows that are named, of each sort.
const MOST_NAMED: usize = 200;

/// A list takes memory while it is read, and strangers send it: one at a time.
static READER: Semaphore = Semaphore::const_new(1);

/// What was found in a firm's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRoster {
    /// How many there are, and how they stand.
    pub counts: RosterCounts,
    /// The workers as keyed hashes.
    pub workers: Vec<AnswerWorker>,
    /// The first rows that could not be read.
    pub unread: Vec<UnreadRow>,
}

/// A row that could not be read. What stands in it is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadRow {
    /// Its number, as a spreadsheet counts.
    pub row: u32,
    /// Canonical name of the column at fault.
    pub column: &'static str,
    /// Stable name of what is wrong; the import's pages have words for it.
    pub code: &'static str,
    /// Indonesian: what is wrong and what to do.
    pub problem: String,
}

/// What reading a firm's list came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RosterReading {
    /// It could be read.
    Read(Box<AnswerRoster>),
    /// A row names another firm: the list, or a part of it, is not this firm's.
    OtherFirm {
        /// The row.
        row: u32,
        /// The column that names it: `nib`, `npwp` or `kode_bu`.
        column: &'static str,
    },
}

/// What an accepted list did to the firm's roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RosterTaken {
    /// Workers that the firm has by it.
    pub workers: u64,
    /// A newer roster of the firm is known, so that nothing was changed.
    pub is_older: bool,
}

impl Services {
    /// Reads a firm's list of its workers as of a day, and says how they stand with the insurance
    /// by the rules of the check. Nothing is written, neither to the disk nor to the database.
    ///
    /// # Errors
    /// [`ServiceError::Intake`] when the file can't be read; [`ServiceError::Barred`] when it is
    /// too large, or of a day that can't be used.
    ///
    /// # Panics
    /// Never: the reader gives a file up that makes a library panic.
    pub async fn read_answer_roster(
        &self,
        employer: EmployerId,
        file: NewFile,
        as_of: NaiveDate,
    ) -> Result<RosterReading, ServiceError> {
        self.check_roster_day(as_of)?;
        if file.content.len() > MOST_ROSTER_BYTES {
            return Err(barred(
                "roster-too-large",
                "Daftar pekerja lebih dari 5 MB; simpan tanpa gambar, atau kirim sebagai CSV.",
            ));
        }
        let tx = self.store.read().await?;
        let known = tx.newest_participants_at().await?.is_some();
        if !known || self.participants_are_gone(&tx).await? {
            return Err(barred(
                "roster-later",
                "Data kepesertaan sedang diperbarui, sehingga daftar pekerja belum dapat dibandingkan; kirim lagi nanti, atau pilih jawaban lain.",
            ));
        }
        let firms = Firms::new(&tx, employer).await?;
        drop(tx);
        let _turn = READER.acquire().await.expect("nobody closes it");
        let (keyer, grace) = (
            Arc::clone(&self.keyer),
            self.rules.limits.enrolment_grace_days,
        );
        let reading = tokio::task::spawn_blocking(move || {
            let mut list = List::new(firms, (as_of, grace));
            list.read(file, &keyer).map(|()| list)
        });
        let list = reading.await.expect("the reader does not panic")?;
        if let Some((row, column)) = list.other_firm {
            return Ok(RosterReading::OtherFirm { row, column });
        }
        let tx = self.store.read().await?;
        let persons: Vec<PersonKey> = list.people.iter().map(|(person, _)| *person).collect();
        let states = tx.worker_states(employer, &persons).await?;
        Ok(RosterReading::Read(Box::new(list.told(&states))))
    }

    fn check_roster_day(&self, as_of: NaiveDate) -> Result<(), ServiceError> {
        let age = (self.today() - as_of).num_days();
        if age < 0 {
            return Err(barred(
                "date-future",
                "Tanggalnya belum tiba; isi hari ini atau sebelumnya.",
            ));
        }
        if age > i64::from(self.rules.limits.roster_days) {
            return Err(barred(
                "roster-old",
                "Daftar pekerja ini terlalu lama untuk dipakai; kirim daftar yang terbaru.",
            ));
        }
        Ok(())
    }

    /// Makes an accepted list the firm's roster as of its day, as an import of its own that bears
    /// the answer's number and the officer's name; a check judges afterwards. The keyed hashes of
    /// the answer go.
    ///
    /// What the standing roster says of a worker's first day and wage is said again, because a
    /// firm's answer keeps neither. The caller is alone, commits, and checks.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the answer holds no list, or no longer.
    pub async fn import_answer_roster(
        &self,
        tx: &Tx,
        answer: &Answer,
        officer: OfficerId,
    ) -> Result<RosterTaken, ServiceError> {
        let Said::Roster { as_of, counts, .. } = &answer.said else {
            return Err(gone());
        };
        let employer = answer.employer;
        let rows = tx.answer_roster((answer.id, employer), *as_of).await?;
        if rows.is_empty() {
            return Err(gone());
        }
        let workers = rows.len() as u64;
        let told = u32::try_from(rows.len()).unwrap_or(u32::MAX) + counts.unreadable;
        let mut sorted: Clustered<EmployedRow> = Clustered::new(&self.scratch());
        for row in rows {
            sorted.push(row)?;
        }
        let batch = Batch {
            id: BatchId::from_uuid(self.clock.new_id()),
            no: tx.next_batch_no().await?,
            kind: Kind::Roster.code(),
            source: None,
            as_of: *as_of,
            at: self.clock.now(),
            demo: tx.setting(Setting::Demo).await?.is_some(),
            by: Some(officer),
        };
        let seen = HashMap::from([(employer, (told, counts.unreadable))]);
        let LoadCounts { older, .. } = tx.load_roster(&batch, sorted, &seen).await?;
        let file = BatchFile {
            name: format!("Jawaban {}", answer.number),
            rows: u64::from(told),
        };
        let taken = (workers, u64::from(counts.unreadable));
        tx.add_batch(&batch, &[file], taken).await?;
        tx.drop_answer_workers(answer.id).await?;
        // Facts of workers show when they are judged.
        tx.touches([]);
        Ok(RosterTaken {
            workers,
            is_older: older > 0,
        })
    }

    /// Lets go of the keyed hashes of an answer that an officer refused.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_answer_roster(
        &self,
        tx: &Tx,
        answer: AnswerId,
    ) -> Result<(), ServiceError> {
        tx.drop_answer_workers(answer).await?;
        Ok(())
    }
}

const fn gone() -> ServiceError {
    barred(
        "answer-roster-gone",
        "Daftar pekerja jawaban ini sudah dihapus menurut masa simpannya; minta badan usaha mengirimnya lagi.",
    )
}

/// Which firm a row means.
struct Firms {
    directory: Directory,
    /// The number of this firm in the directory.
    own: usize,
    /// The head office's code, under which it may name itself too.
    head_code: Option<u32>,
}

impl Firms {
    async fn new(tx: &Tx, employer: EmployerId) -> Result<Self, ServiceError> {
        let firm = own(tx, employer).await?;
        let mut directory = Directory::default();
        let mut place = None;
        for keys in tx.employer_keys().await? {
            let number = directory.add(keys.ids);
            for code in keys.further_codes {
                directory.also(number, code);
            }
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
struct Worker {
    /// The first row.
    row: u32,
    employed: bool,
    due: bool,
}

/// A list while it is read.
struct List {
    firms: Firms,
    day: (NaiveDate, u16),
    people: Vec<(PersonKey, Worker)>,
    places: HashMap<PersonKey, usize>,
    rows: u32,
    unreadable: u32,
    unread: Vec<UnreadRow>,
    sheets: HashSet<String>,
    other_firm: Option<(u32, &'static str)>,
}

impl List {
    fn new(firms: Firms, day: (NaiveDate, u16)) -> Self {
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

    fn read(&mut self, file: NewFile, keyer: &PersonKeyer) -> Result<(), ServiceError> {
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

    fn told(self, states: &HashMap<PersonKey, WorkerState>) -> AnswerRoster {
        let mut counts = RosterCounts {
            rows: self.rows,
            unreadable: self.unreadable,
            ..RosterCounts::default()
        };
        let (mut workers, mut by_state) = (Vec::new(), BTreeMap::new());
        for (person, worker) in &self.people {
            let stood = if worker.due {
                let state = states.get(person).copied();
                let state = state.unwrap_or(WorkerState::NotFound);
                *by_state.entry(state.code().to_owned()).or_insert(0) += 1;
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
        counts.states = by_state;
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
