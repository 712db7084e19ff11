//! How far the cases of an instruction have come. A case counts for the instruction under which
//! it was opened last, with what happened since.

use sea_orm::{QueryResult, Value};

use super::{
    Assessment, Inputs, StoreError, Tx,
    sql::{self, count, count_or_none, get},
};
use crate::domain::{ids::DirectiveId, ladder::Stage, membership::WorkerState, verdict::Basis};

/// Cases that stand at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standings {
    /// The step of those that are open; `None` for the closed ones.
    pub stage: Option<Stage>,
    /// Two people have confirmed the finding.
    pub confirmed: bool,
    /// Closed because the firm complied.
    pub complied: bool,
    /// How many.
    pub cases: u64,
}

/// How far the cases of an instruction have come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Each case at one place.
    pub standing: Vec<Standings>,
    /// Cases that took a step, by the step.
    pub reached: Vec<(Stage, u64)>,
    /// Cases of which the firm was told.
    pub notified: u64,
    /// Those of them in which an answer, a dispute or an answered notice is on record.
    pub answered: u64,
    /// Firms with such a case of whom a count of workers is known then and now.
    pub firms: u64,
    /// Their enrolled workers when the first case was opened.
    pub enrolled_then: u64,
    /// Their enrolled workers now.
    pub enrolled_now: u64,
}

/// Enrolled workers: of those who must be by the roster, else of those declared.
fn enrolled(
    basis: Basis,
    states: Option<u32>,
    (registered, headcount): (u32, Option<u32>),
) -> Option<u64> {
    match basis {
        Basis::Roster => states.map(u64::from),
        Basis::Wlkp | Basis::BpjsTk => headcount.map(|all| u64::from(registered.min(all))),
        Basis::None => None,
    }
}

impl Tx {
    /// How far the cases of a directive have come.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn directive_progress(&self, id: DirectiveId) -> Result<Progress, StoreError> {
        let mut progress = Progress {
            standing: self.standings(id).await?,
            reached: self.steps_reached(id).await?,
            ..Progress::default()
        };
        let notified = "FROM cases c WHERE c.directive_id = ? AND EXISTS (SELECT 1 FROM case_step s \
            WHERE s.case_id = c.id AND s.round = c.round AND s.step <> 'verification')";
        let answered = "(EXISTS (SELECT 1 FROM remark r WHERE r.employer_id = c.employer_id \
              AND r.kind IN ('reply', 'dispute') AND r.from_on >= c.opened_on) \
            OR EXISTS (SELECT 1 FROM receipt p WHERE p.case_id = c.id AND p.round = c.round \
              AND p.how = 'answer' AND p.undone_at IS NULL))";
        let count = async |text: String| -> Result<u64, StoreError> {
            let n = sql::number(&self.tx, &text, vec![key(id)]).await?;
            Ok(n.unsigned_abs())
        };
        progress.notified = count(format!("SELECT COUNT(*) {notified}")).await?;
        progress.answered = count(format!("SELECT COUNT(*) {notified} AND {answered}")).await?;
        self.add_workers(id, &mut progress).await?;
        Ok(progress)
    }

    async fn standings(&self, id: DirectiveId) -> Result<Vec<Standings>, StoreError> {
        let text = "SELECT k.stage, k.confirmed, k.complied, COUNT(*) AS n FROM \
            (SELECT CASE WHEN is_open THEN stage ELSE '' END AS stage, \
              CASE WHEN confirmed_at IS NULL THEN 0 ELSE 1 END AS confirmed, \
              CASE WHEN NOT is_open AND closed_because = 'complied' THEN 1 ELSE 0 END AS complied \
              FROM cases WHERE directive_id = ?) k \
            GROUP BY k.stage, k.confirmed, k.complied ORDER BY k.stage, k.confirmed, k.complied";
        let rows = sql::rows(&self.tx, text, vec![key(id)]).await?;
        rows.iter()
            .map(|row| {
                let stage: String = get(row, "stage")?;
                Ok(Standings {
                    stage: match stage.as_str() {
                        "" => None,
                        code => Some(stage_of(code)?),
                    },
                    confirmed: get::<i32>(row, "confirmed")? == 1,
                    complied: get::<i32>(row, "complied")? == 1,
                    cases: get::<i64>(row, "n")?.unsigned_abs(),
                })
            })
            .collect()
    }

    async fn steps_reached(&self, id: DirectiveId) -> Result<Vec<(Stage, u64)>, StoreError> {
        let text = "SELECT s.step, COUNT(*) AS n FROM case_step s JOIN cases c \
            ON c.id = s.case_id AND c.round = s.round WHERE c.directive_id = ? \
            GROUP BY s.step ORDER BY s.step";
        let rows = sql::rows(&self.tx, text, vec![key(id)]).await?;
        let mut reached = rows
            .iter()
            .map(|row| {
                let step: String = get(row, "step")?;
                Ok((stage_of(&step)?, get::<i64>(row, "n")?.unsigned_abs()))
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        reached.sort_unstable();
        Ok(reached)
    }

    /// What was judged of each firm on the day of its first case, against what stands.
    async fn add_workers(
        &self,
        id: DirectiveId,
        progress: &mut Progress,
    ) -> Result<(), StoreError> {
        let text = "SELECT h.result, a.basis, a.enrolled, a.registered, a.headcount FROM \
            (SELECT employer_id, MIN(opened_on) AS opened_on FROM cases WHERE directive_id = ? \
              GROUP BY employer_id) c \
            JOIN assessment a ON a.employer_id = c.employer_id \
            JOIN assessment_history h ON h.employer_id = c.employer_id AND h.no = \
              (SELECT MAX(m.no) FROM assessment_history m WHERE m.employer_id = c.employer_id \
                AND m.as_of <= c.opened_on) \
            ORDER BY c.employer_id";
        for row in sql::rows(&self.tx, text, vec![key(id)]).await? {
            let Some((then, now)) = workers(&row)? else {
                continue;
            };
            progress.firms += 1;
            progress.enrolled_then += then;
            progress.enrolled_now += now;
        }
        Ok(())
    }
}

fn workers(row: &QueryResult) -> Result<Option<(u64, u64)>, StoreError> {
    let json: String = get(row, "result")?;
    let (then, _): (Assessment, Inputs) =
        serde_json::from_str(&json).map_err(|_| StoreError::Corrupt {
            table: "assessment_history",
            column: "result",
        })?;
    let states = then.states.map(|s| s[WorkerState::Enrolled.rank()]);
    let then = enrolled(then.basis, states, (then.registered, then.headcount));
    let basis: String = get(row, "basis")?;
    let basis = Basis::from_code(&basis).ok_or(StoreError::Corrupt {
        table: "assessment",
        column: "basis",
    })?;
    let declared = (count(row, "registered")?, count_or_none(row, "headcount")?);
    let now = enrolled(basis, count_or_none(row, "enrolled")?, declared);
    Ok(then.zip(now))
}

fn key(id: DirectiveId) -> Value {
    sql::id(id.uuid())
}

fn stage_of(code: &str) -> Result<Stage, StoreError> {
    Stage::from_code(code).ok_or(StoreError::Corrupt {
        table: "case_step",
        column: "step",
    })
}
