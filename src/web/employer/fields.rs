//! A field of an employer's record as people read it.

use crate::{
    domain::employer::Field,
    web::{language::number, visit::Visit},
};

/// The fields that the page shows, in its order.
pub(super) const SHOWN: [Field; 17] = [
    Field::Nib,
    Field::Npwp,
    Field::Code,
    Field::HeadCode,
    Field::Form,
    Field::Kbli,
    Field::Address,
    Field::Kelurahan,
    Field::Wlkp,
    Field::WlkpOn,
    Field::BpjsTk,
    Field::BpjsTkOn,
    Field::Planned,
    Field::ContactName,
    Field::Email,
    Field::Phone,
    Field::Closed,
];

/// The name of a field.
pub(in crate::web) fn label(visit: &Visit, field: Field) -> String {
    visit.say(&format!("employer-field-{}", field.code()))
}

/// A value with its unit, in the reader's language.
pub(super) fn value(visit: &Visit, field: Field, text: &str) -> String {
    match field {
        Field::Code | Field::HeadCode => format!("{text:0>8}"),
        Field::Wlkp | Field::BpjsTk | Field::Planned => {
            let count = text.parse::<u32>().unwrap_or(0);
            let args = crate::web::language::args([("count", number(count))]);
            visit.say_with("unit-workers", &args)
        }
        Field::WlkpOn | Field::BpjsTkOn => text
            .parse()
            .map_or_else(|_| text.to_owned(), |day| visit.language.day(day)),
        Field::Closed if text == "true" => visit.say("employer-status-closed"),
        Field::Closed => visit.say("employer-status-open"),
        _ => text.to_owned(),
    }
}

/// A value that may be empty.
pub(in crate::web) fn or_empty(visit: &Visit, field: Field, text: Option<&str>) -> String {
    match text {
        Some(text) => value(visit, field, text),
        None => visit.say("employer-empty"),
    }
}
