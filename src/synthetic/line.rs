//! One row on its way to a file, whichever kind of file that is.

use chrono::NaiveDate;

use super::rows::parts;

/// What a cell is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Text that may hold anything.
    Free,
    /// Text of digits, letters and hyphens.
    Plain,
    /// A number; its text is its decimal digits.
    Number,
    /// A day; its text is the number by which a spreadsheet knows it.
    Day,
}

/// A row of cells, used again for every row.
#[derive(Default)]
pub(super) struct Line {
    text: Vec<u8>,
    ends: Vec<(usize, Shape)>,
}

impl Line {
    /// A row of words.
    pub(super) fn of(words: &[&str]) -> Self {
        let mut line = Self::default();
        for word in words {
            line.free(word);
        }
        line
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// The cells from left to right.
    pub(super) fn cells(&self) -> impl Iterator<Item = (&str, Shape)> {
        let mut from = 0;
        self.ends.iter().map(move |&(to, shape)| {
            let text = std::str::from_utf8(&self.text[from..to]);
            from = to;
            (text.expect("a cell is pushed as text"), shape)
        })
    }

    /// The same as [`Self::cells`] for output that only copies.
    pub(super) fn raw_cells(&self) -> impl Iterator<Item = (&[u8], Shape)> {
        let mut from = 0;
        self.ends.iter().map(move |&(to, shape)| {
            let text = &self.text[from..to];
            from = to;
            (text, shape)
        })
    }

    pub(super) fn blank(&mut self) {
        self.end(Shape::Plain);
    }

    pub(super) fn free(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
        self.end(Shape::Free);
    }

    pub(super) fn plain(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
        self.end(Shape::Plain);
    }

    /// Digits that are a name, not a quantity, with zeros in front up to `width`.
    pub(super) fn digits(&mut self, number: u64, width: usize) {
        push_digits(&mut self.text, number, width);
        self.end(Shape::Plain);
    }

    pub(super) fn number(&mut self, number: u64) {
        push_digits(&mut self.text, number, 1);
        self.end(Shape::Number);
    }

    pub(super) fn iso_day(&mut self, day: NaiveDate) {
        let (year, month, date) = parts(day);
        push_digits(&mut self.text, year, 4);
        self.text.push(b'-');
        push_digits(&mut self.text, month, 2);
        self.text.push(b'-');
        push_digits(&mut self.text, date, 2);
        self.end(Shape::Plain);
    }

    /// A day as a spreadsheet keeps it.
    pub(super) fn spreadsheet_day(&mut self, day: NaiveDate) {
        let first = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a real day");
        let serial = u64::try_from((day - first).num_days()).expect("nobody is that old");
        push_digits(&mut self.text, serial, 1);
        self.end(Shape::Day);
    }

    /// The content where there is any, else an empty cell.
    pub(super) fn maybe<T>(&mut self, content: Option<T>, push: impl FnOnce(&mut Self, T)) {
        match content {
            Some(content) => push(self, content),
            None => self.blank(),
        }
    }

    fn end(&mut self, shape: Shape) {
        self.ends.push((self.text.len(), shape));
    }
}

/// Appends decimal digits, with zeros in front up to `width`.
pub(super) fn push_digits(text: &mut Vec<u8>, number: u64, width: usize) {
    let mut digits = [b'0'; 20];
    let (mut rest, mut from) = (number, digits.len());
    while rest > 0 {
        from -= 1;
        digits[from] = b'0' + u8::try_from(rest % 10).expect("a digit");
        rest /= 10;
    }
    let from = from.min(digits.len() - width.min(digits.len()));
    text.extend_from_slice(&digits[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_keep_their_zeros_and_days_their_serial() {
        let mut line = Line::default();
        line.digits(1234, 8);
        line.number(0);
        line.number(u64::MAX);
        line.iso_day(NaiveDate::from_ymd_opt(2026, 3, 9).unwrap());
        line.spreadsheet_day(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
        let cells: Vec<_> = line.cells().map(|(text, _)| text).collect();
        assert_eq!(
            cells,
            [
                "00001234",
                "0",
                "18446744073709551615",
                "2026-03-09",
                "46023"
            ]
        );
    }
}
