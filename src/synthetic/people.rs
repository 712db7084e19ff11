//! Made-up persons and the NIK each of them gets.

use chrono::{Datelike, NaiveDate};

use super::dice::Dice;

/// Where a NIK was first issued: the town itself, then places people moved from.
///
/// None begins above 82, so that a NIK is still exact as a number in a spreadsheet cell.
const ISSUED_AT: [u32; 64] = [
    647_401, 647_402, 647_403, 640_801, 640_802, 640_301, 640_201, 647_201, 647_101, 647_202,
    737_101, 730_801, 731_401, 731_501, 732_201, 737_301, 730_901, 731_301, 760_401, 760_301,
    357_801, 350_701, 350_901, 351_501, 352_401, 350_101, 357_301, 330_101, 337_401, 331_401,
    332_501, 340_101, 347_101, 320_401, 327_301, 320_101, 317_101, 317_401, 360_301, 637_101,
    630_101, 630_301, 630_701, 610_101, 617_101, 620_101, 627_101, 647_301, 650_101, 657_101,
    710_101, 717_101, 720_101, 727_101, 740_101, 747_101, 750_101, 820_101, 510_301, 517_101,
    530_101, 520_101, 127_101, 160_101,
];
const HOME: u32 = 3;
const SERIALS: u32 = 9999;
const DAYS: u32 = 28;
const SLOTS: u32 = DAYS * 12;
/// NIKs that one place can issue before birthdays and serials are used up.
const CAPACITY: u32 = SERIALS * SLOTS;

/// Somebody who does not exist.
#[derive(Clone, Copy)]
pub(super) struct Person {
    pub(super) nik: u64,
    pub(super) born_on: NaiveDate,
    pub(super) female: bool,
}

/// Issues each NIK once.
pub(super) struct Registry {
    issued: [u32; ISSUED_AT.len()],
}

impl Registry {
    pub(super) fn new() -> Self {
        Self {
            issued: [0; ISSUED_AT.len()],
        }
    }

    /// A new person born in `year`.
    pub(super) fn person(&mut self, year: i32, dice: &mut Dice) -> Person {
        let chance = dice.bits();
        let female = chance & 1 == 1;
        let place = self.place_with_room(usual_place(chance >> 8));
        let number = self.issued[place];
        self.issued[place] += 1;

        // Of one place, people with the same serial have different birthdays: no NIK is met
        // twice, whatever the year and the sex.
        let serial = number % SERIALS;
        let slot = (number / SERIALS + serial * 89) % SLOTS;
        let (day, month) = (slot % DAYS + 1, slot / DAYS + 1);
        let born_on = NaiveDate::from_ymd_opt(year, month, day).expect("no day above 28");
        let shown_day = u64::from(day) + if female { 40 } else { 0 };
        let short_year = u64::try_from(year.rem_euclid(100)).expect("never negative");
        let nik = u64::from(ISSUED_AT[place]) * 10_000_000_000
            + shown_day * 100_000_000
            + u64::from(month) * 1_000_000
            + short_year * 10_000
            + u64::from((serial * 7919) % SERIALS + 1);
        Person {
            nik,
            born_on,
            female,
        }
    }

    fn place_with_room(&self, first: usize) -> usize {
        (first..ISSUED_AT.len())
            .chain(0..first)
            .find(|&place| self.issued[place] < CAPACITY)
            .expect("the number of firms is limited so that people never run out")
    }
}

impl Person {
    /// Whole years of age at the end of `year`.
    pub(super) fn age_in(&self, year: i32) -> u32 {
        u32::try_from(year - self.born_on.year()).unwrap_or(0)
    }
}

/// Six of ten were registered in the town; of the others more come from nearby.
fn usual_place(chance: u64) -> usize {
    let roll = |bits: u64, n: u32| ((bits & 0xFFFF) * u64::from(n)) >> 16;
    let strangers = u32::try_from(ISSUED_AT.len()).expect("a short list") - HOME;
    let place = if roll(chance, 100) < 62 {
        roll(chance >> 16, HOME)
    } else {
        let nearer = roll(chance >> 16, strangers).min(roll(chance >> 32, strangers));
        u64::from(HOME) + nearer
    };
    usize::try_from(place).expect("a place of a short list")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_nik_is_issued_twice_and_each_shows_its_birthday() {
        let (mut registry, mut dice) = (Registry::new(), Dice::new(5, 0));
        let mut seen = HashSet::new();
        for n in 0..400_000 {
            let person = registry.person(1950 + n % 76, &mut dice);
            assert!(seen.insert(person.nik));
            let text = person.nik.to_string();
            assert_eq!(text.len(), 16);
            let shown: u32 = text[6..8].parse().unwrap();
            assert_eq!(shown > 40, person.female);
            assert_eq!(shown % 40, person.born_on.day());
            assert_eq!(text[8..12], person.born_on.format("%m%y").to_string());
            assert_ne!(&text[12..], "0000");
        }
        let home = seen
            .iter()
            .filter(|&&nik| nik / 1_000_000_000_000 == 6474)
            .count();
        assert!((200_000..300_000).contains(&home), "{home}");
    }

    #[test]
    fn birthdays_and_serials_of_one_place_cover_its_capacity_without_a_repetition() {
        for serial in [0, 1, 4_321, 9_998] {
            let slots: HashSet<_> = (0..SLOTS).map(|lap| (lap + serial * 89) % SLOTS).collect();
            assert_eq!(slots.len(), SLOTS as usize);
        }
        let serials: HashSet<_> = (0..SERIALS).map(|s| (s * 7919) % SERIALS).collect();
        assert_eq!(serials.len(), SERIALS as usize);
    }

    #[test]
    fn a_full_place_passes_people_on_to_the_next() {
        let (mut registry, mut dice) = (Registry::new(), Dice::new(5, 0));
        for place in 0..3 {
            registry.issued[place] = CAPACITY;
        }
        let person = registry.person(1990, &mut dice);
        assert_ne!(person.nik / 1_000_000_000_000, 6474);
    }
}
