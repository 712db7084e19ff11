//! Where a letter is carried, and in which order a courier wants them.

use std::cmp::Ordering;

use crate::regions::kelurahan;

/// Whom an envelope is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostalAddress {
    /// The firm, or an office.
    pub name: String,
    /// Street and number, as far as they are known.
    pub street: Option<String>,
    /// Kelurahan, in its official spelling where it is one of the city's.
    pub kelurahan: Option<String>,
    /// Kecamatan.
    pub kecamatan: Option<String>,
    /// Postal code, where the kelurahan tells it.
    pub postal_code: Option<String>,
}

impl PostalAddress {
    /// The address of a firm, from what the registry holds of it.
    ///
    /// ```
    /// use patuh_domain::letter::PostalAddress;
    ///
    /// let to = PostalAddress::of("CV Contoh", Some("Jl. Contoh 1"), (Some("Kel. Loktuan"), None));
    /// assert_eq!(
    ///     to.lines("Bontang"),
    ///     ["CV Contoh", "Jl. Contoh 1", "Kel. Lok Tuan, Kec. Bontang Utara", "Bontang 75314"],
    /// );
    /// ```
    #[must_use]
    pub fn of(
        name: &str,
        street: Option<&str>,
        (village, district): (Option<&str>, Option<&str>),
    ) -> Self {
        let filled = |text: Option<&str>| {
            let text = text.map(str::trim).filter(|text| !text.is_empty());
            text.map(str::to_owned)
        };
        let known = village.and_then(kelurahan);
        Self {
            name: name.trim().to_owned(),
            street: filled(street),
            kelurahan: known.map_or_else(|| filled(village), |one| Some(one.name.to_owned())),
            kecamatan: known.map_or_else(|| filled(district), |one| Some(one.kecamatan.to_owned())),
            postal_code: known.map(|one| one.postal_code.to_owned()),
        }
    }

    /// What is written on an envelope, a line each.
    #[must_use]
    pub fn lines(&self, city: &str) -> Vec<String> {
        let mut lines = vec![self.name.clone()];
        lines.extend(self.street.clone());
        let parts = [
            self.kelurahan.as_ref().map(|name| format!("Kel. {name}")),
            self.kecamatan.as_ref().map(|name| format!("Kec. {name}")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if !parts.is_empty() {
            lines.push(parts.join(", "));
        }
        lines.push(match &self.postal_code {
            Some(code) => format!("{city} {code}"),
            None => city.to_owned(),
        });
        lines
    }
}

/// Postal order, the one place that says it: kecamatan, kelurahan, postal code, name, and so the
/// rounds of a courier. Who lacks one of them comes behind all who have it; capitals don't matter.
#[must_use]
pub fn postal_order(one: &PostalAddress, other: &PostalAddress) -> Ordering {
    fn key(to: &PostalAddress) -> [(bool, String); 4] {
        let part = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default().to_lowercase();
            (text.is_empty(), text)
        };
        [
            part(&to.kecamatan),
            part(&to.kelurahan),
            part(&to.postal_code),
            (false, to.name.to_lowercase()),
        ]
    }
    key(one).cmp(&key(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(name: &str, village: Option<&str>, district: Option<&str>) -> PostalAddress {
        PostalAddress::of(name, None, (village, district))
    }

    #[test]
    fn letters_are_carried_kecamatan_by_kecamatan_and_unknown_places_come_last() {
        let mut all = [
            to("CV Tanpa Alamat", None, None),
            to("pt beta", Some("Loktuan"), None),
            to("PT Alfa", Some("Lok Tuan"), None),
            to("CV Barat", Some("Belimbing"), None),
            to("CV Guntung", Some("Guntung"), None),
            to("CV Luar", Some("Desa Lain"), Some("Marang Kayu")),
            to("CV Selatan", Some("Satimpo"), None),
        ];
        all.sort_by(postal_order);
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "CV Barat",
                "CV Selatan",
                "CV Guntung",
                "PT Alfa",
                "pt beta",
                "CV Luar",
                "CV Tanpa Alamat"
            ]
        );
    }

    #[test]
    fn an_envelope_says_what_is_known() {
        let lines = to("CV Luar", None, None).lines("Bontang");
        assert_eq!(lines, ["CV Luar", "Bontang"]);
    }
}
