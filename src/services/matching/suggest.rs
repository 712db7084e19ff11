//! Which records are alike, as the matcher finds them.

use std::{
    collections::{BTreeMap, HashSet, btree_map::Entry},
    num::NonZero,
    thread,
};

use super::{
    finding::Suggested,
    kept::{KeptMatcher, Known, in_background},
};
use crate::{
    domain::{
        ids::EmployerId,
        judgement::Pair,
        likeness::Because,
        matching::{Against, Agreement, Aspect, Found, Reason, Status, VERSION},
    },
    services::ServiceError,
    store::Tx,
};

/// What finds pairs; another one looks at everybody anew.
pub(super) const MODEL: &str = VERSION;
/// Pairs that are less likely, in 1/10,000, are not worth anybody's time.
const LEAST: i32 = 500;
/// Firms that a thread is worth beginning for.
const A_PART: usize = 200;

/// The pairs of some employers, or of all.
pub(super) async fn suggest(
    kept: &KeptMatcher,
    tx: &Tx,
    of: Option<&[EmployerId]>,
) -> Result<BTreeMap<Pair, Suggested>, ServiceError> {
    let borrowed = kept.borrow(tx).await?;
    let wanted: Option<HashSet<EmployerId>> = of.map(|of| of.iter().copied().collect());
    let looked = in_background(move || {
        let found = look(&borrowed.known, wanted.as_ref());
        borrowed.give_back();
        found
    });
    Ok(looked.await)
}

fn look(known: &Known, wanted: Option<&HashSet<EmployerId>>) -> BTreeMap<Pair, Suggested> {
    let Known { matcher, ids, .. } = known;
    // Of a pair that a NIB does not tell apart, one has none: who has one need not be asked
    // where the others are.
    let without = || (0..ids.len()).filter(|number| matcher.has_nib(*number) == Some(false));
    let asked: Vec<usize> = match wanted {
        Some(wanted) if wanted.len() <= without().take(wanted.len()).count() => {
            let mut numbers: Vec<usize> =
                wanted.iter().filter_map(|id| known.number(*id)).collect();
            numbers.sort_unstable();
            numbers
        }
        _ => without().collect(),
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let part = asked.len().div_ceil(threads).max(A_PART);
    if asked.len() <= part {
        return pairs_of(known, &asked, wanted);
    }
    thread::scope(|scope| {
        let parts = asked
            .chunks(part)
            .map(|numbers| scope.spawn(move || pairs_of(known, numbers, wanted)));
        // All begin before the first is waited for.
        let parts: Vec<_> = parts.collect();
        let mut found = BTreeMap::new();
        for part in parts {
            let part = part.join().expect("looking for like records never panics");
            for (pair, suggested) in part {
                put(&mut found, pair, suggested);
            }
        }
        found
    })
}

/// The pairs that these firms are in, as they see them.
fn pairs_of(
    Known { matcher, ids, .. }: &Known,
    asked: &[usize],
    wanted: Option<&HashSet<EmployerId>>,
) -> BTreeMap<Pair, Suggested> {
    let is_wanted = |id: &EmployerId| wanted.is_none_or(|wanted| wanted.contains(id));
    let mut found = BTreeMap::new();
    for number in asked {
        for one in matcher.others(*number) {
            let Some(pair) = Pair::of(ids[*number], ids[one.number]) else {
                continue;
            };
            if pair.ids().iter().any(is_wanted)
                && let Some(suggested) = suggested(&one)
            {
                put(&mut found, pair, suggested);
            }
        }
    }
    found
}

/// Keeps of one pair what makes it likelier.
fn put(found: &mut BTreeMap<Pair, Suggested>, pair: Pair, suggested: Suggested) {
    match found.entry(pair) {
        Entry::Vacant(place) => {
            place.insert(suggested);
        }
        Entry::Occupied(mut known) => {
            let likeliness = |one: &Suggested| (one.probability, one.status);
            if likeliness(&suggested) > likeliness(known.get()) {
                known.insert(suggested);
            }
        }
    }
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
        status: status_of(one),
        reasons: one.reasons.iter().map(because).collect(),
        model: MODEL,
    })
}

/// How sure it is where a verdict hangs on it: different tax numbers hold none, though one of them
/// was written wrongly. That is for a person to say.
fn status_of(one: &Found) -> Status {
    let is_slip =
        |reason: &Reason| (reason.aspect, reason.agreement) == (Aspect::Npwp, Agreement::Near);
    if one.reasons.iter().any(is_slip) {
        Status::Possible
    } else {
        one.status
    }
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
