//! The pairs as a person looks at them: the list, and one pair side by side with everything that
//! matters for the judgement.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::NaiveDate;

use crate::{
    domain::{
        ids::{EmployerId, JudgementId},
        judgement::Pair,
        merging::{Against, may_merge},
    },
    services::{CaseView, ServiceError, Services, employers::pair as both},
    store::{
        KnownEmployer, ListFilter, ListRow, PairFilter, PairJudgement, RosterSource, Source, Tx,
        WaitingPair,
    },
};

/// Pairs on a page of the list.
pub const PAIRS_A_PAGE: u32 = 50;
/// Pairs in a file.
const IN_A_FILE: u32 = 100_000;

/// The list of pairs that wait.
#[derive(Debug)]
pub struct PairList {
    /// How many wait, by filter.
    pub counts: Vec<(PairFilter, u64)>,
    /// One page of them.
    pub lines: Vec<WaitingPair>,
}

/// One record of a pair.
#[derive(Debug)]
pub struct PairRecord {
    /// What is known of it.
    pub employer: KnownEmployer,
    /// The lists that tell of it, with the last day they spoke of, the newest first.
    pub told: Vec<(Source, NaiveDate)>,
    /// Its line of the list; `None` before the first check.
    pub row: Option<ListRow>,
    /// Its roster.
    pub roster: Option<RosterSource>,
    /// Its cases, open ones first.
    pub cases: Vec<CaseView>,
    /// Notices that were written about it.
    pub notices: u64,
}

/// A pair side by side.
#[derive(Debug)]
pub struct PairView {
    /// The pair.
    pub pair: Pair,
    /// What the program found, where it waits.
    pub waiting: Option<WaitingPair>,
    /// Both records, in the order of the pair.
    pub sides: [PairRecord; 2],
    /// What people said of the two, the newest first; what was taken back too.
    pub judgements: Vec<PairJudgement>,
    /// What speaks against merging them.
    pub against: Option<Against>,
    /// How many pairs wait besides.
    pub left: u64,
}

impl Services {
    /// The pairs that wait for a judgement, a page of them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn pair_list(&self, filter: PairFilter, page: u64) -> Result<PairList, ServiceError> {
        let tx = self.store.read().await?;
        let offset = page.saturating_sub(1) * u64::from(PAIRS_A_PAGE);
        Ok(PairList {
            counts: tx.waiting_pair_counts().await?,
            lines: tx.waiting_pairs(filter, (offset, PAIRS_A_PAGE)).await?,
        })
    }

    /// All pairs that wait, for a file.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn pair_file(&self, filter: PairFilter) -> Result<Vec<WaitingPair>, ServiceError> {
        let tx = self.store.read().await?;
        Ok(tx.waiting_pairs(filter, (0, IN_A_FILE)).await?)
    }

    /// How many pairs wait for a judgement that nobody doubted yet.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn pairs_waiting(&self) -> Result<u64, ServiceError> {
        let tx = self.store.read().await?;
        let counts = tx.waiting_pair_counts().await?;
        let of = |wanted| {
            counts
                .iter()
                .find(|(f, _)| *f == wanted)
                .map_or(0, |(_, n)| *n)
        };
        Ok(of(PairFilter::All) - of(PairFilter::Unsure))
    }

    /// The pair that is to be judged next; the next but some, for who leaves one alone.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn next_pair(
        &self,
        filter: PairFilter,
        skip: u64,
    ) -> Result<Option<Pair>, ServiceError> {
        let tx = self.store.read().await?;
        let mut next = tx.waiting_pairs(filter, (skip, 1)).await?;
        if next.is_empty() && skip > 0 {
            next = tx.waiting_pairs(filter, (0, 1)).await?;
        }
        Ok(next.first().map(|one| one.found.pair))
    }

    /// The newest judgements, taken back or not.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn newest_judgements(&self, limit: u32) -> Result<Vec<PairJudgement>, ServiceError> {
        Ok(self.store.read().await?.newest_judgements(limit).await?)
    }

    /// One judgement, taken back or not.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn judgement(&self, id: JudgementId) -> Result<Option<PairJudgement>, ServiceError> {
        Ok(self.store.read().await?.judgement(id).await?)
    }

    /// A pair side by side.
    ///
    /// # Errors
    /// When one of them is unknown or merged, or both are one record.
    pub async fn pair_view(
        &self,
        (one, other): (EmployerId, EmployerId),
    ) -> Result<PairView, ServiceError> {
        let tx = self.store.read().await?;
        let pair =
            Pair::of(one, other).ok_or_else(|| ServiceError::Missing("Pasangan itu".to_owned()))?;
        let [one, other] = pair.ids();
        let (one, other) = both(&tx, one, other).await?;
        let against = may_merge(&one.record, &other.record, false).err();
        let about = tx.judgements_about(&[one.id]).await?.into_iter();
        let counts = tx.waiting_pair_counts().await?;
        Ok(PairView {
            pair,
            waiting: tx.waiting_pair(pair).await?,
            against,
            judgements: about.filter(|j| j.said.pair == pair).collect(),
            sides: [
                self.pair_record(&tx, one).await?,
                self.pair_record(&tx, other).await?,
            ],
            left: counts.first().map_or(0, |(_, count)| *count),
        })
    }

    async fn pair_record(
        &self,
        tx: &Tx,
        employer: KnownEmployer,
    ) -> Result<PairRecord, ServiceError> {
        let filter = ListFilter {
            employer: Some(employer.id),
            ..ListFilter::default()
        };
        let row = tx.list_after(&filter, None, 1).await?.into_iter().next();
        let mut cases = self.case_views(tx, employer.id).await?;
        cases.sort_by_key(|case| !case.open);
        let mut last: BTreeMap<Source, NaiveDate> = BTreeMap::new();
        for record in tx.source_records_of(employer.id).await? {
            for seen in &record.seen {
                let known = last.entry(record.source).or_insert(seen.as_of);
                *known = seen.as_of.max(*known);
            }
        }
        let mut told: Vec<_> = last.into_iter().collect();
        told.sort_by_key(|(source, on)| (Reverse(*on), *source));
        Ok(PairRecord {
            told,
            row,
            roster: tx.roster_of(employer.id).await?,
            notices: tx.mails(Some(employer.id), 1_000).await?.len() as u64,
            cases,
            employer,
        })
    }
}
