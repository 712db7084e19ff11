//! A look at every part of a zipped workbook before the spreadsheet library sees any of it.
//!
//! The library holds some parts in memory and believes what they declare. Whatever would make it
//! take memory or time without bound is refused here, by streaming each part through the
//! decompressor once: the sizes in the archive's directory are not believed either.

use std::io::{BufReader, Read, Seek};

use zip::ZipArchive;

use super::{
    error::{IntakeError, Spot},
    fill::Merge,
    input::Input,
    ods::{MAX_MERGES, Weight},
    sniff::Format,
};

/// Parts of one archive.
const MAX_PARTS: usize = 10_000;
/// Unpacked bytes of all parts of an XLSX; its sheets are streamed.
const MAX_TOTAL: u64 = 8 << 30;
/// Unpacked bytes up to which nobody asks how well they were packed.
const FREE: u64 = 64 << 20;
/// Unpacked to packed bytes; sheets of nothing but blank rows come to about 30.
const MAX_RATIO: u64 = 100;
/// Unpacked bytes of a part that is held in memory, above all the shared strings.
const MAX_HELD: u64 = 96 << 20;
/// Unpacked bytes of an ODS.
const MAX_ODS: u64 = 64 << 20;
/// Bytes between two `<`; a cell holds 32,767 characters at most.
const MAX_TOKEN: usize = 1 << 20;
/// Bytes looked at together.
const CHUNK: usize = 1 << 20;
/// Fewest bytes that a shared string takes.
const SHARED_STRING_BYTES: u64 = 5;

/// What the look found, beyond that there is nothing to fear.
pub(super) struct Scanned {
    /// Some sheet of an XLSX has merged cells.
    pub merges: bool,
    /// Of each sheet of an ODS, the merged cells that span rows.
    pub spans: Vec<Vec<Merge>>,
}

/// Looks at all parts.
pub(super) fn scan(file: &Input, name: &str, format: Format) -> Result<Scanned, IntakeError> {
    let at = || Spot::file(name);
    let damaged = |what| IntakeError::Damaged { at: at(), what };
    let io = |source| IntakeError::Io { at: at(), source };
    let mut file = file.again().map_err(io)?;
    file.rewind().map_err(io)?;
    let packed = file.length().map_err(io)?;
    let mut archive =
        ZipArchive::new(BufReader::new(file)).map_err(|_| damaged("daftar isi arsip"))?;
    if archive.len() > MAX_PARTS {
        return Err(too_large(
            name,
            "jumlah bagian arsip",
            format!("{MAX_PARTS}"),
        ));
    }
    is_workbook(&archive, name, format)?;
    let most = if format == Format::Ods {
        MAX_ODS
    } else {
        MAX_TOTAL
    };
    let mut look = Look {
        name,
        most,
        packed,
        total: 0,
        merges: false,
        spans: Vec::new(),
        chunk: vec![0; CHUNK],
    };
    for index in 0..archive.len() {
        let part = archive
            .by_index_raw(index)
            .map_err(|_| damaged("bagian arsip"))?;
        if part.encrypted() {
            return Err(IntakeError::Encrypted { at: at() });
        }
        let path = String::from_utf8_lossy(part.name_raw())
            .to_lowercase()
            .replace('\\', "/");
        drop(part);
        let part = archive
            .by_index(index)
            .map_err(|_| damaged("bagian arsip"))?;
        look.part(part, &path, format)?;
    }
    Ok(Scanned {
        merges: look.merges,
        spans: look.spans,
    })
}

fn too_large(name: &str, what: &'static str, limit: String) -> IntakeError {
    IntakeError::TooLarge {
        at: Spot::file(name),
        what,
        limit,
    }
}

/// By the names of the parts: a zip archive may be anything.
fn is_workbook<R>(archive: &ZipArchive<R>, name: &str, format: Format) -> Result<(), IntakeError>
where
    R: Read + Seek,
{
    let has = |part: &[u8]| {
        archive
            .file_names_raw()
            .any(|path| path.to_ascii_lowercase().starts_with(part))
    };
    let found = match format {
        Format::Ods if has(b"content.xml") && has(b"mimetype") => return Ok(()),
        Format::Ods => "arsip ZIP yang bukan buku kerja ODS",
        _ if has(b"word/") => "dokumen Word",
        _ if has(b"xl/workbook.bin") => "buku kerja XLSB",
        _ if has(b"_rels/.rels") => return Ok(()),
        _ => "arsip ZIP yang bukan buku kerja",
    };
    let expected = if format == Format::Ods {
        "buku kerja ODS"
    } else {
        "buku kerja XLSX"
    };
    Err(IntakeError::WrongContent {
        at: Spot::file(name),
        expected,
        found,
    })
}

struct Look<'a> {
    name: &'a str,
    most: u64,
    packed: u64,
    total: u64,
    merges: bool,
    spans: Vec<Vec<Merge>>,
    chunk: Vec<u8>,
}

impl Look<'_> {
    fn part(&mut self, mut part: impl Read, path: &str, format: Format) -> Result<(), IntakeError> {
        let streamed = path.contains("worksheets/") || path.contains("pivotcache/");
        let ending = path.rsplit('.').next();
        let xml = ending.is_some_and(|ending| matches!(ending, "xml" | "rels"));
        let mut seen = Seen::default();
        let mut ods = (format == Format::Ods && path == "content.xml").then(Weight::default);
        loop {
            let filled = fill(&mut part, &mut self.chunk)
                .map_err(|()| self.damaged("isi bagian arsip tidak utuh"))?;
            let chunk = &self.chunk[..filled];
            if chunk.is_empty() {
                break;
            }
            self.total += filled as u64;
            seen.bytes += filled as u64;
            self.size(&seen, xml && !streamed)?;
            if xml || streamed {
                seen.tokens(chunk);
                self.content(path, chunk, &mut seen)?;
            }
            if let Some(weight) = &mut ods {
                weight
                    .take(chunk)
                    .map_err(|refusal| refusal.error(self.name))?;
            }
        }
        if seen.shared > seen.bytes / SHARED_STRING_BYTES {
            return Err(self.damaged("jumlah teks bersama"));
        }
        if seen.merges > MAX_MERGES {
            return Err(too_large(
                self.name,
                "jumlah sel gabungan",
                format!("{MAX_MERGES}"),
            ));
        }
        self.merges |= seen.merges > 0;
        if let Some(weight) = ods {
            self.spans = weight
                .finish()
                .map_err(|refusal| refusal.error(self.name))?;
        }
        Ok(())
    }

    fn size(&self, seen: &Seen, held: bool) -> Result<(), IntakeError> {
        if self.total > FREE && self.total / MAX_RATIO > self.packed {
            return Err(too_large(
                self.name,
                "perbandingan isi dan ukuran arsip",
                format!("{MAX_RATIO} kali"),
            ));
        }
        let held_too_much = held && seen.bytes > MAX_HELD;
        if self.total > self.most || held_too_much {
            let limit = if held_too_much {
                MAX_HELD.min(self.most)
            } else {
                self.most
            };
            return Err(too_large(
                self.name,
                "isi arsip",
                format!("{} MB", limit >> 20),
            ));
        }
        Ok(())
    }

    fn content(&self, path: &str, chunk: &[u8], seen: &mut Seen) -> Result<(), IntakeError> {
        if seen.longest > MAX_TOKEN {
            let limit = format!("{} MB", MAX_TOKEN >> 20);
            return Err(too_large(self.name, "panjang satu teks", limit));
        }
        let first = seen.bytes == chunk.len() as u64;
        // The library would decode it, but what is looked for below would not be found.
        if first && (chunk.starts_with(b"\xff\xfe") || chunk.iter().take(4).any(|byte| *byte == 0))
        {
            return Err(self.damaged("pengodean bagian arsip"));
        }
        if path.ends_with("manifest.xml") && count(chunk, b"encryption-data") > 0 {
            return Err(IntakeError::Encrypted {
                at: Spot::file(self.name),
            });
        }
        if path.ends_with("sharedstrings.xml") {
            seen.declared(chunk);
        }
        // What is held in memory must not pass for a sheet, which may be larger.
        let disguised = [b"worksheets/".as_slice(), b"pivotcache/", b"&"];
        let lower = chunk.to_ascii_lowercase();
        if path == "_rels/.rels" && disguised.iter().any(|word| count(&lower, word) > 0) {
            return Err(self.damaged("susunan bagian arsip"));
        }
        if path.contains("worksheets/") {
            seen.merges += count(chunk, b"mergeCell ");
        }
        Ok(())
    }

    fn damaged(&self, what: &'static str) -> IntakeError {
        IntakeError::Damaged {
            at: Spot::file(self.name),
            what,
        }
    }
}

/// What was seen of one part so far.
#[derive(Default)]
struct Seen {
    bytes: u64,
    /// Bytes since the last `<`.
    since: usize,
    longest: usize,
    /// Largest number of shared strings that the part declares.
    shared: u64,
    merges: usize,
}

impl Seen {
    /// Tokens inside one chunk are short enough; only those that reach over its ends count.
    fn tokens(&mut self, chunk: &[u8]) {
        let first = chunk.iter().position(|&byte| byte == b'<');
        let last = chunk.iter().rposition(|&byte| byte == b'<');
        self.longest = self.longest.max(self.since + first.unwrap_or(chunk.len()));
        self.since = last.map_or(self.since + chunk.len(), |last| chunk.len() - last);
    }

    /// The library reserves room for as many strings as the part says it has.
    fn declared(&mut self, chunk: &[u8]) {
        const WORD: &[u8] = b"uniqueCount";
        for at in places(chunk, WORD) {
            let digits = chunk[at + WORD.len()..]
                .iter()
                .skip_while(|byte| !byte.is_ascii_digit())
                .take_while(|byte| byte.is_ascii_digit());
            let declared = digits.fold(0_u64, |number, digit| {
                number
                    .saturating_mul(10)
                    .saturating_add(u64::from(digit - b'0'))
            });
            self.shared = self.shared.max(declared);
        }
    }
}

fn places<'a>(chunk: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    chunk
        .windows(word.len())
        .enumerate()
        .filter(move |(_, w)| *w == word)
        .map(|(at, _)| at)
}

fn count(chunk: &[u8], word: &[u8]) -> usize {
    places(chunk, word).count()
}

fn fill(part: &mut impl Read, chunk: &mut [u8]) -> Result<usize, ()> {
    let mut filled = 0;
    while filled < chunk.len() {
        match part.read(&mut chunk[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(bad) if bad.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return Err(()),
        }
    }
    Ok(filled)
}
