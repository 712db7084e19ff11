use super::BadValue;
use crate::segment::Segment;

/// Reads the name of a segment in any case and punctuation: `PPU BU`, `PPU PN`, `PBPU (Mandiri)`,
/// `PBPU Pemda`, `BP`, `PBI JK (APBN)`; a few longer names that can mean only one segment too.
///
/// ```
/// use patuh_domain::segment::Segment;
/// use patuh_domain::values::{BadValue, segment};
///
/// assert_eq!(segment("pbi-jk (apbn)"), Ok(Segment::PbiJk));
/// assert_eq!(segment("PBPU"), Ok(Segment::Pbpu));
/// assert_eq!(segment("PPU"), Err(BadValue::Segment));
/// ```
///
/// # Errors
/// [`BadValue::Segment`] for anything else.
pub fn segment(text: &str) -> Result<Segment, BadValue> {
    if let Some(plain) = plain_segment(text) {
        return Ok(plain);
    }
    let mut buffer = [0; 64];
    let name = compact(text, &mut buffer).ok_or(BadValue::Segment)?;
    Ok(match name {
        b"PPUBU"
        | b"PPUBADANUSAHA"
        | b"PPUSWASTA"
        | b"PEGAWAISWASTA"
        | b"PEKERJAPENERIMAUPAHBADANUSAHA"
        | b"PEKERJAPENERIMAUPAHPPUBADANUSAHA"
        | b"PEKERJAPENERIMAUPAHBADANUSAHAPPUBU"
        | b"PEKERJAPENERIMAUPAHBU"
        | b"PPUBUPEGAWAISWASTA" => Segment::PpuBu,
        b"PPUPN"
        | b"PPUPENYELENGGARANEGARA"
        | b"PEKERJAPENERIMAUPAHPENYELENGGARANEGARA"
        | b"PEKERJAPENERIMAUPAHPPUPENYELENGGARANEGARA"
        | b"PEKERJAPENERIMAUPAHPENYELENGGARANEGARAPPUPN"
        | b"PEKERJAPENERIMAUPAHPN" => Segment::PpuPn,
        b"PBPU"
        | b"PBPUMANDIRI"
        | b"MANDIRI"
        | b"PEKERJAMANDIRI"
        | b"PESERTAMANDIRI"
        | b"PEKERJABUKANPENERIMAUPAH"
        | b"PEKERJABUKANPENERIMAUPAHPBPU"
        | b"PEKERJABUKANPENERIMAUPAHMANDIRI" => Segment::Pbpu,
        b"PBPUPEMDA"
        | b"PBPUBPPEMDA"
        | b"PBPUDANBPPEMDA"
        | b"PBPUPEMERINTAHDAERAH"
        | b"PBPUBPPEMERINTAHDAERAH"
        | b"PBPUPEMDAAPBD"
        | b"PBPUBPPEMDAAPBD"
        | b"PBIAPBD"
        | b"JAMKESDA" => Segment::PbpuPemda,
        b"BP" | b"BUKANPEKERJA" | b"BPBUKANPEKERJA" | b"BUKANPEKERJABP" => Segment::Bp,
        b"PBIJK"
        | b"PBIJKAPBN"
        | b"PBI"
        | b"PBIAPBN"
        | b"PENERIMABANTUANIURAN"
        | b"PENERIMABANTUANIURANPBI"
        | b"PENERIMABANTUANIURANAPBN"
        | b"PENERIMABANTUANIURANJAMINANKESEHATAN" => Segment::PbiJk,
        _ => return Err(BadValue::Segment),
    })
}

/// The spellings that programs write, told apart without looking at single letters.
fn plain_segment(text: &str) -> Option<Segment> {
    Some(match text {
        "PPU BU" => Segment::PpuBu,
        "PPU PN" => Segment::PpuPn,
        "PBPU" | "PBPU (Mandiri)" | "PBPU (MANDIRI)" => Segment::Pbpu,
        "PBPU Pemda" | "PBPU PEMDA" => Segment::PbpuPemda,
        "BP" => Segment::Bp,
        "PBI JK" | "PBI JK (APBN)" => Segment::PbiJk,
        _ => return None,
    })
}

/// Upper-case letters and digits of a text, or `None` where there are more than fit or a letter
/// outside ASCII, which no name here has.
fn compact<'b, const N: usize>(text: &str, buffer: &'b mut [u8; N]) -> Option<&'b [u8]> {
    let mut length = 0;
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        let letter = u8::try_from(c).ok().filter(u8::is_ascii)?;
        *buffer.get_mut(length)? = letter.to_ascii_uppercase();
        length += 1;
    }
    Some(&buffer[..length])
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

fn is(word: Option<&str>, name: &str) -> bool {
    word.is_some_and(|word| word.eq_ignore_ascii_case(name))
}

/// Whether a membership is active: `AKTIF`, or `NON AKTIF`, `NONAKTIF`, `TIDAK AKTIF` with an
/// optional reason after it, in any case and punctuation.
///
/// ```
/// use patuh_domain::values::is_active;
///
/// assert_eq!(is_active("AKTIF"), Ok(true));
/// assert_eq!(is_active("Non-Aktif (menunggak)"), Ok(false));
/// ```
///
/// # Errors
/// [`BadValue::Active`] for anything else.
pub fn is_active(text: &str) -> Result<bool, BadValue> {
    if text == "AKTIF" {
        return Ok(true);
    }
    let mut words = words(text);
    let first = words.next();
    if is(first, "aktif") && words.next().is_none() {
        return Ok(true);
    }
    let joined = is(first, "nonaktif") || is(first, "tidakaktif");
    let apart = || is(first, "non") || is(first, "tidak") || is(first, "tdk");
    if joined || (apart() && is(words.next(), "aktif")) {
        return Ok(false);
    }
    Err(BadValue::Active)
}

/// Whether a PISA says that the person is the worker: `1` or `Peserta`; everyone else is a
/// dependant, a blank cell too.
///
/// ```
/// use patuh_domain::values::is_main;
///
/// assert!(is_main("1") && is_main("Peserta"));
/// assert!(!is_main("4") && !is_main("") && !is_main("Peserta Tambahan"));
/// ```
#[must_use]
pub fn is_main(pisa: &str) -> bool {
    if pisa.len() == 1 {
        return pisa == "1";
    }
    let mut words = words(pisa);
    let (first, second) = (words.next(), words.next());
    let one = is(first, "1") && (second.is_none() || is(second, "peserta"));
    let named = is(first, "peserta") && second.is_none();
    (one || named) && words.next().is_none()
}

/// Whether a business has closed: `aktif` or `tutup`, in any case and punctuation.
///
/// A business that is closed for a while has not closed, so "tutup sementara" is not guessed at.
///
/// # Errors
/// [`BadValue::Closed`] for anything else.
pub fn is_closed(status: &str) -> Result<bool, BadValue> {
    let mut buffer = [0; 16];
    match compact(status, &mut buffer) {
        Some(b"AKTIF") => Ok(false),
        Some(b"TUTUP" | b"SUDAHTUTUP" | b"TUTUPPERMANEN") => Ok(true),
        _ => Err(BadValue::Closed),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NAMES: [(Segment, &[&str]); 6] = [
        (
            Segment::PpuBu,
            &[
                "PPU BU",
                "ppu_bu",
                "PPU-BU",
                "Ppu (BU)",
                "PPUBU",
                "PEGAWAI SWASTA",
                "Pekerja Penerima Upah Badan Usaha",
                "Pekerja Penerima Upah (PPU) Badan Usaha",
            ],
        ),
        (
            Segment::PpuPn,
            &["PPU PN", "ppu.pn", "PPU Penyelenggara Negara"],
        ),
        (
            Segment::Pbpu,
            &[
                "PBPU",
                "PBPU (Mandiri)",
                "PBPU - Mandiri",
                "Mandiri",
                "pbpu mandiri",
            ],
        ),
        (
            Segment::PbpuPemda,
            &[
                "PBPU Pemda",
                "PBPU PEMDA",
                "PBPU BP Pemda",
                "PBPU/BP Pemda",
                "PBI APBD",
            ],
        ),
        (
            Segment::Bp,
            &["BP", "b.p.", "Bukan Pekerja", "BP (Bukan Pekerja)"],
        ),
        (
            Segment::PbiJk,
            &[
                "PBI JK",
                "PBI JK (APBN)",
                "PBI",
                "PBI APBN",
                "PBI (APBN)",
                "pbi\u{a0}jk",
            ],
        ),
    ];

    #[test]
    fn segments_are_known_by_their_usual_names() {
        for (expected, names) in NAMES {
            for name in names {
                assert_eq!(segment(name), Ok(expected), "{name}");
            }
        }
        for name in [
            "",
            "-",
            "PPU",
            "PEMDA",
            "PPU BU PN",
            "1",
            "PNS swasta",
            "PBPÜ",
            "BPX",
        ] {
            assert_eq!(segment(name), Err(BadValue::Segment), "{name}");
        }
    }

    #[test]
    fn codes_and_labels_are_read_back() {
        for known in Segment::ALL {
            assert_eq!(segment(known.code()), Ok(known));
            assert_eq!(segment(known.label()), Ok(known));
        }
    }

    #[test]
    fn a_reason_may_follow_only_what_is_not_active() {
        for text in ["AKTIF", "Aktif", " aktif."] {
            assert_eq!(is_active(text), Ok(true), "{text}");
        }
        for text in [
            "NON AKTIF",
            "NONAKTIF",
            "TIDAK AKTIF",
            "Non-Aktif",
            "non_aktif",
            "NON AKTIF - PHK",
            "NONAKTIF (menunggak)",
            "Tidak aktif karena meninggal",
            "NON AKTIF PREMI",
        ] {
            assert_eq!(is_active(text), Ok(false), "{text}");
        }
        for text in [
            "",
            "AKTIF PREMI",
            "NON",
            "TIDAK",
            "0",
            "NONAKTIFKAN",
            "INACTIVE",
            "AKTIFNON",
        ] {
            assert_eq!(is_active(text), Err(BadValue::Active), "{text}");
        }
    }

    #[test]
    fn only_the_worker_is_main() {
        for text in ["1", "Peserta", "PESERTA", "1 - Peserta", "1. Peserta"] {
            assert!(is_main(text), "{text}");
        }
        for text in [
            "",
            "2",
            "11",
            "Istri",
            "Anak",
            "Peserta Tambahan",
            "1 Istri",
            "0",
            "-",
        ] {
            assert!(!is_main(text), "{text}");
        }
    }

    #[test]
    fn a_business_is_open_or_closed() {
        assert_eq!(is_closed("aktif"), Ok(false));
        assert_eq!(is_closed("TUTUP"), Ok(true));
        assert_eq!(is_closed("Sudah tutup."), Ok(true));
        for text in ["", "tutup sementara", "tidak aktif", "buka?"] {
            assert_eq!(is_closed(text), Err(BadValue::Closed), "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in ".*") {
            let _ = (segment(&text), is_active(&text), is_main(&text), is_closed(&text));
        }
    }
}
