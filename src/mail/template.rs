//! Mail wording: templates, and the types that fill them.

use std::{
    collections::HashMap,
    error::Error,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

use minijinja::{AutoEscape, Environment, UndefinedBehavior, syntax::SyntaxConfig, value::Serde};
use serde::Serialize;
use serde_json::Value;

use super::{
    markup,
    samples::{Sample, samples_of},
    sheet::{LAYOUTS, Sheet},
};
use crate::domain::{
    mailing::{Kept, MailKind, Part},
    tongue::Tongue,
};

/// Steps that filling one file may take: a wording that never ends is broken, not slow.
const FUEL: u64 = 200_000;

/// A type that fills the wording of a kind of mail.
pub trait Typed: Serialize {
    /// Which kind this is.
    fn kind(&self) -> MailKind;

    /// What both its texts must say, whoever words them.
    fn keeps(&self) -> Vec<Kept>;

    /// Values for every shape the wording must cope with, of all kinds that the type fills. Each
    /// is rendered at start, in the tests and before an edited wording is taken, so a template
    /// that names a field the type lacks never reaches a recipient.
    fn samples(tongue: Tongue) -> Vec<Self>
    where
        Self: Sized;
}

/// A mail ready to be queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// A single line.
    pub subject: String,
    /// Plain text, one line per paragraph.
    pub text: String,
    /// A whole HTML document that loads nothing from elsewhere.
    pub html: String,
}

/// A template is missing, broken, or asks for something its type lacks.
#[derive(Debug, thiserror::Error)]
#[error("can't render `{kind}/{tongue}/{file}`", kind = kind.code(), tongue = tongue.code(), file = part.file())]
pub struct TemplateError {
    kind: MailKind,
    tongue: Tongue,
    pub(super) part: Part,
    #[source]
    pub(super) source: Box<dyn Error + Send + Sync>,
}

/// Which wording.
pub type Wording = (MailKind, Tongue);

/// The wordings that administrators changed, as of a version.
#[derive(Default)]
struct Edited {
    version: String,
    mails: HashMap<Wording, Arc<Environment<'static>>>,
}

/// Every mail template: those of the program, and those that were edited.
pub struct Templates {
    /// Each from its first use on: parsed, all of them need more memory than a mail that leaves.
    shipped: HashMap<Wording, OnceLock<Environment<'static>>>,
    edited: RwLock<Edited>,
}

impl Templates {
    /// Loads the templates of the program and renders all samples of all mails.
    ///
    /// # Errors
    /// Names the first file that is missing or doesn't fit its type.
    pub fn embedded() -> Result<Self, TemplateError> {
        let mut shipped = HashMap::new();
        for (kind, tongue) in wordings() {
            let env = of_sheet((kind, tongue), &Sheet::shipped(kind, tongue))?;
            for sample in samples_of(kind, tongue) {
                fill(&env, (kind, tongue), &sample.values)?;
            }
            shipped.insert((kind, tongue), OnceLock::new());
        }
        Ok(Self {
            shipped,
            edited: RwLock::default(),
        })
    }

    /// Fills the wording of a mail.
    ///
    /// # Errors
    /// When a file doesn't fit the type.
    pub fn render<T: Typed>(&self, mail: &T, tongue: Tongue) -> Result<Rendered, TemplateError> {
        let wording = (mail.kind(), tongue);
        let edited = self.edited.read().unwrap_or_else(PoisonError::into_inner);
        let own = edited.mails.get(&wording).cloned();
        drop(edited);
        let env = match &own {
            Some(env) => env,
            None => self.shipped(wording)?,
        };
        fill(env, wording, &clean(mail))
    }

    fn shipped(&self, (kind, tongue): Wording) -> Result<&Environment<'static>, TemplateError> {
        let kept = &self.shipped[&(kind, tongue)];
        if let Some(env) = kept.get() {
            return Ok(env);
        }
        let env = of_sheet((kind, tongue), &Sheet::shipped(kind, tongue))?;
        Ok(kept.get_or_init(|| env))
    }

    /// Whether a wording that was edited once can still be filled.
    #[must_use]
    pub fn fits(wording: Wording, sheet: &Sheet) -> bool {
        fitting(wording, sheet).is_some()
    }

    /// Whether the edited wordings are those of a version.
    #[must_use]
    pub fn holds(&self, version: &str) -> bool {
        let edited = self.edited.read().unwrap_or_else(PoisonError::into_inner);
        edited.version == version
    }

    /// Takes the edited wordings of a version; those not named are as they were shipped. Answers
    /// with those that don't fit any more, which stay as they were shipped too.
    pub fn hold(&self, version: String, sheets: &[(Wording, Sheet)]) -> Vec<Wording> {
        let mut mails = HashMap::new();
        let mut unfit = Vec::new();
        for (wording, sheet) in sheets {
            match fitting(*wording, sheet) {
                Some(env) => {
                    mails.insert(*wording, Arc::new(env));
                }
                None => unfit.push(*wording),
            }
        }
        let mut edited = self.edited.write().unwrap_or_else(PoisonError::into_inner);
        *edited = Edited { version, mails };
        unfit
    }
}

/// A wording's templates, if they can be filled with every sample.
fn fitting(wording: Wording, sheet: &Sheet) -> Option<Environment<'static>> {
    let env = of_sheet(wording, sheet).ok()?;
    let samples = samples_of(wording.0, wording.1);
    let fits = |sample: &Sample| fill(&env, wording, &sample.values).is_ok();
    samples.iter().all(fits).then_some(env)
}

/// Every kind in every language.
pub fn wordings() -> impl Iterator<Item = Wording> {
    MailKind::ALL
        .into_iter()
        .flat_map(|kind| Tongue::ALL.map(|tongue| (kind, tongue)))
}

/// The templates of one wording with the layouts that they may extend.
pub(super) fn of_sheet(
    (kind, tongue): Wording,
    sheet: &Sheet,
) -> Result<Environment<'static>, TemplateError> {
    let mut env = environment();
    for (name, source) in LAYOUTS.iter() {
        env.add_template(name, source)
            .expect("layouts parse; the tests load them all");
    }
    for part in [Part::Subject, Part::Text, Part::Markup] {
        env.add_template_owned(part.file(), sheet.part(part).to_owned())
            .map_err(|e| broken((kind, tongue), part, e))?;
    }
    Ok(env)
}

/// Fills the three files.
pub(super) fn fill(
    env: &Environment<'static>,
    wording: Wording,
    values: &Value,
) -> Result<Rendered, TemplateError> {
    Ok(Rendered {
        subject: one_line(&fill_part(env, wording, Part::Subject, values)?),
        text: fill_part(env, wording, Part::Text, values)?,
        html: markup::html(&fill_part(env, wording, Part::Markup, values)?)
            .map_err(|e| broken(wording, Part::Markup, e))?,
    })
}

pub(super) fn fill_part(
    env: &Environment<'static>,
    wording: Wording,
    part: Part,
    values: &Value,
) -> Result<String, TemplateError> {
    env.get_template(part.file())
        .and_then(|template| template.render(Serde(values)))
        .map_err(|e| broken(wording, part, e))
}

/// The values of a mail, with a space for each sign that could break a line, turn the direction
/// of what follows, or be no part of a document at all: a name may hold anything.
pub(super) fn clean<S: Serialize>(mail: &S) -> Value {
    let mut values = serde_json::to_value(mail).expect("a mail is plain data");
    clean_within(&mut values);
    values
}

fn clean_within(value: &mut Value) {
    match value {
        Value::String(text) if text.contains(is_odd) => *text = text.replace(is_odd, " "),
        Value::Array(items) => items.iter_mut().for_each(clean_within),
        Value::Object(fields) => fields.values_mut().for_each(clean_within),
        _ => {}
    }
}

/// A header field is one line, whatever was typed.
pub(super) fn one_line(text: &str) -> String {
    let plain = text.replace(is_odd, " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a sign is no part of a line.
pub(super) fn is_odd(c: char) -> bool {
    c.is_control() || is_bidi(c) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Marks that turn the direction of everything after them.
const fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

fn environment() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    // Names what is undefined.
    env.set_debug(true);
    env.set_fuel(Some(FUEL));
    env.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()
            .expect("the usual delimiters do not clash"),
    );
    env.set_auto_escape_callback(|name| {
        if name.rsplit('.').next() == Some("mjml") {
            AutoEscape::Html
        } else {
            AutoEscape::None
        }
    });
    env
}

fn broken(
    (kind, tongue): Wording,
    part: Part,
    source: impl Into<Box<dyn Error + Send + Sync>>,
) -> TemplateError {
    TemplateError {
        kind,
        tongue,
        part,
        source: source.into(),
    }
}
