//! Where a firm is, and how it is reached, in forms that can be compared.

use strsim::osa_distance;

use super::spelling::repaired;
use crate::regions::kelurahan;

/// A street and a number in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Street {
    /// The words of the street, abbreviations written out.
    pub(crate) words: Vec<String>,
    /// The number of the house with its letter, or what stands for it: `12A`, `C2`.
    pub(crate) house: Option<String>,
    /// The number of the neighbourhood, RT.
    pub(super) rt: Option<u16>,
    /// The place that the address names behind its last comma, as places are compared.
    pub(super) place: Option<String>,
}

/// What stands in an address and names no street.
const NOISE: [&str; 5] = ["JALAN", "JL", "JLN", "JLAN", "JK"];
/// Words before the number of a house.
const NUMBER: [&str; 6] = ["NOMOR", "NO", "NOMER", "KAV", "KAVLING", "NMR"];
/// From here on an address names the place.
const PLACE: [&str; 12] = [
    "KEL",
    "KELURAHAN",
    "DESA",
    "KEC",
    "KECAMATAN",
    "KOTA",
    "KAB",
    "KABUPATEN",
    "PROV",
    "PROVINSI",
    "KODEPOS",
    "BONTANG",
];
/// Words before a number that is not the house's.
const COUNTED: [&str; 5] = ["RT", "RW", "KM", "LT", "LANTAI"];

const WRITTEN_OUT: [(&str, &str); 27] = [
    ("A", "AHMAD"),
    ("AHMAD", "AHMAD"),
    ("JEND", "JENDERAL"),
    ("JENDRAL", "JENDERAL"),
    ("GEN", "JENDERAL"),
    ("LETJEN", "LETJEN"),
    ("MAYJEN", "MAYJEN"),
    ("KAPT", "KAPTEN"),
    ("DR", "DOKTER"),
    ("PROF", "PROFESOR"),
    ("GG", "GANG"),
    ("KOMP", "KOMPLEK"),
    ("KOMPLEKS", "KOMPLEK"),
    ("PERUM", "PERUMAHAN"),
    ("BLK", "BLOK"),
    ("GD", "GEDUNG"),
    ("GN", "GUNUNG"),
    ("GNG", "GUNUNG"),
    ("TJ", "TANJUNG"),
    ("TJG", "TANJUNG"),
    ("S", "SULTAN"),
    ("SLT", "SULTAN"),
    ("P", "PANGERAN"),
    ("PGR", "PANGERAN"),
    ("KH", "KYAI"),
    ("K", "KYAI"),
    ("IR", "IR"),
];

impl Street {
    /// Reads an address.
    pub(crate) fn of(address: &str) -> Self {
        let (street, place) = without_place(address);
        let upper = street.to_uppercase().replace('#', " NO ");
        let tokens: Vec<String> = upper
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(repaired)
            .collect();
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let mut street = Self {
            place,
            ..Self::default()
        };
        let mut numbered = false;
        let mut rest = tokens.as_slice();
        while let [first, others @ ..] = rest {
            rest = others;
            // "Jl. Bontang Baru" is a street; "…, Bontang" is where it lies.
            if PLACE.contains(first) && !street.words.is_empty() {
                break;
            }
            let number = first.bytes().any(|b| b.is_ascii_digit());
            let bare = || digits(first).trim_start_matches('0').to_owned();
            // Behind the neighbourhood only a house may follow.
            let is_behind = street.rt.is_some() && !street.words.is_empty();
            if let Some(word) = neighbourhood(first, rest, &street) {
                let told = rest.first().and_then(|next| digits(next).parse().ok());
                street.rt = street.rt.or(told.filter(|_| word == "RT"));
                rest = rest.get(1..).unwrap_or_default();
            } else if COUNTED.contains(first) {
                rest = rest.get(1..).unwrap_or_default();
            } else if is_house_word(first, rest) {
                numbered = true;
            } else if NOISE.contains(first) || street.words.is_empty() && is_road_word(first) {
                // Says nothing.
            } else if counted_in_one(first) {
                street.rt = street
                    .rt
                    .or(first.strip_prefix("RT").and_then(|rt| rt.parse().ok()));
            } else if number && numbered {
                street.house.get_or_insert_with(bare);
            } else if is_behind {
                // Says nothing.
            } else if number {
                street.words.push(bare());
            } else if first.len() > 1 || !street.words.is_empty() || written_out(first).len() > 1 {
                street.words.push(written_out(first).to_owned());
            }
        }
        let is_number = |word: &String| word.bytes().any(|b| b.is_ascii_digit());
        if street.house.is_none() && street.words.len() > 1 {
            street.house = street.words.pop_if(|word| is_number(word));
        }
        street
    }
}

/// Words two letters from NOMOR that are themselves.
const OTHER_WORDS: [&str; 3] = ["TIMOR", "MOTOR", "HONOR"];

/// Whether the number of a house follows; also with a typing error.
fn is_house_word(word: &str, rest: &[&str]) -> bool {
    let apart = |other| osa_distance(word, other);
    NUMBER.contains(&word)
        || word.len() >= 4 && apart("NOMOR") == 1
        || begins_with_digit(rest)
            && match word.len() {
                1 => word == "N",
                2 | 3 => apart("NO") == 1,
                4 | 5 => apart("NOMOR") == 2 && !OTHER_WORDS.contains(&word),
                _ => false,
            }
}

/// "Jalan" with a typing error.
fn is_road_word(word: &str) -> bool {
    match word.len() {
        1 => word == "J" || word == "L",
        2 | 3 => ["JL", "JLN"]
            .iter()
            .any(|road| osa_distance(word, road) == 1),
        4..=6 => osa_distance(word, "JALAN") == 1,
        _ => false,
    }
}

/// "RT" or "RW", also with a typing error behind a street.
fn neighbourhood(word: &str, rest: &[&str], street: &Street) -> Option<&'static str> {
    let known = ["RT", "RW"];
    let exact = known.into_iter().find(|one| *one == word);
    let may_be_mistyped = begins_with_digit(rest)
        && !street.words.is_empty()
        && (2..=3).contains(&word.len())
        && !NUMBER.contains(&word)
        && !COUNTED.contains(&word);
    exact.or_else(|| {
        let near = |one: &&str| may_be_mistyped && osa_distance(word, one) == 1;
        known.into_iter().find(near)
    })
}

fn begins_with_digit(rest: &[&str]) -> bool {
    rest.first()
        .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
}

/// A number of a house with the letters that stand for digits as digits: `l01` is 101.
fn digits(word: &str) -> String {
    if !word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    let digit = |letter| match letter {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    word.chars().map(digit).collect()
}

/// An address without the place that its last part names.
fn without_place(address: &str) -> (&str, Option<String>) {
    let Some((street, last)) = address.rsplit_once(',') else {
        return (address, None);
    };
    let upper = last.to_uppercase();
    let mut words = upper
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let is_place = words.all(|word| {
        let part = NOISE.contains(&word) || NUMBER.contains(&word) || COUNTED.contains(&word);
        !part
            && !matches!(
                word,
                "GG" | "GANG" | "GEDUNG" | "GD" | "BLOK" | "KOMPLEK" | "RUKO"
            )
            && !word.bytes().any(|b| b.is_ascii_digit())
    });
    if !is_place {
        return (address, None);
    }
    if upper.contains("KOTA") || upper.contains("KEC") || upper.trim() == "BONTANG" {
        return (street, None);
    }
    (street, place(last))
}

/// "RT05" without a space.
fn counted_in_one(word: &str) -> bool {
    COUNTED
        .iter()
        .filter_map(|counted| word.strip_prefix(counted))
        .any(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

fn written_out(word: &str) -> &str {
    let found = WRITTEN_OUT.iter().find(|(short, _)| *short == word);
    found.map_or(word, |(_, long)| long)
}

/// What places are compared by: the code of a kelurahan of the city, else its letters.
pub(crate) fn place(text: &str) -> Option<String> {
    if let Some(known) = kelurahan(text) {
        return Some(known.code.to_owned());
    }
    let upper = text.to_uppercase();
    let words = upper
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !matches!(*word, "" | "KEL" | "KELURAHAN" | "DESA"))
        .take_while(|word| !matches!(*word, "KEC" | "KECAMATAN"));
    let joined: String = words
        .map(|word| match word {
            "GN" | "GNG" => "GUNUNG",
            "TJ" | "TG" | "TJG" => "TANJUNG",
            "BTG" => "BONTANG",
            "KP" | "KPG" => "KAMPUNG",
            other => other,
        })
        .collect();
    (!joined.is_empty()).then_some(joined)
}

/// All telephone numbers in a text.
pub(crate) fn phones(text: &str) -> impl Iterator<Item = u64> {
    text.split(PHONES).filter_map(number)
}

/// What stands between two telephone numbers.
const PHONES: [char; 3] = [',', ';', '/'];

/// The digits of a telephone number, from the first after the country's code or the leading zero;
/// `None` where there are fewer than six.
fn number(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let bare = digits.strip_prefix("62").unwrap_or(&digits);
    let bare = bare.trim_start_matches('0');
    (6..=14).contains(&bare.len()).then(|| bare.parse().ok())?
}

/// Domains at which anybody has an address, which say nothing of a firm.
const FREE: [&str; 14] = [
    "gmail.com",
    "yahoo.com",
    "yahoo.co.id",
    "ymail.com",
    "rocketmail.com",
    "hotmail.com",
    "outlook.com",
    "outlook.co.id",
    "live.com",
    "icloud.com",
    "aol.com",
    "protonmail.com",
    "telkom.net",
    "mail.com",
];

/// All mail addresses of a text in small letters.
pub(crate) fn mails(text: &str) -> impl Iterator<Item = String> {
    text.split([',', ';', ' '])
        .filter(|part| part.contains('@'))
        .map(|part| part.trim().to_lowercase())
}

/// The domain, where it may be the firm's own.
pub(super) fn own_domain(domain: &str) -> Option<&str> {
    (!domain.is_empty() && !FREE.contains(&domain)).then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_read_alike_however_it_is_written() {
        let one = Street::of("Jl. A. Yani No. 12 RT 05 RW 02, Kel. Api-api, Bontang");
        for other in [
            "JALAN AHMAD YANI NO.12",
            "Jln A Yani 12 RT.5",
            "jl ahmad yani no 012, Kota Bontang",
            "JL. A YANI NO 12 RT05 KEC. BONTANG UTARA",
        ] {
            let other = Street::of(other);
            assert_eq!((&other.words, &other.house), (&one.words, &one.house));
            assert!(other.rt.is_none_or(|rt| rt == 5));
        }
        assert_eq!(one.rt, Some(5));
        let misread = Street::of("JL. A YANI NOMR 1l2 RT.O5/RW.002");
        assert_eq!(
            (misread.house.as_deref(), misread.rt),
            (Some("112"), Some(5))
        );
        for mistyped in ["JLB. A YANI NOOR 12 RY 5", "LJ A YANI MO. 12 ERT.05/RQ.02"] {
            let read = Street::of(mistyped);
            assert_eq!((&read.words, &read.house), (&one.words, &one.house));
            assert_eq!(read.rt, Some(5), "{mistyped}");
        }
        // A street of a like name stays one.
        assert_eq!(Street::of("Jl. Timor 12").words, ["TIMOR"]);
        assert_eq!(Street::of("").words, Vec::<String>::new());
        assert_eq!(
            Street::of("Komp. Ruko Blok C2").house.as_deref(),
            Some("C2")
        );
    }

    #[test]
    fn numbers_and_addresses_are_compared_by_what_they_reach() {
        let phones = |text| phones(text).collect::<Vec<_>>();
        assert_eq!(phones("+62 548-123456"), phones("(0548) 123456"));
        assert_eq!(
            phones("0812 3456 7890 / 0548 123456, 0548 1"),
            [81_234_567_890, 548_123_456]
        );
        assert_eq!(phones("-"), []);
        let mails: Vec<String> = mails("HRD@Contoh.example; x@gmail.com, -").collect();
        assert_eq!(mails, ["hrd@contoh.example", "x@gmail.com"]);
        assert_eq!(own_domain("contoh.example"), Some("contoh.example"));
        assert_eq!(own_domain("gmail.com"), None);
        assert_eq!(place("Kel. Lhok Tuan"), place("LOKTUAN"));
        assert_eq!(place("Gn. Khayal"), place("GUNUNG KHAYAL"));
        assert_eq!(place("-"), None);
    }
}
