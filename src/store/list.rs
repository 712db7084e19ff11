//! The lines of the compliance list: page by page in the order of names, or those that are asked
//! for.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    mail_states::LEFT,
    sql::{self, count, count_or_none, get},
};
use crate::domain::{facet::Hold, ids::EmployerId, money::Sen, verdict::Verdict};

/// Which employers to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// Only these verdicts; empty means all.
    pub verdicts: Vec<Verdict>,
    /// Only this employer.
    pub employer: Option<EmployerId>,
}

/// One line of the list. Worker counts are empty where the basis is no roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// Which employer.
    pub id: EmployerId,
    /// Nomor Induk Berusaha.
    pub nib: Option<String>,
    /// Tax number as shown.
    pub npwp: Option<String>,
    /// Own code at BPJS Kesehatan.
    pub code: Option<u32>,
    /// Name as written.
    pub name: String,
    /// Legal form.
    pub form: Option<String>,
    /// Kelurahan.
    pub kelurahan: Option<String>,
    /// Kecamatan.
    pub kecamatan: Option<String>,
    /// The verdict that stands.
    pub verdict: Verdict,
    /// Codes of the findings, separated by `;`.
    pub findings: String,
    /// Code of the basis.
    pub basis: String,
    /// Workers employed or declared.
    pub headcount: Option<u32>,
    /// Distinct registered workers.
    pub registered: u32,
    /// Due workers by state.
    pub states: [Option<u32>; 9],
    /// Workers who need not be enrolled yet.
    pub in_grace: Option<u32>,
    /// Workers who should be enrolled and are not.
    pub shortfall: u32,
    /// 1/10,000.
    pub coverage: Option<u32>,
    /// Overdue months.
    pub arrears_months: Option<u32>,
    /// Overdue amount.
    pub arrears_amount: Sen,
    /// Estimate of what is missing a month.
    pub missing_contribution: Sen,
    /// Code of the step of the verdict's case.
    pub stage: Option<String>,
    /// The day that step's term ends.
    pub due_on: Option<NaiveDate>,
    /// Whether an e-mail address is known.
    pub has_email: bool,
    /// When the last mail to it left.
    pub contacted_at: Option<DateTime<Utc>>,
    /// The day since which the firm disputes its data.
    pub disputed_on: Option<NaiveDate>,
    /// The last day of its exemption, which may be over.
    pub exempt_until: Option<NaiveDate>,
}

impl ListRow {
    /// What holds every step back on a day.
    pub fn holds_on(&self, day: NaiveDate) -> impl Iterator<Item = Hold> {
        let disputed = self.disputed_on.is_some().then_some(Hold::Disputed);
        let exempt = self.exempt_until.filter(|until| day <= *until);
        disputed.into_iter().chain(exempt.map(|_| Hold::Exempt))
    }
}

/// The kind of case that belongs to a verdict.
pub(super) const VERDICT_CASE: &str = "CASE a.verdict WHEN 'unregistered' THEN 'registration' \
    WHEN 'partial_workers' THEN 'data_submission' WHEN 'partial_wages' THEN 'data_submission' \
    WHEN 'in_arrears' THEN 'contribution_payment' END";

/// Everything a line needs.
fn select() -> String {
    format!(
        "SELECT e.id, e.nib, e.npwp, e.code, e.name, e.form, e.kelurahan, e.kecamatan, COALESCE(e.mail_to, e.email) AS email, \
         a.*, c.stage, c.due_on, dp.from_on AS disputed_on, xm.until_on AS exempt_until, (SELECT MAX(o.sent_at) FROM outbox o \
           WHERE o.employer_id = e.id AND o.state IN {LEFT} AND o.sent_at IS NOT NULL) AS contacted_at \
         FROM employer e JOIN assessment a ON a.employer_id = e.id \
         LEFT JOIN cases c ON c.employer_id = e.id AND c.is_open AND c.case_type = {VERDICT_CASE} \
         LEFT JOIN remark dp ON dp.employer_id = e.id AND dp.kind = 'dispute' \
           AND dp.ended_at IS NULL \
         LEFT JOIN remark xm ON xm.employer_id = e.id AND xm.kind = 'exemption' \
           AND xm.ended_at IS NULL"
    )
}

impl Tx {
    /// The next `limit` lines after a name and id.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn list_after(
        &self,
        filter: &ListFilter,
        after: Option<&(String, EmployerId)>,
        limit: u32,
    ) -> Result<Vec<ListRow>, StoreError> {
        let (mut tests, mut values) = where_of(filter);
        if let Some((name, id)) = after {
            tests.push("(e.name, e.id) > (?, ?)".to_owned());
            values.extend([name.clone().into(), sql::id(id.uuid())]);
        }
        values.push(i64::from(limit).into());
        let condition = if tests.is_empty() {
            String::new()
        } else {
            format!("WHERE {}", tests.join(" AND "))
        };
        let text = format!("{} {condition} ORDER BY e.name, e.id LIMIT ?", select());
        let rows = sql::rows(&self.tx, &text, values).await?;
        rows.iter().map(row_of).collect()
    }

    /// The lines of these employers, in this order; those that have none are left out.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn lines_of(&self, ids: &[EmployerId]) -> Result<Vec<ListRow>, StoreError> {
        let mut lines = Vec::with_capacity(ids.len());
        for part in ids.chunks(sql::PART) {
            let marks = sql::marks(part.len());
            let text = format!("{} WHERE e.id IN ({marks})", select());
            let values = part.iter().map(|id| sql::id(id.uuid())).collect();
            let rows = sql::rows(&self.tx, &text, values).await?;
            let mut found: HashMap<EmployerId, ListRow> = HashMap::with_capacity(rows.len());
            for row in &rows {
                let line = row_of(row)?;
                found.insert(line.id, line);
            }
            lines.extend(part.iter().filter_map(|id| found.remove(id)));
        }
        Ok(lines)
    }

    /// The employers with most workers who should be enrolled and are not.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn most_uncovered(&self, limit: u32) -> Result<Vec<ListRow>, StoreError> {
        let text = format!(
            "{} WHERE a.shortfall > 0 AND a.verdict IN ('unregistered', 'partial_workers') \
             ORDER BY a.shortfall DESC, e.name, e.id LIMIT ?",
            select()
        );
        let rows = sql::rows(&self.tx, &text, vec![i64::from(limit).into()]).await?;
        rows.iter().map(row_of).collect()
    }

    /// Sums over the registry: due workers, enrolled ones among them, city-funded ones, and the
    /// estimate of what is missing a month, in sen.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn city_sums(&self) -> Result<[i64; 4], StoreError> {
        let text = "SELECT CAST(SUM(COALESCE(enrolled + inactive + elsewhere + city_funded \
             + state_funded + self_funded + dependant + lapsed + not_found, 0)) AS BIGINT) AS due, \
             CAST(SUM(COALESCE(enrolled, 0)) AS BIGINT) AS enrolled, \
             CAST(SUM(COALESCE(city_funded, 0)) AS BIGINT) AS city, \
             CAST(SUM(missing_contribution) AS BIGINT) AS missing \
             FROM assessment WHERE verdict <> 'closed'";
        let Some(row) = sql::row(&self.tx, text, vec![]).await? else {
            return Ok([0; 4]);
        };
        let sum = |column| -> Result<i64, StoreError> {
            Ok(get::<Option<i64>>(&row, column)?.unwrap_or(0))
        };
        Ok([sum("due")?, sum("enrolled")?, sum("city")?, sum("missing")?])
    }
}

fn where_of(filter: &ListFilter) -> (Vec<String>, Vec<Value>) {
    let (mut tests, mut values) = (Vec::new(), Vec::new());
    if !filter.verdicts.is_empty() {
        let marks = sql::marks(filter.verdicts.len());
        tests.push(format!("a.verdict IN ({marks})"));
        values.extend(filter.verdicts.iter().map(|v| Value::from(v.code())));
    }
    if let Some(id) = filter.employer {
        tests.push("e.id = ?".to_owned());
        values.push(sql::id(id.uuid()));
    }
    (tests, values)
}

/// The verdict of a row that has one.
fn verdict_of(row: &QueryResult) -> Result<Verdict, StoreError> {
    let code: String = get(row, "verdict")?;
    Verdict::from_code(&code).ok_or(StoreError::Corrupt {
        table: "assessment",
        column: "verdict",
    })
}

fn row_of(row: &QueryResult) -> Result<ListRow, StoreError> {
    let mut states = [None; 9];
    for state in crate::domain::membership::WorkerState::ALL {
        states[state.rank()] = count_or_none(row, state.code())?;
    }
    Ok(ListRow {
        id: EmployerId::from_uuid(get::<Uuid>(row, "id")?),
        nib: get(row, "nib")?,
        npwp: get(row, "npwp")?,
        code: count_or_none(row, "code")?,
        name: get(row, "name")?,
        form: get(row, "form")?,
        kelurahan: get(row, "kelurahan")?,
        kecamatan: get(row, "kecamatan")?,
        verdict: verdict_of(row)?,
        findings: get(row, "findings")?,
        basis: get(row, "basis")?,
        headcount: count_or_none(row, "headcount")?,
        registered: count(row, "registered")?,
        states,
        in_grace: count_or_none(row, "in_grace")?,
        shortfall: count(row, "shortfall")?,
        coverage: count_or_none(row, "coverage")?,
        arrears_months: count_or_none(row, "arrears_months")?,
        arrears_amount: Sen(get(row, "arrears_amount")?),
        missing_contribution: Sen(get(row, "missing_contribution")?),
        stage: get(row, "stage")?,
        due_on: get(row, "due_on")?,
        has_email: get::<Option<String>>(row, "email")?.is_some_and(|email| !email.is_empty()),
        contacted_at: get(row, "contacted_at")?,
        disputed_on: get(row, "disputed_on")?,
        exempt_until: get(row, "exempt_until")?,
    })
}
