//! Certificates of compliance.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    ids::{EmployerId, OfficerId},
    letter::LetterCode,
    verdict::Verdict,
};

/// A certificate that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Which one.
    pub id: Uuid,
    /// The year of its number, and its place in it.
    pub number: (i32, u32),
    /// To whom.
    pub employer: EmployerId,
    /// By which anybody looks it up.
    pub code: LetterCode,
    /// JSON: what it says.
    pub content: String,
    /// The day its data speak of.
    pub as_of: NaiveDate,
    /// The last day on which it holds.
    pub valid_until: NaiveDate,
    /// Whether it is made up.
    pub demo: bool,
    /// Who gave it; `None` where the firm fetched it.
    pub by: Option<OfficerId>,
    /// When.
    pub at: DateTime<Utc>,
}

impl Certificate {
    /// Its number as printed: `2026/00012`.
    #[must_use]
    pub fn printed_number(&self) -> String {
        let (year, no) = self.number;
        format!("{year}/{no:05}")
    }
}

/// How a firm stands, for a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertifiedFacts {
    /// Its name.
    pub name: String,
    /// Its NIB, where it is known.
    pub nib: Option<String>,
    /// Its kelurahan, where it is known.
    pub kelurahan: Option<String>,
    /// The verdict that stands.
    pub verdict: Verdict,
    /// Nothing changed since that was judged.
    pub is_current: bool,
    /// Workers registered.
    pub registered: u32,
    /// Workers employed or declared.
    pub headcount: Option<u32>,
    /// The as-of of the participants that the verdict rests on.
    pub participants_on: Option<NaiveDate>,
    /// Cases that are open.
    pub open_cases: u32,
}

const SELECT: &str = "SELECT t.id, t.year, t.no, COALESCE(e.merged_into, e.id) AS employer, t.code, \
    t.content, t.as_of, t.valid_until, t.demo, t.made_by, t.made_at FROM certificate t \
    JOIN employer e ON e.id = t.employer_id";

impl Tx {
    /// How a firm stands; `None` where nobody judged it, or another record stands for it.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn certified_facts(
        &self,
        employer: EmployerId,
        today: NaiveDate,
    ) -> Result<Option<CertifiedFacts>, StoreError> {
        let text = "SELECT e.name, e.nib, e.kelurahan, e.changed, e.next_change_on, a.verdict, \
            a.registered, a.headcount, CASE WHEN so.as_of < sh.as_of THEN so.as_of \
            ELSE COALESCE(sh.as_of, so.as_of) END AS participants_on, \
            (SELECT COUNT(*) FROM cases c WHERE c.employer_id = e.id AND c.is_open) AS open_cases \
            FROM employer e JOIN assessment a ON a.employer_id = e.id \
            LEFT JOIN participation_scope so ON so.code = e.code AND so.segment = '' \
            LEFT JOIN participation_scope sh ON sh.code = e.head_code AND sh.segment = '' \
            WHERE e.id = ? AND e.merged_into IS NULL";
        let row = sql::row(&self.tx, text, vec![sql::id(employer.uuid())]).await?;
        row.as_ref().map(|row| facts_of(row, today)).transpose()
    }

    /// Keeps a certificate under the next number of the year, which it answers with.
    ///
    /// Writers take turns here: call [`Tx::alone`] first.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_certificate(&self, new: &Certificate) -> Result<(i32, u32), StoreError> {
        let year = new.number.0;
        let no = sql::next_of_year(&self.tx, "certificate", year).await?;
        let text = "INSERT INTO certificate (id, year, no, employer_id, code, content, as_of, \
            valid_until, demo, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(new.id),
            year.into(),
            no.into(),
            sql::id(new.employer.uuid()),
            new.code.as_str().into(),
            new.content.clone().into(),
            sql::day(new.as_of),
            sql::day(new.valid_until),
            new.demo.into(),
            Value::Uuid(new.by.map(OfficerId::uuid)),
            new.at.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok((year, no.unsigned_abs()))
    }

    /// The newest certificate of a firm.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn newest_certificate(
        &self,
        employer: EmployerId,
    ) -> Result<Option<Certificate>, StoreError> {
        let text = format!(
            "{SELECT} WHERE e.id = ? OR e.merged_into = ? ORDER BY t.made_at DESC, t.id DESC LIMIT 1"
        );
        let values = vec![sql::id(employer.uuid()), sql::id(employer.uuid())];
        let row = sql::row(&self.tx, &text, values).await?;
        row.as_ref().map(certificate_of).transpose()
    }

    /// The certificate with a code.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn certificate_of_code(
        &self,
        code: &LetterCode,
    ) -> Result<Option<Certificate>, StoreError> {
        let text = format!("{SELECT} WHERE t.code = ?");
        let row = sql::row(&self.tx, &text, vec![code.as_str().into()]).await?;
        row.as_ref().map(certificate_of).transpose()
    }
}

fn facts_of(row: &QueryResult, today: NaiveDate) -> Result<CertifiedFacts, StoreError> {
    let verdict: String = get(row, "verdict")?;
    let changes_on: Option<NaiveDate> = get(row, "next_change_on")?;
    let changed: bool = get(row, "changed")?;
    Ok(CertifiedFacts {
        name: get(row, "name")?,
        nib: get(row, "nib")?,
        kelurahan: get(row, "kelurahan")?,
        verdict: Verdict::from_code(&verdict).ok_or(StoreError::Corrupt {
            table: "assessment",
            column: "verdict",
        })?,
        is_current: !changed && changes_on.is_none_or(|on| on > today),
        registered: sql::count(row, "registered")?,
        headcount: sql::count_or_none(row, "headcount")?,
        participants_on: get(row, "participants_on")?,
        open_cases: u32::try_from(get::<i64>(row, "open_cases")?).unwrap_or(u32::MAX),
    })
}

fn certificate_of(row: &QueryResult) -> Result<Certificate, StoreError> {
    let corrupt = |_| StoreError::Corrupt {
        table: "certificate",
        column: "code",
    };
    Ok(Certificate {
        id: get(row, "id")?,
        number: (get(row, "year")?, sql::count(row, "no")?),
        employer: EmployerId::from_uuid(get(row, "employer")?),
        code: get::<String>(row, "code")?.parse().map_err(corrupt)?,
        content: get(row, "content")?,
        as_of: get(row, "as_of")?,
        valid_until: get(row, "valid_until")?,
        demo: get(row, "demo")?,
        by: get::<Option<Uuid>>(row, "made_by")?.map(OfficerId::from_uuid),
        at: get(row, "made_at")?,
    })
}
