//! Finding pairs of records that may be one firm, and keeping the list of them true: whenever a
//! record changes, the pairs that it is in are found anew, and those that are no longer alike are
//! withdrawn.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::suggest::suggest;
use crate::{
    domain::{
        ids::{EmployerId, OfficerId},
        judgement::Pair,
        likeness::Because,
        matching::Status,
    },
    services::{ServiceError, Services},
    store::{Actor, FoundPair, Setting, Tx},
};

/// The rule of the data that records of BPJS are proposed by, whatever else finds pairs.
pub(super) const BY_NAME: &str = "nama";

/// What a look through the registry did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct FoundReport {
    /// Pairs that stand now, among those that were looked at.
    pub pairs: u64,
    /// Pairs that are new.
    pub new: u64,
    /// Pairs that are no longer alike.
    pub withdrawn: u64,
}

/// What a look found.
#[derive(Debug, Default)]
pub(in crate::services) struct Looked {
    pub(in crate::services) report: FoundReport,
    /// The pairs that stand now, among those that were looked at.
    pub(in crate::services) found: BTreeMap<Pair, Suggested>,
}

impl Services {
    /// Looks through the whole registry.
    ///
    /// # Errors
    /// When the store fails; nothing was changed then.
    pub async fn find_pairs(&self, by: Option<OfficerId>) -> Result<FoundReport, ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let report = self.find_within(&tx, None, None).await?.report;
        // What the list shows follows with the check.
        tx.touches([]);
        let actor = by.map_or(Actor::Command("match"), Actor::Officer);
        let entry = self.entry(actor, "match.find", report.pairs.to_string());
        tx.commit(entry).await?;
        self.recheck().await;
        Ok(report)
    }

    /// Looks for the pairs of some employers again, after an action that is saved already: a
    /// failure is a matter for the log and for the next import.
    pub(in crate::services) async fn find_again(&self, of: &[EmployerId]) {
        if let Err(error) = self.try_again(of).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "looking for like records after an officer's action failed; the next import makes \
                 up for it"
            );
        }
    }

    async fn try_again(&self, of: &[EmployerId]) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        if tx.setting(Setting::PairsModel).await?.is_none() {
            return Ok(());
        }
        let report = self.find_within(&tx, Some(of), None).await?.report;
        if report.new + report.withdrawn == 0 {
            return Ok(());
        }
        tx.touches([]);
        let subject = report.pairs.to_string();
        let entry = self.entry(Actor::Command("match"), "match.find", subject);
        Ok(tx.commit(entry).await?)
    }

    /// Looks as a part of somebody's transaction, who must be alone: for the pairs of some
    /// employers, or through the whole registry, as the first time.
    pub(in crate::services) async fn find_within(
        &self,
        tx: &Tx,
        of: Option<&[EmployerId]>,
        batch_no: Option<i32>,
    ) -> Result<Looked, ServiceError> {
        let model = super::suggest::MODEL;
        // Another model than before looks at everybody.
        let known = tx.setting(Setting::PairsModel).await?;
        let of = of.filter(|_| known.as_deref() == Some(model));
        if of.is_some_and(<[EmployerId]>::is_empty) {
            return Ok(Looked::default());
        }
        let mut found = suggest(&self.matcher, tx, of).await?;
        by_name(&mut found, tx.same_named(of).await?);
        let before = tx.found_pairs(of).await?;
        let report = keep(tx, (&before, &found), (batch_no, self.clock.now())).await?;
        if known.as_deref() != Some(model) {
            tx.set(Setting::PairsModel, model).await?;
        }
        Ok(Looked { report, found })
    }
}

/// What a look found of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::services) struct Suggested {
    pub(in crate::services) probability: i32,
    pub(super) status: Status,
    pub(in crate::services) reasons: Vec<Because>,
    pub(super) model: &'static str,
}

/// What the rule of names finds is probable, whatever else says less.
fn by_name(found: &mut BTreeMap<Pair, Suggested>, pairs: Vec<Pair>) {
    for pair in pairs {
        let reasons = || {
            [("name", "same"), ("form", "same"), ("kelurahan", "agrees")]
                .map(|(field, how)| Because::new(field, how))
                .into()
        };
        let one = found.entry(pair).or_insert_with(|| Suggested {
            probability: 0,
            status: Status::Probable,
            reasons: reasons(),
            model: BY_NAME,
        });
        if one.status == Status::Possible {
            one.status = Status::Probable;
            one.model = BY_NAME;
        }
    }
}

/// Writes down what is new, and withdraws what is no longer so. Whose verdict may depend on it is
/// judged again.
async fn keep(
    tx: &Tx,
    (before, found): (&BTreeMap<Pair, FoundPair>, &BTreeMap<Pair, Suggested>),
    (batch_no, at): (Option<i32>, DateTime<Utc>),
) -> Result<FoundReport, ServiceError> {
    let gone: Vec<Pair> = before
        .keys()
        .filter(|p| !found.contains_key(p))
        .copied()
        .collect();
    let pairs = found.len() as u64;
    let (mut write, mut new, mut turned) = (Vec::new(), 0, BTreeSet::new());
    for (pair, one) in found {
        let now = FoundPair {
            pair: *pair,
            probability: one.probability,
            status: one.status,
            reasons: one.reasons.clone(),
            model: one.model.to_owned(),
            batch_no,
            at,
        };
        let was = before.get(pair);
        new += u64::from(was.is_none());
        if was.is_none_or(|was| !was.says_as(&now)) {
            if was.map(|was| was.status) != Some(now.status) {
                turned.extend(pair.ids());
            }
            write.push(now);
        }
    }
    turned.extend(gone.iter().flat_map(|pair| pair.ids()));
    tx.put_found_pairs(&write).await?;
    tx.forget_found_pairs(&gone).await?;
    let turned: Vec<EmployerId> = turned.into_iter().collect();
    tx.mark_all_changed(&turned).await?;
    Ok(FoundReport {
        pairs,
        new,
        withdrawn: gone.len() as u64,
    })
}
