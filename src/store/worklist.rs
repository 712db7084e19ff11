//! The work list of the open cases: which there are, sorted by term, and how many of each sort.
//!
//! One query says of every case where it stands; the list and the numbers on its filters are
//! made from the same text, so that a number always leads to as many cases.

mod standing;

use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use standing::{days_of, standing};

use super::{
    CaseRow, Setting, Store, StoreError, Tx,
    case_rows::case_type,
    sql::{self, get},
};
use crate::domain::{
    confirmation::Confirmation,
    finding::CaseType,
    ids::{CaseId, OfficerId},
    ladder::Stage,
};

/// The days that the work list looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkDays {
    /// Today.
    pub today: NaiveDate,
    /// The last day of this week.
    pub week_ends_on: NaiveDate,
    /// The first day of evidence that is fresh enough.
    pub fresh_from: NaiveDate,
    /// A term that ends on this day or later is not over for the step after it: the last working
    /// day that is not after today.
    pub term_from: NaiveDate,
}

/// Whose cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Given to this officer, or waiting for this officer as the second one.
    Of(OfficerId),
    /// Waiting for this officer as the second one.
    SecondOf(OfficerId),
}

/// Which open cases to list; `None` means any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkFilter {
    /// On this step.
    pub stage: Option<Stage>,
    /// Of this kind.
    pub kind: Option<CaseType>,
    /// How far the confirmation is: one of [`Confirmation::CODES`]; `first` holds `void` too.
    pub confirmation: Option<&'static str>,
    /// What stands in the way of a notice: one of [`OBSTACLES`], or `any` of them.
    pub obstacle: Option<&'static str>,
    /// When the term ends: one of [`TERMS`].
    pub term: Option<&'static str>,
    /// In this kecamatan; the empty text where none is known.
    pub kecamatan: Option<String>,
    /// Whose.
    pub whose: Option<Whose>,
}

/// What may stand in the way of a notice, by the names of `Blocked`.
pub const OBSTACLES: [&str; 16] = [
    "disputed",
    "replied",
    "exempt",
    "on_hold",
    "not_rechecked",
    "verdict",
    "no_evidence",
    "old_evidence",
    "not_delivered",
    "not_approved",
    "not_in_plan",
    "no_email",
    "term_runs",
    "planned_for",
    "recorded",
    "ladder_ends",
];

/// Those that nobody needs to do anything about: they are not meant by `any`.
const QUIET: &str = "('', 'term_runs', 'planned_for', 'recorded', 'ladder_ends')";

/// When a term ends: before today, this week, after it.
pub const TERMS: [&str; 3] = ["late", "week", "later"];

/// How many open cases are alike in everything that the filter asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkCell {
    /// The step.
    pub stage: Stage,
    /// The kind.
    pub kind: CaseType,
    /// One of [`Confirmation::CODES`].
    pub confirmation: &'static str,
    /// One of [`OBSTACLES`].
    pub obstacle: Option<&'static str>,
    /// One of [`TERMS`].
    pub term: &'static str,
    /// The kecamatan; empty where none is known.
    pub kecamatan: String,
    /// Whom they were given to.
    pub assigned_to: Option<OfficerId>,
    /// Who proposed them.
    pub proposed_by: Option<OfficerId>,
    /// How many.
    pub count: u64,
}

impl WorkFilter {
    /// Whether the cases of a cell are among those asked for.
    #[must_use]
    pub fn holds(&self, cell: &WorkCell) -> bool {
        let second_of = |me: OfficerId| {
            cell.confirmation == "second" && cell.proposed_by.is_some_and(|by| by != me)
        };
        self.stage.is_none_or(|stage| cell.stage == stage)
            && self.kind.is_none_or(|kind| cell.kind == kind)
            && self.confirmation.is_none_or(|asked| {
                cell.confirmation == asked || (asked == "first" && cell.confirmation == "void")
            })
            && self.obstacle.is_none_or(|asked| match cell.obstacle {
                Some(obstacle) if asked == "any" => {
                    !matches!(obstacle, "term_runs" | "recorded" | "ladder_ends")
                }
                Some(obstacle) => asked == obstacle,
                None => false,
            })
            && self.term.is_none_or(|term| cell.term == term)
            && self.kecamatan.as_ref().is_none_or(|k| *k == cell.kecamatan)
            && self.whose.is_none_or(|whose| match whose {
                Whose::Of(me) => cell.assigned_to == Some(me) || second_of(me),
                Whose::SecondOf(me) => second_of(me),
            })
    }

    /// The same as a condition on the rows of [`standing`].
    fn tests(&self) -> Tests {
        let mut tests = Tests::default();
        tests.equal("stage", self.stage.map(Stage::code));
        tests.equal("case_type", self.kind.map(CaseType::code));
        tests.equal("term", self.term);
        tests.equal("kecamatan", self.kecamatan.as_deref());
        match self.confirmation {
            Some("first") => tests.add("w.confirmation IN ('first', 'void')", []),
            asked => tests.equal("confirmation", asked),
        }
        match self.obstacle {
            Some("any") => tests.add(&format!("w.obstacle NOT IN {QUIET}"), []),
            asked => tests.equal("obstacle", asked),
        }
        let second = "(w.confirmation = 'second' AND w.proposed_by <> ?)";
        match self.whose {
            Some(Whose::Of(me)) => {
                let me = sql::id(me.uuid());
                tests.add(
                    &format!("(w.assigned_to = ? OR {second})"),
                    [me.clone(), me],
                );
            }
            Some(Whose::SecondOf(me)) => tests.add(second, [sql::id(me.uuid())]),
            None => {}
        }
        tests
    }
}

/// Conditions that hold together, with their values in order.
#[derive(Default)]
struct Tests {
    text: String,
    values: Vec<Value>,
}

impl Tests {
    fn add<const N: usize>(&mut self, text: &str, values: [Value; N]) {
        self.text.push_str(if self.text.is_empty() {
            "WHERE "
        } else {
            " AND "
        });
        self.text.push_str(text);
        self.values.extend(values);
    }

    fn equal(&mut self, column: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.add(&format!("w.{column} = ?"), [value.into()]);
        }
    }
}

/// The end of a page: the term of its last case, and that case's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkMark {
    /// The term, or the last day there is where a case has none.
    pub due_on: NaiveDate,
    /// The number.
    pub no: i32,
}

/// The numbers that were counted last, with what they hold for.
#[derive(Clone, Default)]
pub(super) struct Counted(Arc<Mutex<Option<Count>>>);

type Count = (Option<String>, WorkDays, Arc<[WorkCell]>);

impl Store {
    /// All open cases, counted by everything that the filter asks; counted again only when
    /// something was saved since, by whomever, or the day is another.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn work_cells(&self, days: WorkDays) -> Result<Arc<[WorkCell]>, StoreError> {
        let tx = self.read().await?;
        let changes = tx.setting(Setting::Changes).await?;
        let kept = || {
            self.counted
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some((then, on, cells)) = kept().as_ref()
            && *then == changes
            && *on == days
        {
            return Ok(Arc::clone(cells));
        }
        let cells: Arc<[WorkCell]> = tx.count_cells(days).await?.into();
        *kept() = Some((changes, days, Arc::clone(&cells)));
        Ok(cells)
    }
}

impl Tx {
    /// The next `limit` open cases after a mark, soonest due first; answers also the mark of the
    /// last one.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn work_after(
        &self,
        filter: &WorkFilter,
        days: WorkDays,
        after: Option<WorkMark>,
        limit: u32,
    ) -> Result<(Vec<CaseRow>, Option<WorkMark>), StoreError> {
        let mut tests = filter.tests();
        if let Some(WorkMark { due_on, no }) = after {
            let values = [sql::day(due_on), sql::day(due_on), no.into()];
            tests.add("(w.due_on > ? OR (w.due_on = ? AND w.no > ?))", values);
        }
        let text = format!(
            "SELECT w.id, w.due_on, w.no FROM ({}) w {} ORDER BY w.due_on, w.no LIMIT ?",
            standing(),
            tests.text
        );
        let mut values = days_of(days);
        values.extend(tests.values);
        values.push(i64::from(limit).into());
        let rows = sql::rows(&self.tx, &text, values).await?;
        let ids = rows
            .iter()
            .map(|row| Ok(CaseId::from_uuid(get::<Uuid>(row, "id")?)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        let mark = match rows.last() {
            Some(row) => Some(WorkMark {
                due_on: get(row, "due_on")?,
                no: get(row, "no")?,
            }),
            None => None,
        };
        Ok((self.cases_by_id(&ids, days.today).await?, mark))
    }

    async fn count_cells(&self, days: WorkDays) -> Result<Vec<WorkCell>, StoreError> {
        let text = format!(
            "SELECT w.stage, w.case_type, w.confirmation, w.obstacle, w.term, w.kecamatan, \
             w.assigned_to, w.proposed_by, COUNT(*) AS n FROM ({}) w \
             GROUP BY 1, 2, 3, 4, 5, 6, 7, 8",
            standing()
        );
        let rows = sql::rows(&self.tx, &text, days_of(days)).await?;
        rows.iter().map(cell_of).collect()
    }

    /// Open cases, and those among them that two people have confirmed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn case_counts(&self) -> Result<(u64, u64), StoreError> {
        let open = "SELECT COUNT(*) FROM cases WHERE is_open";
        let confirmed = "SELECT COUNT(*) FROM cases WHERE is_open AND confirmed_at IS NOT NULL";
        let open = sql::number(&self.tx, open, vec![]).await?;
        let confirmed = sql::number(&self.tx, confirmed, vec![]).await?;
        Ok((open.unsigned_abs(), confirmed.unsigned_abs()))
    }
}

fn cell_of(row: &QueryResult) -> Result<WorkCell, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "cases",
        column,
    };
    let one_of = |codes: &[&'static str], column: &'static str| {
        let text: String = get(row, column)?;
        Ok::<_, StoreError>(codes.iter().copied().find(|code| *code == text))
    };
    let officer = |column| -> Result<Option<OfficerId>, StoreError> {
        Ok(get::<Option<Uuid>>(row, column)?.map(OfficerId::from_uuid))
    };
    let stage: String = get(row, "stage")?;
    Ok(WorkCell {
        stage: Stage::from_code(&stage).ok_or(corrupt("stage"))?,
        kind: case_type(&get::<String>(row, "case_type")?)?,
        confirmation: one_of(&Confirmation::CODES, "confirmation")?
            .ok_or(corrupt("confirmed_at"))?,
        obstacle: one_of(&OBSTACLES, "obstacle")?,
        term: one_of(&TERMS, "term")?.ok_or(corrupt("due_on"))?,
        kecamatan: get(row, "kecamatan")?,
        assigned_to: officer("assigned_to")?,
        proposed_by: officer("proposed_by")?,
        count: get::<i64>(row, "n")?.unsigned_abs(),
    })
}
