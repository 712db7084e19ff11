//! Finding lines by the beginnings of words and numbers.

use std::collections::HashMap;

use super::bits::Bits;
use crate::domain::search::{Term, is_digit_or_point, parts_of, terms_of};

/// The longest number that is told apart: an NPWP has 16 digits, a NITKU 22 of which the last six
/// are a branch.
const DIGITS: u32 = 18;

/// Every word of every name and every number, each with the lines it stands in.
#[derive(Debug)]
pub(super) struct Words {
    /// In order.
    spelt: Vec<Box<str>>,
    /// Where the lines of each word begin in `lines`; one more than there are words.
    begins: Vec<u32>,
    lines: Vec<u32>,
    /// In order, each with its line at the same place of `number_lines`.
    numbers: Vec<u64>,
    number_lines: Vec<u32>,
}

/// Collects words for [`Words`].
#[derive(Default)]
pub(super) struct WordsBuilder {
    known: HashMap<Box<str>, u32>,
    /// Word and line; lines never decrease.
    uses: Vec<(u32, u32)>,
    numbers: Vec<(u64, u32)>,
    /// The word at hand.
    spelt: String,
}

impl WordsBuilder {
    /// Takes the words of a line's name. Lines come in order.
    pub(super) fn name(&mut self, name: &str, line: u32) {
        for word in parts_of(name) {
            self.spelt.clear();
            self.spelt.extend(word.chars().flat_map(char::to_uppercase));
            let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
            let number = match self.known.get(self.spelt.as_str()) {
                Some(number) => *number,
                None => *self.known.entry(self.spelt.as_str().into()).or_insert(next),
            };
            if !self
                .uses
                .iter()
                .rev()
                .take_while(|(_, l)| *l == line)
                .any(|(w, _)| *w == number)
            {
                self.uses.push((number, line));
            }
        }
    }

    /// Takes a number of a line: its digits up to the first sign that hides some.
    pub(super) fn number(&mut self, number: &str, line: u32) {
        let shown = number.split(|c: char| !is_digit_or_point(c)).next();
        let digits: String = shown
            .unwrap_or_default()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        if !digits.is_empty() {
            self.numbers.push((lowest(&digits), line));
            let bare = digits.trim_start_matches('0');
            if bare.len() < digits.len() && !bare.is_empty() {
                self.numbers.push((lowest(bare), line));
            }
        }
    }

    pub(super) fn finish(self) -> Words {
        let Self {
            known,
            uses,
            mut numbers,
            ..
        } = self;
        let mut words: Vec<(Box<str>, u32)> = known.into_iter().collect();
        words.sort_unstable();
        // Lines of each word, counted first so that each has its place.
        let mut counts = vec![0_u32; words.len()];
        for (word, _) in &uses {
            counts[*word as usize] += 1;
        }
        let (mut begins, mut at) = (Vec::with_capacity(words.len() + 1), vec![0; words.len()]);
        let mut total = 0;
        for (_, number) in &words {
            begins.push(total);
            at[*number as usize] = total;
            total += counts[*number as usize];
        }
        begins.push(total);
        let mut lines = vec![0; uses.len()];
        for (word, line) in uses {
            let place = &mut at[word as usize];
            lines[*place as usize] = line;
            *place += 1;
        }
        numbers.sort_unstable();
        Words {
            spelt: words.into_iter().map(|(word, _)| word).collect(),
            begins,
            lines,
            number_lines: numbers.iter().map(|(_, line)| *line).collect(),
            numbers: numbers.into_iter().map(|(number, _)| number).collect(),
        }
    }
}

impl Words {
    /// The lines in which every word of the search begins a word or a number.
    pub(super) fn find(&self, search: &str, lines: usize) -> Bits {
        let mut found: Option<Bits> = None;
        for term in terms_of(search) {
            let mut of_term = Bits::empty(lines);
            match &term {
                Term::Word(word) => self.words_from(word, &mut of_term),
                Term::Number(digits) => self.numbers_from(digits, &mut of_term),
                Term::Either(digits) => {
                    self.words_from(digits, &mut of_term);
                    self.numbers_from(digits, &mut of_term);
                }
            }
            match &mut found {
                Some(found) => found.and(&of_term),
                None => found = Some(of_term),
            }
        }
        found.unwrap_or_else(|| Bits::empty(lines))
    }

    fn words_from(&self, prefix: &str, found: &mut Bits) {
        let from = self.spelt.partition_point(|word| &**word < prefix);
        let many = self.spelt[from..].partition_point(|word| word.starts_with(prefix));
        let (begin, end) = (self.begins[from], self.begins[from + many]);
        for line in &self.lines[begin as usize..end as usize] {
            found.put(*line);
        }
    }

    fn numbers_from(&self, digits: &str, found: &mut Bits) {
        let low = lowest(digits);
        let width =
            11_u64.pow(DIGITS.saturating_sub(u32::try_from(digits.len()).unwrap_or(DIGITS)));
        let from = self.numbers.partition_point(|number| *number < low);
        let many = self.numbers[from..].partition_point(|number| *number < low + width);
        for line in &self.number_lines[from..from + many] {
            found.put(*line);
        }
    }
}

/// A number such that all that begin with the same digits stand together. The digits count from 1
/// to 10, so that the end of a number is less than a zero.
fn lowest(digits: &str) -> u64 {
    let mut number = 0;
    for place in 0..DIGITS as usize {
        let digit = digits
            .as_bytes()
            .get(place)
            .map_or(0, |b| u64::from(b - b'0') + 1);
        number = number * 11 + digit;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let mut builder = WordsBuilder::default();
        for (line, name, numbers) in [
            (
                0,
                "CV Contoh 88",
                ["9120000000001", "00000012", "647401******0007"],
            ),
            (
                1,
                "PT Misal Jaya (Persero)",
                ["9120000000002", "00000120", "31.234.567.8-901.000"],
            ),
            (2, "Toko Misal-Misal", ["8120000000001", "12345678", ""]),
            (3, "Élan Misalnya", ["", "", ""]),
        ] {
            builder.name(name, line);
            for number in numbers {
                builder.number(number, line);
            }
        }
        builder.finish()
    }

    fn found(search: &str) -> Vec<u32> {
        words().find(search, 4).iter().collect()
    }

    #[test]
    fn every_typed_word_begins_a_word_of_the_name_or_a_number() {
        assert_eq!(found("mis"), [1, 2, 3]);
        assert_eq!(found("misal ja"), [1]);
        assert_eq!(found("jaya  MISAL, pt"), [1]);
        assert_eq!(found("isal"), [0; 0]);
        assert_eq!(found("contoh misal"), [0; 0]);
        assert_eq!(found("élan"), [3]);
        assert_eq!(found("misal-misal"), [1, 2, 3]);
    }

    #[test]
    fn a_number_is_found_however_it_is_grouped() {
        assert_eq!(found("9120"), [0, 1]);
        assert_eq!(found("9120 0000-00001"), [0]);
        assert_eq!(found("312345678901000"), [1]);
        assert_eq!(found("31.234"), [1]);
        assert_eq!(found("misal 91"), [1]);
        assert_eq!(found("misal 31.2"), [1]);
        assert_eq!(found("9120000000001000"), [0; 0]);
    }

    #[test]
    fn a_code_is_found_with_and_without_its_leading_zeros() {
        assert_eq!(found("00000012"), [0]);
        assert_eq!(found("12"), [0, 1, 2]);
        assert_eq!(found("120"), [1]);
        assert_eq!(found("0000012"), [1]);
    }

    #[test]
    fn digits_may_belong_to_a_name_and_hidden_ones_find_nobody() {
        assert_eq!(found("88"), [0]);
        assert_eq!(found("647401"), [0]);
        assert_eq!(found("0007"), [0; 0]);
    }

    #[test]
    fn a_search_without_a_word_or_a_digit_finds_nobody() {
        assert_eq!(found("--- ,"), [0; 0]);
        assert_eq!(WordsBuilder::default().finish().find("misal", 0).count(), 0);
    }
}
