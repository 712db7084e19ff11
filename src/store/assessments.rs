//! The facts a judgement is made from, and the judgement that stands.

use std::sync::LazyLock;

use chrono::NaiveDate;
use sea_orm::{QueryResult, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    RosterSource, ScopeSource, StoreError, Tx,
    found_pairs::{FOUND_WITH_BPJS, SAME_NAMED},
    loads::month_of,
    said::NOT_DISTINCT,
    sql::{self, count, count_or_none, get},
};
use crate::domain::{
    finding::Finding,
    ids::EmployerId,
    membership::WorkerState,
    money::Sen,
    month::Month,
    verdict::{Arrears, Basis, Declared, Facts, Registered, RosterFacts, Verdict},
};

/// A judgement with the numbers it rests on, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The first verdict that applies.
    pub verdict: Verdict,
    /// Everything that applies, in the fixed order.
    pub findings: Vec<Finding>,
    /// Where the headcount comes from.
    pub basis: Basis,
    /// Workers employed or declared.
    pub headcount: Option<u32>,
    /// Distinct registered workers under its codes.
    pub registered: u32,
    /// Due workers by state, on a roster basis.
    pub states: Option<[u32; 9]>,
    /// Employed workers who need not be enrolled yet, on a roster basis.
    pub in_grace: Option<u32>,
    /// Rows of the roster that could not be read.
    pub unreadable: u32,
    /// Workers who should be enrolled and are not.
    pub shortfall: u32,
    /// 1/10,000; `None` where nobody is due.
    pub coverage: Option<u32>,
    /// Overdue months; `None` where no contribution is known.
    pub arrears_months: Option<u32>,
    /// What is overdue.
    pub arrears_amount: Sen,
    /// Estimate of what is missing a month.
    pub missing_contribution: Sen,
}

/// What a judgement rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// The roster, if there is one.
    pub roster: Option<RosterSource>,
    /// The participants of its own code.
    pub own: Option<ScopeSource>,
    /// The participants of its head office's code.
    pub head_office: Option<ScopeSource>,
    /// The contributions of its own code.
    pub contributions: Option<ScopeSource>,
}

/// One employer of a check: the facts, and the judgement that stood before.
#[derive(Debug, Clone)]
pub struct CheckedFacts {
    /// Which employer.
    pub id: EmployerId,
    /// What the rules need.
    pub facts: Facts,
    /// What the result rests on.
    pub inputs: Inputs,
    /// The first start of work among those still in grace.
    pub grace_started_on: Option<NaiveDate>,
    /// The next day on which a worker starts or ends.
    pub next_staff_change_on: Option<NaiveDate>,
    /// The next month whose bill is open and falls due later.
    pub next_month: Option<Month>,
    /// The next payment that is dated later.
    pub next_paid_on: Option<NaiveDate>,
    /// The last day on which the head office counts, where a person confirmed it with an end.
    pub head_office_until: Option<NaiveDate>,
    /// The last day of an exemption that nobody ended.
    pub exempt_until: Option<NaiveDate>,
    /// The judgement that stood before.
    pub before: Option<(Assessment, Inputs)>,
}

/// A judgement to keep.
#[derive(Debug, Clone)]
pub struct Assessed {
    /// Which employer.
    pub id: EmployerId,
    /// The judgement.
    pub assessment: Assessment,
    /// What it rests on.
    pub inputs: Inputs,
    /// The as-of of the participants and of the contributions that were used.
    pub evidence: (Option<NaiveDate>, Option<NaiveDate>),
    /// The first day on which it may be another.
    pub next_change_on: Option<NaiveDate>,
    /// Whether it says something else than before.
    pub changed: bool,
    /// An exemption holds: no case is opened.
    pub exempt: bool,
}

/// The facts of one page of targets. Whether a record of BPJS that joined no other source is
/// probably the same firm is among them, by its name or as the matching found it, unless a person
/// judged that it is another one.
static FACTS: LazyLock<String> = LazyLock::new(|| {
    "SELECT e.id, e.closed, e.email, e.wlkp, e.wlkp_on, e.bpjs_tk, e.bpjs_tk_on, \
    e.head_office_confirmed, ho.until_on AS head_office_until, xm.until_on AS exempt_until, \
    CASE WHEN e.sources <> 'bpjs' AND (EXISTS (SELECT 1 FROM employer b \
        WHERE {same_named} AND {not_distinct}) OR {found_with_bpjs}) \
      THEN 1 ELSE 0 END AS probable_match, \
    r.as_of AS roster_on, r.batch_no AS roster_batch, r.rows AS roster_rows, r.unreadable, \
    w.*, g.registered, g.own, g.head_office, g.below_minimum, \
    a.months, a.amount, a.next_month, a.next_paid_on, \
    so.batch_no AS own_batch, so.as_of AS own_on, so.rows AS own_rows, \
    sh.batch_no AS head_batch, sh.as_of AS head_on, sh.rows AS head_rows, \
    k.batch_no AS bill_batch, k.as_of AS bill_on, k.rows AS bill_rows, \
    h.result AS before_result \
    FROM check_target t JOIN employer e ON e.id = t.employer_id \
    LEFT JOIN roster r ON r.employer_id = e.id \
    LEFT JOIN tally_worker w ON w.employer_id = e.id \
    LEFT JOIN tally_registered g ON g.employer_id = e.id \
    LEFT JOIN tally_arrears a ON a.employer_id = e.id \
    LEFT JOIN participation_scope so ON so.code = e.code AND so.segment = '' \
    LEFT JOIN participation_scope sh ON sh.code = e.head_code AND sh.segment = '' \
    LEFT JOIN (SELECT code, MAX(batch_no) AS batch_no, MAX(as_of) AS as_of, \
      CAST(SUM(rows) AS INTEGER) AS rows FROM contribution_scope \
      WHERE code IN (SELECT code FROM check_target WHERE employer_id > ? AND employer_id <= ?) \
      GROUP BY code) k ON k.code = e.code \
    LEFT JOIN remark ho ON ho.employer_id = e.id AND ho.kind = 'head_office' \
      AND ho.ended_at IS NULL \
    LEFT JOIN remark xm ON xm.employer_id = e.id AND xm.kind = 'exemption' \
      AND xm.ended_at IS NULL \
    LEFT JOIN assessment_history h ON h.employer_id = e.id AND h.no = \
      (SELECT MAX(no) FROM assessment_history m WHERE m.employer_id = e.id) \
    WHERE t.employer_id > ? AND t.employer_id <= ? ORDER BY t.employer_id"
        .replace("{same_named}", SAME_NAMED)
        .replace("{found_with_bpjs}", FOUND_WITH_BPJS)
        .replace("{not_distinct}", NOT_DISTINCT)
});

impl Tx {
    /// The facts of the next `limit` targets after an id, in the order of their ids.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn facts_after(
        &self,
        after: Option<EmployerId>,
        limit: u32,
    ) -> Result<Vec<CheckedFacts>, StoreError> {
        let from = after.map_or(Uuid::nil(), EmployerId::uuid);
        let text = "SELECT employer_id FROM check_target WHERE employer_id > ? \
                    ORDER BY employer_id LIMIT ?";
        let page = sql::rows(&self.tx, text, vec![from.into(), i64::from(limit).into()]).await?;
        let Some(last) = page.last() else {
            return Ok(Vec::new());
        };
        let to: Uuid = get(last, "employer_id")?;
        let values: Vec<Value> = [from, to, from, to].into_iter().map(Into::into).collect();
        let rows = sql::rows(&self.tx, &FACTS, values).await?;
        rows.iter().map(facts_of).collect()
    }

    /// How many employers stand at each verdict, over the whole registry.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn verdict_counts(&self) -> Result<Vec<(Verdict, u64)>, StoreError> {
        let text = "SELECT verdict, COUNT(*) AS n FROM assessment GROUP BY verdict";
        let mut counts: Vec<(Verdict, u64)> = Verdict::ALL.into_iter().map(|v| (v, 0)).collect();
        for row in sql::rows(&self.tx, text, vec![]).await? {
            let code: String = get(&row, "verdict")?;
            let n = get::<i64>(&row, "n")?.unsigned_abs();
            let place =
                counts
                    .iter_mut()
                    .find(|(v, _)| v.code() == code)
                    .ok_or(StoreError::Corrupt {
                        table: "assessment",
                        column: "verdict",
                    })?;
            place.1 = n;
        }
        Ok(counts)
    }
}

fn facts_of(row: &QueryResult) -> Result<CheckedFacts, StoreError> {
    let roster = roster_of(row)?;
    let email: Option<String> = get(row, "email")?;
    let next_month: Option<String> = get(row, "next_month")?;
    Ok(CheckedFacts {
        id: EmployerId::from_uuid(get(row, "id")?),
        facts: Facts {
            closed: get(row, "closed")?,
            has_email: email.is_some_and(|e| !e.is_empty()),
            roster: roster.as_ref().map(|(facts, _)| *facts),
            wlkp: declared(row, "wlkp", "wlkp_on")?,
            bpjs_tk: declared(row, "bpjs_tk", "bpjs_tk_on")?,
            registered: Registered {
                all: count(row, "registered")?,
                own: count(row, "own")?,
                head_office: count(row, "head_office")?,
                below_minimum: count(row, "below_minimum")?,
            },
            head_office_confirmed: get(row, "head_office_confirmed")?,
            probable_match: get::<i32>(row, "probable_match")? == 1,
            arrears: arrears_of(row)?,
        },
        inputs: Inputs {
            roster: roster.map(|(_, source)| source),
            own: scope(row, "own")?,
            head_office: scope(row, "head")?,
            contributions: scope(row, "bill")?,
        },
        grace_started_on: get(row, "grace_started_on")?,
        next_staff_change_on: earlier(get(row, "next_start_on")?, get(row, "next_end_on")?),
        next_month: next_month.as_deref().map(month_of).transpose()?,
        next_paid_on: get(row, "next_paid_on")?,
        head_office_until: get(row, "head_office_until")?,
        exempt_until: get(row, "exempt_until")?,
        before: before_of(row)?,
    })
}

fn declared(row: &QueryResult, workers: &str, on: &str) -> Result<Option<Declared>, StoreError> {
    let on: Option<NaiveDate> = get(row, on)?;
    Ok(count_or_none(row, workers)?
        .zip(on)
        .map(|(workers, on)| Declared { workers, on }))
}

fn arrears_of(row: &QueryResult) -> Result<Option<Arrears>, StoreError> {
    let Some(months) = count_or_none(row, "months")? else {
        return Ok(None);
    };
    Ok(Some(Arrears {
        months,
        amount: Sen(get(row, "amount")?),
    }))
}

fn scope(row: &QueryResult, prefix: &str) -> Result<Option<ScopeSource>, StoreError> {
    let Some(batch) = get::<Option<i32>>(row, &format!("{prefix}_batch"))? else {
        return Ok(None);
    };
    Ok(Some(ScopeSource {
        batch,
        as_of: get(row, &format!("{prefix}_on"))?,
        rows: count(row, &format!("{prefix}_rows"))?,
    }))
}

fn before_of(row: &QueryResult) -> Result<Option<(Assessment, Inputs)>, StoreError> {
    let corrupt = |_| StoreError::Corrupt {
        table: "assessment_history",
        column: "result",
    };
    let json: Option<String> = get(row, "before_result")?;
    json.map(|json| serde_json::from_str(&json).map_err(corrupt))
        .transpose()
}

fn earlier(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<NaiveDate> {
    a.into_iter().chain(b).min()
}

fn roster_of(row: &QueryResult) -> Result<Option<(RosterFacts, RosterSource)>, StoreError> {
    let Some(as_of) = get::<Option<NaiveDate>>(row, "roster_on")? else {
        return Ok(None);
    };
    let mut states = [0; 9];
    for state in WorkerState::ALL {
        states[state.rank()] = count(row, state.code())?;
    }
    let (rows, unreadable) = (count(row, "roster_rows")?, count(row, "unreadable")?);
    let facts = RosterFacts {
        as_of,
        rows,
        unreadable,
        employed: count(row, "employed")?,
        due: count(row, "due")?,
        states,
        underreported: count(row, "underreported")?,
        missing_contribution: Sen(get::<Option<i64>>(row, "missing_contribution")?.unwrap_or(0)),
    };
    let source = RosterSource {
        batch: get(row, "roster_batch")?,
        as_of,
        rows,
        unreadable,
    };
    Ok(Some((facts, source)))
}
