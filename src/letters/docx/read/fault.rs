//! What can be wrong with a file, and what has to be said of one that was read.

/// Why a file can't be a letter's new text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocxFault {
    /// More than 10 MB.
    #[error("the file is larger than 10 MB")]
    TooLarge,
    /// No DOCX.
    #[error("the file is not a DOCX")]
    Kind,
    /// The format before DOCX, or a DOCX behind a password.
    #[error("the file is an old DOC or is locked with a password")]
    OldOrLocked,
    /// It carries a program.
    #[error("the file carries macros")]
    Macros,
    /// It unpacks to more than a letter can be.
    #[error("the file unpacks to more than a letter can be")]
    Unpacks,
    /// It can't be read to its end.
    #[error("the file is damaged")]
    Damaged,
    /// No text was found between addressee and signature.
    #[error("the file holds no letter's text")]
    NoText,
}

impl DocxFault {
    /// Name in answers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "docx_too_large",
            Self::Kind => "docx_kind",
            Self::OldOrLocked => "docx_old_or_locked",
            Self::Macros => "docx_macros",
            Self::Unpacks => "docx_unpacks",
            Self::Damaged => "docx_damaged",
            Self::NoText => "docx_no_text",
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::TooLarge => "Berkas lebih besar dari 10 MB. Hapus gambar yang tidak perlu.",
            Self::Kind => "Berkas ini bukan DOCX. Unggah surat yang diunduh dari sini.",
            Self::OldOrLocked => {
                "Berkas ini berformat DOC lama atau dikunci dengan kata sandi. Simpan sebagai \
                 DOCX tanpa kata sandi."
            }
            Self::Macros => "Berkas ini memuat makro. Simpan sebagai DOCX biasa.",
            Self::Unpacks => "Isi berkas ini jauh lebih besar daripada sebuah surat.",
            Self::Damaged => "Berkas ini rusak. Buka di Word, simpan lagi, lalu unggah kembali.",
            Self::NoText => {
                "Isi surat tidak ditemukan. Unggah surat yang diunduh dari sini, dengan tujuan \
                 dan tanda tangannya."
            }
        }
    }
}

/// What was left out of a letter's new text or is no longer as it was on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DocxNote {
    /// Changes were marked: taken as if all of them had been accepted.
    Tracked,
    /// Remarks in the margin: left out.
    Comments,
    /// Tables in the text: each row became a paragraph.
    Tables,
    /// Pictures and drawings in the text: left out.
    Pictures,
    /// Footnotes and endnotes: left out.
    Footnotes,
    /// Hidden text: left out.
    Hidden,
    /// Embedded things and special signs: left out.
    Objects,
    /// Bullets or deeper levels became numbers and letters.
    Lists,
    /// A list that went on behind a paragraph begins with 1 again.
    Numbers,
    /// Words outside the letter's parts: left out.
    Outside,
}

impl DocxNote {
    /// Every one.
    pub const ALL: [Self; 10] = [
        Self::Tracked,
        Self::Comments,
        Self::Tables,
        Self::Pictures,
        Self::Footnotes,
        Self::Hidden,
        Self::Objects,
        Self::Lists,
        Self::Numbers,
        Self::Outside,
    ];

    /// Name in answers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tracked => "tracked",
            Self::Comments => "comments",
            Self::Tables => "tables",
            Self::Pictures => "pictures",
            Self::Footnotes => "footnotes",
            Self::Hidden => "hidden",
            Self::Objects => "objects",
            Self::Lists => "lists",
            Self::Numbers => "numbers",
            Self::Outside => "outside",
        }
    }

    /// What to tell whoever handed the file in.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Tracked => "Perubahan yang dilacak dianggap diterima semuanya.",
            Self::Comments => "Komentar di berkas tidak diambil.",
            Self::Tables => "Tabel di dalam isi menjadi paragraf, satu untuk setiap baris.",
            Self::Pictures => "Gambar di dalam isi tidak diambil.",
            Self::Footnotes => "Catatan kaki tidak diambil.",
            Self::Hidden => "Teks tersembunyi tidak diambil.",
            Self::Objects => "Objek tersemat dan simbol khusus tidak diambil.",
            Self::Lists => "Daftar berpoin atau bertingkat lebih dari dua menjadi angka dan huruf.",
            Self::Numbers => "Daftar yang dilanjutkan setelah paragraf dimulai lagi dari angka 1.",
            Self::Outside => "Kata-kata di luar bagian surat tidak diambil.",
        }
    }
}
