//! The reader's language: messages, numbers and dates.
//!
//! Every sentence of the site stands in a file under `messages/`, once in Indonesian and once in
//! English, under the same key and with the same variables; the tests compare them.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use fluent_bundle::{
    FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle, types::FluentNumber,
};
use include_dir::{Dir, include_dir};
use serde::Serialize;

use crate::domain::words::{MONTHS, group_thousands};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/web/messages");

/// A language of the site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Language {
    /// Indonesian, unless the reader asks for the other.
    #[default]
    Id,
    /// English.
    En,
}

const ENGLISH_MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Language {
    pub(super) const ALL: [Self; 2] = [Self::Id, Self::En];

    /// As in `lang` attributes.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    pub(super) const fn other(self) -> Self {
        match self {
            Self::Id => Self::En,
            Self::En => Self::Id,
        }
    }

    /// The message of that key without variables.
    pub(super) fn say(self, key: &str) -> String {
        self.say_with(key, &FluentArgs::new())
    }

    /// The message of that key with its variables; numbers are grouped, and choose the plural.
    pub(super) fn say_with(self, key: &str, args: &FluentArgs<'_>) -> String {
        // A key that is missing in both is a fault that the tests find; the key still tells more
        // than an empty page.
        self.find(key, args).unwrap_or_else(|| key.to_owned())
    }

    /// The same, where a key without a message is an error.
    pub(super) fn find(self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let bundle = &BUNDLES[self as usize];
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut errors);
        if !errors.is_empty() {
            tracing::error!(key, ?errors, "the message {key} lacks a variable");
            if cfg!(test) {
                return None;
            }
        }
        Some(text.into_owned())
    }

    /// A whole number with its thousands grouped: `25.000` or `25,000`.
    pub(super) fn number(self, number: u64) -> String {
        let dotted = group_thousands(number);
        match self {
            Self::Id => dotted,
            Self::En => dotted.replace('.', ","),
        }
    }

    /// A day: `16 Mar 2026`.
    pub(super) fn day(self, day: NaiveDate) -> String {
        let month: String = match self {
            Self::Id => MONTHS[day.month0() as usize].chars().take(3).collect(),
            Self::En => ENGLISH_MONTHS[day.month0() as usize].to_owned(),
        };
        format!("{} {month} {}", day.day(), day.year())
    }

    /// A time of day: `09.00` or `09:00`.
    pub(super) fn time(self, time: chrono::NaiveTime) -> String {
        match self {
            Self::Id => time.format("%H.%M").to_string(),
            Self::En => time.format("%H:%M").to_string(),
        }
    }

    /// A text that was written with Indonesian signs, such as `Rp4.250.000,50` or `88,1%`.
    pub(super) fn signs(self, text: &str) -> String {
        match self {
            Self::Id => text.to_owned(),
            Self::En => text
                .chars()
                .map(|c| match c {
                    '.' => ',',
                    ',' => '.',
                    other => other,
                })
                .collect(),
        }
    }
}

static BUNDLES: LazyLock<[FluentBundle<FluentResource>; 2]> =
    LazyLock::new(|| Language::ALL.map(bundle));

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let locale = language.code().parse().expect("both codes are locales");
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Marks around variables help mixed scripts only, and would stand in attributes and files.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Id => |value: &FluentValue<'_>, _: &_| grouped(value, Language::Id),
        Language::En => |value: &FluentValue<'_>, _: &_| grouped(value, Language::En),
    }));
    for text in sources(language) {
        let resource =
            FluentResource::try_new(text.to_owned()).expect("messages parse; the tests load all");
        bundle
            .add_resource(resource)
            .expect("no key stands twice; the tests load all");
    }
    bundle
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the numbers of messages are counts"
)]
fn grouped(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(language.number(number.value.max(0.0) as u64)),
        _ => None,
    }
}

/// The message files of a language.
pub(super) fn sources(language: Language) -> impl Iterator<Item = &'static str> {
    FILES
        .get_dir(language.code())
        .into_iter()
        .flat_map(Dir::files)
        .filter_map(include_dir::File::contents_utf8)
}

/// A variable of a message.
pub(super) fn number(count: impl TryInto<u32>) -> FluentValue<'static> {
    let count = f64::from(count.try_into().unwrap_or(u32::MAX));
    FluentValue::Number(FluentNumber::new(
        count,
        fluent_bundle::types::FluentNumberOptions::default(),
    ))
}

/// Variables of a message: `args([("count", number(3)), ("name", text)])`.
pub(super) fn args<'a, const N: usize>(
    pairs: [(&'static str, FluentValue<'a>); N],
) -> FluentArgs<'a> {
    pairs.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_written_in_the_readers_language() {
        let day = NaiveDate::from_ymd_opt(2026, 8, 17).unwrap();
        assert_eq!(Language::Id.day(day), "17 Agu 2026");
        assert_eq!(Language::En.day(day), "17 Aug 2026");
        assert_eq!(Language::Id.number(25_000), "25.000");
        assert_eq!(Language::En.number(25_000), "25,000");
        assert_eq!(Language::En.signs("Rp4.250.000,50"), "Rp4,250,000.50");
    }
}
