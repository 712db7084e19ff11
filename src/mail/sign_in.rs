//! The mail that brings a link to somebody who has lost the password.

use serde::Serialize;

use super::template::Typed;

/// A link that lets an officer set another password.
#[derive(Clone, Serialize)]
pub struct SignInMail {
    /// Stands after "Yth.".
    pub name: String,
    /// The whole address.
    pub link: String,
    /// How long it works.
    pub minutes: i64,
    /// `Kota Bontang`.
    pub city_name: String,
    /// `Dinas Ketenagakerjaan Kota Bontang`.
    pub office_name: String,
    /// Stands in brackets in the subject.
    pub office_short_name: String,
    /// Made up: the text is marked CONTOH.
    pub sample: bool,
}

impl Typed for SignInMail {
    const FOLDER: &'static str = "sign_in";

    fn samples() -> Vec<Self> {
        let real = Self {
            name: "Rina Contoh".to_owned(),
            link: "https://patuh.kota.example/sign-in/0123456789abcdef".to_owned(),
            minutes: 60,
            city_name: "Kota Bontang".to_owned(),
            office_name: "Dinas Ketenagakerjaan Kota Bontang".to_owned(),
            office_short_name: "Disnaker Kota Bontang".to_owned(),
            sample: false,
        };
        let hostile = Self {
            name: "Budi <Misal> & Rekan".to_owned(),
            sample: true,
            ..real.clone()
        };
        vec![real, hostile]
    }
}
