//! Keeping a list of firms up to date, one firm at a time.

use super::{Found, Listed, Matcher, party::Party};

impl Matcher {
    /// Adds a firm; answers its number, the next one.
    pub fn add(&mut self, listed: &Listed) -> usize {
        self.parties.push(None);
        let number = self.parties.len() - 1;
        self.replace(number, listed);
        number
    }

    /// Says something else of a firm, or puts one back that was taken out.
    ///
    /// # Panics
    /// When the list never had one of that number.
    pub fn replace(&mut self, number: usize, listed: &Listed) {
        self.remove(number);
        let party = self.party(listed);
        self.census.count(&party);
        self.index.put(entry(number), &party, &self.lexicon);
        self.parties[number] = Some(party);
    }

    /// Takes a firm out of the list, if it is in it; the others keep their numbers.
    ///
    /// # Panics
    /// When the list never had one of that number.
    pub fn remove(&mut self, number: usize) {
        let Some(party) = self.parties[number].take() else {
            return;
        };
        self.index.take(entry(number), &party, &self.lexicon);
        self.census.uncount(&party);
        self.lexicon.uncount(&party.words);
        self.streets.uncount(&party.street);
    }

    /// Whether a firm of the list has a NIB; `None` where it was taken out.
    #[must_use]
    pub fn has_nib(&self, number: usize) -> Option<bool> {
        let party = self.parties.get(number)?.as_ref()?;
        Some(party.nib != 0)
    }

    /// The other firms of the list that one of them may be, as [`Matcher::found`] tells them.
    #[must_use]
    pub fn others(&self, number: usize) -> Vec<Found> {
        let party: Option<&Party> = self.parties.get(number).and_then(Option::as_ref);
        party.map_or_else(Vec::new, |party| self.found_for(party, Some(entry(number))))
    }
}

fn entry(number: usize) -> u32 {
    u32::try_from(number).expect("no list has four thousand million firms")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{directory::Ids, matching::index::Index};

    /// Words that make names near each other: common ones, rare ones, errors, initials, numbers.
    const WORDS: [&str; 18] = [
        "JAYA", "RAYA", "ANDAI", "ANDAY", "KHAYAL", "KAYAL", "UMPAMA", "MISAL", "REKAAN", "REKAN",
        "AUK", "AKU", "II", "3", "BONTANG", "HOTEL", "TOKO", "CABANG",
    ];

    fn some(values: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
        let one = proptest::sample::select(values).prop_map(str::to_owned);
        proptest::option::of(one)
    }

    prop_compose! {
        fn firm()(
            form in proptest::sample::select(&["PT ", "CV ", "", "KOPERASI "][..]),
            words in proptest::collection::vec(proptest::sample::select(&WORDS[..]), 1..5),
            nib in proptest::option::weighted(0.2, 0..6_u8),
            address in some(&["Jl. Misal 1", "Jalan Misal No. 2", "Gang Andai RT 3", "Misal Raya 1"]),
            kelurahan in some(&["Guntung", "Lok Tuan", "Kanaan"]),
            phone in some(&["0548 123456", "0548-654321"]),
            email in some(&["a@contoh.example", "b@contoh.example", "a@gmail.com"]),
        ) -> Listed {
            Listed {
                name: format!("{form}{}", words.join(" ")),
                ids: Ids { nib: nib.map(|n| format!("912000000000{n}").into()), ..Ids::default() },
                address, kelurahan, phone, email,
                ..Listed::default()
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_list_that_was_kept_up_to_date_finds_what_one_made_anew_finds(
            first in proptest::collection::vec(firm(), 0..120),
            steps in proptest::collection::vec(
                (0..4_u8, any::<proptest::sample::Index>(), firm()), 1..80,
            ),
            asked in proptest::collection::vec(firm(), 4),
        ) {
            let mut list: Vec<Option<Listed>> = first.iter().cloned().map(Some).collect();
            let mut kept = Matcher::new(first);
            for (kind, at, firm) in steps {
                if kind == 0 || list.is_empty() {
                    prop_assert_eq!(kept.add(&firm), list.len());
                    list.push(Some(firm));
                    continue;
                }
                let number = at.index(list.len());
                if kind == 1 {
                    kept.remove(number);
                    list[number] = None;
                } else {
                    kept.replace(number, &firm);
                    list[number] = Some(firm);
                }
            }
            let numbers: Vec<usize> = (0..list.len()).filter(|n| list[*n].is_some()).collect();
            let mut anew = Matcher::new(list.iter().flatten().cloned());
            prop_assert_eq!(kept.len(), anew.len());
            prop_assert!(kept.index == Index::of(&kept.parties, &kept.lexicon));
            let renumbered = |found: Vec<Found>| -> Vec<Found> {
                let one = |one: Found| Found { number: numbers[one.number], ..one };
                found.into_iter().map(one).collect()
            };
            for firm in &asked {
                prop_assert_eq!(kept.found(firm), renumbered(anew.found(firm)));
            }
            for (new, number) in numbers.iter().enumerate() {
                prop_assert_eq!(kept.others(*number), renumbered(anew.others(new)));
            }
        }
    }
}
