//! From the facts of a letter to the values that its text may ask for.

use super::{
    Services,
    facts::{CaseLetter, CircularFacts, LetterFacts},
};
use crate::{
    domain::{
        ladder::Stage,
        letter::{LetterKind, Placeholder as P, Values},
        money::Sen,
        rates::Rates,
        words::{count_words, date_words, group_thousands, rupiah_full, terbilang},
    },
    services::{ServiceError, notices::LEGAL_BASIS},
    store::Letter,
};

/// Day of the month on which contributions fall due (Perpres 82/2018 art. 39).
const DUE_DAY: u64 = 10;

/// The laws that a circular names where its instruction names none.
const CIRCULAR_LAWS: [&str; 6] = [
    "Undang-Undang Nomor 40 Tahun 2004 tentang Sistem Jaminan Sosial Nasional",
    "Undang-Undang Nomor 24 Tahun 2011 tentang Badan Penyelenggara Jaminan Sosial",
    "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah",
    "Peraturan Pemerintah Nomor 86 Tahun 2013 (judul lengkap disesuaikan)",
    "Peraturan Presiden Nomor 82 Tahun 2018 tentang Jaminan Kesehatan sebagaimana telah beberapa \
     kali diubah terakhir dengan Peraturan Presiden Nomor 59 Tahun 2024",
    "Instruksi Presiden Nomor 1 Tahun 2022 tentang Optimalisasi Pelaksanaan Program Jaminan \
     Kesehatan Nasional",
];

impl Services {
    /// What is known for a letter, from its facts and the settings.
    ///
    /// # Errors
    /// When there are no rates for its day.
    pub(in crate::services) fn letter_values(
        &self,
        letter: &Letter,
        facts: &LetterFacts,
    ) -> Result<Values, ServiceError> {
        let mut values = match facts {
            LetterFacts::Circular(circular) => {
                let rates = self.rates_on(circular.drafted_on)?;
                self.circular_values(circular, &rates)
            }
            LetterFacts::Case(case) => self.case_values(letter.kind, case),
        };
        if let Some(number) = &letter.number {
            values.put(P::Number, &number.number);
        }
        if let Some(on) = letter.letter_on {
            values.put(P::LetterOn, date_words(on));
        }
        Ok(values)
    }

    fn city_values(&self) -> Values {
        let city = &self.city;
        let mut values = Values::new();
        values.put(P::City, &city.name);
        values.put(P::Office, &city.office);
        values.put(P::ContactName, &city.contact_name);
        values.put(P::ContactPhone, &city.contact_phone);
        values.put(P::ContactEmail, &city.contact_email);
        values.put(P::Target, &city.target_percent);
        values.put(P::DueDay, count_words(DUE_DAY));
        values
    }

    fn circular_values(&self, circular: &CircularFacts, rates: &Rates) -> Values {
        let mut values = self.city_values();
        let laws = if circular.legal_basis.is_empty() {
            CIRCULAR_LAWS.join("\n")
        } else {
            circular.legal_basis.join("\n")
        };
        values.put(P::LegalBasis, laws.replace('\n', "; "));
        values.put(P::LegalList, laws);
        let percent = |bp: u32| count_words(u64::from(bp / 100));
        let (employer, worker) = (rates.employer_share_bp, rates.worker_share_bp);
        values.put(P::TotalPercent, percent(employer + worker));
        values.put(P::EmployerPercent, percent(employer));
        values.put(P::WorkerPercent, percent(worker));
        values.put(P::Ceiling, rupiah_full(Sen(rates.wage_ceiling.0)));
        values
    }

    fn case_values(&self, kind: LetterKind, case: &CaseLetter) -> Values {
        let mut values = self.city_values();
        values.put(P::Firm, &case.firm_name);
        values.put(P::Address, case.address.as_deref().unwrap_or_default());
        values.put(P::Statement, of_firm(kind, &case.statement));
        values.put(P::Action, &case.action);
        values.put(P::CaseCode, &case.code);
        values.put(P::Source, case.source.as_deref().unwrap_or_default());
        let laws = case.legal_basis.as_deref().unwrap_or(LEGAL_BASIS);
        values.put(P::LegalBasis, laws);
        values.put(P::LegalList, laws);
        let reply = self.city.reply_to(&case.code);
        if !reply.is_empty() {
            values.put(P::ReplyTo, format!("pos-el {reply}"));
        }
        let mut put = |what, value: Option<String>| values.put(what, value.unwrap_or_default());
        let counts = &case.counts;
        let figure = |count: Option<u32>| count.map(|count| group_thousands(count.into()));
        put(P::DataOn, case.data_on.map(date_words));
        put(P::Headcount, figure(counts.headcount));
        put(P::Registered, figure(counts.registered));
        put(P::Shortfall, figure(counts.shortfall));
        let words = |count: Option<u32>| count.map(|count| terbilang(count.into()));
        put(P::ShortfallWords, words(counts.shortfall));
        put(P::ArrearsMonths, figure(counts.arrears_months));
        put(P::TermDays, figure(case.term_days));
        put(P::TermDaysWords, words(case.term_days));
        put(P::BeforeDueOn, case.before_due_on.map(date_words));
        put(P::BeforeNotice, case.before_phrase());
        put(P::BeforeOn, case.before.map(|(_, on)| date_words(on)));
        put(P::BeforeNumber, case.before_number());
        let appeal = case.notice(Stage::Appeal);
        put(P::AppealNumber, appeal.and_then(|one| one.number.clone()));
        put(P::AppealOn, appeal.map(|one| date_words(one.on)));
        let first = case.notice(Stage::Reprimand1);
        put(
            P::Reprimand1Number,
            first.and_then(|one| one.number.clone()),
        );
        put(P::Reprimand1On, first.map(|one| date_words(one.on)));
        values
    }
}

impl CaseLetter {
    /// The notice of a step, where it was one of those before.
    fn notice(&self, step: Stage) -> Option<&super::facts::EarlierNotice> {
        self.earlier.iter().rev().find(|one| one.step == step)
    }

    fn before_number(&self) -> Option<String> {
        let (step, _) = self.before?;
        self.notice(step)?.number.clone()
    }

    /// The notice before as it is referred to; an appeal by mail has no number.
    fn before_phrase(&self) -> Option<String> {
        let (step, on) = self.before?;
        let on = date_words(on);
        Some(match self.before_number() {
            Some(number) => format!("surat {} Nomor {number} tanggal {on}", step.words()),
            None => format!("{} kami tanggal {on}", step.words()),
        })
    }
}

/// What a letter to somebody else says of the firm: not "your company".
fn of_firm(kind: LetterKind, statement: &str) -> String {
    match kind {
        LetterKind::Referral | LetterKind::ArrearsReport => {
            statement.replace("perusahaan Saudara", "perusahaan tersebut")
        }
        _ => statement.to_owned(),
    }
}
