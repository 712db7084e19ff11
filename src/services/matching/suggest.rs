//! Which records are alike, by the names they bear.

use std::collections::{BTreeMap, HashSet};

use super::finding::Suggested;
use crate::{
    domain::{
        alike::{Nearness, suggestions},
        ids::EmployerId,
        judgement::Pair,
        likeness::{Because, PairStatus},
    },
    services::ServiceError,
    store::Tx,
};

/// What finds pairs; another one looks at everybody anew.
pub(super) const MODEL: &str = "nama-1";

/// The pairs of some employers, or of all.
pub(super) async fn suggest(
    tx: &Tx,
    of: Option<&[EmployerId]>,
) -> Result<BTreeMap<Pair, Suggested>, ServiceError> {
    let wanted: Option<HashSet<EmployerId>> = of.map(|of| of.iter().copied().collect());
    let is_asked = |id: &EmployerId| wanted.as_ref().is_none_or(|wanted| wanted.contains(id));
    let all = tx.firms().await?;
    let (asked, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(id, _)| is_asked(id));
    let newcomers = asked.len();
    let (ids, firms): (Vec<_>, Vec<_>) = asked.into_iter().chain(others).unzip();
    let mut found = BTreeMap::new();
    for one in suggestions(&firms, newcomers) {
        let [a, b] = [one.newcomer, one.other].map(|number| ids[number as usize]);
        let Some(pair) = Pair::of(a, b) else {
            continue;
        };
        let how = match one.nearness {
            Nearness::Same => "same",
            Nearness::Order => "order",
            Nearness::Spelling => "spelling",
        };
        let suggested = Suggested {
            probability: 0,
            status: PairStatus::Possible,
            reasons: vec![Because::new("name", how)],
            model: MODEL,
        };
        found.insert(pair, suggested);
    }
    Ok(found)
}
