//! Employers that turned out to be one, and what it takes to part them again.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    KnownEmployer, RosterSource, StoreError, Tx,
    registry::known_of,
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    directory::Further,
    ids::{CaseId, EmployerId, OfficerId},
};

/// One merger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merger {
    /// The batch that its facts carry.
    pub batch_no: i32,
    /// The employer that stands for both.
    pub kept: EmployerId,
    /// The employer that is no longer shown.
    pub merged: EmployerId,
    /// The merged employer's name.
    pub merged_name: String,
    /// Who merged them.
    pub by: OfficerId,
    /// That person's name.
    pub by_name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// JSON: both as they were.
    pub before: String,
    /// Who parted them again, and when.
    pub undone: Option<(String, DateTime<Utc>)>,
}

const SELECT: &str = "SELECT m.batch_no, m.kept_id, m.merged_id, m.made_by, m.made_at, m.before, \
    m.undone_at, e.name AS merged_name, o.name AS by_name, u.name AS undone_name FROM merger m \
    JOIN employer e ON e.id = m.merged_id JOIN officer o ON o.id = m.made_by \
    LEFT JOIN officer u ON u.id = m.undone_by";

impl Tx {
    /// The numbers that employers have from those merged into them: of these, or of all.
    ///
    /// # Errors
    /// When the database can't be read.
    pub(super) async fn further(
        &self,
        of: Option<&[EmployerId]>,
    ) -> Result<HashMap<EmployerId, Further>, StoreError> {
        let only = of.map_or_else(String::new, |of| {
            format!(" AND merged_into IN ({})", marks(of))
        });
        let text = format!(
            "SELECT merged_into, code, npwp_key FROM employer WHERE merged_into IS NOT NULL \
             AND (code IS NOT NULL OR npwp_key IS NOT NULL){only} ORDER BY code, npwp_key, id"
        );
        let mut further: HashMap<EmployerId, Further> = HashMap::new();
        for row in sql::rows(&self.tx, &text, of.map_or_else(Vec::new, ids)).await? {
            let id = EmployerId::from_uuid(get::<Uuid>(&row, "merged_into")?);
            let one = further.entry(id).or_default();
            let code = get::<Option<i32>>(&row, "code")?;
            one.codes
                .extend(code.and_then(|code| u32::try_from(code).ok()));
            let npwp = get::<Option<String>>(&row, "npwp_key")?;
            one.npwps.extend(npwp.map(String::into_boxed_str));
        }
        Ok(further)
    }

    /// Lets an employer, and those merged into it before, be shown as another one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn merge_into(&self, merged: EmployerId, kept: EmployerId) -> Result<(), StoreError> {
        let text = "UPDATE employer SET merged_into = ?, changed = FALSE, next_change_on = NULL, \
                    told_no = ? WHERE id = ? OR merged_into = ?";
        let values = vec![
            sql::id(kept.uuid()),
            self.told_no().await?.into(),
            sql::id(merged.uuid()),
            sql::id(merged.uuid()),
        ];
        sql::run(&self.tx, text, values).await?;
        // What is not shown has no verdict; its history stays.
        let text = "DELETE FROM assessment WHERE employer_id = ?";
        sql::run(&self.tx, text, vec![sql::id(merged.uuid())]).await?;
        self.settle_addresses(&[merged, kept]).await
    }

    /// Lets an employer stand for itself again, with those that followed it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn part(
        &self,
        merged: EmployerId,
        followers: &[EmployerId],
    ) -> Result<(), StoreError> {
        let text = "SELECT merged_into FROM employer WHERE id = ?";
        let kept = sql::row(&self.tx, text, vec![sql::id(merged.uuid())]).await?;
        let kept = kept.map(|row| get::<Option<Uuid>>(&row, "merged_into"));
        let text = "UPDATE employer SET merged_into = ?, told_no = ? WHERE id = ?";
        let no = self.told_no().await?;
        let alone = vec![Value::Uuid(None), no.into(), sql::id(merged.uuid())];
        sql::run(&self.tx, text, alone).await?;
        for follower in followers {
            let to = sql::id(merged.uuid());
            let values = vec![to, no.into(), sql::id(follower.uuid())];
            sql::run(&self.tx, text, values).await?;
        }
        let kept = kept.transpose()?.flatten().map(EmployerId::from_uuid);
        let apart: Vec<EmployerId> = kept.into_iter().chain([merged]).collect();
        self.settle_addresses(&apart).await
    }

    /// Since when an employer's verdict has stood, its code and its findings.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn verdict_since(
        &self,
        employer: EmployerId,
    ) -> Result<Option<(NaiveDate, String, String)>, StoreError> {
        let text = "SELECT since, verdict, findings FROM assessment WHERE employer_id = ?";
        let row = sql::row(&self.tx, text, vec![sql::id(employer.uuid())]).await?;
        row.map(|row| {
            Ok((
                get(&row, "since")?,
                get(&row, "verdict")?,
                get(&row, "findings")?,
            ))
        })
        .transpose()
    }

    /// Lets a verdict have stood since then, if it is that one again.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn date_verdict(
        &self,
        employer: EmployerId,
        (since, verdict, findings): &(NaiveDate, String, String),
    ) -> Result<(), StoreError> {
        let text = "UPDATE assessment SET since = ? \
                    WHERE employer_id = ? AND verdict = ? AND findings = ?";
        let values = vec![
            (*since).into(),
            sql::id(employer.uuid()),
            verdict.clone().into(),
            findings.clone().into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// The roster that stands for an employer.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn roster_of(
        &self,
        employer: EmployerId,
    ) -> Result<Option<RosterSource>, StoreError> {
        let text = "SELECT batch_no, as_of, rows, unreadable FROM roster WHERE employer_id = ?";
        let row = sql::row(&self.tx, text, vec![sql::id(employer.uuid())]).await?;
        row.map(|row| {
            Ok(RosterSource {
                batch: get(&row, "batch_no")?,
                as_of: get(&row, "as_of")?,
                rows: sql::count(&row, "rows")?,
                unreadable: sql::count(&row, "unreadable")?,
            })
        })
        .transpose()
    }

    /// Gives an employer's roster to another one, which has none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn give_roster(&self, from: EmployerId, to: EmployerId) -> Result<(), StoreError> {
        for table in ["employment", "roster"] {
            let text = format!("UPDATE {table} SET employer_id = ? WHERE employer_id = ?");
            let values = vec![sql::id(to.uuid()), sql::id(from.uuid())];
            sql::run(&self.tx, &text, values).await?;
        }
        Ok(())
    }

    /// Puts an employer's roster among the superseded ones.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_roster_aside(
        &self,
        employer: EmployerId,
        batch_no: i32,
    ) -> Result<(), StoreError> {
        let text = format!(
            "INSERT INTO employment_past ({EMPLOYMENT}, superseded_by) \
             SELECT {EMPLOYMENT}, ? FROM employment WHERE employer_id = ?"
        );
        let values = vec![batch_no.into(), sql::id(employer.uuid())];
        sql::run(&self.tx, &text, values).await?;
        for table in ["employment", "roster"] {
            let text = format!("DELETE FROM {table} WHERE employer_id = ?");
            sql::run(&self.tx, &text, vec![sql::id(employer.uuid())]).await?;
        }
        Ok(())
    }

    /// Brings back the roster that [`Tx::set_roster_aside`] put aside, as far as its rows were not
    /// dropped since.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn bring_roster_back(
        &self,
        employer: EmployerId,
        batch_no: i32,
        roster: &RosterSource,
    ) -> Result<(), StoreError> {
        let which = "employer_id = ? AND superseded_by = ?";
        let values = || vec![sql::id(employer.uuid()), batch_no.into()];
        let text = format!(
            "INSERT INTO employment ({EMPLOYMENT}) \
             SELECT {EMPLOYMENT} FROM employment_past WHERE {which}"
        );
        sql::run(&self.tx, &text, values()).await?;
        let text = format!("DELETE FROM employment_past WHERE {which}");
        sql::run(&self.tx, &text, values()).await?;
        let text = "INSERT INTO roster (employer_id, as_of, batch_no, rows, unreadable) \
                    VALUES (?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(employer.uuid()),
            roster.as_of.into(),
            roster.batch.into(),
            sql::int(roster.rows).into(),
            sql::int(roster.unreadable).into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// The open cases of employers, with the round each is in.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn open_rounds(
        &self,
        employers: &[EmployerId],
    ) -> Result<Vec<(CaseId, i32)>, StoreError> {
        let text = format!(
            "SELECT id, round FROM cases WHERE is_open AND employer_id IN ({}) ORDER BY no",
            marks(employers)
        );
        let rows = sql::rows(&self.tx, &text, ids(employers)).await?;
        rows.iter()
            .map(|row| Ok((CaseId::from_uuid(get(row, "id")?), get(row, "round")?)))
            .collect()
    }

    /// Opens cases again exactly as they were, unless they were opened again since.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn reopen(&self, cases: &[(CaseId, i32)]) -> Result<(), StoreError> {
        for (case, round) in cases {
            let text = "UPDATE cases SET is_open = TRUE, closed_on = NULL, closed_because = NULL \
                        WHERE id = ? AND round = ? AND NOT is_open";
            sql::run(&self.tx, text, vec![sql::id(case.uuid()), (*round).into()]).await?;
        }
        Ok(())
    }

    /// Writes a merger down.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_merger(
        &self,
        (batch_no, kept, merged): (i32, EmployerId, EmployerId),
        (by, now): (OfficerId, DateTime<Utc>),
        before: String,
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO merger (batch_no, kept_id, merged_id, made_by, made_at, before) \
                    VALUES (?, ?, ?, ?, ?, ?)";
        let values = vec![
            batch_no.into(),
            sql::id(kept.uuid()),
            sql::id(merged.uuid()),
            sql::id(by.uuid()),
            now.into(),
            before.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Writes down that a merger was taken back; `false` when it was before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn undo_merger(
        &self,
        batch_no: i32,
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<bool, StoreError> {
        let text = "UPDATE merger SET undone_by = ?, undone_at = ? \
                    WHERE batch_no = ? AND undone_at IS NULL";
        let values = vec![sql::id(by.uuid()), now.into(), batch_no.into()];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// The employer that was kept in a merger.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn kept_by_merger(&self, batch_no: i32) -> Result<Option<EmployerId>, StoreError> {
        let text = "SELECT kept_id FROM merger WHERE batch_no = ?";
        let row = sql::row(&self.tx, text, vec![batch_no.into()]).await?;
        let kept = row.map(|row| get::<Uuid>(&row, "kept_id")).transpose()?;
        Ok(kept.map(EmployerId::from_uuid))
    }

    /// The employers of a name without form words, or whose name begins so; at most 20.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn namesakes(
        &self,
        match_name: &str,
        begins: bool,
    ) -> Result<Vec<KnownEmployer>, StoreError> {
        let mut pattern = match_name.to_owned();
        for special in ['!', '%', '_'] {
            pattern = pattern.replace(special, &format!("!{special}"));
        }
        let (condition, value) = if begins {
            ("match_name LIKE ? ESCAPE '!'", format!("{pattern}%"))
        } else {
            ("match_name = ?", match_name.to_owned())
        };
        let text = format!(
            "SELECT * FROM employer WHERE {condition} AND merged_into IS NULL \
             ORDER BY name, id LIMIT 20"
        );
        let rows = sql::rows(&self.tx, &text, vec![value.into()]).await?;
        rows.iter().map(known_of).collect()
    }

    /// The mergers that an employer was kept in, the newest first; those taken back too.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn mergers_of(&self, kept: EmployerId) -> Result<Vec<Merger>, StoreError> {
        let text = format!("{SELECT} WHERE m.kept_id = ? ORDER BY m.batch_no DESC");
        let rows = sql::rows(&self.tx, &text, vec![sql::id(kept.uuid())]).await?;
        rows.iter().map(merger_of).collect()
    }
}

const EMPLOYMENT: &str =
    "person_key, employer_id, seq, started_on, ended_on, wage, batch_no, row_no";

fn merger_of(row: &QueryResult) -> Result<Merger, StoreError> {
    let undone_at: Option<DateTime<Utc>> = get(row, "undone_at")?;
    let undone_name: Option<String> = get(row, "undone_name")?;
    Ok(Merger {
        batch_no: get(row, "batch_no")?,
        kept: EmployerId::from_uuid(get::<Uuid>(row, "kept_id")?),
        merged: EmployerId::from_uuid(get::<Uuid>(row, "merged_id")?),
        merged_name: get(row, "merged_name")?,
        by: OfficerId::from_uuid(get::<Uuid>(row, "made_by")?),
        by_name: get(row, "by_name")?,
        at: get(row, "made_at")?,
        before: get(row, "before")?,
        undone: undone_name.zip(undone_at),
    })
}
