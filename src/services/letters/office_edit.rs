//! What an administrator types about a letterhead, checked.

use crate::{
    domain::letter::{BadPattern, Head, HeadKind, NumberPattern, Paper, Typeface},
    services::{ServiceError, barred},
    store::Letterhead,
};

/// Lines of a letterhead below the office's name.
const MOST_LINES: usize = 6;
/// Characters of one of them, or of a name.
const MOST_LINE: usize = 120;

/// What an administrator may change of a letterhead.
#[derive(Debug, Clone)]
pub struct OfficeEdit {
    /// The office as it stands in sentences.
    pub name: String,
    /// Whose head.
    pub kind: HeadKind,
    /// The first line.
    pub top: String,
    /// The office in larger letters.
    pub head_name: String,
    /// Address, telephone, mailbox, site.
    pub lines: Vec<String>,
    /// The sheet.
    pub paper: Paper,
    /// The letters.
    pub typeface: Typeface,
    /// Where letters are written.
    pub place: String,
    /// How letters are numbered; empty: typed from the city's own system.
    pub pattern: String,
}

impl OfficeEdit {
    pub(super) fn checked(&self, code: &str) -> Result<Letterhead, ServiceError> {
        let name = line(&self.name)
            .ok_or_else(|| barred("office-name", "Isi nama pejabat atau kantornya."))?;
        let top = line(&self.top).ok_or_else(|| barred("office-top", "Isi baris pertama kop."))?;
        let place =
            line(&self.place).ok_or_else(|| barred("office-place", "Isi tempat surat ditulis."))?;
        let head_name = match self.kind {
            HeadKind::Mayor => String::new(),
            HeadKind::Office => line(&self.head_name)
                .ok_or_else(|| barred("office-head", "Isi nama kantor pada kop."))?,
        };
        let typed: Vec<&str> = self
            .lines
            .iter()
            .map(|one| one.trim())
            .filter(|one| !one.is_empty())
            .collect();
        let lines: Option<Vec<String>> = typed.iter().map(|one| line(one)).collect();
        let lines = lines
            .filter(|lines| lines.len() <= MOST_LINES)
            .ok_or_else(|| {
                barred(
                    "office-lines",
                    "Kop memuat paling banyak 6 baris keterangan, masing-masing 120 huruf.",
                )
            })?;
        let pattern = checked_pattern(&self.pattern)?;
        Ok(Letterhead {
            code: code.to_owned(),
            name,
            head: Head {
                kind: self.kind,
                top,
                name: head_name,
                lines,
                has_emblem: false,
            },
            paper: self.paper,
            typeface: self.typeface,
            place,
            emblem_sha256: None,
            pattern,
            version: 1,
            retired_at: None,
        })
    }
}

/// A pattern; none where nothing was typed.
pub(super) fn checked_pattern(typed: &str) -> Result<Option<NumberPattern>, ServiceError> {
    match typed.trim() {
        "" => Ok(None),
        typed => Ok(Some(NumberPattern::parse(typed).map_err(refused_pattern)?)),
    }
}

fn refused_pattern(why: BadPattern) -> ServiceError {
    match why {
        BadPattern::Sequence => barred(
            "pattern-sequence",
            "Pola harus memuat {urut} tepat satu kali, agar tidak ada dua surat bernomor sama.",
        ),
        BadPattern::Unknown => barred(
            "pattern-unknown",
            "Dalam kurung kurawal hanya {urut}, {urut:3}, {bulan}, dan {tahun} yang dikenal.",
        ),
        BadPattern::Shape => barred("pattern-shape", "Pola nomor paling banyak 80 huruf."),
    }
}

/// One line as it is printed, trimmed; `None` where it is none or too long.
pub(super) fn line(typed: &str) -> Option<String> {
    let text = typed.trim();
    let fits = !text.is_empty()
        && text.chars().count() <= MOST_LINE
        && !text.chars().any(char::is_control);
    fits.then(|| text.to_owned())
}
