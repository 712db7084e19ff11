//! What people said of two records: one firm, two firms, unsure. Kept for ever, with what was
//! taken back.

use chrono::{DateTime, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    ids::{EmployerId, JudgementId, OfficerId},
    judgement::{Ground, Judgement, Judgements, Pair, Said},
};

/// A judgement as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairJudgement {
    /// Which judgement, of whom, and what.
    pub said: Said,
    /// The names of both, in the order of the pair.
    pub names: [String; 2],
    /// How that person knows.
    pub ground: Ground,
    /// In own words; may be empty.
    pub words: String,
    /// The merger that it made.
    pub merger: Option<i32>,
    /// Who judged.
    pub by: OfficerId,
    /// That person's name.
    pub by_name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who took it back, and when.
    pub undone: Option<(String, DateTime<Utc>)>,
}

impl PairJudgement {
    /// The other record and its name, as seen from one of both.
    #[must_use]
    pub fn other(&self, than: EmployerId) -> (EmployerId, &str) {
        let [one, other] = self.said.pair.ids();
        let [one_name, other_name] = &self.names;
        if one == than {
            (other, other_name)
        } else {
            (one, one_name)
        }
    }

    /// Whether nobody took it back.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.undone.is_none()
    }
}

/// A judgement to write down.
#[derive(Debug, Clone)]
pub struct NewJudgement {
    /// Which judgement, of whom, and what.
    pub said: Said,
    /// How that person knows.
    pub ground: Ground,
    /// In own words; may be empty.
    pub words: String,
    /// The merger that it made.
    pub merger: Option<i32>,
    /// Who judged.
    pub by: OfficerId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Says in SQL that nobody judged two employers, `e` and `b`, or records merged into them, to be
/// two firms.
pub(super) const NOT_DISTINCT: &str = "NOT EXISTS (SELECT 1 FROM judgement d \
    WHERE d.kind = 'different' AND d.undone_at IS NULL AND (\
      (d.one_id IN (SELECT x.id FROM employer x WHERE x.id = e.id OR x.merged_into = e.id) \
        AND d.other_id IN (SELECT y.id FROM employer y WHERE y.id = b.id OR y.merged_into = b.id)) \
      OR (d.one_id IN (SELECT x.id FROM employer x WHERE x.id = b.id OR x.merged_into = b.id) \
        AND d.other_id IN (SELECT y.id FROM employer y WHERE y.id = e.id OR y.merged_into = e.id))))";

const SELECT: &str = "SELECT j.id, j.one_id, j.other_id, j.kind, j.ground, j.words, j.merger_no, \
    j.made_by, j.made_at, j.undone_at, a.name AS one_name, z.name AS other_name, \
    o.name AS by_name, u.name AS undone_name FROM judgement j \
    JOIN employer a ON a.id = j.one_id JOIN employer z ON z.id = j.other_id \
    JOIN officer o ON o.id = j.made_by LEFT JOIN officer u ON u.id = j.undone_by";

impl Tx {
    /// Writes down what somebody said of two records.
    ///
    /// # Errors
    /// [`StoreError::Twice`] when a decision about them stands already, or the database refuses.
    pub async fn add_judgement(&self, new: &NewJudgement) -> Result<(), StoreError> {
        let text = "INSERT INTO judgement \
            (id, one_id, other_id, kind, ground, words, merger_no, made_by, made_at) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let [one, other] = new.said.pair.ids();
        let values = vec![
            sql::id(new.said.id.uuid()),
            sql::id(one.uuid()),
            sql::id(other.uuid()),
            new.said.says.code().into(),
            new.ground.code().into(),
            new.words.clone().into(),
            Value::Int(new.merger),
            sql::id(new.by.uuid()),
            new.at.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Writes down that a judgement was taken back; `false` when it does not stand.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn undo_judgement(
        &self,
        id: JudgementId,
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<bool, StoreError> {
        let text = "UPDATE judgement SET undone_by = ?, undone_at = ? \
                    WHERE id = ? AND undone_at IS NULL";
        let values = vec![sql::id(by.uuid()), now.into(), sql::id(id.uuid())];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Writes down that the judgement that made a merger was taken back with it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn undo_judgement_of_merger(
        &self,
        batch_no: i32,
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<(), StoreError> {
        let text = "UPDATE judgement SET undone_by = ?, undone_at = ? \
                    WHERE merger_no = ? AND undone_at IS NULL";
        let values = vec![sql::id(by.uuid()), now.into(), batch_no.into()];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// One judgement, taken back or not.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn judgement(&self, id: JudgementId) -> Result<Option<PairJudgement>, StoreError> {
        let text = format!("{SELECT} WHERE j.id = ?");
        let row = sql::row(&self.tx, &text, vec![sql::id(id.uuid())]).await?;
        row.as_ref().map(judgement_of).transpose()
    }

    /// These judgements, in no particular order.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn judgements_by_id(
        &self,
        wanted: &[JudgementId],
    ) -> Result<Vec<PairJudgement>, StoreError> {
        let mut all = Vec::with_capacity(wanted.len());
        for part in wanted.chunks(sql::PART) {
            let text = format!(
                "{SELECT} WHERE j.id IN ({}) ORDER BY j.id",
                sql::marks(part.len())
            );
            let values = part.iter().map(|id| sql::id(id.uuid())).collect();
            for row in sql::rows(&self.tx, &text, values).await? {
                all.push(judgement_of(&row)?);
            }
        }
        Ok(all)
    }

    /// The judgements about employers, the newest first; those taken back too.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn judgements_about(
        &self,
        employers: &[EmployerId],
    ) -> Result<Vec<PairJudgement>, StoreError> {
        let marks = marks(employers);
        let text = format!(
            "{SELECT} WHERE j.one_id IN ({marks}) OR j.other_id IN ({marks}) \
             ORDER BY j.made_at DESC, j.id DESC"
        );
        let mut values = ids(employers);
        values.extend(ids(employers));
        let rows = sql::rows(&self.tx, &text, values).await?;
        rows.iter().map(judgement_of).collect()
    }

    /// The newest judgements, taken back or not.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn newest_judgements(&self, limit: u32) -> Result<Vec<PairJudgement>, StoreError> {
        let text = format!("{SELECT} ORDER BY j.made_at DESC, j.id DESC LIMIT ?");
        let rows = sql::rows(&self.tx, &text, vec![i64::from(limit).into()]).await?;
        rows.iter().map(judgement_of).collect()
    }

    /// Everything that stands, and what follows from it.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn standing_judgements(&self) -> Result<Judgements, StoreError> {
        let text = "SELECT id, one_id, other_id, kind FROM judgement \
                    WHERE undone_at IS NULL ORDER BY id";
        let rows = sql::rows(&self.tx, text, vec![]).await?;
        let said: Result<Vec<Said>, StoreError> = rows.iter().map(said_of).collect();
        Ok(Judgements::of(said?))
    }
}

fn said_of(row: &QueryResult) -> Result<Said, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "judgement",
        column,
    };
    let employer = |column| get::<Uuid>(row, column).map(EmployerId::from_uuid);
    let kind: String = get(row, "kind")?;
    Ok(Said {
        id: JudgementId::from_uuid(get::<Uuid>(row, "id")?),
        pair: Pair::of(employer("one_id")?, employer("other_id")?)
            .ok_or_else(|| corrupt("other_id"))?,
        says: Judgement::from_code(&kind).ok_or_else(|| corrupt("kind"))?,
    })
}

fn judgement_of(row: &QueryResult) -> Result<PairJudgement, StoreError> {
    let undone_name: Option<String> = get(row, "undone_name")?;
    let ground: String = get(row, "ground")?;
    Ok(PairJudgement {
        said: said_of(row)?,
        names: [get(row, "one_name")?, get(row, "other_name")?],
        ground: Ground::from_code(&ground).ok_or(StoreError::Corrupt {
            table: "judgement",
            column: "ground",
        })?,
        words: get(row, "words")?,
        merger: get(row, "merger_no")?,
        by: OfficerId::from_uuid(get::<Uuid>(row, "made_by")?),
        by_name: get(row, "by_name")?,
        at: get(row, "made_at")?,
        undone: undone_name.zip(get(row, "undone_at")?),
    })
}
