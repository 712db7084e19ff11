use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn firm(number: usize) -> EmployerId {
    EmployerId::from_uuid(Uuid::from_u128(number as u128 + 1))
}

fn pair(a: usize, b: usize) -> Pair {
    Pair::of(firm(a), firm(b)).unwrap()
}

fn said(number: usize, (a, b): (usize, usize), says: Judgement) -> Said {
    Said {
        id: JudgementId::from_uuid(Uuid::from_u128(number as u128 + 1_000)),
        pair: pair(a, b),
        says,
    }
}

/// Firms of the random stories.
const FIRMS: usize = 7;

/// What follows from judgements, worked out slowly: `None` where they contradict each other.
fn slowly(said: &[Said]) -> Option<BTreeMap<Pair, Judgement>> {
    let index = |id: EmployerId| (id.uuid().as_u128() - 1) as usize;
    let mut same = [[false; FIRMS]; FIRMS];
    let of = |wanted| said.iter().filter(move |s| s.says == wanted);
    for one in of(Judgement::Same) {
        let [a, b] = one.pair.ids().map(index);
        (same[a][b], same[b][a]) = (true, true);
    }
    for by in 0..FIRMS {
        same[by][by] = true;
        for a in 0..FIRMS {
            for b in 0..FIRMS {
                same[a][b] |= same[a][by] && same[by][b];
            }
        }
    }
    let mut known = BTreeMap::new();
    for a in 0..FIRMS {
        for b in a + 1..FIRMS {
            let apart = of(Judgement::Different).any(|one| {
                let [x, y] = one.pair.ids().map(index);
                (same[a][x] && same[b][y]) || (same[a][y] && same[b][x])
            });
            let doubted = of(Judgement::Unsure).any(|one| one.pair == pair(a, b));
            let one = match (same[a][b], apart, doubted) {
                (true, true, _) => return None,
                (true, false, _) => Judgement::Same,
                (false, true, _) => Judgement::Different,
                (false, false, true) => Judgement::Unsure,
                (false, false, false) => continue,
            };
            known.insert(pair(a, b), one);
        }
    }
    Some(known)
}

fn all_known(judgements: &Judgements) -> BTreeMap<Pair, Judgement> {
    let pairs = (0..FIRMS).flat_map(|a| (a + 1..FIRMS).map(move |b| pair(a, b)));
    pairs
        .filter_map(|one| Some((one, judgements.know(one)?)))
        .collect()
}

fn sayings() -> impl Strategy<Value = Vec<Said>> {
    let one = (0..FIRMS, 1..FIRMS, 0..5usize);
    proptest::collection::vec(one, 0..24).prop_map(|all| {
        let all = all.into_iter().enumerate();
        all.map(|(number, (a, step, says))| {
            let says = Judgement::ALL[[0, 0, 1, 1, 2][says]];
            said(number, (a, (a + step) % FIRMS), says)
        })
        .collect()
    })
}

/// Those that may be said one after the other.
fn accepted(sayings: &[Said]) -> (Judgements, Vec<Said>) {
    let (mut judgements, mut kept) = (Judgements::default(), Vec::new());
    for one in sayings {
        if judgements.add(*one).is_ok() {
            kept.push(*one);
        }
    }
    (judgements, kept)
}

#[test]
fn one_firm_with_both_makes_both_one_and_two_firms_spread_over_the_group() {
    let standing = [
        said(0, (0, 1), Judgement::Same),
        said(1, (1, 2), Judgement::Same),
        said(2, (2, 3), Judgement::Different),
        said(3, (4, 5), Judgement::Unsure),
    ];
    let mut judgements = Judgements::of(standing);
    assert_eq!(judgements.know(pair(0, 2)), Some(Judgement::Same));
    assert_eq!(judgements.know(pair(0, 3)), Some(Judgement::Different));
    assert_eq!(judgements.know(pair(4, 5)), Some(Judgement::Unsure));
    assert_eq!(judgements.know(pair(3, 4)), None);
    assert_eq!(judgements.group_of(firm(2)), [firm(0), firm(1), firm(2)]);
    assert_eq!(judgements.group_of(firm(6)), [firm(6)]);
    let ids = |numbers: &[usize]| numbers.iter().map(|n| standing[*n].id).collect();
    assert_eq!(
        judgements.allow(pair(3, 0), Judgement::Same),
        Err(Contradiction(ids(&[0, 1, 2]))),
        "the chain leads from one to the other"
    );
    assert_eq!(
        judgements.allow(pair(0, 2), Judgement::Different),
        Err(Contradiction(ids(&[0, 1])))
    );
    assert!(judgements.allow(pair(0, 3), Judgement::Unsure).is_ok());
    assert!(judgements.take_back(standing[2].id));
    assert!(!judgements.take_back(standing[2].id));
    assert!(judgements.allow(pair(3, 0), Judgement::Same).is_ok());
}

proptest! {
    #[test]
    fn a_judgement_is_refused_exactly_when_all_together_contradict_each_other(all in sayings()) {
        let (mut judgements, mut kept) = (Judgements::default(), Vec::new());
        for one in all {
            let mut tried: Vec<Said> = kept.clone();
            tried.push(one);
            match judgements.add(one) {
                Ok(()) => kept = tried,
                Err(Contradiction(chain)) => {
                    prop_assert_eq!(slowly(&tried), None);
                    let of_chain = kept.iter().filter(|k| chain.contains(&k.id)).copied();
                    let mut alone: Vec<Said> = of_chain.collect();
                    prop_assert_eq!(alone.len(), chain.len(), "the chain stands");
                    alone.push(one);
                    prop_assert_eq!(slowly(&alone), None, "the chain alone is reason enough");
                    continue;
                }
            }
            prop_assert_eq!(Some(all_known(&judgements)), slowly(&kept));
        }
    }

    #[test]
    fn what_follows_does_not_depend_on_the_order(all in sayings(), by in any::<u64>()) {
        let (judgements, mut kept) = accepted(&all);
        // Any order will do; this one depends on `by`.
        kept.sort_by_key(|one| one.id.uuid().as_u128().wrapping_mul(u128::from(by | 1)) % 8_191);
        let mut again = Judgements::default();
        for one in &kept {
            prop_assert!(again.add(*one).is_ok());
        }
        prop_assert_eq!(all_known(&again), all_known(&judgements));
    }

    #[test]
    fn taking_one_back_leaves_exactly_what_follows_without_it(
        all in sayings(), which in any::<proptest::sample::Index>(),
    ) {
        let (mut judgements, mut kept) = accepted(&all);
        prop_assume!(!kept.is_empty());
        let gone = kept.remove(which.index(kept.len()));
        let before = all_known(&judgements);
        prop_assert!(judgements.take_back(gone.id));
        prop_assert_eq!(Some(all_known(&judgements)), slowly(&kept));
        prop_assert!(judgements.add(gone).is_ok(), "what stood may stand again");
        prop_assert_eq!(all_known(&judgements), before);
    }

    #[test]
    fn one_firm_is_transitive_and_two_firms_spread(all in sayings()) {
        let (judgements, _) = accepted(&all);
        let know = |a, b| Pair::of(firm(a), firm(b)).map(|p| judgements.know(p));
        for a in 0..FIRMS {
            for b in 0..FIRMS {
                for c in 0..FIRMS {
                    if know(a, b) != Some(Some(Judgement::Same)) || a == c || b == c {
                        continue;
                    }
                    if let Some(Some(says @ (Judgement::Same | Judgement::Different))) = know(b, c) {
                        prop_assert_eq!(know(a, c), Some(Some(says)));
                    }
                }
            }
        }
    }
}
