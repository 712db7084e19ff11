//! The pairs that wait for somebody's judgement, the most consequential first.

use chrono::{DateTime, Utc};
use sea_orm::{QueryResult, Value};

use super::{
    FoundPair, StoreError, Tx,
    found_pairs::found_of,
    said::NOT_DISTINCT,
    sql::{self, get},
};
use crate::domain::{judgement::Pair, verdict::Verdict};

/// Which of the pairs that wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PairFilter {
    /// All.
    #[default]
    All,
    /// What the program calls probable, or an identifier confirms.
    Probable,
    /// What it calls possible only.
    Possible,
    /// With a record of BPJS that joined no other source.
    Bpjs,
    /// Both from other sources: duplicates inside the registry.
    Inside,
    /// Somebody was unsure.
    Unsure,
}

impl PairFilter {
    /// All filters, in the order of their chips.
    pub const ALL: [Self; 6] = [
        Self::All,
        Self::Probable,
        Self::Possible,
        Self::Bpjs,
        Self::Inside,
        Self::Unsure,
    ];

    /// Name in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "waiting",
            Self::Probable => "probable",
            Self::Possible => "possible",
            Self::Bpjs => "bpjs",
            Self::Inside => "inside",
            Self::Unsure => "unsure",
        }
    }

    const fn condition(self) -> &'static str {
        match self {
            Self::All => "TRUE",
            Self::Probable => "q.status IN ('confirmed', 'probable')",
            Self::Possible => "q.status = 'possible'",
            Self::Bpjs => "q.bpjs = 1",
            Self::Inside => "q.bpjs = 0",
            Self::Unsure => "q.doubted_at IS NOT NULL",
        }
    }
}

/// One record of a pair that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairSide {
    /// Its name.
    pub name: String,
    /// Its kelurahan as written.
    pub kelurahan: Option<String>,
    /// Codes of the sources that name it, separated by commas.
    pub sources: String,
    /// Its verdict.
    pub verdict: Option<Verdict>,
}

/// A pair that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingPair {
    /// What was found.
    pub found: FoundPair,
    /// Both records, in the order of the pair.
    pub sides: [PairSide; 2],
    /// Workers of both together, by headcount, else by registration.
    pub workers: i64,
    /// Open cases of both.
    pub open_cases: i64,
    /// A verdict waits for it.
    pub holds_verdict: bool,
    /// When somebody was last unsure.
    pub doubted_at: Option<DateTime<Utc>>,
}

/// The pairs of two records that stand for themselves and that nobody decided about.
fn undecided() -> String {
    format!(
        "SELECT f.one_id, f.other_id, f.probability, f.status, f.reasons, f.model, f.batch_no, \
         f.found_at, e.name AS one_name, b.name AS other_name, e.kelurahan AS one_place, \
         b.kelurahan AS other_place, e.sources AS one_sources, b.sources AS other_sources, \
         ae.verdict AS one_verdict, ab.verdict AS other_verdict, \
         CASE WHEN e.sources = 'bpjs' OR b.sources = 'bpjs' THEN 1 ELSE 0 END AS bpjs, \
         CASE WHEN f.status <> 'possible' AND (e.sources = 'bpjs') <> (b.sources = 'bpjs') \
           THEN 1 ELSE 0 END AS holds, \
         CAST(COALESCE(ae.headcount, ae.registered, 0) + COALESCE(ab.headcount, ab.registered, 0) \
           AS BIGINT) AS workers, \
         (SELECT COUNT(*) FROM cases c WHERE c.is_open \
           AND (c.employer_id = e.id OR c.employer_id = b.id)) AS open_cases, \
         (SELECT MAX(j.made_at) FROM judgement j WHERE j.kind = 'unsure' \
           AND j.undone_at IS NULL AND j.one_id = f.one_id AND j.other_id = f.other_id) \
           AS doubted_at \
         FROM found_pair f JOIN employer e ON e.id = f.one_id JOIN employer b ON b.id = f.other_id \
         LEFT JOIN assessment ae ON ae.employer_id = e.id \
         LEFT JOIN assessment ab ON ab.employer_id = b.id \
         WHERE e.merged_into IS NULL AND b.merged_into IS NULL AND {NOT_DISTINCT}"
    )
}

/// What is doubted comes last, what was doubted last at the very end; before that, what holds a
/// verdict or an open case, most workers, the least certain.
const ORDER: &str = "CASE WHEN q.doubted_at IS NULL THEN 0 ELSE 1 END, q.doubted_at, \
    q.holds DESC, CASE WHEN q.open_cases > 0 THEN 0 ELSE 1 END, q.workers DESC, \
    ABS(q.probability - 5000), q.one_id, q.other_id";

impl Tx {
    /// The pairs that wait, so many after so many.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn waiting_pairs(
        &self,
        filter: PairFilter,
        (offset, limit): (u64, u32),
    ) -> Result<Vec<WaitingPair>, StoreError> {
        let text = format!(
            "SELECT * FROM ({}) q WHERE {} ORDER BY {ORDER} LIMIT ? OFFSET ?",
            undecided(),
            filter.condition()
        );
        let offset = i64::try_from(offset).unwrap_or(i64::MAX);
        let values: Vec<Value> = vec![i64::from(limit).into(), offset.into()];
        let rows = sql::rows(&self.tx, &text, values).await?;
        rows.iter().map(waiting_of).collect()
    }

    /// One pair, if it was found and waits.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn waiting_pair(&self, pair: Pair) -> Result<Option<WaitingPair>, StoreError> {
        let text = format!(
            "SELECT * FROM ({} AND f.one_id = ? AND f.other_id = ?) q",
            undecided()
        );
        let values = pair.ids().map(|id| sql::id(id.uuid())).into();
        let row = sql::row(&self.tx, &text, values).await?;
        row.as_ref().map(waiting_of).transpose()
    }

    /// How many pairs wait, by filter.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn waiting_pair_counts(&self) -> Result<Vec<(PairFilter, u64)>, StoreError> {
        let counts: Vec<String> = PairFilter::ALL
            .iter()
            .map(|filter| {
                let condition = filter.condition();
                format!(
                    "COUNT(CASE WHEN {condition} THEN 1 END) AS {}",
                    filter.code()
                )
            })
            .collect();
        let text = format!("SELECT {} FROM ({}) q", counts.join(", "), undecided());
        let row = sql::row(&self.tx, &text, vec![]).await?;
        let mut all = Vec::new();
        for filter in PairFilter::ALL {
            let count = row
                .as_ref()
                .map_or(Ok(0), |row| get::<i64>(row, filter.code()))?;
            all.push((filter, count.unsigned_abs()));
        }
        Ok(all)
    }
}

fn waiting_of(row: &QueryResult) -> Result<WaitingPair, StoreError> {
    let side = |which: &str| -> Result<PairSide, StoreError> {
        let column = |name: &str| format!("{which}_{name}");
        let verdict: Option<String> = get(row, &column("verdict"))?;
        Ok(PairSide {
            name: get(row, &column("name"))?,
            kelurahan: get(row, &column("place"))?,
            sources: get(row, &column("sources"))?,
            verdict: verdict.and_then(|code| Verdict::ALL.into_iter().find(|v| v.code() == code)),
        })
    };
    Ok(WaitingPair {
        found: found_of(row)?,
        sides: [side("one")?, side("other")?],
        workers: get(row, "workers")?,
        open_cases: get(row, "open_cases")?,
        holds_verdict: get::<i32>(row, "holds")? == 1,
        doubted_at: get(row, "doubted_at")?,
    })
}
