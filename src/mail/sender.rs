//! Who writes to firms, as every mail to them says it.

use serde::Serialize;

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
    /// Number published by the city, where the mail's genuineness can be checked.
    pub verify_phone: String,
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
            verify_phone: "(0548) 000001".to_owned(),
        }
    }
}
