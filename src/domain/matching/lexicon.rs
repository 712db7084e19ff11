//! The words of many names: how they sound, what kind they are, and how many names have them.

use std::collections::HashMap;

use strsim::osa_distance;

use super::{
    party::hash,
    spelling::{shape, sound},
    vocabulary::everyday,
};

/// What a word does in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// Tells firms apart.
    Plain,
    /// A number, which tells branches and series apart.
    Number,
    /// Comes and goes without meaning another firm.
    Filler,
    /// What a place is: a hotel, a shop.
    Premises,
    /// A town.
    Place,
    /// A side of a region.
    Side,
}

/// Names are counted beside this many imagined ones, in which words are as common as the
/// vocabulary says: so a list of three names doesn't make every word of it a common one.
const IMAGINED: f64 = 300.0;
/// How often a word that nobody lists stands in the imagined names.
const UNLISTED: f64 = 0.03;
/// A word in so many other names is a word, and no typing error.
const A_WORD: f64 = 3.0;
/// Of two words, how much rarer one must be to be the other's typing error, where it is found in
/// several names.
const RARER: f64 = 0.01;
/// The same where the other one is an everyday word: many make the same errors in those.
const RARER_THAN_LISTED: f64 = 0.06;

/// A word's number.
pub(super) type WordId = u32;

#[derive(Debug, Clone)]
struct Word {
    text: Box<str>,
    sound: Box<str>,
    sound_key: u64,
    shape_key: u64,
    kind: Kind,
    /// Names that have it.
    names: u32,
    /// Names that have it among the imagined ones.
    imagined: f64,
    listed: bool,
}

/// Every word of the names at hand.
#[derive(Debug, Clone)]
pub(super) struct Lexicon {
    words: Vec<Word>,
    ids: HashMap<Box<str>, WordId>,
    names: f64,
    /// Words that everybody knows, which come first.
    everyday: usize,
}

impl Default for Lexicon {
    fn default() -> Self {
        let mut lexicon = Self {
            words: Vec::new(),
            ids: HashMap::new(),
            names: 0.0,
            everyday: 0,
        };
        for (text, kind, share) in everyday() {
            let id = lexicon.id(text);
            let word = &mut lexicon.words[id as usize];
            word.listed = true;
            word.kind = kind.unwrap_or(word.kind);
            word.imagined =
                share.map_or(word.imagined, |share| word.imagined.max(share * IMAGINED));
        }
        lexicon.everyday = lexicon.words.len();
        lexicon
    }
}

impl Lexicon {
    /// The number of a word, which is added where it is new.
    pub(super) fn id(&mut self, text: &str) -> WordId {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id =
            WordId::try_from(self.words.len()).expect("no list has four thousand million words");
        let sounds = sound(text);
        let number = text.bytes().all(|b| b.is_ascii_digit());
        let meant = self.meant(text);
        self.words.push(Word {
            text: text.into(),
            sound_key: hash(Some(&sounds)),
            shape_key: hash(Some(&shape(text))),
            sound: sounds.into(),
            kind: if number { Kind::Number } else { meant },
            names: 0,
            imagined: UNLISTED,
            listed: false,
        });
        self.ids.insert(text.into(), id);
        id
    }

    /// The kind of the everyday word that a new one is a typing error for, if it is.
    fn meant(&self, text: &str) -> Kind {
        let seen = hash(Some(&shape(text)));
        let near = |word: &&Word| {
            word.listed
                && matches!(word.kind, Kind::Filler | Kind::Place | Kind::Premises)
                && word.text.len() >= 5
                && word.text.len().abs_diff(text.len()) <= 1
                && (word.shape_key == seen
                    || word.text.len() >= 6 && osa_distance(&word.text, text) == 1)
        };
        let everyday = &self.words[..self.everyday];
        everyday
            .iter()
            .find(near)
            .map_or(Kind::Plain, |word| word.kind)
    }

    /// Counts a name with these words.
    pub(super) fn count(&mut self, words: &[WordId]) {
        self.names += 1.0;
        for (place, id) in words.iter().enumerate() {
            if !words[..place].contains(id) {
                self.words[*id as usize].names += 1;
            }
        }
    }

    /// Forgets a name that was counted; its words stay known, as words of no name.
    pub(super) fn uncount(&mut self, words: &[WordId]) {
        self.names -= 1.0;
        for (place, id) in words.iter().enumerate() {
            if !words[..place].contains(id) {
                self.words[*id as usize].names -= 1;
            }
        }
    }

    pub(super) fn text(&self, id: WordId) -> &str {
        &self.words[id as usize].text
    }

    pub(super) fn sound(&self, id: WordId) -> &str {
        &self.words[id as usize].sound
    }

    /// What words that sound alike have in common.
    pub(super) fn sound_key(&self, id: WordId) -> u64 {
        self.words[id as usize].sound_key
    }

    /// The letters of words in one run.
    pub(super) fn letters<'a>(&self, words: impl IntoIterator<Item = &'a WordId>) -> String {
        words.into_iter().map(|id| self.text(*id)).collect()
    }

    pub(super) fn is_number(&self, id: WordId) -> bool {
        self.kind(id) == Kind::Number
    }

    /// What words have in common that a machine takes for each other.
    pub(super) fn shape_key(&self, id: WordId) -> u64 {
        self.words[id as usize].shape_key
    }

    pub(super) fn kind(&self, id: WordId) -> Kind {
        self.words[id as usize].kind
    }

    /// The share of names that have a word, besides the two that are compared.
    fn share(&self, id: WordId) -> f64 {
        let word = &self.words[id as usize];
        (f64::from(word.names.saturating_sub(2)) + word.imagined) / (self.names + IMAGINED)
    }

    /// What it says that two names share a word: the natural logarithm of one in how many has it.
    pub(super) fn information(&self, id: WordId) -> f64 {
        -self.share(id).ln()
    }

    /// Whether everybody knows the word, whatever the names at hand.
    pub(super) fn is_everyday(&self, id: WordId) -> bool {
        self.words[id as usize].listed
    }

    /// Whether the word is known as one: listed, or in several other names.
    pub(super) fn is_known(&self, id: WordId) -> bool {
        let word = &self.words[id as usize];
        word.listed || f64::from(word.names) >= A_WORD
    }

    /// Whether these are two words of their own, neither being meant as the other.
    pub(super) fn are_two_words(&self, a: WordId, b: WordId) -> bool {
        let [a, b] = [a, b].map(|id| &self.words[id as usize]);
        let count = |word: &Word| f64::from(word.names) + word.imagined;
        let rarer = count(a).min(count(b));
        let other = count(a).max(count(b));
        let known = |word: &Word| word.listed || f64::from(word.names) >= A_WORD;
        let rarely = if a.listed == b.listed {
            RARER
        } else {
            RARER_THAN_LISTED
        };
        known(a) && known(b) && (a.listed && b.listed || rarer > other * rarely)
    }
}
