//! The facts of made-up letters, for trying out a text.

use chrono::{Days, NaiveDate};

use super::facts::{CaseLetter, CircularFacts, Counts, EarlierNotice, LetterFacts};
use crate::domain::{ladder::Stage, letter::LetterKind};

/// Facts of a made-up letter of a kind, drafted on a day.
pub(super) fn facts(kind: LetterKind, on: NaiveDate) -> LetterFacts {
    if kind == LetterKind::Circular {
        return LetterFacts::Circular(CircularFacts {
            drafted_on: on,
            legal_basis: Vec::new(),
            legal_verified_on: None,
        });
    }
    let before = |days| on.checked_sub_days(Days::new(days)).unwrap_or(on);
    let notice = |step, number: Option<&str>, days| EarlierNotice {
        step,
        number: number.map(str::to_owned),
        on: before(days),
        received: Some((before(days - 1), "laporan penerimaan".to_owned())),
    };
    let all = [
        notice(Stage::Appeal, None, 60),
        notice(Stage::Reprimand1, Some("500.15/11/CONTOH"), 40),
        notice(Stage::Reprimand2, Some("500.15/12/CONTOH"), 20),
    ];
    let many = match kind {
        LetterKind::Reprimand1 | LetterKind::ArrearsReport => 1,
        LetterKind::Reprimand2 => 2,
        LetterKind::Referral => 3,
        LetterKind::Circular | LetterKind::Appeal | LetterKind::Thanks => 0,
    };
    let earlier = all[..many].to_vec();
    let is_bill = kind == LetterKind::ArrearsReport;
    let statement = if is_bill {
        "Menurut data BPJS Kesehatan per 9 Februari 2026, iuran belum disetor penuh selama 2 (dua) \
         bulan."
    } else {
        "Berdasarkan data Wajib Lapor Ketenagakerjaan per 9 Februari 2026 dan data BPJS Kesehatan \
         per 16 Maret 2026, dari 60 pekerja, baru 51 pekerja terdaftar sehingga terdapat selisih 9 \
         (sembilan) pekerja."
    };
    LetterFacts::Case(Box::new(CaseLetter {
        firm_name: "CV Contoh Sentosa".to_owned(),
        address: Some("Jalan Misal Nomor 7, Lok Tuan".to_owned()),
        code: "K-00007".to_owned(),
        statement: statement.to_owned(),
        action: "mendaftarkan pekerja yang belum terdaftar atau menjelaskan selisih tersebut"
            .to_owned(),
        source: Some("data Wajib Lapor Ketenagakerjaan".to_owned()),
        data_on: Some(before(7)),
        counts: Counts {
            headcount: Some(60),
            registered: Some(51),
            shortfall: Some(9),
            arrears_months: is_bill.then_some(2),
        },
        before: earlier.last().map(|one| (one.step, one.on)),
        before_due_on: earlier.last().map(|_| before(5)),
        earlier,
        term_days: Some(10),
        drafted_on: on,
        ..CaseLetter::default()
    }))
}
