//! Which records are alike, as the matcher finds them.

use std::collections::{BTreeMap, HashSet};

use super::finding::Suggested;
use crate::{
    domain::{
        ids::EmployerId,
        judgement::Pair,
        likeness::Because,
        matching::{Against, Found, Listed, Matcher, Reason, VERSION},
    },
    services::ServiceError,
    store::Tx,
};

/// What finds pairs; another one looks at everybody anew.
pub(super) const MODEL: &str = VERSION;
/// Pairs that are less likely, in 1/10,000, are not worth anybody's time.
const LEAST: i32 = 500;

/// The pairs of some employers, or of all.
pub(super) async fn suggest(
    tx: &Tx,
    of: Option<&[EmployerId]>,
) -> Result<BTreeMap<Pair, Suggested>, ServiceError> {
    let (ids, listed): (Vec<_>, Vec<_>) = tx.listed().await?.into_iter().unzip();
    let wanted: Option<HashSet<EmployerId>> = of.map(|of| of.iter().copied().collect());
    let looked = tokio::task::spawn_blocking(move || look(&ids, &listed, wanted.as_ref()));
    Ok(looked.await.expect("looking for like records never panics"))
}

fn look(
    ids: &[EmployerId],
    listed: &[Listed],
    wanted: Option<&HashSet<EmployerId>>,
) -> BTreeMap<Pair, Suggested> {
    let is_wanted = |id: &EmployerId| wanted.is_none_or(|wanted| wanted.contains(id));
    // Of a pair that a NIB does not tell apart, one has none: who has one need not be asked
    // where the others are.
    let without: Vec<usize> = (0..ids.len())
        .filter(|n| listed[*n].ids.nib.is_none())
        .collect();
    let changed: Vec<usize> = (0..ids.len()).filter(|n| is_wanted(&ids[*n])).collect();
    let asked = if without.len() < changed.len() {
        without
    } else {
        changed
    };
    let mut found = BTreeMap::new();
    if asked.is_empty() {
        return found;
    }
    let mut matcher = Matcher::new(listed.iter().cloned());
    for number in asked {
        for one in matcher.found(&listed[number], Some(number)) {
            let Some(pair) = Pair::of(ids[number], ids[one.number]) else {
                continue;
            };
            let [a, b] = pair.ids();
            let Some(suggested) = suggested(&one).filter(|_| is_wanted(&a) || is_wanted(&b)) else {
                continue;
            };
            let known = found.entry(pair).or_insert_with(|| suggested.clone());
            if (suggested.probability, suggested.status) > (known.probability, known.status) {
                *known = suggested;
            }
        }
    }
    found
}

/// What is said of a pair; nothing where it is told apart for good, or is too unlikely.
fn suggested(one: &Found) -> Option<Suggested> {
    let never = [Against::Nib, Against::Npwp, Against::Form, Against::Number];
    if one.against.is_some_and(|against| never.contains(&against)) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 10,000")]
    let probability = (one.probability.clamp(0.0, 1.0) * 10_000.0).round() as i32;
    (probability >= LEAST).then(|| Suggested {
        probability,
        status: one.status,
        reasons: one.reasons.iter().map(because).collect(),
        model: MODEL,
    })
}

fn because(reason: &Reason) -> Because {
    #[expect(clippy::cast_possible_truncation, reason = "a few dozen")]
    let weight = (reason.weight * 10.0).clamp(-9_999.0, 9_999.0).round() as i32;
    Because {
        weight,
        note: reason.note.to_owned(),
        ..Because::new(reason.aspect.field().code(), reason.agreement.code())
    }
}
