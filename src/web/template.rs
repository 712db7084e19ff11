//! Page templates, and the types that fill them.
//!
//! There is one set per language. Templates say `t("key", count=3)` for a message and
//! `| grouped`, `| day`, `| signs`, `| tel` for values; everything is escaped unless it is a macro's.

use std::{borrow::Cow, sync::LazyLock};

use axum::response::Html;
use chrono::NaiveDate;
use fluent_bundle::{FluentArgs, FluentValue};
use include_dir::{Dir, include_dir};
use minijinja::{
    Environment, Error, ErrorKind, UndefinedBehavior,
    syntax::SyntaxConfig,
    value::{Kwargs, Serde, Value},
};
use serde::Serialize;

use super::{
    Answer, Problem,
    language::{self, Language},
};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/web/pages");

/// A type that fills one file under `pages/`.
pub(super) trait Page: Serialize {
    /// The file's name.
    const FILE: &'static str;
}

static PAGES: LazyLock<[Environment<'static>; 2]> =
    LazyLock::new(|| Language::ALL.map(environment));

fn environment(language: Language) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()
            .expect("the usual delimiters do not clash"),
    );
    env.add_function("t", move |key: &str, values: Kwargs| {
        message(language, key, &values)
    });
    env.add_filter("grouped", move |number: u64| language.number(number));
    env.add_filter("tel", |phone: &str| -> String {
        phone
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect()
    });
    env.add_filter("signs", move |text: &str| language.signs(text));
    env.add_filter("day", move |day: &str| {
        let parsed: Result<NaiveDate, _> = day.parse();
        parsed
            .map(|day| language.day(day))
            .map_err(|_| Error::new(ErrorKind::InvalidOperation, "`day` takes an ISO date"))
    });
    for file in FILES.files() {
        let name = file.path().to_string_lossy();
        let source = file
            .contents_utf8()
            .expect("pages are UTF-8; the tests load them all");
        env.add_template_owned(name.into_owned(), source)
            .expect("pages parse; the tests load them all");
    }
    env
}

fn message(language: Language, key: &str, values: &Kwargs) -> Result<String, Error> {
    let mut args = FluentArgs::new();
    for name in values.args() {
        let value: Value = values.get(name)?;
        let value = match i64::try_from(value.clone()) {
            Ok(count) if value.is_number() => language::number(count),
            _ => FluentValue::String(Cow::Owned(value.to_string())),
        };
        args.set(name.to_owned(), value);
    }
    language
        .find(key, &args)
        .ok_or_else(|| Error::new(ErrorKind::UndefinedError, format!("no message `{key}`")))
}

/// Fills a page.
pub(super) fn render<P: Page>(language: Language, page: &P) -> Answer {
    PAGES[language as usize]
        .get_template(P::FILE)
        .and_then(|template| template.render(Serde(page)))
        .map(Html)
        .map_err(|error| Problem::internal(&error))
}
