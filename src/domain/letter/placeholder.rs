//! What stands for a value in a letter's text: `{{nama_perusahaan}}`.

use std::collections::BTreeMap;

/// A value that a letter's text may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Placeholder {
    /// Number of the letter.
    Number,
    /// Its day, in words.
    LetterOn,
    /// Its year.
    Year,
    /// The firm.
    Firm,
    /// Where it is.
    Address,
    /// The city, without "Kota".
    City,
    /// The office that writes.
    Office,
    /// What the data say of the case, with source and date; a whole sentence.
    Statement,
    /// What is asked for, as it continues "Saudara untuk:".
    Action,
    /// Where the headcount comes from.
    Source,
    /// The day that the data speak of.
    DataOn,
    /// Workers employed or declared.
    Headcount,
    /// Distinct registered workers.
    Registered,
    /// Workers who should be enrolled and are not.
    Shortfall,
    /// The same in words.
    ShortfallWords,
    /// Overdue months.
    ArrearsMonths,
    /// The term in working days.
    TermDays,
    /// The same in words.
    TermDaysWords,
    /// The last day of the term, where the letter's receipt is known.
    DueOn,
    /// The notice before: what it was.
    BeforeNotice,
    /// Its number.
    BeforeNumber,
    /// Its day.
    BeforeOn,
    /// The appeal's number.
    AppealNumber,
    /// Its day.
    AppealOn,
    /// The first reprimand's number.
    Reprimand1Number,
    /// Its day.
    Reprimand1On,
    /// The end of the term before.
    BeforeDueOn,
    /// The laws it rests on, in a sentence.
    LegalBasis,
    /// The same, one a line; alone in a paragraph it becomes a numbered list.
    LegalList,
    /// Who answers questions.
    ContactName,
    /// Their telephone.
    ContactPhone,
    /// Their mailbox.
    ContactEmail,
    /// Where answers go: a mailbox or a page.
    ReplyTo,
    /// The case's short code.
    CaseCode,
    /// The city's aim of active members, in percent.
    Target,
    /// Number of the agreement between the city and BPJS Kesehatan.
    AgreementNumber,
    /// Its day.
    AgreementOn,
    /// Where firms report their workers.
    ReportLink,
    /// Until when.
    ReportUntil,
    /// How often from then on.
    ReportEvery,
    /// The whole contribution in percent, as figure and word.
    TotalPercent,
    /// The employer's share.
    EmployerPercent,
    /// The worker's share.
    WorkerPercent,
    /// The day of the month on which contributions fall due.
    DueDay,
    /// The highest wage that counts.
    Ceiling,
}

/// Names as they stand in texts, with what they are in Indonesian for whoever edits one.
const NAMES: [(Placeholder, &str, &str); 45] = [
    (Placeholder::Number, "nomor", "nomor surat"),
    (Placeholder::LetterOn, "tanggal_surat", "tanggal surat"),
    (Placeholder::Year, "tahun", "tahun surat"),
    (Placeholder::Firm, "nama_perusahaan", "nama badan usaha"),
    (
        Placeholder::Address,
        "alamat_perusahaan",
        "alamat badan usaha",
    ),
    (Placeholder::City, "kota", "nama kota, tanpa \"Kota\""),
    (
        Placeholder::Office,
        "dinas",
        "perangkat daerah yang menulis",
    ),
    (
        Placeholder::Statement,
        "uraian_kasus",
        "apa kata data, dengan sumber dan tanggalnya",
    ),
    (Placeholder::Action, "tindakan", "apa yang diminta"),
    (Placeholder::Source, "sumber_data", "sumber jumlah pekerja"),
    (Placeholder::DataOn, "tanggal_data", "tanggal data"),
    (
        Placeholder::Headcount,
        "jml_pekerja_dilaporkan",
        "jumlah pekerja",
    ),
    (
        Placeholder::Registered,
        "jml_pekerja_terdaftar",
        "jumlah pekerja terdaftar",
    ),
    (
        Placeholder::Shortfall,
        "selisih",
        "pekerja yang belum terdaftar",
    ),
    (
        Placeholder::ShortfallWords,
        "selisih_terbilang",
        "selisih dengan huruf",
    ),
    (
        Placeholder::ArrearsMonths,
        "bulan_tunggakan",
        "bulan yang menunggak",
    ),
    (
        Placeholder::TermDays,
        "hari_kerja",
        "batas waktu dalam hari kerja",
    ),
    (
        Placeholder::TermDaysWords,
        "hari_kerja_terbilang",
        "hari kerja dengan huruf",
    ),
    (
        Placeholder::DueOn,
        "tanggal_batas",
        "hari terakhir batas waktu",
    ),
    (
        Placeholder::BeforeNotice,
        "surat_rujukan",
        "pemberitahuan sebelumnya",
    ),
    (
        Placeholder::BeforeNumber,
        "nomor_rujukan",
        "nomor pemberitahuan sebelumnya",
    ),
    (
        Placeholder::BeforeOn,
        "tanggal_rujukan",
        "tanggal pemberitahuan sebelumnya",
    ),
    (Placeholder::AppealNumber, "nomor_imbauan", "nomor imbauan"),
    (Placeholder::AppealOn, "tanggal_imbauan", "tanggal imbauan"),
    (
        Placeholder::Reprimand1Number,
        "nomor_teguran1",
        "nomor teguran I",
    ),
    (
        Placeholder::Reprimand1On,
        "tanggal_teguran1",
        "tanggal teguran I",
    ),
    (
        Placeholder::BeforeDueOn,
        "tanggal_batas_1",
        "akhir batas waktu sebelumnya",
    ),
    (
        Placeholder::LegalBasis,
        "dasar_hukum",
        "dasar hukum dalam satu kalimat",
    ),
    (
        Placeholder::LegalList,
        "daftar_dasar_hukum",
        "dasar hukum sebagai daftar",
    ),
    (Placeholder::ContactName, "narahubung_nama", "narahubung"),
    (
        Placeholder::ContactPhone,
        "narahubung_telp",
        "telepon narahubung",
    ),
    (
        Placeholder::ContactEmail,
        "narahubung_pos_el",
        "pos-el narahubung",
    ),
    (
        Placeholder::ReplyTo,
        "tautan_tanggapan",
        "ke mana jawaban disampaikan",
    ),
    (Placeholder::CaseCode, "kode_kasus", "kode kasus"),
    (
        Placeholder::Target,
        "target_keaktifan",
        "sasaran keaktifan, dalam persen",
    ),
    (
        Placeholder::AgreementNumber,
        "nomor_mou",
        "nomor Nota Kesepakatan",
    ),
    (
        Placeholder::AgreementOn,
        "tanggal_mou",
        "tanggal Nota Kesepakatan",
    ),
    (
        Placeholder::ReportLink,
        "tautan_pelaporan",
        "tautan pelaporan",
    ),
    (
        Placeholder::ReportUntil,
        "tanggal_batas_lapor",
        "batas waktu pelaporan",
    ),
    (
        Placeholder::ReportEvery,
        "periode_lapor",
        "periode pelaporan",
    ),
    (
        Placeholder::TotalPercent,
        "iuran_persen",
        "iuran seluruhnya, dalam persen",
    ),
    (
        Placeholder::EmployerPercent,
        "iuran_pemberi_kerja",
        "bagian pemberi kerja",
    ),
    (
        Placeholder::WorkerPercent,
        "iuran_pekerja",
        "bagian pekerja",
    ),
    (Placeholder::DueDay, "tanggal_setor", "tanggal setor iuran"),
    (Placeholder::Ceiling, "batas_atas_upah", "batas atas upah"),
];

impl Placeholder {
    /// Every one, in the order of the dictionary.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(one, _, _)| *one)
    }

    /// Name between the braces.
    ///
    /// # Panics
    /// Never: each stands in the dictionary.
    #[must_use]
    pub fn code(self) -> &'static str {
        let found = NAMES.iter().find(|(one, _, _)| *one == self);
        found.expect("every placeholder stands in the dictionary").1
    }

    /// What it is, for whoever edits a text.
    ///
    /// # Panics
    /// Never: each stands in the dictionary.
    #[must_use]
    pub fn words(self) -> &'static str {
        let found = NAMES.iter().find(|(one, _, _)| *one == self);
        found.expect("every placeholder stands in the dictionary").2
    }

    /// The one of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let found = NAMES.iter().find(|(_, name, _)| *name == code);
        found.map(|(one, _, _)| *one)
    }

    /// Whether it is known only when the letter is numbered: a draft shows dots until then.
    #[must_use]
    pub const fn is_late(self) -> bool {
        matches!(self, Self::Number | Self::LetterOn | Self::Year)
    }
}

/// What is known for a letter. A text that asks for something that is not here can't be set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<Placeholder, String>);

impl Values {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a value; an empty one is none.
    pub fn put(&mut self, what: Placeholder, value: impl Into<String>) {
        let value = value.into();
        if value.trim().is_empty() {
            self.0.remove(&what);
        } else {
            self.0.insert(what, value);
        }
    }

    /// The same where there is one.
    pub fn put_some(&mut self, what: Placeholder, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.put(what, value);
        }
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, what: Placeholder) -> Option<&str> {
        self.0.get(&what).map(String::as_str)
    }

    /// All of them, in the order of the dictionary.
    pub fn iter(&self) -> impl Iterator<Item = (Placeholder, &str)> {
        self.0.iter().map(|(what, value)| (*what, value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_for_one_value() {
        for placeholder in Placeholder::all() {
            assert_eq!(
                Placeholder::from_code(placeholder.code()),
                Some(placeholder)
            );
        }
    }

    #[test]
    fn an_empty_value_is_none() {
        let mut values = Values::new();
        values.put(Placeholder::Firm, "CV Contoh");
        values.put(Placeholder::Firm, "  ");
        assert_eq!(values.get(Placeholder::Firm), None);
    }
}
