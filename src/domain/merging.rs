//! Two records that are one firm: whether they may become one, and what the kept one gains.
//!
//! Only a person merges, and never against an identifier.

use chrono::NaiveDate;

use crate::{
    employer::{Field, Record},
    identifiers::{are_a_slip_apart, sound_npwp},
    names::form_of,
};

/// What speaks against merging two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// Different NIBs: two firms.
    Nib,
    /// NIBs that are one slip of the pen apart: two firms, unless somebody corrects one of them.
    NibSlip,
    /// Different tax numbers, neither of which is the other one written wrongly: two firms.
    Npwp,
    /// Different legal forms: two firms unless a person says that one was written wrongly.
    Form,
}

/// What speaks against merging; `forms_agreed` says that a person vouches for the legal form.
///
/// # Errors
/// The first thing that speaks against it.
pub fn may_merge(kept: &Record, merged: &Record, forms_agreed: bool) -> Result<(), Against> {
    match (kept.get(Field::Nib), merged.get(Field::Nib)) {
        (Some(a), Some(b)) if is_nib_slip(a, b) => return Err(Against::NibSlip),
        (Some(a), Some(b)) if a != b => return Err(Against::Nib),
        _ => {}
    }
    if are_two_npwps(kept.get(Field::NpwpKey), merged.get(Field::NpwpKey)) {
        return Err(Against::Npwp);
    }
    let form = |record: &Record| {
        form_of(
            record.get(Field::Name).unwrap_or_default(),
            record.get(Field::Form),
        )
    };
    match (form(kept), form(merged)) {
        (Some(a), Some(b)) if a != b && !forms_agreed => Err(Against::Form),
        _ => Ok(()),
    }
}

/// Numbers and the day each speaks of: taken together or not at all.
const DATED: [(Field, Field); 2] = [
    (Field::Wlkp, Field::WlkpOn),
    (Field::BpjsTk, Field::BpjsTkOn),
];

/// Whether both have a tax number and neither is the other one written wrongly.
fn are_two_npwps(a: Option<&str>, b: Option<&str>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b && sound_npwp(a, b).is_none())
}

/// Whether one NIB may be the other one with a slip of the pen, which nothing proves.
fn is_nib_slip(a: &str, b: &str) -> bool {
    matches!((a.parse(), b.parse()), (Ok(a), Ok(b)) if are_a_slip_apart(a, b))
}

/// Whether one record has the tax number that the other one has with a slip of the pen.
fn is_the_sound_npwp(one: &Record, other: &Record) -> bool {
    match (one.get(Field::NpwpKey), other.get(Field::NpwpKey)) {
        (Some(one), Some(other)) => sound_npwp(one, other) == Some(one),
        _ => false,
    }
}

/// The fields that the kept record takes from the merged one: what it lacks, its tax number
/// where that was written wrongly, and a headcount that speaks of a later day.
#[must_use]
pub fn gains(kept: &Record, merged: &Record) -> Vec<Field> {
    let day = |record: &Record, on| record.get(on).and_then(|d| d.parse::<NaiveDate>().ok());
    let dated = |field| {
        DATED
            .into_iter()
            .find(|(count, on)| field == *count || field == *on)
    };
    Field::ALL
        .into_iter()
        .filter(|field| match dated(*field) {
            Some((count, on)) => {
                merged.get(count).is_some()
                    && (kept.get(count).is_none() || day(merged, on) > day(kept, on))
            }
            // Shown and compared form of one number.
            None if matches!(*field, Field::Npwp | Field::NpwpKey) => {
                kept.get(Field::NpwpKey).is_none() || is_the_sound_npwp(merged, kept)
            }
            None => kept.get(*field).is_none(),
        })
        .filter(|field| *field != Field::Closed && merged.get(*field).is_some())
        .collect()
}

/// Whether a row that came in while two were one speaks of the merged one: by the first
/// identifier that it shares with either, and without any by its name and place.
#[must_use]
pub fn belongs(said: &Record, merged: &Record, kept: &Record) -> bool {
    let same = |field, of: &Record| said.get(field).is_some() && said.get(field) == of.get(field);
    let numbers = [Field::Nib, Field::NpwpKey, Field::Code];
    for field in numbers {
        if same(field, kept) {
            return false;
        }
        if same(field, merged) {
            return true;
        }
    }
    let bare = |of: &Record| numbers.iter().all(|field| of.get(*field).is_none());
    let words = |of: &Record| {
        [Field::Name, Field::Address, Field::Kelurahan]
            .map(|field| of.get(field).unwrap_or_default().to_lowercase())
    };
    bare(said) && bare(merged) && words(said) == words(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(fields: &[(Field, &str)]) -> Record {
        let mut record = Record::default();
        for (field, value) in fields {
            record.set(*field, Some(*value));
        }
        record
    }

    #[test]
    fn identifiers_speak_against_it_for_good_and_a_form_until_somebody_vouches() {
        let pt = record(&[(Field::Name, "PT Misal Jaya"), (Field::Nib, "1")]);
        let cv = record(&[(Field::Name, "CV Misal Jaya"), (Field::NpwpKey, "7")]);
        assert_eq!(may_merge(&pt, &cv, false), Err(Against::Form));
        assert_eq!(may_merge(&pt, &cv, true), Ok(()));
        let other = record(&[(Field::Name, "PT Misal Jaya"), (Field::Nib, "2")]);
        assert_eq!(may_merge(&pt, &other, true), Err(Against::NibSlip));
        let other = record(&[(Field::Name, "PT Misal Jaya"), (Field::Nib, "23")]);
        assert_eq!(may_merge(&pt, &other, true), Err(Against::Nib));
        let taxed = record(&[(Field::Name, "CV Misal Jaya"), (Field::NpwpKey, "8")]);
        assert_eq!(may_merge(&cv, &taxed, true), Err(Against::Npwp));
        let bare = record(&[(Field::Name, "Misal Jaya")]);
        assert_eq!(may_merge(&pt, &bare, false), Ok(()));
    }

    #[test]
    fn a_tax_number_written_wrongly_bars_nothing_and_the_sound_one_is_kept() {
        let (sound, slip) = ("0013121660091000", "0013127660091000");
        let [sound, slip] = [sound, slip].map(|npwp| record(&[(Field::NpwpKey, npwp)]));
        assert_eq!(may_merge(&sound, &slip, false), Ok(()));
        assert_eq!(gains(&sound, &slip), []);
        assert_eq!(gains(&slip, &sound), [Field::NpwpKey]);
        let other = record(&[(Field::NpwpKey, "0016090524017000")]);
        assert_eq!(may_merge(&sound, &other, true), Err(Against::Npwp));
    }

    #[test]
    fn a_row_belongs_to_the_one_whose_identifier_it_bears() {
        let kept = record(&[(Field::Nib, "1"), (Field::Code, "11")]);
        let merged = record(&[(Field::NpwpKey, "7"), (Field::Code, "77")]);
        let bears = |fields: &[(Field, &str)]| belongs(&record(fields), &merged, &kept);
        assert!(bears(&[(Field::Code, "77")]));
        assert!(bears(&[(Field::NpwpKey, "7")]));
        assert!(!bears(&[(Field::Nib, "1"), (Field::Code, "77")]));
        assert!(!bears(&[(Field::Code, "11")]));
        assert!(!bears(&[(Field::Name, "CV Misal Jaya")]));
        let stall = record(&[(Field::Name, "Warung Misal"), (Field::Kelurahan, "Kanaan")]);
        let said = record(&[(Field::Name, "WARUNG MISAL"), (Field::Kelurahan, "Kanaan")]);
        assert!(belongs(&said, &stall, &kept));
        assert!(!belongs(
            &record(&[(Field::Name, "Warung Misal")]),
            &stall,
            &kept
        ));
    }

    #[test]
    fn the_kept_record_gains_what_it_lacks_and_the_later_headcount() {
        let kept = record(&[
            (Field::Name, "PT Misal Jaya"),
            (Field::Wlkp, "40"),
            (Field::WlkpOn, "2025-01-01"),
            (Field::BpjsTk, "38"),
            (Field::BpjsTkOn, "2026-02-01"),
            (Field::Closed, "false"),
        ]);
        let merged = record(&[
            (Field::Name, "MISAL JAYA, PT"),
            (Field::Code, "10000001"),
            (Field::Wlkp, "42"),
            (Field::WlkpOn, "2026-01-01"),
            (Field::BpjsTk, "30"),
            (Field::BpjsTkOn, "2025-02-01"),
            (Field::Closed, "true"),
        ]);
        assert_eq!(
            gains(&kept, &merged),
            [Field::Code, Field::Wlkp, Field::WlkpOn]
        );
    }
}
