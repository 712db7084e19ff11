//! Files kept with an employer: what they may be, and what they may be called.

use crate::identifiers::nik;

/// Bytes that a file may have.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// Characters of a name that are kept.
const MAX_NAME: usize = 120;

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A document.
    Pdf,
    /// A photograph.
    Jpg,
    /// A picture or a screen.
    Png,
}

/// Why a file is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadFile {
    /// There is nothing in it.
    Empty,
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// Neither PDF nor JPG nor PNG, whatever its name says.
    Kind,
    /// The name holds what may be somebody's NIK.
    Nik,
}

impl BadFile {
    /// Stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::Kind => "kind",
            Self::Nik => "nik",
        }
    }
}

impl FileKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpg, Self::Png];

    /// Name in columns, and the usual ending.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpg => "jpg",
            Self::Png => "png",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The kind that a content begins like; names and what a browser claims are not asked.
    ///
    /// # Errors
    /// [`BadFile`], except for the name's faults.
    pub fn of(content: &[u8]) -> Result<Self, BadFile> {
        if content.is_empty() {
            return Err(BadFile::Empty);
        }
        if content.len() > MAX_BYTES {
            return Err(BadFile::TooLarge);
        }
        let begins: [(&[u8], Self); 3] = [
            (b"%PDF-", Self::Pdf),
            (b"\xff\xd8\xff", Self::Jpg),
            (b"\x89PNG\r\n\x1a\n", Self::Png),
        ];
        begins
            .into_iter()
            .find(|(magic, _)| content.starts_with(magic))
            .map(|(_, kind)| kind)
            .ok_or(BadFile::Kind)
    }
}

/// The name under which a file is kept and handed out: without folders, control characters and
/// signs that shells and file systems read, with the ending of its kind.
///
/// # Errors
/// [`BadFile::Nik`] when its digits, whatever stands between them, may be a NIK.
pub fn file_name(typed: &str, kind: FileKind) -> Result<String, BadFile> {
    if nik::occurs_in(typed) {
        return Err(BadFile::Nik);
    }
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .chars()
        .map(|c| match c {
            '"' | '<' | '>' | '|' | ':' | '*' | '?' | ';' | '%' => '-',
            other => other,
        })
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .collect();
    let stem = match clean.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 4 => stem,
        _ => &clean,
    };
    let stem: String = stem
        .trim_matches(['.', ' '])
        .chars()
        .take(MAX_NAME)
        .collect();
    let stem = if stem.is_empty() { "berkas" } else { &stem };
    Ok(format!("{stem}.{}", kind.code()))
}

/// Marks that turn the reading direction or show nothing, with which a name can lie.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_a_file_is() {
        assert_eq!(FileKind::of(b"%PDF-1.7 ..."), Ok(FileKind::Pdf));
        assert_eq!(FileKind::of(b"\xff\xd8\xff\xe0 JFIF"), Ok(FileKind::Jpg));
        assert_eq!(FileKind::of(b"\x89PNG\r\n\x1a\nIHDR"), Ok(FileKind::Png));
        assert_eq!(FileKind::of(b""), Err(BadFile::Empty));
        assert_eq!(FileKind::of(b"<html><script>"), Err(BadFile::Kind));
        assert_eq!(FileKind::of(b"MZ\x90"), Err(BadFile::Kind));
        let large = [b"%PDF-".as_slice(), &vec![0; MAX_BYTES]].concat();
        assert_eq!(FileKind::of(&large), Err(BadFile::TooLarge));
    }

    #[test]
    fn a_name_loses_folders_and_what_could_mislead() {
        let name = |typed| file_name(typed, FileKind::Pdf).expect("a fit name");
        assert_eq!(
            name("Surat keterangan 2026.pdf"),
            "Surat keterangan 2026.pdf"
        );
        assert_eq!(name("../../etc/passwd"), "passwd.pdf");
        assert_eq!(name("C:\\foto\\bukti.exe"), "bukti.pdf");
        assert_eq!(name("a\"b\r\nSet-Cookie: x.png"), "a-bSet-Cookie- x.pdf");
        assert_eq!(name("\u{202e}fdp.exe"), "fdp.pdf");
        assert_eq!(name(""), "berkas.pdf");
    }

    #[test]
    fn a_name_with_a_nik_is_refused_however_it_is_written() {
        for typed in [
            "6474015708900007.pdf",
            "ktp 6474.0157.0890.0007.jpg",
            "scan_64-74-01-570890-0007.pdf",
            "BPJS_12_6474015708900007_x.pdf",
        ] {
            assert_eq!(
                file_name(typed, FileKind::Pdf),
                Err(BadFile::Nik),
                "{typed}"
            );
        }
        assert!(file_name("NIB 9120000000001 per 2026-03-16.pdf", FileKind::Pdf).is_ok());
    }
}
