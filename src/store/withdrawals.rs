//! Approved steps that may not be taken any more.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::QueryResult;

use super::{
    CaseRow, StoreError, Tx,
    approvals::stage_of,
    sql::{self, get},
};
use crate::domain::{ids::CaseId, ladder::Stage};

/// An approved step that is not taken any more, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// The case's short code.
    pub code: String,
    /// The employer's name.
    pub employer: String,
    /// The step.
    pub step: Stage,
    /// `complied`, `changed`, `moved`, `expired`.
    pub because: &'static str,
}

/// A step that was agreed to and not taken yet.
struct Agreed {
    round: i32,
    after: String,
    step: Stage,
    seen: String,
    valid_until: NaiveDate,
}

impl Tx {
    /// Withdraws the approved steps that may not be taken any more: the case closed, moved on, or
    /// says something else; the approval's last day is over.
    ///
    /// # Errors
    /// When the database refuses or a row makes no sense.
    pub async fn withdraw_stale_approvals(
        &self,
        today: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Vec<Withdrawn>, StoreError> {
        let text = "SELECT case_id, round, after_step, step, seen, valid_until \
            FROM approval_step WHERE ended_at IS NULL ORDER BY case_id, from_on, step";
        let mut standing: BTreeMap<CaseId, Vec<Agreed>> = BTreeMap::new();
        for row in sql::rows(&self.tx, text, vec![]).await? {
            let case = CaseId::from_uuid(get(&row, "case_id")?);
            standing.entry(case).or_default().push(agreed_of(&row)?);
        }
        let ids: Vec<CaseId> = standing.keys().copied().collect();
        let mut withdrawn = Vec::new();
        for part in ids.chunks(sql::PART) {
            for case in self.cases_by_id(part, today).await? {
                for (agreed, because) in stale(&case, &standing[&case.id], today) {
                    let text = "UPDATE approval_step SET ended_at = ?, ended_because = ? \
                        WHERE case_id = ? AND step = ? AND ended_at IS NULL";
                    let values = vec![
                        now.into(),
                        because.into(),
                        sql::id(case.id.uuid()),
                        agreed.step.code().into(),
                    ];
                    sql::run(&self.tx, text, values).await?;
                    withdrawn.push(Withdrawn {
                        code: case.code.clone(),
                        employer: case.employer_name.clone(),
                        step: agreed.step,
                        because,
                    });
                }
            }
        }
        Ok(withdrawn)
    }
}

/// Those of a case's agreed steps that may not be taken any more, and why.
fn stale<'a>(
    case: &CaseRow,
    agreed: &'a [Agreed],
    today: NaiveDate,
) -> Vec<(&'a Agreed, &'static str)> {
    let ahead = ahead_of(case, agreed);
    let why = |one: &Agreed| {
        if !case.is_open {
            Some("complied")
        } else if case.round != one.round || !ahead.contains(&one.step) {
            Some("moved")
        } else if case.seen().text() != one.seen {
            Some("changed")
        } else if one.valid_until < today {
            Some("expired")
        } else {
            None
        }
    };
    let told = agreed.iter().filter_map(|one| Some((one, why(one)?)));
    told.collect()
}

/// The steps that the case can still come to, one agreed step after another.
fn ahead_of(case: &CaseRow, agreed: &[Agreed]) -> HashSet<Stage> {
    let (mut ahead, mut at) = (HashSet::new(), case.facts.stage);
    while let Some(next) = agreed.iter().find(|one| one.after == at.code()) {
        if !ahead.insert(next.step) {
            break;
        }
        at = next.step;
    }
    ahead
}

fn agreed_of(row: &QueryResult) -> Result<Agreed, StoreError> {
    Ok(Agreed {
        round: get(row, "round")?,
        after: get(row, "after_step")?,
        step: stage_of(row)?,
        seen: get(row, "seen")?,
        valid_until: get(row, "valid_until")?,
    })
}
