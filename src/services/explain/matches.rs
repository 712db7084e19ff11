//! The records that may be the same firm, and what people said of them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    domain::{
        employer::Field,
        ids::EmployerId,
        judgement::{Judgement, Pair},
        matching::Status,
        words::date_words,
    },
    services::ServiceError,
    store::Tx,
};

/// A record that may be the same firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatchTold {
    /// Which record.
    pub id: EmployerId,
    /// Its name.
    pub name: String,
    /// How sure the program is: `confirmed`, `probable`, `possible`; `None` where it no longer
    /// proposes the pair.
    pub status: Option<&'static str>,
    /// The same in words.
    pub found: String,
    /// What a person said, who and when; `None` while it waits.
    pub judged: Option<String>,
    /// What was decided; a doubt decides nothing.
    #[serde(skip)]
    pub decided: Option<Judgement>,
}

pub(super) async fn told(tx: &Tx, id: EmployerId) -> Result<Vec<MatchTold>, ServiceError> {
    let found = tx.found_pairs(Some(&[id])).await?;
    let said = tx.judgements_about(&[id]).await?;
    let mut judged: BTreeMap<Pair, (Judgement, String)> = BTreeMap::new();
    // The newest first; what stands goes before what only doubts.
    for one in said.iter().filter(|one| one.stands()) {
        let says = match one.said.says {
            Judgement::Same => "satu badan usaha",
            Judgement::Different => "dua badan usaha",
            Judgement::Unsure => "belum pasti",
        };
        let line = format!(
            "{says} ({}, {})",
            one.by_name,
            date_words(one.at.date_naive())
        );
        if one.said.says == Judgement::Unsure {
            judged.entry(one.said.pair).or_insert((one.said.says, line));
        } else {
            judged.insert(one.said.pair, (one.said.says, line));
        }
    }
    let pairs = found.keys().chain(judged.keys());
    let others: Vec<EmployerId> = pairs.map(|pair| pair.other(id)).collect();
    let mut told = Vec::new();
    for other in tx.employers(&others).await? {
        let Some(pair) = Pair::of(id, other.id) else {
            continue;
        };
        let (said, judged) = judged.remove(&pair).unzip();
        if other.merged_into.is_some() && judged.is_none() {
            continue;
        }
        let status = found.get(&pair).map(|one| one.status);
        let words = match status {
            Some(Status::Confirmed) => "pengenal sama",
            Some(Status::Probable) => "kemungkinan besar sama",
            Some(Status::Possible) => "mungkin sama",
            None => "tidak diusulkan",
        };
        told.push(MatchTold {
            id: other.id,
            name: other.record.get(Field::Name).unwrap_or_default().to_owned(),
            status: status.map(Status::code),
            found: words.to_owned(),
            judged,
            decided: said.filter(|said| *said != Judgement::Unsure),
        });
    }
    Ok(told)
}
