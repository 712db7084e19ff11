//! What is left of two names where no word is another one: an end that was cut off, and letters
//! whose spaces went astray.

use strsim::osa_distance;

use super::{
    alignment::{Fate, Pairing},
    lexicon::{Kind, WordId},
};

/// What comes and goes at the end of a name, written as one word.
const TAILS: [&str; 7] = [
    "INDONESIA",
    "GROUP",
    "BONTANG",
    "CABANGBONTANG",
    "KALTIM",
    "KALIMANTANTIMUR",
    "PERSERO",
];
/// Letters of the longest of these.
const LONGEST_TAIL: usize = 15;
/// What each letter says that was not cut off.
const LETTER: f64 = 1.5;
/// What each letter of a run says that is the same, and what they say at most.
const SAME_LETTER: f64 = 0.7;
const MOST: f64 = 6.0;
/// Letters of the shortest run that is compared.
const SHORTEST: usize = 6;

impl Pairing<'_> {
    /// What is left of a name that the other record spells rightly elsewhere was mistyped there, if
    /// it is like what it should be: sister firms share a mail address too.
    pub(super) fn spelt(&mut self, [a, b]: [bool; 2]) {
        if !(a || b) {
            return;
        }
        let lexicon = self.lexicon;
        let number = |id: &WordId| lexicon.is_number(*id);
        let told = |words: &[WordId]| lexicon.letters(words.iter().filter(|id| !number(id)));
        let (x, y) = (told(&self.a), told(&self.b));
        let is_like = osa_distance(&x, &y) * 5 <= x.len().min(y.len()) * 2;
        // "Jaya" is no error for "Raya".
        let everyday = |(x, y): (&WordId, &WordId)| {
            lexicon.is_everyday(*x) && lexicon.is_everyday(*y) && !number(x)
        };
        let are_two = self.a.len() == self.b.len() && self.a.iter().zip(&self.b).any(everyday);
        if x.is_empty() || y.is_empty() || !is_like || are_two {
            return;
        }
        let right = if a { &self.a } else { &self.b };
        for id in right.iter().filter(|id| !number(id)) {
            let says = lexicon.information(*id) - 0.5;
            self.likeness.meets(Fate::Typed, says);
        }
        self.a.retain(number);
        self.b.retain(number);
    }

    /// The last word of one name is the beginning of the other's, which goes on from there.
    pub(super) fn cut(&mut self, (a, b): (&[WordId], &[WordId])) {
        let lexicon = self.lexicon;
        for turned in [false, true] {
            let (short, whole, name, other) = if turned {
                (&mut self.b, &mut self.a, b, a)
            } else {
                (&mut self.a, &mut self.b, a, b)
            };
            let ([end], [first, ..]) = (short.as_slice(), whole.as_slice()) else {
                continue;
            };
            let number = |id: &WordId| lexicon.is_number(*id);
            let (end, first) = (*end, *first);
            let (written, meant) = (lexicon.text(end), lexicon.text(first));
            let is_cut = name.last() == Some(&end)
                && other.ends_with(whole)
                && name.len() > 1
                && meant.len() > written.len() + 1
                && meant.starts_with(written)
                && !whole.iter().any(number);
            if is_cut {
                let letters = f64::from(u8::try_from(written.len()).unwrap_or(u8::MAX));
                let says = (letters * LETTER - 0.5).min(lexicon.information(first));
                short.clear();
                whole.clear();
                // One or two letters may begin another word too.
                let fate = if written.len() < 3 {
                    Fate::Initials
                } else {
                    Fate::Cut
                };
                self.likeness.meets(fate, says);
            }
        }
    }

    /// A word that comes and goes, cut off: `CONTOH KHAYAL INDO`.
    pub(super) fn cut_filler(&mut self, (a, b): (&[WordId], &[WordId])) {
        for turned in [false, true] {
            let (left, rest, name) = if turned {
                (&mut self.b, &self.a, b)
            } else {
                (&mut self.a, &self.b, a)
            };
            let end = left.last().filter(|end| name.last() == Some(end));
            let Some(end) = end.filter(|_| rest.is_empty() && name.len() > 1) else {
                continue;
            };
            let text = self.lexicon.text(*end);
            let kind = self.lexicon.kind(*end);
            let is_tail = TAILS.iter().any(|tail| tail.starts_with(text));
            if is_tail && kind == Kind::Plain && text.len() > 1 {
                left.pop();
                self.likeness.meets(Fate::FillerMissing, 0.0);
            }
        }
    }

    /// Words whose spaces were set otherwise, perhaps with errors: their letters are nearly the
    /// same in one run.
    pub(super) fn run(&mut self) {
        let lexicon = self.lexicon;
        let number = |id: &WordId| lexicon.is_number(*id);
        if self.a.len() == self.b.len() || self.a.iter().chain(&self.b).any(number) {
            return;
        }
        let [x, y] = [&self.a, &self.b].map(|words| {
            let letters = words.iter().map(|id| lexicon.text(*id).len());
            letters.sum::<usize>()
        });
        if x.min(y) < SHORTEST || x.abs_diff(y) > LONGEST_TAIL {
            return;
        }
        let [x, y] = [&self.a, &self.b].map(|words| lexicon.letters(words));
        let (shorter, longer) = (x.len().min(y.len()), x.len().max(y.len()));
        let tail = (x.strip_prefix(&y)).or_else(|| y.strip_prefix(&x));
        let is_tail = |tail: &str| tail.len() > 1 && TAILS.iter().any(|one| one.starts_with(tail));
        let edits = shorter / 5;
        let apart = if tail.is_some_and(is_tail) {
            self.likeness.meets(Fate::FillerMissing, 0.0);
            0
        } else if longer - shorter <= edits {
            osa_distance(&x, &y)
        } else {
            return;
        };
        if apart > edits {
            return;
        }
        let same = f64::from(u8::try_from(shorter - apart).unwrap_or(u8::MAX));
        let fate = if apart == 0 {
            Fate::Joined
        } else {
            Fate::Garbled
        };
        self.a.clear();
        self.b.clear();
        self.likeness.meets(fate, (same * SAME_LETTER).min(MOST));
    }
}
