//! How many firms of which size, and what is true of how many of them.
//!
//! Firms are ranked by size in a shuffled order and every question is answered by a sequence
//! that spreads evenly over the ranks, so a small city has the same shares as a large one.

use super::dice::{Dice, mix};

/// One of ten thousand.
type Share = u32;
const WHOLE: u32 = 10_000;

/// A class of firm sizes; sizes below `middle` are as many as those from it on.
struct Class {
    share: Share,
    from: u32,
    middle: u32,
    to: u32,
    closed: Share,
    no_basis: Share,
    head_office: Share,
    unregistered: Share,
    roster: Share,
    email: Share,
}

/// Sizes 1-4, 5-9, 10-19, 20-49, 50-99, 100-249, 250-499, 500-999, 1000 and more.
#[rustfmt::skip]
const CLASSES: [Class; 9] = [
    Class { share: 3400, from: 1, middle: 3, to: 5, closed: 320, no_basis: 230, head_office: 0, unregistered: 2050, roster: 7200, email: 4500 },
    Class { share: 2200, from: 5, middle: 7, to: 10, closed: 320, no_basis: 230, head_office: 100, unregistered: 1120, roster: 7900, email: 5500 },
    Class { share: 1700, from: 10, middle: 14, to: 20, closed: 320, no_basis: 230, head_office: 100, unregistered: 560, roster: 8100, email: 6500 },
    Class { share: 1400, from: 20, middle: 28, to: 50, closed: 320, no_basis: 150, head_office: 130, unregistered: 190, roster: 8200, email: 7500 },
    Class { share: 650, from: 50, middle: 64, to: 100, closed: 150, no_basis: 100, head_office: 0, unregistered: 0, roster: 8200, email: 8500 },
    Class { share: 430, from: 100, middle: 130, to: 250, closed: 0, no_basis: 0, head_office: 0, unregistered: 0, roster: 8200, email: 9200 },
    Class { share: 130, from: 250, middle: 306, to: 500, closed: 0, no_basis: 0, head_office: 0, unregistered: 0, roster: 8500, email: 9700 },
    Class { share: 60, from: 500, middle: 631, to: 1000, closed: 0, no_basis: 0, head_office: 0, unregistered: 0, roster: 9800, email: 9700 },
    Class { share: 30, from: 1000, middle: 1300, to: 3000, closed: 0, no_basis: 0, head_office: 0, unregistered: 0, roster: 9800, email: 9700 },
];
const PARTIAL: Share = 750;
const ARREARS: Share = 490;
const UNDERREPORTED: Share = 400;

/// What is chiefly wrong with a firm; the rules find it first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Story {
    Closed,
    /// Nobody knows how many work there.
    NoBasis,
    /// Its workers are registered under its head office's code.
    HeadOffice,
    Unregistered,
    Partial,
    Arrears,
    Underreported,
    Compliant,
}

/// The age of what the firm declared to the labour office.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Declared {
    Fresh,
    Old,
    Never,
}

/// Whether others than the health insurance counted the firm's workers.
#[derive(Clone, Copy)]
pub(super) struct Counted {
    pub(super) wlkp: Declared,
    pub(super) has_bpjs_tk: bool,
}

/// A firm in outline.
#[derive(Clone, Copy)]
pub(super) struct Outline {
    pub(super) number: u32,
    pub(super) workers: u32,
    pub(super) story: Story,
    pub(super) has_roster: bool,
    pub(super) counted: Counted,
    pub(super) has_email: bool,
    /// Months not paid.
    pub(super) arrears: u32,
    /// Reports lower wages than it pays.
    pub(super) underreports: bool,
}

/// Hands out the outlines of a city.
pub(super) struct Shares {
    firms: u32,
    key: u64,
    starts: [u64; 5],
    /// Firms found to be in arrears so far, among which the months are shared out.
    in_arrears: u32,
}

// Fractions of the golden ratio and of roots of primes: no two fall into step.
const STEPS: [u64; 5] = [
    0x9E37_79B9_7F4A_7C15,
    0x6A09_E667_F3BC_C908,
    0xBB67_AE85_84CA_A73B,
    0xA54F_F53A_5F1D_36F1,
    0x510E_527F_ADE6_82D1,
];

impl Shares {
    pub(super) fn new(firms: u32, seed: u64) -> Self {
        let starts = std::array::from_fn(|of| mix(mix(seed) ^ of as u64));
        Self {
            firms,
            key: mix(seed ^ 0xF1),
            starts,
            in_arrears: 0,
        }
    }

    /// The outline of the firm with this number.
    pub(super) fn outline(&mut self, number: u32, dice: &mut Dice) -> Outline {
        let rank = shuffled(number, self.firms, self.key);
        let (class, mut workers) = self.size(rank);
        let story = self.story(rank, class);
        if story == Story::Partial {
            workers = workers.max(2);
        }
        let has_roster = match story {
            Story::Closed | Story::NoBasis => false,
            Story::HeadOffice => workers >= 20 && self.answer(1, rank) < WHOLE / 2,
            Story::Underreported => true,
            _ => self.answer(1, rank) < class.roster,
        };
        let counted = self.counted(rank, story, has_roster, dice);
        let arrears = match story {
            Story::Arrears => self.arrears(workers),
            Story::Partial if dice.chance(150) => self.arrears(workers),
            _ => 0,
        };
        let underreports = has_roster
            && match story {
                Story::Underreported => true,
                Story::Arrears => arrears <= 3 && dice.chance(150),
                Story::Partial => arrears <= 3 && dice.chance(120),
                _ => false,
            };
        let has_email = self.answer(4, rank) < class.email;
        Outline {
            number,
            workers,
            story,
            has_roster,
            counted,
            has_email,
            arrears,
            underreports,
        }
    }

    /// Where the firm falls, of ten thousand, on one question.
    fn answer(&self, question: usize, rank: u32) -> Share {
        let at = self.starts[question].wrapping_add(u64::from(rank).wrapping_mul(STEPS[question]));
        let share = (u128::from(at) * u128::from(WHOLE)) >> 64;
        u32::try_from(share).expect("below ten thousand")
    }

    fn size(&self, rank: u32) -> (&'static Class, u32) {
        let scale = 100_000;
        let mut at =
            (2 * u64::from(rank) + 1) * u64::from(WHOLE) * scale / (2 * u64::from(self.firms));
        for class in &CLASSES {
            let width = u64::from(class.share) * scale;
            if at < width {
                let (from, to, at) = if 2 * at < width {
                    (class.from, class.middle, 2 * at)
                } else {
                    (class.middle, class.to, 2 * at - width)
                };
                let more = u64::from(to - from) * at / width;
                return (
                    class,
                    from + u32::try_from(more).expect("less than the class is wide"),
                );
            }
            at -= width;
        }
        let largest = &CLASSES[CLASSES.len() - 1];
        (largest, largest.to)
    }

    fn story(&self, rank: u32, class: &Class) -> Story {
        let mut at = self.answer(0, rank);
        for (share, story) in [
            (class.unregistered, Story::Unregistered),
            (PARTIAL, Story::Partial),
            (ARREARS, Story::Arrears),
            (class.no_basis, Story::NoBasis),
            (UNDERREPORTED, Story::Underreported),
            (class.closed, Story::Closed),
            (class.head_office, Story::HeadOffice),
        ] {
            if at < share {
                return story;
            }
            at -= share;
        }
        Story::Compliant
    }

    fn counted(&self, rank: u32, story: Story, has_roster: bool, dice: &mut Dice) -> Counted {
        let at = self.answer(2, rank);
        let (wlkp, has_bpjs_tk) = match story {
            Story::NoBasis | Story::Closed if at < WHOLE / 2 => (Declared::Old, false),
            Story::NoBasis | Story::Closed => (Declared::Never, false),
            Story::HeadOffice => (Declared::Fresh, dice.chance(500)),
            // Without a roster a number is what the firm is judged by.
            _ if !has_roster => match at {
                0..7600 => (Declared::Fresh, dice.chance(500)),
                7600..8800 => (Declared::Old, true),
                _ => (Declared::Never, true),
            },
            _ => match at {
                0..4200 => (Declared::Fresh, dice.chance(600)),
                4200..5850 => (Declared::Old, dice.chance(600)),
                _ => (Declared::Never, dice.chance(600)),
            },
        };
        Counted { wlkp, has_bpjs_tk }
    }

    /// 1-3 months for six of ten, 4-12 for three, 13-24 for one; large firms are never far behind.
    fn arrears(&mut self, workers: u32) -> u32 {
        let at = self.answer(3, self.in_arrears);
        self.in_arrears += 1;
        let months = match at {
            0..6000 => 1 + at / 2000,
            6000..9000 => 4 + (at - 6000) * 9 / 3000,
            _ => 13 + (at - 9000) * 12 / 1000,
        };
        if workers >= 100 {
            months.min(3)
        } else {
            months
        }
    }
}

/// The place of `number` in a shuffled order of `0..size`.
fn shuffled(number: u32, size: u32, key: u64) -> u32 {
    // A Feistel network over the next even number of bits, walked until it lands inside.
    let bits = (u32::BITS - size.saturating_sub(1).leading_zeros())
        .max(2)
        .div_ceil(2);
    let mask = (1u64 << bits) - 1;
    let mut at = u64::from(number);
    loop {
        let (mut left, mut right) = (at >> bits, at & mask);
        for round in 0..4 {
            (left, right) = (right, left ^ (mix(key ^ (right << 8) ^ round) & mask));
        }
        at = (left << bits) | right;
        if at < u64::from(size) {
            return u32::try_from(at).expect("below a 32-bit size");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_shuffle_keeps_everybody() {
        for size in [1, 2, 5, 16, 17, 850, 4_097] {
            let seen: HashSet<_> = (0..size).map(|n| shuffled(n, size, 9)).collect();
            assert_eq!(seen.len(), size as usize, "{size}");
        }
    }

    #[test]
    fn sizes_and_workers_follow_the_table_for_any_seed() {
        for seed in 1..6 {
            let shares = Shares::new(850, seed);
            let sizes: Vec<u32> = (0..850).map(|rank| shares.size(rank).1).collect();
            let workers: u32 = sizes.iter().sum();
            assert!((27_000..30_500).contains(&workers), "{workers}");
            let small = sizes.iter().filter(|&&n| n < 5).count();
            assert!((286..=292).contains(&small), "{small}");
            assert_eq!(sizes.iter().filter(|&&n| n >= 1000).count(), 3);
        }
    }

    #[test]
    fn three_firms_of_four_have_a_roster_and_a_third_never_declared() {
        for seed in 1..6 {
            let mut shares = Shares::new(850, seed);
            let mut dice = Dice::new(seed, 0);
            let outlines: Vec<_> = (0..850).map(|n| shares.outline(n, &mut dice)).collect();
            let count = |test: fn(&Outline) -> bool| outlines.iter().filter(|o| test(o)).count();
            let rosters = count(|o| o.has_roster);
            assert!((610..=665).contains(&rosters), "{rosters}");
            let never = count(|o| o.counted.wlkp == Declared::Never);
            assert!((270..=325).contains(&never), "{never}");
            let old = count(|o| o.counted.wlkp == Declared::Old);
            assert!((115..=165).contains(&old), "{old}");
        }
    }
}
