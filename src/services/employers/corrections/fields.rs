//! What a person types into each field of an employer's record.

use std::collections::BTreeMap;

use crate::{
    domain::{
        directory::Ids,
        employer::{Field, Record},
        identifiers::{BadIdentifier, BpjsCode, Nib, Npwp, nik},
        ids::EmployerId,
        names::Form,
        values,
    },
    intake::NpwpFact,
    mail::NoMail,
    services::{ServiceError, Services},
    store::{KnownEmployer, Tx},
};

/// Why a field can't be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldFault {
    /// The name is missing.
    Missing,
    /// More characters than are kept.
    TooLong(u32),
    /// It holds what may be a NIK.
    Nik,
    /// Not 13 digits.
    Nib,
    /// Not a tax number.
    Npwp,
    /// Not eight digits.
    Code,
    /// Not five digits.
    Kbli,
    /// Not one of the forms offered.
    Form,
    /// Not e-mail addresses.
    Email,
    /// Not a telephone number.
    Phone,
    /// This domain of an address takes no mail.
    Domain(String, NoMail),
    /// Another employer has this number.
    Taken(EmployerId, String),
}

impl FieldFault {
    /// Stable name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong(_) => "too-long",
            Self::Nik => "nik",
            Self::Nib => "nib",
            Self::Npwp => "npwp",
            Self::Code => "code",
            Self::Kbli => "kbli",
            Self::Form => "form",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Domain(..) => "domain",
            Self::Taken(..) => "taken",
        }
    }
}

/// Characters that a field keeps.
const fn longest(field: Field) -> u32 {
    match field {
        Field::Address | Field::Email => 300,
        Field::Name => 200,
        _ => 120,
    }
}

type Faults = Vec<(Field, FieldFault)>;

impl Services {
    /// The record with what was typed, or what is wrong with it. A field that says what the
    /// record says already is not asked again.
    pub(super) async fn read_fields(
        &self,
        tx: &Tx,
        before: &KnownEmployer,
        typed: &BTreeMap<Field, String>,
    ) -> Result<Result<Record, Faults>, ServiceError> {
        let mut record = before.record.clone();
        let mut faults = Faults::new();
        for (field, text) in typed {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text == shown(&before.record, *field) {
                continue;
            }
            if let Err(fault) = self.read_field(&mut record, *field, &text) {
                faults.push((*field, fault));
            }
        }
        for field in [Field::Nib, Field::Code] {
            let new = record
                .get(field)
                .filter(|v| before.record.get(field) != Some(*v));
            if let Some(other) = taken(tx, before.id, field, new).await? {
                let name = other.record.get(Field::Name).unwrap_or_default();
                faults.push((field, FieldFault::Taken(other.id, name.to_owned())));
            }
        }
        Ok(if faults.is_empty() {
            Ok(record)
        } else {
            Err(faults)
        })
    }

    /// Domains of addresses that are new to the record and take no mail. The network may be
    /// touched: no transaction may be open.
    pub(super) async fn deaf_domains(
        &self,
        before: &Record,
        typed: &BTreeMap<Field, String>,
    ) -> Result<Faults, ServiceError> {
        let mut faults = Faults::new();
        let stands = values::addresses(before.get(Field::Email).unwrap_or_default()).0;
        let text = typed.get(&Field::Email).map_or("", String::as_str);
        let is_new = |one: &&str| !stands.iter().any(|old| old.eq_ignore_ascii_case(one));
        for address in values::addresses(text).0.into_iter().filter(is_new) {
            if let Some(why) = self.no_mail_at(address).await? {
                let domain = address.rsplit('@').next().unwrap_or_default().to_owned();
                faults.push((Field::Email, FieldFault::Domain(domain, why)));
                break;
            }
        }
        Ok(faults)
    }

    fn read_field(&self, record: &mut Record, field: Field, text: &str) -> Result<(), FieldFault> {
        let long = longest(field);
        if text.chars().count() > long as usize {
            return Err(FieldFault::TooLong(long));
        }
        if text.is_empty() {
            if field == Field::Name {
                return Err(FieldFault::Missing);
            }
            put(record, field, None);
            return Ok(());
        }
        if !matches!(field, Field::Npwp) && nik::occurs_in(text) {
            return Err(FieldFault::Nik);
        }
        let value = match field {
            Field::Nib => Nib::parse(text)
                .map_err(|_| FieldFault::Nib)?
                .as_str()
                .to_owned(),
            Field::Npwp => return self.read_npwp(record, text).map_err(|_| FieldFault::Npwp),
            Field::Code => BpjsCode::parse(text, false)
                .map_err(|_| FieldFault::Code)?
                .0
                .number()
                .to_string(),
            Field::Kbli if text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit()) => {
                text.to_owned()
            }
            Field::Kbli => return Err(FieldFault::Kbli),
            Field::Form => Form::from_code(text)
                .ok_or(FieldFault::Form)?
                .code()
                .to_owned(),
            Field::Email => match values::addresses(text) {
                (sound, 0) if !sound.is_empty() => sound.join("; "),
                _ => return Err(FieldFault::Email),
            },
            Field::Phone if is_phone(text) => text.to_owned(),
            Field::Phone => return Err(FieldFault::Phone),
            _ => text.to_owned(),
        };
        put(record, field, Some(value));
        Ok(())
    }

    fn read_npwp(&self, record: &mut Record, text: &str) -> Result<(), BadIdentifier> {
        let NpwpFact { shown, match_key } = self.keyer.npwp(&Npwp::parse(text, false)?);
        record.set(Field::Npwp, Some(shown));
        record.set(Field::NpwpKey, Some(match_key));
        Ok(())
    }
}

/// A field as the form shows it.
pub(super) fn shown(record: &Record, field: Field) -> String {
    let value = record.get(field).unwrap_or_default();
    match field {
        Field::Code if !value.is_empty() => format!("{value:0>8}"),
        _ => value.to_owned(),
    }
}

fn put(record: &mut Record, field: Field, value: Option<String>) {
    if field == Field::Npwp && value.is_none() {
        record.set(Field::NpwpKey, None::<Box<str>>);
    }
    record.set(field, value);
}

/// The employer that has this NIB or BPJS code already.
async fn taken(
    tx: &Tx,
    own: EmployerId,
    field: Field,
    value: Option<&str>,
) -> Result<Option<KnownEmployer>, ServiceError> {
    let Some(value) = value else { return Ok(None) };
    let ids = match field {
        Field::Nib => Ids {
            nib: Some(value.into()),
            ..Ids::default()
        },
        _ => Ids {
            code: value.parse().ok(),
            ..Ids::default()
        },
    };
    let found = tx.find_employers(None, &ids).await?;
    Ok(found.into_iter().find(|other| other.id != own))
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (5..=60).contains(&digits)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || " +-()/.;,".contains(c))
}
