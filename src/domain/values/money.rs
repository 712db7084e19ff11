use super::BadValue;
use crate::cell::Cell;
use crate::money::Sen;

/// The largest amount read, in rupiah: a thousand trillion, far over the whole JKN.
const LARGEST: i64 = 1_000_000_000_000_000;

/// Reads an amount as people write it: `4250000`, `4.250.000`, `Rp 4.250.000,00`, `4,250,000`,
/// `4.250.000,-`, `4250.50`.
///
/// One separator before exactly three last digits groups thousands (`4.250` is 4250 rupiah);
/// otherwise the last separator begins the decimals, rounded half up to the sen.
///
/// ```
/// use patuh_domain::money::Sen;
/// use patuh_domain::values::money;
///
/// assert_eq!(money("Rp 4.250.000,00"), Ok(Sen::from_rupiah(4_250_000)));
/// assert_eq!(money("4250.50"), Ok(Sen(425_050)));
/// ```
///
/// # Errors
/// [`BadValue::Money`], [`BadValue::Negative`] or [`BadValue::TooLarge`].
pub fn money(text: &str) -> Result<Sen, BadValue> {
    if let Some(amount) = plain_rupiah(text) {
        return amount;
    }
    let text = text.trim();
    let bare = without_currency(text);
    if is_negative(text) || is_negative(bare) {
        return Err(BadValue::Negative);
    }
    // The accounting format of spreadsheets shows zero as "Rp -".
    if bare == "-" && bare.len() < text.len() {
        return Ok(Sen::ZERO);
    }
    let bare = [",--", ",-", ".-"]
        .iter()
        .find_map(|end| bare.strip_suffix(end))
        .unwrap_or(bare);
    written(bare.trim_end())
}

/// Reads an amount from a cell: in a numeric spreadsheet cell a point always begins the decimals,
/// anywhere else [`money`] decides.
///
/// # Errors
/// As [`money`].
pub fn money_of(cell: Cell<'_>) -> Result<Sen, BadValue> {
    let text = cell.clean();
    if !cell.number {
        return money(text);
    }
    if text.starts_with('-') {
        return Err(BadValue::Negative);
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    with_sen(number(whole.bytes())?, decimals)
}

/// Reads a whole number of people or months: `7`, `1.234`, `7 orang`, `7 (Bulan)`.
///
/// ```
/// use patuh_domain::values::count;
///
/// assert_eq!(count("1.234"), Ok(1_234));
/// assert_eq!(count("7 (Bulan)"), Ok(7));
/// ```
///
/// # Errors
/// [`BadValue::Count`], [`BadValue::Negative`] or [`BadValue::TooLarge`].
pub fn count(text: &str) -> Result<u32, BadValue> {
    let text = text.trim();
    let end = text
        .find(|c: char| !matches!(c, '0'..='9' | '.' | ','))
        .unwrap_or(text.len());
    let (figures, unit) = text.split_at(end);
    if figures.is_empty() {
        return Err(if is_negative(text) {
            BadValue::Negative
        } else {
            BadValue::Count
        });
    }
    if !is_unit(unit) {
        return Err(BadValue::Count);
    }
    let amount = plain_rupiah(figures)
        .unwrap_or_else(|| written(figures))
        .map_err(|bad| match bad {
            BadValue::Money => BadValue::Count,
            other => other,
        })?;
    if amount.0 % 100 != 0 {
        return Err(BadValue::Count);
    }
    u32::try_from(amount.rupiah()).map_err(|_| BadValue::TooLarge)
}

fn is_unit(text: &str) -> bool {
    const UNITS: [&str; 16] = [
        "orang",
        "org",
        "pekerja",
        "karyawan",
        "karyawati",
        "pegawai",
        "buruh",
        "tenaga",
        "kerja",
        "tk",
        "naker",
        "jiwa",
        "peserta",
        "bulan",
        "bln",
        "proyek",
    ];
    let around = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.');
    text.split(around)
        .filter(|word| !word.is_empty())
        .all(|word| UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit)))
}

fn plain_rupiah(text: &str) -> Option<Result<Sen, BadValue>> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| number(text.bytes()).and_then(|rupiah| with_sen(rupiah, "")))
}

fn without_currency(text: &str) -> &str {
    let mut bare = text;
    for word in ["rp", "idr"] {
        if let Some(rest) = strip_word(bare, word) {
            bare = rest.trim_start_matches(['.', ':']).trim_start();
        }
    }
    let end = bare.len().saturating_sub("rupiah".len());
    match bare.get(end..) {
        Some(last) if last.eq_ignore_ascii_case("rupiah") => bare[..end].trim_end(),
        _ => bare,
    }
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.get(..word.len())?;
    start
        .eq_ignore_ascii_case(word)
        .then(|| &text[word.len()..])
}

fn is_negative(text: &str) -> bool {
    text.starts_with(['-', '\u{2212}', '(']) && text.bytes().any(|b| b.is_ascii_digit())
}

/// Figures with grouping and decimals in one of the two usual ways.
fn written(text: &str) -> Result<Sen, BadValue> {
    let bytes = text.as_bytes();
    let is_figure = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b',');
    let ends_in_digits = bytes.first().is_some_and(u8::is_ascii_digit)
        && bytes.last().is_some_and(u8::is_ascii_digit);
    if !ends_in_digits || !bytes.iter().all(is_figure) {
        return Err(BadValue::Money);
    }
    let Some(last) = bytes.iter().rposition(|b| !b.is_ascii_digit()) else {
        return with_sen(number(text.bytes())?, "");
    };
    let (head, tail) = (&text[..last], &text[last + 1..]);
    let same = head.bytes().filter(|b| *b == bytes[last]).count();
    let others = head
        .bytes()
        .any(|b| !b.is_ascii_digit() && b != bytes[last]);
    match (same, others) {
        (0, true) if tail.len() <= 2 => with_sen(grouped(head)?, tail),
        (0, false) if tail.len() != 3 || head.len() > 3 || head.starts_with('0') => {
            with_sen(number(head.bytes())?, tail)
        }
        (_, false) => with_sen(grouped(text)?, ""),
        _ => Err(BadValue::Money),
    }
}

/// Thousands in groups of three, all parted by the same sign.
fn grouped(text: &str) -> Result<i64, BadValue> {
    let sign = if text.contains('.') { '.' } else { ',' };
    let mut groups = text.split(sign);
    let first = groups.next().map_or(0, str::len);
    if !(1..=3).contains(&first) || !groups.all(|group| group.len() == 3) {
        return Err(BadValue::Money);
    }
    number(
        text.bytes()
            .filter(|b| *b != u8::try_from(sign).unwrap_or_default()),
    )
}

fn number(digits: impl Iterator<Item = u8>) -> Result<i64, BadValue> {
    let mut value: i64 = 0;
    let mut any = false;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return Err(BadValue::Money);
        }
        any = true;
        value = value
            .saturating_mul(10)
            .saturating_add(i64::from(byte - b'0'));
    }
    match value {
        _ if !any => Err(BadValue::Money),
        0..=LARGEST => Ok(value),
        _ => Err(BadValue::TooLarge),
    }
}

fn with_sen(rupiah: i64, decimals: &str) -> Result<Sen, BadValue> {
    if !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return Err(BadValue::Money);
    }
    let place = |at: usize| {
        decimals
            .as_bytes()
            .get(at)
            .map_or(0, |b| i64::from(b - b'0'))
    };
    let rounding = i64::from(place(2) >= 5);
    Ok(Sen(rupiah * 100 + place(0) * 10 + place(1) + rounding))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_listed_form_of_money_is_read() {
        let sen = 425_000_000;
        for text in [
            "4250000",
            "4.250.000",
            "Rp 4.250.000,00",
            "4,250,000",
            "4.250.000,-",
            "Rp4.250.000",
            "Rp. 4.250.000,00",
            "rp.4250000",
            "IDR 4,250,000.00",
            "4250000.00",
            "4250000,0",
            "4.250.000 rupiah",
            "4.250.000,--",
            "4.250.000.-",
            " 4250000 ",
            "Rp\u{a0}4.250.000",
        ] {
            assert_eq!(money(text), Ok(Sen(sen)), "{text}");
        }
        for (text, sen) in [
            ("4.250", 425_000),
            ("4,250", 425_000),
            ("4250.50", 425_050),
            ("4.250,50", 425_050),
            ("4,250.5", 425_050),
            ("1,234,567", 123_456_700),
            ("Rp. 1.234.567,00", 123_456_700),
            ("1.234.567,-", 123_456_700),
            ("3.780.012,66", 378_001_266),
            ("151200.5064", 15_120_051),
            ("1234.567", 123_457),
            ("0", 0),
            ("0,5", 50),
            ("0.125", 13),
            ("Rp -", 0),
            ("Rp-", 0),
        ] {
            assert_eq!(money(text), Ok(Sen(sen)), "{text}");
        }
    }

    #[test]
    fn money_that_cannot_be_is_refused() {
        for text in [
            "-5000",
            "Rp -5.000",
            "-Rp5.000",
            "(5.000)",
            "\u{2212}1",
            "Rp(1)",
        ] {
            assert_eq!(money(text), Err(BadValue::Negative), "{text}");
        }
        for text in [
            "",
            "-",
            "Rp",
            "abc",
            "4,25E+06",
            "1.23.456",
            "1.2345.678",
            "1,2.345",
            "1.234,567",
            "4250000.",
            ".50",
            "1 juta",
            "4 250 000",
            "12a",
            "1..2",
            "1,234.567,00",
            "Rp Rp 1",
            "４250",
            "1.234.56",
        ] {
            assert_eq!(money(text), Err(BadValue::Money), "{text}");
        }
        assert_eq!(money("9999999999999999999999"), Err(BadValue::TooLarge));
    }

    #[test]
    fn in_a_numeric_cell_a_point_begins_the_decimals() {
        assert_eq!(money_of(Cell::number("250.125")), Ok(Sen(25_013)));
        assert_eq!(money_of(Cell::text("250.125")), Ok(Sen(25_012_500)));
        assert_eq!(money_of(Cell::number("4250000")), Ok(Sen(425_000_000)));
        assert_eq!(money_of(Cell::number("-1")), Err(BadValue::Negative));
        assert_eq!(money_of(Cell::number("1.2.3")), Err(BadValue::Money));
    }

    #[test]
    fn counts_are_whole_and_may_have_a_unit() {
        for (text, expected) in [
            ("0", 0),
            ("7", 7),
            ("007", 7),
            ("7 orang", 7),
            ("7 (Bulan)", 7),
            ("1.234", 1_234),
            ("1,234 pekerja", 1_234),
            ("12 Tenaga Kerja", 12),
            ("7.0", 7),
            ("3 org.", 3),
        ] {
            assert_eq!(count(text), Ok(expected), "{text}");
        }
        for text in [
            "", "-", "tujuh", "7.5", "10-15", "10 ribu", "± 10", "7 +", "1.2.3",
        ] {
            assert_eq!(count(text), Err(BadValue::Count), "{text}");
        }
        assert_eq!(count("-3"), Err(BadValue::Negative));
        assert_eq!(count("4294967296"), Err(BadValue::TooLarge));
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in ".*", near in "[-Rp0-9., ]{0,24}") {
            let _ = (money(&text), count(&text), money_of(Cell::number(&text)));
            let _ = (money(&near), count(&near), money_of(Cell::number(&near)));
        }

        #[test]
        fn shown_money_is_read_back(sen in 0i64..=LARGEST) {
            prop_assert_eq!(money(&Sen(sen).to_string()), Ok(Sen(sen)));
        }

        #[test]
        fn counts_are_read_back(n: u32) {
            prop_assert_eq!(count(&n.to_string()), Ok(n));
            prop_assert_eq!(count(&crate::words::group_thousands(u64::from(n))), Ok(n));
        }
    }
}
