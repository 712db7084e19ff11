//! What the database counts for the check, set by set.
//!
//! `employment` and `participation` are both kept in the order of the person key, so the join
//! below is one ordered pass over both; nothing is fetched row by row.

use chrono::{Days, NaiveDate};
use sea_orm::{ConnectionTrait, DbBackend, Value};

use super::{StoreError, Tx, sql};
use crate::domain::{membership::WorkerState, money::Sen, month::Month, segment::Segment};

/// Which employers to assess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckScope {
    /// All of them.
    Everybody,
    /// Those whose inputs changed, whose date has come, or who were never assessed.
    Owed,
}

/// The day of the check, and the amounts that apply on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckDay {
    /// The day.
    pub on: NaiveDate,
    /// Days after the start of work within which a worker need not be enrolled.
    pub grace_days: u16,
    /// The minimum wage, also the floor of the contribution base.
    pub minimum_wage: Sen,
    /// The ceiling of the contribution base.
    pub wage_ceiling: Sen,
    /// Employer's and worker's share together, in 1/10,000 of the base.
    pub share_bp: u32,
    /// The last month whose bill fell due before the day.
    pub last_due_month: Month,
}

/// A membership `p` of a worker of target `t`, as a condition in SQL.
fn condition(state: WorkerState) -> Option<String> {
    let condition = state.condition()?;
    let mut tests = vec![
        if condition.active {
            "p.active"
        } else {
            "NOT p.active"
        }
        .to_owned(),
    ];
    if !condition.segments.is_empty() {
        let codes: Vec<String> = condition
            .segments
            .iter()
            .map(|s: &Segment| format!("'{}'", s.code()))
            .collect();
        tests.push(format!("p.segment IN ({})", codes.join(", ")));
    }
    if let Some(main) = condition.main {
        tests.push(if main { "p.main" } else { "NOT p.main" }.to_owned());
    }
    if condition.own == Some(true) {
        tests.push(format!(
            "p.code > 0 AND (p.code = t.code OR p.code = t.head_code OR {FURTHER})"
        ));
    }
    Some(tests.join(" AND "))
}

/// A code of an employer that was merged into the target; asked only where there is one.
const FURTHER: &str = "(t.more AND EXISTS (SELECT 1 FROM check_code c \
    WHERE c.code = p.code AND c.employer_id = t.employer_id))";

/// The one `CASE` that puts a membership into a state, made from the domain's ordered list.
pub(super) fn state_case() -> String {
    let whens: Vec<String> = WorkerState::ALL
        .into_iter()
        .filter_map(|s| condition(s).map(|c| format!("WHEN {c} THEN {}", s.rank())))
        .collect();
    let none = WorkerState::NotFound.rank();
    format!(
        "CASE WHEN p.person_key IS NULL THEN {none} {} ELSE {none} END",
        whens.join(" ")
    )
}

impl Tx {
    /// Says whom the check is about; answers how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn choose_targets(
        &self,
        scope: CheckScope,
        on: NaiveDate,
    ) -> Result<u64, StoreError> {
        for table in ["check_target", "check_code"] {
            sql::run(&self.tx, &format!("DELETE FROM {table}"), vec![]).await?;
        }
        self.pass_marks_on().await?;
        let insert = "INSERT INTO check_target (employer_id, code, head_code) \
                      SELECT id, code, head_code FROM employer WHERE merged_into IS NULL";
        let (text, values) = match scope {
            CheckScope::Everybody => (insert.to_owned(), vec![]),
            CheckScope::Owed => (
                format!("{insert} AND (changed OR next_change_on <= ?)"),
                vec![sql::day(on)],
            ),
        };
        let chosen = sql::run(&self.tx, &text, values).await?;
        let own = "INSERT INTO check_code (code, employer_id, head) \
                   SELECT code, employer_id, FALSE FROM check_target WHERE code IS NOT NULL";
        sql::run(&self.tx, own, vec![]).await?;
        let head = "INSERT INTO check_code (code, employer_id, head) \
            SELECT head_code, employer_id, TRUE FROM check_target \
            WHERE head_code IS NOT NULL AND (code IS NULL OR code <> head_code)";
        sql::run(&self.tx, head, vec![]).await?;
        let further = "INSERT INTO check_code (code, employer_id, head) \
            SELECT DISTINCT e.code, e.merged_into, FALSE FROM employer e \
            JOIN check_target t ON t.employer_id = e.merged_into WHERE e.code IS NOT NULL \
            ON CONFLICT (code, employer_id) DO UPDATE SET head = FALSE";
        if sql::run(&self.tx, further, vec![]).await? > 0 {
            let more = "UPDATE check_target SET more = TRUE WHERE employer_id IN \
                (SELECT merged_into FROM employer WHERE merged_into IS NOT NULL \
                 AND code IS NOT NULL)";
            sql::run(&self.tx, more, vec![]).await?;
        }
        Ok(chosen)
    }

    /// A mark on a merged employer asks for a check of the one that stands for it.
    async fn pass_marks_on(&self) -> Result<(), StoreError> {
        let pass = "UPDATE employer SET changed = TRUE WHERE id IN \
            (SELECT merged_into FROM employer WHERE merged_into IS NOT NULL AND changed)";
        if sql::run(&self.tx, pass, vec![]).await? > 0 {
            let clear = "UPDATE employer SET changed = FALSE \
                         WHERE merged_into IS NOT NULL AND changed";
            sql::run(&self.tx, clear, vec![]).await?;
        }
        Ok(())
    }

    /// Counts workers, registered participants and overdue bills of the chosen employers.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tally(&self, scope: CheckScope, day: &CheckDay) -> Result<(), StoreError> {
        for table in ["tally_worker", "tally_registered", "tally_arrears"] {
            sql::run(&self.tx, &format!("DELETE FROM {table}"), vec![]).await?;
        }
        self.tally_workers(scope, day).await?;
        self.tally_registered(day).await?;
        self.tally_arrears(day).await
    }

    /// The order in which two tables are joined. SQLite's `CROSS JOIN` keeps the order that is
    /// written; PostgreSQL plans for itself.
    fn ordered(&self, first: &str, second: &str, on: &str) -> String {
        let join = match self.tx.get_database_backend() {
            DbBackend::Sqlite => "CROSS JOIN",
            _ => "JOIN",
        };
        format!("{first} {join} {second} ON {on}")
    }

    /// All workers in the order of the person key. Left alone, SQLite would read them through
    /// the index by employer, and then look every person up in random order.
    fn in_key_order(&self) -> &'static str {
        match self.tx.get_database_backend() {
            DbBackend::Sqlite => "employment e INDEXED BY sqlite_autoindex_employment_1",
            _ => "employment e",
        }
    }

    async fn tally_workers(&self, scope: CheckScope, day: &CheckDay) -> Result<(), StoreError> {
        let on = "t.employer_id = e.employer_id";
        let from = match scope {
            CheckScope::Everybody => self.ordered(self.in_key_order(), "check_target t", on),
            CheckScope::Owed => self.ordered("check_target t", "employment e", on),
        };
        let per_state: Vec<String> = WorkerState::ALL
            .iter()
            .map(|s| counted(&format!("due = 1 AND state = {}", s.rank())))
            .collect();
        let first_missing = WorkerState::ALL
            .iter()
            .find(|s| s.is_missing())
            .map_or(WorkerState::ALL.len(), |s| s.rank());
        let text = format!(
            "INSERT INTO tally_worker (employer_id, employed, due, {columns}, underreported, \
             missing_contribution, grace_started_on, next_start_on, next_end_on) \
             SELECT employer_id, CAST(SUM(employed) AS INTEGER), CAST(SUM(due) AS INTEGER), \
             {per_state}, {underreported}, \
             CAST(SUM(CASE WHEN due = 1 AND state >= {first_missing} \
                THEN ({base} * ? + 5000) / 10000 ELSE 0 END) AS BIGINT), \
             MIN(grace_started_on), MIN(next_start_on), MIN(next_end_on) \
             FROM ({workers}) AS w GROUP BY employer_id",
            columns = WorkerState::ALL.map(WorkerState::code).join(", "),
            per_state = per_state.join(", "),
            underreported = counted(&format!("due = 1 AND state = 0 AND reported < {LOWER}")),
            base = clamped("wage"),
            workers = workers(&from),
        );
        let (minimum, ceiling) = (day.minimum_wage.0, day.wage_ceiling.0);
        let today = sql::day(day.on);
        // A worker is due who started more than the grace days before the day.
        let due = sql::day(day.on - Days::new(day.grace_days.into()));
        // `LOWER`, then the clamped base and the share.
        let money = [
            ceiling,
            ceiling,
            minimum,
            minimum,
            ceiling,
            ceiling,
            day.share_bp.into(),
        ];
        let mut values: Vec<Value> = money.into_iter().map(Value::from).collect();
        // Per worker: employed, employed and due, wage, in grace, next start, next end.
        values.extend(vec![today.clone(); 4]);
        values.push(due.clone());
        values.extend(vec![today.clone(); 4]);
        values.push(due);
        values.extend(vec![today; 4]);
        sql::run(&self.tx, &text, values).await?;
        Ok(())
    }

    async fn tally_registered(&self, day: &CheckDay) -> Result<(), StoreError> {
        let on = "p.code = c.code AND p.code > 0";
        let from = self.ordered("check_code c", "participation p", on);
        let text = format!(
            "INSERT INTO tally_registered (employer_id, registered, own, head_office, below_minimum) \
             SELECT employer_id, CAST(COUNT(*) AS INTEGER), CAST(SUM(own) AS INTEGER), \
             CAST(SUM(head) AS INTEGER), CAST(SUM(below) AS INTEGER) FROM \
             (SELECT c.employer_id AS employer_id, \
              MAX(CASE WHEN c.head THEN 0 ELSE 1 END) AS own, \
              MAX(CASE WHEN c.head THEN 1 ELSE 0 END) AS head, \
              MAX(CASE WHEN p.active AND p.wage < ? THEN 1 ELSE 0 END) AS below \
              FROM {from} WHERE p.main AND p.segment = '{segment}' \
              GROUP BY c.employer_id, p.person_key) AS r GROUP BY employer_id",
            segment = Segment::PpuBu.code(),
        );
        sql::run(&self.tx, &text, vec![day.minimum_wage.0.into()]).await?;
        Ok(())
    }

    async fn tally_arrears(&self, day: &CheckDay) -> Result<(), StoreError> {
        let text = "INSERT INTO tally_arrears \
            (employer_id, months, amount, next_month, next_paid_on) \
            SELECT employer_id, \
            CAST(SUM(CASE WHEN month <= ? AND short > 0 THEN 1 ELSE 0 END) AS INTEGER), \
            CAST(SUM(CASE WHEN month <= ? AND short > 0 THEN short ELSE 0 END) AS BIGINT), \
            MIN(CASE WHEN month > ? AND short > 0 THEN month END), MIN(later_paid_on) FROM \
            (SELECT t.employer_id AS employer_id, b.month AS month, SUM(b.billed) - \
             SUM(CASE WHEN b.paid_on IS NULL OR b.paid_on <= ? THEN b.paid ELSE 0 END) AS short, \
             MIN(CASE WHEN b.paid_on > ? THEN b.paid_on END) AS later_paid_on \
             FROM check_code t JOIN contribution b ON b.code = t.code WHERE NOT t.head \
             GROUP BY t.employer_id, b.month) AS m GROUP BY employer_id";
        let last = || day.last_due_month.to_string().into();
        let today = || sql::day(day.on);
        sql::run(
            &self.tx,
            text,
            vec![last(), last(), last(), today(), today()],
        )
        .await?;
        Ok(())
    }

    /// Lets go of the counts and of the marks that asked for them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn finish_targets(&self) -> Result<(), StoreError> {
        let text = "UPDATE employer SET changed = FALSE WHERE changed \
                    AND id IN (SELECT employer_id FROM check_target)";
        sql::run(&self.tx, text, vec![]).await?;
        for table in [
            "check_target",
            "check_code",
            "tally_worker",
            "tally_registered",
            "tally_arrears",
        ] {
            sql::run(&self.tx, &format!("DELETE FROM {table}"), vec![]).await?;
        }
        Ok(())
    }
}

/// How many rows meet a condition, as a 32-bit number on both databases.
fn counted(condition: &str) -> String {
    format!("CAST(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END) AS INTEGER)")
}

/// One line a worker of an employer: its state, and what is true of it on the day.
fn workers(from: &str) -> String {
    format!(
        "SELECT e.employer_id AS employer_id, MIN({state}) AS state, \
         MAX(CASE WHEN {EMPLOYED} THEN 1 ELSE 0 END) AS employed, \
         MAX(CASE WHEN {EMPLOYED} AND {DUE} THEN 1 ELSE 0 END) AS due, \
         MIN(CASE WHEN {EMPLOYED} THEN e.wage END) AS wage, \
         MAX(CASE WHEN {enrolled} THEN p.wage END) AS reported, \
         MIN(CASE WHEN {EMPLOYED} AND NOT {DUE} THEN e.started_on END) AS grace_started_on, \
         MIN(CASE WHEN e.started_on > ? THEN e.started_on END) AS next_start_on, \
         MIN(CASE WHEN {EMPLOYED} AND e.ended_on > ? THEN e.ended_on END) AS next_end_on \
         FROM {from} LEFT JOIN participation p ON p.person_key = e.person_key \
         GROUP BY e.person_key, e.employer_id",
        state = state_case(),
        enrolled = condition(WorkerState::Enrolled).unwrap_or_default(),
    )
}

/// Employed on the day: two parameters, both the day.
const EMPLOYED: &str =
    "((e.started_on IS NULL OR e.started_on <= ?) AND (e.ended_on IS NULL OR e.ended_on > ?))";
/// Out of grace: one parameter, the last day on which work may have started.
const DUE: &str = "(e.started_on IS NULL OR e.started_on < ?)";
/// The lower of roster wage and ceiling; unknown where the roster wage is. Two parameters.
const LOWER: &str = "(CASE WHEN wage < ? THEN wage WHEN wage IS NOT NULL THEN ? END)";

/// A wage held between the minimum and the ceiling, the minimum where it isn't known. Four
/// parameters: minimum, minimum, ceiling, ceiling.
fn clamped(wage: &str) -> String {
    format!(
        "(CASE WHEN {wage} IS NULL OR {wage} < ? THEN ? WHEN {wage} > ? THEN ? ELSE {wage} END)"
    )
}
