//! Whom a letter to many goes to, and who has it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};

use super::{
    MailState, StoreError, Tx,
    mail_states::state_of,
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    ids::{EmployerId, LetterId, OfficerId},
    receipt::How,
};

/// One employer that a letter goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Which employer.
    pub employer: EmployerId,
    /// Its name as written.
    pub name: String,
    /// Nomor Induk Berusaha.
    pub nib: Option<String>,
    /// Kelurahan.
    pub kelurahan: Option<String>,
    /// It closed after it was put on the list.
    pub closed: bool,
    /// It was merged into another one after it was put on the list.
    pub merged: bool,
    /// Who put it on the list.
    pub added_by: String,
    /// When.
    pub added_at: DateTime<Utc>,
    /// Where the last mail stands that carries the letter to it.
    pub mail: Option<MailState>,
    /// The proof that it has the letter.
    pub receipt: Option<Receipt>,
}

/// The proof that an employer has a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The day on which it came into its hands.
    pub on: NaiveDate,
    /// In which way.
    pub how: How,
    /// Who recorded it; `None` for a report or an answer that came back.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Which recipients to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecipientFilter {
    /// Each word must stand in the name or begin the NIB; empty means everybody.
    pub search: String,
    /// Only those with a receipt, or only those without.
    pub received: Option<bool>,
}

/// How many employers a letter goes to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RecipientCounts {
    /// All of them.
    pub listed: u64,
    /// Those that have it.
    pub received: u64,
    /// Those that closed or were merged since.
    pub gone: u64,
}

/// How many of some employers fit on the list of a letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fitting {
    /// Those that can be put on it.
    pub fresh: u64,
    /// Those that are on it.
    pub listed: u64,
    /// Closed ones.
    pub closed: u64,
    /// Those that were merged into another one.
    pub merged: u64,
}

const SELECT: &str = "SELECT r.employer_id, e.name, e.nib, e.kelurahan, e.closed, \
    e.merged_into IS NOT NULL AS merged, r.added_at, r.received_on, r.received_how, r.receipt_at, \
    a.name AS added_name, o.name AS receipt_name, w.state AS mail_state \
    FROM letter_recipient r JOIN employer e ON e.id = r.employer_id \
    JOIN officer a ON a.id = r.added_by LEFT JOIN officer o ON o.id = r.receipt_by \
    LEFT JOIN outbox w ON w.id = r.mail_id";

impl Tx {
    /// How many of these employers can be put on a letter's list; unknown ones count nowhere.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn fit_recipients(
        &self,
        letter: LetterId,
        employers: &[EmployerId],
    ) -> Result<Fitting, StoreError> {
        let mut fitting = Fitting::default();
        for part in employers.chunks(sql::PART) {
            let text = format!(
                "SELECT CASE WHEN r.employer_id IS NOT NULL THEN 'listed' \
                   WHEN e.merged_into IS NOT NULL THEN 'merged' \
                   WHEN e.closed THEN 'closed' ELSE 'fresh' END AS fit, COUNT(*) AS n \
                 FROM employer e LEFT JOIN letter_recipient r \
                   ON r.letter_id = ? AND r.employer_id = e.id AND r.removed_at IS NULL \
                 WHERE e.id IN ({}) GROUP BY 1",
                marks(part)
            );
            let mut values = vec![sql::id(letter.uuid())];
            values.extend(ids(part));
            for row in sql::rows(&self.tx, &text, values).await? {
                let n = get::<i64>(&row, "n")?.unsigned_abs();
                match get::<String>(&row, "fit")?.as_str() {
                    "listed" => fitting.listed += n,
                    "merged" => fitting.merged += n,
                    "closed" => fitting.closed += n,
                    _ => fitting.fresh += n,
                }
            }
        }
        Ok(fitting)
    }

    /// Puts those on a letter's list that fit and aren't there.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_recipients(
        &self,
        letter: LetterId,
        employers: &[EmployerId],
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<(), StoreError> {
        for part in employers.chunks(sql::PART) {
            let text = format!(
                "INSERT INTO letter_recipient (letter_id, employer_id, added_by, added_at) \
                 SELECT ?, e.id, ?, ? FROM employer e \
                 WHERE NOT e.closed AND e.merged_into IS NULL AND e.id IN ({}) \
                 ON CONFLICT (letter_id, employer_id) DO UPDATE SET \
                   added_by = excluded.added_by, added_at = excluded.added_at, \
                   removed_by = NULL, removed_at = NULL \
                 WHERE letter_recipient.removed_at IS NOT NULL",
                marks(part)
            );
            let mut values = vec![sql::id(letter.uuid()), sql::id(by.uuid()), now.into()];
            values.extend(ids(part));
            sql::run(&self.tx, &text, values).await?;
        }
        Ok(())
    }

    /// Puts whoever is on one letter's list on another's, without their receipts; closed and merged
    /// employers are left out.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn copy_recipients(
        &self,
        (from, to): (LetterId, LetterId),
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<(), StoreError> {
        let text = format!(
            "INSERT INTO letter_recipient (letter_id, employer_id, added_by, added_at) \
             SELECT ?, e.id, ?, ? FROM letter_recipient r JOIN employer e ON e.id = r.employer_id \
             WHERE {ON_LIST} AND NOT e.closed AND e.merged_into IS NULL"
        );
        let values = vec![
            sql::id(to.uuid()),
            sql::id(by.uuid()),
            now.into(),
            sql::id(from.uuid()),
        ];
        sql::run(&self.tx, &text, values).await?;
        Ok(())
    }

    /// Takes these off a letter's list, unless there is a receipt; answers which.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_recipients(
        &self,
        letter: LetterId,
        employers: &[EmployerId],
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<Vec<EmployerId>, StoreError> {
        let change = "removed_by = ?, removed_at = ?";
        let values = vec![sql::id(by.uuid()), now.into()];
        self.change_recipients((letter, employers), (change, values), "received_on IS NULL")
            .await
    }

    /// Records that these have a letter, where nothing is recorded; answers which.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn record_receipts(
        &self,
        letter: LetterId,
        employers: &[EmployerId],
        (on, how): (NaiveDate, How),
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<Vec<EmployerId>, StoreError> {
        let change = "received_on = ?, received_how = ?, receipt_by = ?, receipt_at = ?";
        let values = vec![
            sql::day(on),
            how.code().into(),
            sql::id(by.uuid()),
            now.into(),
        ];
        self.change_recipients((letter, employers), (change, values), "received_on IS NULL")
            .await
    }

    /// Takes the receipts of these back; answers which had one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn withdraw_receipts(
        &self,
        letter: LetterId,
        employers: &[EmployerId],
    ) -> Result<Vec<EmployerId>, StoreError> {
        let change = "received_on = NULL, received_how = NULL, receipt_words = NULL, receipt_by = NULL, \
             receipt_at = NULL";
        let some = "received_on IS NOT NULL";
        self.change_recipients((letter, employers), (change, Vec::new()), some)
            .await
    }

    /// Changes those on the list of whom something holds.
    async fn change_recipients(
        &self,
        (letter, employers): (LetterId, &[EmployerId]),
        (change, before): (&str, Vec<Value>),
        only: &str,
    ) -> Result<Vec<EmployerId>, StoreError> {
        let mut changed = Vec::new();
        for part in employers.chunks(sql::PART) {
            let text = format!(
                "UPDATE letter_recipient SET {change} WHERE letter_id = ? \
                 AND removed_at IS NULL AND {only} AND employer_id IN ({}) RETURNING employer_id",
                marks(part)
            );
            let mut values = before.clone();
            values.push(sql::id(letter.uuid()));
            values.extend(ids(part));
            for row in sql::rows(&self.tx, &text, values).await? {
                changed.push(EmployerId::from_uuid(get(&row, "employer_id")?));
            }
        }
        changed.sort_unstable();
        Ok(changed)
    }

    /// The next recipients behind an employer, by name and id.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn recipients(
        &self,
        letter: LetterId,
        filter: &RecipientFilter,
        after: Option<EmployerId>,
        limit: u32,
    ) -> Result<Vec<Recipient>, StoreError> {
        let (mut tests, mut values) = where_of(letter, filter);
        if let Some(id) = after {
            let mark = "(SELECT n.name, n.id FROM employer n WHERE n.id = ?)";
            tests.push(format!("(e.name, e.id) > {mark}"));
            values.push(sql::id(id.uuid()));
        }
        values.push(i64::from(limit).into());
        let text = format!(
            "{SELECT} WHERE {} ORDER BY e.name, e.id LIMIT ?",
            tests.join(" AND ")
        );
        let rows = sql::rows(&self.tx, &text, values).await?;
        rows.iter().map(recipient_of).collect()
    }

    /// How many recipients a filter finds.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn count_recipients(
        &self,
        letter: LetterId,
        filter: &RecipientFilter,
    ) -> Result<u64, StoreError> {
        let (tests, values) = where_of(letter, filter);
        let text = format!(
            "SELECT COUNT(*) FROM letter_recipient r JOIN employer e ON e.id = r.employer_id \
             WHERE {}",
            tests.join(" AND ")
        );
        let n = sql::number(&self.tx, &text, values).await?;
        Ok(n.unsigned_abs())
    }

    /// How many employers each letter goes to; letters without any are left out.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn recipient_counts(&self) -> Result<Vec<(LetterId, RecipientCounts)>, StoreError> {
        let text = "SELECT r.letter_id, COUNT(*) AS listed, COUNT(r.received_on) AS received, \
            COUNT(CASE WHEN e.closed OR e.merged_into IS NOT NULL THEN 1 END) AS gone \
            FROM letter_recipient r JOIN employer e ON e.id = r.employer_id \
            WHERE r.removed_at IS NULL GROUP BY r.letter_id ORDER BY r.letter_id";
        let rows = sql::rows(&self.tx, text, vec![]).await?;
        let counts = |row: &QueryResult| {
            let n = |column| get::<i64>(row, column).map(i64::unsigned_abs);
            let counts = RecipientCounts {
                listed: n("listed")?,
                received: n("received")?,
                gone: n("gone")?,
            };
            Ok((LetterId::from_uuid(get(row, "letter_id")?), counts))
        };
        rows.iter().map(counts).collect()
    }
}

/// Of `letter_recipient r`: who is on a letter's list, and was not taken off it.
pub(super) const ON_LIST: &str = "r.letter_id = ? AND r.removed_at IS NULL";

fn where_of(letter: LetterId, filter: &RecipientFilter) -> (Vec<String>, Vec<Value>) {
    let mut tests = vec![ON_LIST.to_owned()];
    let mut values = vec![sql::id(letter.uuid())];
    match filter.received {
        Some(true) => tests.push("r.received_on IS NOT NULL".to_owned()),
        Some(false) => tests.push("r.received_on IS NULL".to_owned()),
        None => {}
    }
    for word in filter.search.split_whitespace() {
        let word: String = word
            .to_uppercase()
            .chars()
            .flat_map(|c| {
                matches!(c, '%' | '_' | '!')
                    .then_some('!')
                    .into_iter()
                    .chain([c])
            })
            .collect();
        tests.push("(UPPER(e.name) LIKE ? ESCAPE '!' OR e.nib LIKE ? ESCAPE '!')".to_owned());
        values.extend([format!("%{word}%").into(), format!("{word}%").into()]);
    }
    (tests, values)
}

fn recipient_of(row: &QueryResult) -> Result<Recipient, StoreError> {
    let how = |code: String| {
        How::from_code(&code).ok_or(StoreError::Corrupt {
            table: "letter_recipient",
            column: "received_how",
        })
    };
    let receipt = match get::<Option<NaiveDate>>(row, "received_on")? {
        None => None,
        Some(on) => Some(Receipt {
            on,
            how: how(get(row, "received_how")?)?,
            by: get(row, "receipt_name")?,
            at: get(row, "receipt_at")?,
        }),
    };
    let mail: Option<String> = get(row, "mail_state")?;
    Ok(Recipient {
        mail: mail.as_deref().map(state_of).transpose()?,
        employer: EmployerId::from_uuid(get(row, "employer_id")?),
        name: get(row, "name")?,
        nib: get(row, "nib")?,
        kelurahan: get(row, "kelurahan")?,
        closed: get(row, "closed")?,
        merged: get(row, "merged")?,
        added_by: get(row, "added_name")?,
        added_at: get(row, "added_at")?,
        receipt,
    })
}
