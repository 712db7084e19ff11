//! What the first notice says about a case: the variants of the city's wording, chosen from
//! the findings. Counts only; never a person, never a wage.

mod english;

use chrono::NaiveDate;

use crate::{
    finding::CaseType,
    tongue::Tongue,
    verdict::Basis,
    words::{count_words, date_words, group_thousands},
};

/// The numbers that a notice may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealFacts {
    /// Where the headcount comes from.
    pub basis: Basis,
    /// The day the headcount speaks of.
    pub basis_on: Option<NaiveDate>,
    /// Workers employed or declared.
    pub headcount: u32,
    /// Distinct registered workers.
    pub registered: u32,
    /// Workers who should be enrolled and are not.
    pub shortfall: u32,
    /// Overdue months.
    pub arrears_months: u32,
    /// As-of of the participants that were used.
    pub participants_on: Option<NaiveDate>,
    /// As-of of the contributions that were used.
    pub contributions_on: Option<NaiveDate>,
    /// Some workers are missing, rather than wages too low.
    pub workers_missing: bool,
}

/// A finding in words, and what is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealWords {
    /// What the data say, with source and date; a whole sentence.
    pub statement: String,
    /// What is asked for, as it continues "kami mengimbau Saudara untuk:".
    pub action: &'static str,
}

/// The words for one case, in the language of the firm.
#[must_use]
pub fn appeal_words_in(tongue: Tongue, case_type: CaseType, facts: &AppealFacts) -> AppealWords {
    match tongue {
        Tongue::Indonesian => appeal_words(case_type, facts),
        Tongue::English => english::words(case_type, facts),
    }
}

/// The words for one case.
#[must_use]
pub fn appeal_words(case_type: CaseType, facts: &AppealFacts) -> AppealWords {
    let source = format!("{}{}", basis_words(facts.basis), as_on(facts.basis_on));
    let bpjs = format!("data BPJS Kesehatan{}", as_on(facts.participants_on));
    let headcount = group_thousands(facts.headcount.into());
    match case_type {
        CaseType::Registration => AppealWords {
            statement: format!(
                "Berdasarkan {source}, perusahaan Saudara tercatat mempekerjakan {headcount} orang, \
                 namun dalam {bpjs} belum ditemukan terdaftar sebagai badan usaha peserta JKN."
            ),
            action: "mendaftarkan perusahaan dan seluruh pekerja melalui kantor BPJS Kesehatan \
                     atau kanal resminya",
        },
        CaseType::DataSubmission if !facts.workers_missing => AppealWords {
            statement: format!(
                "Berdasarkan {source} dan {bpjs}, terdapat perbedaan antara upah yang dilaporkan \
                 kepada BPJS Kesehatan dan upah pada daftar pekerja."
            ),
            action: "memberikan klarifikasi dan memutakhirkan data upah",
        },
        CaseType::DataSubmission if facts.basis == Basis::Roster => AppealWords {
            statement: format!(
                "Berdasarkan {source} dan {bpjs}, dari {headcount} pekerja, {} pekerja belum \
                 ditemukan terdaftar sebagai pekerja penerima upah.",
                count_words(facts.shortfall.into())
            ),
            action: MISSING,
        },
        CaseType::DataSubmission => AppealWords {
            statement: format!(
                "Berdasarkan {source} dan {bpjs}, dari {headcount} pekerja, baru {} pekerja \
                 terdaftar sehingga terdapat selisih {} pekerja.",
                group_thousands(facts.registered.into()),
                count_words(facts.shortfall.into())
            ),
            action: MISSING,
        },
        CaseType::ContributionPayment => AppealWords {
            statement: format!(
                "Menurut data BPJS Kesehatan{}, iuran belum disetor penuh selama {} bulan; \
                 penjaminan pekerja dapat terhenti dan biaya pelayanan selama terhenti menjadi \
                 tanggungan pemberi kerja.",
                as_on(facts.contributions_on),
                count_words(facts.arrears_months.into())
            ),
            action: "melunasi atau menyepakati penyelesaian tunggakan dengan BPJS Kesehatan",
        },
    }
}

const MISSING: &str = "mendaftarkan pekerja yang belum terdaftar atau menjelaskan selisih tersebut";

/// Where a headcount comes from, in a sentence.
#[must_use]
pub const fn basis_words(basis: Basis) -> &'static str {
    match basis {
        Basis::Roster => "daftar pekerja",
        Basis::Wlkp => "data Wajib Lapor Ketenagakerjaan",
        Basis::BpjsTk => "data BPJS Ketenagakerjaan",
        Basis::None => "data kami",
    }
}

fn as_on(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |day| format!(" per {}", date_words(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> AppealFacts {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d);
        AppealFacts {
            basis: Basis::Roster,
            basis_on: day(2, 2),
            headcount: 60,
            registered: 51,
            shortfall: 9,
            arrears_months: 2,
            participants_on: day(2, 9),
            contributions_on: day(2, 10),
            workers_missing: true,
        }
    }

    #[test]
    fn on_a_roster_the_missing_workers_are_named_as_a_count() {
        let words = appeal_words(CaseType::DataSubmission, &facts());
        assert_eq!(
            words.statement,
            "Berdasarkan daftar pekerja per 2 Februari 2026 dan data BPJS Kesehatan per 9 Februari \
             2026, dari 60 pekerja, 9 (sembilan) pekerja belum ditemukan terdaftar sebagai pekerja \
             penerima upah."
        );
    }

    #[test]
    fn on_a_headcount_the_difference_is_named() {
        let facts = AppealFacts {
            basis: Basis::Wlkp,
            ..facts()
        };
        let words = appeal_words(CaseType::DataSubmission, &facts);
        assert!(
            words.statement.contains("baru 51 pekerja terdaftar"),
            "{}",
            words.statement
        );
        assert!(
            words.statement.contains("selisih 9 (sembilan) pekerja"),
            "{}",
            words.statement
        );
    }

    #[test]
    fn wages_are_spoken_of_without_any_amount() {
        let facts = AppealFacts {
            workers_missing: false,
            ..facts()
        };
        let words = appeal_words(CaseType::DataSubmission, &facts);
        assert!(!words.statement.contains("Rp"), "{}", words.statement);
    }

    #[test]
    fn english_says_the_same_counts_and_days() {
        let said =
            |kind, facts: &AppealFacts| appeal_words_in(Tongue::English, kind, facts).statement;
        let declared = AppealFacts {
            basis: Basis::Wlkp,
            headcount: 1,
            ..facts()
        };
        let one = AppealFacts {
            shortfall: 1,
            ..facts()
        };
        let all = [
            said(CaseType::Registration, &declared),
            said(CaseType::DataSubmission, &declared),
            said(CaseType::DataSubmission, &one),
            said(CaseType::ContributionPayment, &facts()),
        ];
        assert_eq!(
            all,
            [
                "According to the mandatory manpower report (WLKP) as of 2 February 2026, your \
                 company employs 1 worker, but it was not found in the data of BPJS Kesehatan as \
                 of 9 February 2026 as registered with the national health insurance (JKN).",
                "According to the mandatory manpower report (WLKP) as of 2 February 2026 and the \
                 data of BPJS Kesehatan as of 9 February 2026, 51 of 1 worker are registered, \
                 which leaves a difference of 9 workers.",
                "According to the list of workers as of 2 February 2026 and the data of BPJS \
                 Kesehatan as of 9 February 2026, 1 of 60 workers was not found to be registered \
                 as wage-earning participants.",
                "According to the data of BPJS Kesehatan as of 10 February 2026, contributions \
                 have not been paid in full for 2 months; the cover of your workers may be \
                 suspended, and the cost of their care meanwhile falls to the employer.",
            ]
        );
    }

    #[test]
    fn arrears_are_those_of_bpjs() {
        let words = appeal_words(CaseType::ContributionPayment, &facts());
        assert!(
            words
                .statement
                .starts_with("Menurut data BPJS Kesehatan per 10 Februari 2026")
        );
        assert!(words.statement.contains("2 (dua) bulan"));
    }
}
