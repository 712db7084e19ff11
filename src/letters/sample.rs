//! Letters that are made up: to look at, and to try the press with.

use chrono::DateTime;

use super::shipped_text;
use crate::domain::letter::{
    Annex, AnnexFigure, Capacity, Head, HeadKind, LetterKind, LetterPage, Paper, Placeholder,
    Signatory, Typeface, Values,
};

/// What the made-up letters say; each is known.
const VALUES: &[(Placeholder, &str)] = &[
    (Placeholder::Firm, "CV Contoh Sentosa"),
    (Placeholder::Address, "Jalan Misal Nomor 7, Lok Tuan"),
    (Placeholder::City, "Bontang"),
    (Placeholder::Office, "Dinas Ketenagakerjaan Kota Bontang"),
    (
        Placeholder::Action,
        "mendaftarkan perusahaan dan seluruh pekerja melalui kantor BPJS Kesehatan atau kanal \
         resminya",
    ),
    (Placeholder::Source, "Wajib Lapor Ketenagakerjaan"),
    (Placeholder::DataOn, "16 Maret 2026"),
    (Placeholder::Headcount, "42"),
    (Placeholder::Registered, "0"),
    (Placeholder::Shortfall, "42"),
    (Placeholder::ShortfallWords, "empat puluh dua"),
    (Placeholder::ArrearsMonths, "2 (dua) bulan"),
    (Placeholder::TermDays, "10"),
    (Placeholder::TermDaysWords, "sepuluh"),
    (
        Placeholder::LegalBasis,
        "Undang-Undang Nomor 24 Tahun 2011 dan Peraturan Presiden Nomor 82 Tahun 2018 beserta \
         perubahannya",
    ),
    (
        Placeholder::LegalList,
        "Undang-Undang Nomor 40 Tahun 2004 tentang Sistem Jaminan Sosial Nasional\n\
         Undang-Undang Nomor 24 Tahun 2011 tentang Badan Penyelenggara Jaminan Sosial\n\
         Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah\n\
         Peraturan Pemerintah Nomor 86 Tahun 2013 (judul lengkap disesuaikan)\n\
         Peraturan Presiden Nomor 82 Tahun 2018 tentang Jaminan Kesehatan sebagaimana telah \
         beberapa kali diubah terakhir dengan Peraturan Presiden Nomor 59 Tahun 2024\n\
         Instruksi Presiden Nomor 1 Tahun 2022 tentang Optimalisasi Pelaksanaan Program Jaminan \
         Kesehatan Nasional\n\
         Nota Kesepakatan Pemerintah Kota Bontang dan BPJS Kesehatan Nomor 000/CONTOH/2025 \
         tanggal 28 November 2025",
    ),
    (Placeholder::ContactName, "Bidang Hubungan Industrial"),
    (Placeholder::ContactPhone, "(0548) 000000"),
    (
        Placeholder::ContactEmail,
        "hubungan.industrial@kota.example",
    ),
    (Placeholder::ReplyTo, "jkn@kota.example"),
    (Placeholder::CaseCode, "K-00007"),
    (Placeholder::Target, "95"),
    (Placeholder::AgreementNumber, "000/CONTOH/2025"),
    (Placeholder::AgreementOn, "28 November 2025"),
    (Placeholder::ReportLink, "https://patuh.kota.example/lapor"),
    (Placeholder::ReportUntil, "31 Maret 2026"),
    (Placeholder::ReportEvery, "6 (enam) bulan"),
    (Placeholder::TotalPercent, "5 (lima)"),
    (Placeholder::EmployerPercent, "4 (empat)"),
    (Placeholder::WorkerPercent, "1 (satu)"),
    (Placeholder::DueDay, "10 (sepuluh)"),
    (
        Placeholder::Ceiling,
        "Rp12.000.000,00 (dua belas juta rupiah)",
    ),
    (Placeholder::AppealNumber, "500.15.14.1/0007/Disnaker"),
    (Placeholder::AppealOn, "16 Maret 2026"),
    (Placeholder::Reprimand1Number, "500.15.14.1/0031/Disnaker"),
    (Placeholder::Reprimand1On, "9 April 2026"),
    (Placeholder::BeforeDueOn, "23 April 2026"),
    (Placeholder::DueOn, "12 Mei 2026"),
];

/// A made-up letter of a kind, marked KONSEP and CONTOH: with everything that a letter may have
/// but its number and day.
///
/// # Panics
/// Never: the tests set a sample of every kind.
#[must_use]
pub fn sample_page(kind: LetterKind) -> LetterPage {
    let text = shipped_text(kind).set(kind, &values(kind));
    let text = text.expect("the tests set every text in config/letters/texts");
    let is_mayors = kind == LetterKind::Circular;
    LetterPage {
        kind,
        paper: Paper::F4,
        typeface: if is_mayors {
            Typeface::Bookman
        } else {
            Typeface::Arial
        },
        head: head(is_mayors),
        place: "Bontang".to_owned(),
        date_words: None,
        year: 2026,
        number: None,
        importance: text.importance,
        enclosure: text.enclosure,
        subject: text.subject,
        addressee: text.addressee,
        destination: text.destination,
        body: text.body,
        signature: signatory(is_mayors).signature(),
        copies: text.copies,
        draft: true,
        sample: true,
        code: "7K2M9-QXA4T".to_owned(),
        verify_url: Some("https://patuh.kota.example/verify/7K2M9-QXA4T".to_owned()),
        case_code: (!is_mayors && kind != LetterKind::Thanks).then(|| "K-00007".to_owned()),
        legal_checked_on_words: None,
        blanks: ["tanggal surat", "nomor surat"].map(str::to_owned).into(),
        annex: annex(kind),
        created_at: DateTime::from_timestamp_nanos(1_772_409_600_000_000_000),
    }
}

fn values(kind: LetterKind) -> Values {
    let mut values = Values::new();
    for (what, value) in VALUES {
        values.put(*what, *value);
    }
    let (before, number, on) = match kind {
        LetterKind::Reprimand2 => ("Teguran I", "500.15.14.1/0031/Disnaker", "9 April 2026"),
        LetterKind::Referral => ("Teguran II", "500.15.14.1/0058/Disnaker", "27 April 2026"),
        _ => ("Imbauan", "500.15.14.1/0007/Disnaker", "16 Maret 2026"),
    };
    values.put(
        Placeholder::BeforeNotice,
        format!("surat kami Nomor {number} tanggal {on} ({before})"),
    );
    values.put(Placeholder::BeforeNumber, number);
    values.put(Placeholder::BeforeOn, on);
    let statement = if kind == LetterKind::ArrearsReport {
        "Menurut data BPJS Kesehatan per 16 Maret 2026, iuran belum disetor selama 2 (dua) bulan."
    } else {
        "Berdasarkan data Wajib Lapor Ketenagakerjaan per 9 Februari 2026, perusahaan Saudara \
         tercatat mempekerjakan 42 orang, namun dalam data BPJS Kesehatan per 16 Maret 2026 belum \
         ditemukan terdaftar sebagai badan usaha peserta JKN."
    };
    values.put(Placeholder::Statement, statement);
    values
}

fn head(is_mayors: bool) -> Head {
    let (kind, top, name) = if is_mayors {
        (HeadKind::Mayor, "WALI KOTA BONTANG", "")
    } else {
        (
            HeadKind::Office,
            "PEMERINTAH KOTA BONTANG",
            "DINAS KETENAGAKERJAAN",
        )
    };
    let lines = if is_mayors {
        Vec::new()
    } else {
        vec![
            "Jalan Contoh Nomor 1, Bontang 75300, Telepon (0548) 000000".to_owned(),
            "Pos-el disnaker@kota.example, laman https://disnaker.kota.example".to_owned(),
        ]
    };
    Head {
        kind,
        top: top.to_owned(),
        name: name.to_owned(),
        lines,
        has_emblem: false,
    }
}

fn signatory(is_mayors: bool) -> Signatory {
    let day = DateTime::UNIX_EPOCH.date_naive();
    let title = if is_mayors {
        "WALI KOTA BONTANG"
    } else {
        "Kepala Dinas Ketenagakerjaan Kota Bontang"
    };
    Signatory {
        name: "NAMA CONTOH".to_owned(),
        rank: (!is_mayors).then(|| "Pembina Utama Muda".to_owned()),
        nip: (!is_mayors).then(|| "000000000000000000".to_owned()),
        title: title.to_owned(),
        own_title: None,
        capacity: Capacity::Holder,
        from: day,
        to: None,
    }
}

fn annex(kind: LetterKind) -> Option<Annex> {
    let pair = |(what, value): (&str, &str)| (what.to_owned(), value.to_owned());
    match kind {
        LetterKind::Thanks => None,
        LetterKind::Circular => Some(Annex::Recipients {
            lines: [
                ("CV Contoh Sentosa", "Lok Tuan"),
                ("PT Misal Jaya", "Guntung"),
                ("Koperasi Umpama", "–"),
            ]
            .map(pair)
            .into(),
            count: 3,
        }),
        _ => Some(Annex::Figures {
            firm: "CV Contoh Sentosa".to_owned(),
            code: "K-00007".to_owned(),
            facts: vec![
                pair(("NIB", "0000000000000")),
                pair((
                    "Jenis ketidakpatuhan",
                    if kind == LetterKind::ArrearsReport {
                        "Pembayaran Iuran"
                    } else {
                        "Pendaftaran"
                    },
                )),
            ],
            figures: figures(kind),
            history: history(kind),
        }),
    }
}

fn figures(kind: LetterKind) -> Vec<AnnexFigure> {
    let rows: &[[&str; 4]] = if kind == LetterKind::ArrearsReport {
        &[["Bulan menunggak", "2", "BPJS Kesehatan", "16 Maret 2026"]]
    } else {
        &[
            [
                "Pekerja menurut wajib lapor",
                "42",
                "Wajib Lapor Ketenagakerjaan",
                "9 Februari 2026",
            ],
            [
                "Pekerja terdaftar sebagai peserta",
                "0",
                "BPJS Kesehatan",
                "16 Maret 2026",
            ],
        ]
    };
    let figure = |[what, value, source, on]: &[&str; 4]| AnnexFigure {
        what: (*what).to_owned(),
        value: (*value).to_owned(),
        source: (*source).to_owned(),
        on: (*on).to_owned(),
    };
    rows.iter().map(figure).collect()
}

fn history(kind: LetterKind) -> Vec<(String, String)> {
    let all = [
        ("Imbauan", "0007", "16 Maret 2026", "18 Maret 2026"),
        ("Teguran I", "0031", "9 April 2026", "10 April 2026"),
        ("Teguran II", "0058", "27 April 2026", "28 April 2026"),
    ];
    let so_far = match kind {
        LetterKind::Reprimand1 | LetterKind::ArrearsReport => 1,
        LetterKind::Reprimand2 => 2,
        LetterKind::Referral => 3,
        _ => 0,
    };
    let line = |(what, number, on, received): &(&str, &str, &str, &str)| {
        (
            format!("{what} Nomor 500.15.14.1/{number}/Disnaker tanggal {on}"),
            format!("Diterima {received}, tanda terima bernama jabatan tercatat"),
        )
    };
    all[..so_far].iter().map(line).collect()
}
