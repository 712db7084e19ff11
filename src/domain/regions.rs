//! The kelurahan of Kota Bontang (Kepmendagri 300.2.2-2430/2025) and how people spell them.

/// A kelurahan of Kota Bontang.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Kelurahan {
    /// The code of the Ministry of Home Affairs with points: `64.74.01.1003`.
    pub code: &'static str,
    /// The official name.
    pub name: &'static str,
    /// The official name of the kecamatan it lies in.
    pub kecamatan: &'static str,
    /// The postal code, from community data.
    pub postal_code: &'static str,
}

const NORTH: &str = "Bontang Utara";
const SOUTH: &str = "Bontang Selatan";
const WEST: &str = "Bontang Barat";

/// All fifteen, in order of their code.
pub const KELURAHAN: [Kelurahan; 15] = [
    row("64.74.01.1001", "Bontang Kuala", NORTH, "75312"),
    row("64.74.01.1002", "Bontang Baru", NORTH, "75311"),
    row("64.74.01.1003", "Lok Tuan", NORTH, "75314"),
    row("64.74.01.1004", "Guntung", NORTH, "75314"),
    row("64.74.01.1005", "Gunung Elai", NORTH, "75311"),
    row("64.74.01.1006", "Api-api", NORTH, "75311"),
    row("64.74.02.1001", "Tanjung Laut", SOUTH, "75321"),
    row("64.74.02.1002", "Berbas Tengah", SOUTH, "75325"),
    row("64.74.02.1003", "Berbas Pantai", SOUTH, "75325"),
    row("64.74.02.1004", "Satimpo", SOUTH, "75324"),
    row("64.74.02.1005", "Bontang Lestari", SOUTH, "75325"),
    row("64.74.02.1006", "Tanjung Laut Indah", SOUTH, "75325"),
    row("64.74.03.1001", "Belimbing", WEST, "75313"),
    row("64.74.03.1002", "Gunung Telihan", WEST, "75383"),
    row("64.74.03.1003", "Kanaan", WEST, "75383"),
];

const fn row(
    code: &'static str,
    name: &'static str,
    kecamatan: &'static str,
    postal_code: &'static str,
) -> Kelurahan {
    Kelurahan {
        code,
        name,
        kecamatan,
        postal_code,
    }
}

/// Finds a kelurahan by its name in the usual spellings, with or without "Kel." before it, or by
/// its code with or without points; `None` for places outside the city.
///
/// ```
/// use patuh_domain::regions::kelurahan;
///
/// let found = kelurahan("Kel. Lhok Tuan").unwrap();
/// assert_eq!((found.name, found.kecamatan), ("Lok Tuan", "Bontang Utara"));
/// assert_eq!(kelurahan("Samarinda"), None);
/// ```
#[must_use]
pub fn kelurahan(text: &str) -> Option<Kelurahan> {
    let wanted = spelling(text);
    KELURAHAN
        .into_iter()
        .find(|known| spelling(known.name) == wanted || known.code.replace('.', "") == wanted)
}

/// One spelling for all: upper-case letters and digits, abbreviations written out, no kecamatan.
fn spelling(text: &str) -> String {
    let upper = text.to_uppercase().replace(['\'', '\u{2019}'], "");
    let words = upper
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let joined: String = words
        .take_while(|word| !matches!(*word, "KEC" | "KECAMATAN"))
        .map(|word| match word {
            "KEL" | "KELURAHAN" | "DESA" => "",
            "GN" | "GNG" | "GUNUNG" => "GUNUNG",
            "TJ" | "TG" | "TJG" | "TANJUNG" => "TANJUNG",
            "BTG" => "BONTANG",
            other => other,
        })
        .collect();
    match joined.as_str() {
        "LHOKTUAN" => "LOKTUAN".to_owned(),
        "API2" => "APIAPI".to_owned(),
        "TELIHAN" => "GUNUNGTELIHAN".to_owned(),
        _ => joined.replace("BEREBAS", "BERBAS"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn usual_spellings_are_found() {
        for (text, name) in [
            ("Loktuan", "Lok Tuan"),
            ("LOK TUAN", "Lok Tuan"),
            ("Lhok Tuan", "Lok Tuan"),
            ("lhoktuan", "Lok Tuan"),
            ("Berebas Tengah", "Berbas Tengah"),
            ("Kel. Berebas Pantai", "Berbas Pantai"),
            ("Api Api", "Api-api"),
            ("Api-Api", "Api-api"),
            ("APIAPI", "Api-api"),
            ("Gn. Elai", "Gunung Elai"),
            ("Gn Telihan", "Gunung Telihan"),
            ("Tj. Laut", "Tanjung Laut"),
            ("Tj.Laut Indah", "Tanjung Laut Indah"),
            (
                "Kelurahan Tanjung Laut Indah, Kec. Bontang Selatan",
                "Tanjung Laut Indah",
            ),
            ("Kana'an", "Kanaan"),
            (" bontang  kuala ", "Bontang Kuala"),
            ("64.74.03.1001", "Belimbing"),
            ("6474021004", "Satimpo"),
        ] {
            assert_eq!(
                kelurahan(text).map(|found| found.name),
                Some(name),
                "{text}"
            );
        }
    }

    #[test]
    fn other_places_are_not() {
        for text in [
            "",
            "Kel.",
            "Bontang",
            "Bontang Utara",
            "Tanjung",
            "Laut Indah",
            "Sangatta",
        ] {
            assert_eq!(kelurahan(text), None, "{text}");
        }
    }

    #[test]
    fn every_official_name_and_code_is_found_once() {
        let codes: BTreeSet<&str> = KELURAHAN.iter().map(|known| known.code).collect();
        assert_eq!(codes.len(), KELURAHAN.len());
        for known in KELURAHAN {
            assert_eq!(kelurahan(known.name), Some(known));
            assert_eq!(kelurahan(&known.name.to_uppercase()), Some(known));
            assert_eq!(kelurahan(known.code), Some(known));
        }
    }

    proptest! {
        #[test]
        fn looking_never_panics(text in ".*") {
            let _ = kelurahan(&text);
        }
    }
}
