//! Who writes to firms, as every mail to them says it.

use serde::Serialize;

use crate::domain::mailing::Kept;

/// The office that writes, and where it can be asked.
#[derive(Debug, Clone, Serialize)]
pub struct Sender {
    /// `Kota Bontang`.
    pub city_name: String,
    /// `Dinas Ketenagakerjaan Kota Bontang`.
    pub office_name: String,
    /// Stands in brackets in the subject, `Disnaker Kota Bontang`.
    pub office_short_name: String,
    /// Who answers questions: a desk rather than a person.
    pub contact_name: String,
    /// As it is dialled from the city.
    pub contact_phone: String,
    /// Mailbox for questions.
    pub contact_email: String,
    /// Mailbox for answers.
    pub reply_email: String,
    /// The page where the firm answers; `None` where there is none, and it answers by mail.
    pub answer_url: Option<String>,
    /// Number published by the city, where the mail's genuineness can be checked.
    pub verify_phone: String,
    /// The mail asks whether its reader is the right one.
    pub asks_reader: bool,
    /// The page where the reader answers that; `None` where it is answered by mail.
    pub reader_url: Option<String>,
}

impl Sender {
    /// A made-up office.
    pub(super) fn sample() -> Self {
        Self {
            city_name: "Kota Bontang".to_owned(),
            office_name: "Dinas Ketenagakerjaan Kota Bontang".to_owned(),
            office_short_name: "Disnaker Kota Bontang".to_owned(),
            contact_name: "Bidang Hubungan Industrial".to_owned(),
            contact_phone: "(0548) 000000".to_owned(),
            contact_email: "hubungan.industrial@kota.example".to_owned(),
            reply_email: "jkn.disnaker@kota.example".to_owned(),
            answer_url: None,
            verify_phone: "(0548) 000001".to_owned(),
            asks_reader: false,
            reader_url: None,
        }
    }

    /// The same office, which does not know whether it writes to the right one; with a page for
    /// saying so, or without.
    pub(super) fn asking(self, page: bool) -> Self {
        let url = "https://patuh.kota.example/r/reader/0123456789abcdef";
        Self {
            asks_reader: true,
            reader_url: page.then(|| url.to_owned()),
            ..self
        }
    }

    /// The same office with a page for answers.
    pub(super) fn with_page(self) -> Self {
        Self {
            answer_url: Some("https://patuh.kota.example/r/0123456789abcdef".to_owned()),
            ..self
        }
    }

    /// What every mail to a firm says: who writes, about which cases and to whom, who can be
    /// asked, and where it can be checked. `answers` says that it asks for an answer.
    pub(super) fn keeps(&self, firm: &str, codes: &[String], answers: bool) -> Vec<Kept> {
        let mut kept = vec![
            keep("office_name", &self.office_name),
            keep("firm_name", firm),
            keep("contact_name", &self.contact_name),
            keep("contact_phone", &self.contact_phone),
            keep("contact_email", &self.contact_email),
            keep("verify_phone", &self.verify_phone),
        ];
        kept.extend(codes.iter().map(|code| keep("case_codes", code)));
        match &self.answer_url {
            Some(url) if answers => kept.push(keep("answer_url", url)),
            _ => kept.push(keep("reply_email", &self.reply_email)),
        }
        let reader = self.reader_url.as_deref();
        kept.extend(reader.map(|url| keep("reader_url", url)));
        kept
    }
}

/// Something that both texts must say.
pub(super) fn keep(variable: &'static str, value: &str) -> Kept {
    Kept {
        variable,
        value: value.to_owned(),
    }
}
