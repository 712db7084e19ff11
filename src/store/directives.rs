//! The mayor's instructions, with what they said before.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    directive::{Directive, Signatory, Span},
    ids::{DirectiveId, OfficerId},
};

/// The instruction that a new database begins with, as it is configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDirective {
    /// Fresh id; not used where the directive exists.
    pub id: DirectiveId,
    /// Unique short name.
    pub name: String,
    /// Official number, once there is one.
    pub number: Option<String>,
    /// The day it was issued.
    pub issued_on: Option<NaiveDate>,
    /// What it is about.
    pub title: String,
    /// What it says.
    pub body: String,
    /// Name of the ladder.
    pub ladder: String,
    /// Name of the ladder of cases about overdue contributions.
    pub arrears_ladder: String,
    /// The first day on which it opens cases.
    pub valid_from: NaiveDate,
    /// The last day on which it opens cases.
    pub valid_to: Option<NaiveDate>,
}

/// An instruction as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectiveRecord {
    /// Which instruction.
    pub id: DirectiveId,
    /// 1 for the first, one more with each change.
    pub version: i32,
    /// What it says.
    pub says: Directive,
    /// Who wrote what stands; `None` for what came with the program.
    pub by: Option<String>,
    /// When; `None` for what came with the program.
    pub at: Option<DateTime<Utc>>,
    /// When it was withdrawn, by whom and why.
    pub withdrawn: Option<Withdrawal>,
}

/// The end of an instruction before its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The day.
    pub on: NaiveDate,
    /// Who did it.
    pub by: String,
    /// Why.
    pub because: String,
}

/// What an instruction said before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectiveVersion {
    /// 1 for the first.
    pub version: i32,
    /// What it said.
    pub says: Directive,
    /// Who wrote it; `None` for what came with the program.
    pub by: Option<String>,
    /// When.
    pub at: Option<DateTime<Utc>>,
}

impl DirectiveRecord {
    /// When it opens cases.
    #[must_use]
    pub fn span(&self) -> Span {
        Span {
            from: self.says.valid_from,
            to: self.says.valid_to,
            withdrawn_on: self.withdrawn.as_ref().map(|w| w.on),
        }
    }
}

const SELECT: &str = "SELECT d.id, d.version, d.number, d.issued_on, d.title, d.body, d.ladder, \
    d.arrears_ladder, d.valid_from, d.valid_to, d.signatory_name, d.signatory_office, \
    d.signatory_from, d.signatory_to, d.legal_basis, d.legal_verified_on, d.audience, d.made_at, \
    m.name AS made_name, d.withdrawn_on, w.name AS withdrawn_name, d.withdrawn_because \
    FROM directive d LEFT JOIN officer m ON m.id = d.made_by \
    LEFT JOIN officer w ON w.id = d.withdrawn_by";

/// The columns of what an instruction says, in the order of [`values`].
const SAYS: [&str; 15] = [
    "number",
    "issued_on",
    "title",
    "body",
    "signatory_name",
    "signatory_office",
    "signatory_from",
    "signatory_to",
    "legal_basis",
    "legal_verified_on",
    "audience",
    "ladder",
    "arrears_ladder",
    "valid_from",
    "valid_to",
];

fn values(says: &Directive) -> Vec<Value> {
    let signatory = says.signatory.as_ref();
    vec![
        says.number.clone().into(),
        Value::ChronoDate(says.issued_on),
        says.title.clone().into(),
        says.body.clone().into(),
        signatory.map(|s| s.name.clone()).into(),
        signatory.map(|s| s.office.clone()).into(),
        Value::ChronoDate(signatory.and_then(|s| s.from)),
        Value::ChronoDate(signatory.and_then(|s| s.to)),
        says.legal_basis.join("\n").into(),
        Value::ChronoDate(says.legal_verified_on),
        says.audience.clone().into(),
        says.ladder.clone().into(),
        says.arrears_ladder.clone().into(),
        says.valid_from.into(),
        Value::ChronoDate(says.valid_to),
    ]
}

impl Tx {
    /// Adds a directive unless one of that name exists.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn seed_directive(&self, new: &NewDirective) -> Result<(), StoreError> {
        let text = "INSERT INTO directive (id, name, number, issued_on, title, body, ladder, \
            arrears_ladder, valid_from, valid_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
            ON CONFLICT (name) DO NOTHING";
        let values = vec![
            sql::id(new.id.uuid()),
            new.name.clone().into(),
            new.number.clone().into(),
            Value::ChronoDate(new.issued_on),
            new.title.clone().into(),
            new.body.clone().into(),
            new.ladder.clone().into(),
            new.arrears_ladder.clone().into(),
            new.valid_from.into(),
            Value::ChronoDate(new.valid_to),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Every directive, the one that began last first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn directives(&self) -> Result<Vec<DirectiveRecord>, StoreError> {
        let text = format!("{SELECT} ORDER BY d.valid_from DESC, d.id");
        let rows = sql::rows(&self.tx, &text, vec![]).await?;
        rows.iter().map(record_of).collect()
    }

    /// One directive.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn directive(&self, id: DirectiveId) -> Result<Option<DirectiveRecord>, StoreError> {
        let text = format!("{SELECT} WHERE d.id = ?");
        let row = sql::row(&self.tx, &text, vec![sql::id(id.uuid())]).await?;
        row.as_ref().map(record_of).transpose()
    }

    /// Adds a directive.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_directive(
        &self,
        id: DirectiveId,
        says: &Directive,
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<(), StoreError> {
        let marks = sql::marks(SAYS.len() + 4);
        let text = format!(
            "INSERT INTO directive (id, name, made_by, made_at, {}) VALUES ({marks})",
            SAYS.join(", ")
        );
        let mut all = vec![
            sql::id(id.uuid()),
            id.to_string().into(),
            sql::id(by.uuid()),
            now.into(),
        ];
        all.extend(values(says));
        sql::run(&self.tx, &text, all).await?;
        Ok(())
    }

    /// Keeps what a directive said, and writes what it says now; `false` when somebody was quicker.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn change_directive(
        &self,
        before: &DirectiveRecord,
        says: &Directive,
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<bool, StoreError> {
        let content = serde_json::to_string(&before.says).map_err(|_| StoreError::Corrupt {
            table: "directive",
            column: "body",
        })?;
        let text = "INSERT INTO directive_version (directive_id, version, content, made_by, made_at) \
            SELECT id, version, ?, made_by, made_at FROM directive WHERE id = ? AND version = ?";
        let key = || vec![sql::id(before.id.uuid()), before.version.into()];
        let kept = [vec![content.into()], key()].concat();
        if sql::run(&self.tx, text, kept).await? == 0 {
            return Ok(false);
        }
        let text = format!(
            "UPDATE directive SET version = version + 1, made_by = ?, made_at = ?, {} = ? \
             WHERE id = ? AND version = ?",
            SAYS.join(" = ?, ")
        );
        let mut all = vec![sql::id(by.uuid()), now.into()];
        all.extend(values(says));
        all.extend(key());
        Ok(sql::run(&self.tx, &text, all).await? == 1)
    }

    /// What a directive said before, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn directive_versions(
        &self,
        id: DirectiveId,
    ) -> Result<Vec<DirectiveVersion>, StoreError> {
        let text = "SELECT v.version, v.content, v.made_at, o.name AS made_name \
            FROM directive_version v LEFT JOIN officer o ON o.id = v.made_by \
            WHERE v.directive_id = ? ORDER BY v.version DESC";
        let rows = sql::rows(&self.tx, text, vec![sql::id(id.uuid())]).await?;
        let corrupt = |_| StoreError::Corrupt {
            table: "directive_version",
            column: "content",
        };
        rows.iter()
            .map(|row| {
                let content: String = get(row, "content")?;
                Ok(DirectiveVersion {
                    version: get(row, "version")?,
                    says: serde_json::from_str(&content).map_err(corrupt)?,
                    by: get(row, "made_name")?,
                    at: get(row, "made_at")?,
                })
            })
            .collect()
    }

    /// Ends a directive before its time; `false` when it was withdrawn before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn withdraw_directive(
        &self,
        id: DirectiveId,
        on: NaiveDate,
        (because, by): (&str, OfficerId),
    ) -> Result<bool, StoreError> {
        let text = "UPDATE directive SET withdrawn_on = ?, withdrawn_by = ?, \
            withdrawn_because = ? WHERE id = ? AND withdrawn_on IS NULL";
        let values = vec![
            on.into(),
            sql::id(by.uuid()),
            because.into(),
            sql::id(id.uuid()),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Of each directive how many of its cases are open, and how many there are.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn directive_cases(&self) -> Result<HashMap<DirectiveId, (u64, u64)>, StoreError> {
        let text = "SELECT directive_id, COUNT(*) AS n, \
            COUNT(CASE WHEN is_open THEN 1 END) AS open_n FROM cases \
            GROUP BY directive_id ORDER BY directive_id";
        let rows = sql::rows(&self.tx, text, vec![]).await?;
        let count = |row: &QueryResult, column| {
            get::<i64>(row, column)
                .map(i64::unsigned_abs)
                .map_err(StoreError::from)
        };
        rows.iter()
            .map(|row| {
                let id = DirectiveId::from_uuid(get(row, "directive_id")?);
                Ok((id, (count(row, "open_n")?, count(row, "n")?)))
            })
            .collect()
    }
}

fn record_of(row: &QueryResult) -> Result<DirectiveRecord, StoreError> {
    let laws: String = get(row, "legal_basis")?;
    let name: Option<String> = get(row, "signatory_name")?;
    let withdrawn_on: Option<NaiveDate> = get(row, "withdrawn_on")?;
    let text = |column| get::<Option<String>>(row, column).map(Option::unwrap_or_default);
    Ok(DirectiveRecord {
        id: DirectiveId::from_uuid(get(row, "id")?),
        version: get(row, "version")?,
        says: Directive {
            number: get(row, "number")?,
            issued_on: get(row, "issued_on")?,
            title: get(row, "title")?,
            body: get(row, "body")?,
            signatory: match name {
                Some(name) => Some(Signatory {
                    name,
                    office: text("signatory_office")?,
                    from: get(row, "signatory_from")?,
                    to: get(row, "signatory_to")?,
                }),
                None => None,
            },
            legal_basis: laws.lines().map(str::to_owned).collect(),
            legal_verified_on: get(row, "legal_verified_on")?,
            audience: get(row, "audience")?,
            ladder: get(row, "ladder")?,
            arrears_ladder: get(row, "arrears_ladder")?,
            valid_from: get(row, "valid_from")?,
            valid_to: get(row, "valid_to")?,
        },
        by: get(row, "made_name")?,
        at: get(row, "made_at")?,
        withdrawn: match withdrawn_on {
            Some(on) => Some(Withdrawal {
                on,
                by: text("withdrawn_name")?,
                because: text("withdrawn_because")?,
            }),
            None => None,
        },
    })
}
