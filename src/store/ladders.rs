//! Ladders and their versions. None is ever changed or removed: cases climb them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{QueryResult, Value};

use super::{
    CaseRow, StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    ids::OfficerId,
    ladder::{Ladder, Notice, Rung, Stage},
};

/// One version of a ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderVersion {
    /// The ladder.
    pub ladder: Ladder,
    /// 1 for the first.
    pub version: i32,
    /// Who made it: `None` for the shipped ones.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// Open cases that climb it.
    pub cases: u64,
}

/// Every version of every ladder, to be looked up.
#[derive(Debug, Clone, Default)]
pub struct Ladders {
    all: HashMap<(String, i32), Ladder>,
    newest: HashMap<String, i32>,
}

impl Ladders {
    /// The ladder that a case climbs.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the case names one that there is not.
    pub fn of(&self, case: &CaseRow) -> Result<&Ladder, StoreError> {
        self.named(&case.ladder)
    }

    /// A version of a ladder that a case names.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when there is none.
    pub fn named(&self, version: &(String, i32)) -> Result<&Ladder, StoreError> {
        self.all.get(version).ok_or(StoreError::Corrupt {
            table: "cases",
            column: "ladder",
        })
    }

    /// The newest version of a ladder.
    #[must_use]
    pub fn newest(&self, name: &str) -> Option<(&Ladder, i32)> {
        let version = *self.newest.get(name)?;
        let ladder = self.all.get(&(name.to_owned(), version))?;
        Some((ladder, version))
    }

    /// Whether there is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// The step after another one, as a case keeps it.
pub(super) fn next_of(ladder: &Ladder, stage: Stage) -> (Option<&'static str>, &'static str) {
    ladder
        .after(stage)
        .map_or((None, Notice::None.code()), |rung| {
            (Some(rung.stage.code()), rung.notice.code())
        })
}

impl Tx {
    /// Every version of every ladder.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn ladders(&self) -> Result<Ladders, StoreError> {
        let text = "SELECT name, version, title, rungs FROM ladder ORDER BY name, version";
        let mut ladders = Ladders::default();
        for row in sql::rows(&self.tx, text, vec![]).await? {
            let ladder = ladder_of(&row)?;
            let version: i32 = get(&row, "version")?;
            ladders.newest.insert(ladder.name.clone(), version);
            ladders.all.insert((ladder.name.clone(), version), ladder);
        }
        Ok(ladders)
    }

    /// Every version of every ladder with its author, by name, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn ladder_versions(&self) -> Result<Vec<LadderVersion>, StoreError> {
        let text = "SELECT l.name, l.version, l.title, l.rungs, l.made_at, o.name AS made_name, \
            (SELECT COUNT(*) FROM cases c WHERE c.is_open AND c.ladder = l.name \
              AND c.ladder_version = l.version) AS n \
            FROM ladder l LEFT JOIN officer o ON o.id = l.made_by \
            ORDER BY l.name, l.version DESC";
        let rows = sql::rows(&self.tx, text, vec![]).await?;
        rows.iter()
            .map(|row| {
                Ok(LadderVersion {
                    ladder: ladder_of(row)?,
                    version: get(row, "version")?,
                    by: get(row, "made_name")?,
                    at: get(row, "made_at")?,
                    cases: get::<i64>(row, "n")?.unsigned_abs(),
                })
            })
            .collect()
    }

    /// Adds a version of a ladder; `false` when somebody was quicker with that version.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_ladder(
        &self,
        (ladder, version): (&Ladder, i32),
        by: Option<OfficerId>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let rungs = serde_json::to_string(&ladder.rungs).map_err(|_| StoreError::Corrupt {
            table: "ladder",
            column: "rungs",
        })?;
        let text = "INSERT INTO ladder (name, version, title, rungs, made_by, made_at) \
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name, version) DO NOTHING";
        let values = vec![
            ladder.name.clone().into(),
            version.into(),
            ladder.title.clone().into(),
            rungs.into(),
            Value::Uuid(by.map(OfficerId::uuid)),
            now.into(),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Moves the open cases of one version to another one, where they keep their step; answers how
    /// many. Those on a step that the other one lacks stay.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn move_cases(
        &self,
        name: &str,
        from: i32,
        (ladder, to): (&Ladder, i32),
    ) -> Result<u64, StoreError> {
        let mut moved = 0;
        for rung in &ladder.rungs {
            let (next, notice) = next_of(ladder, rung.stage);
            let text = "UPDATE cases SET ladder_version = ?, next_stage = ?, next_notice = ? \
                WHERE is_open AND ladder = ? AND ladder_version = ? AND stage = ?";
            let values = vec![
                to.into(),
                next.into(),
                notice.into(),
                name.into(),
                from.into(),
                rung.stage.code().into(),
            ];
            moved += sql::run(&self.tx, text, values).await?;
        }
        Ok(moved)
    }
}

fn ladder_of(row: &QueryResult) -> Result<Ladder, StoreError> {
    let rungs: String = get(row, "rungs")?;
    let rungs: Vec<Rung> = serde_json::from_str(&rungs).map_err(|_| StoreError::Corrupt {
        table: "ladder",
        column: "rungs",
    })?;
    Ok(Ladder {
        name: get(row, "name")?,
        title: get(row, "title")?,
        rungs,
    })
}
