//! Trying out a wording before anybody receives it.

use std::collections::BTreeSet;

use minijinja::{Environment, ErrorKind};
use serde_json::Value;

use super::{
    markup::BadMarkup,
    samples::{Sample, samples_of},
    sheet::Sheet,
    template::{Rendered, TemplateError, Templates, Wording, fill, fill_part, of_sheet, one_line},
};
use crate::domain::mailing::{Fault, Part, Seen, objections};

/// Characters of each file, as typed.
const LONGEST: [(Part, usize); 3] = [
    (Part::Subject, 300),
    (Part::Text, 20_000),
    (Part::Markup, 60_000),
];

/// What is wrong with a wording, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadWording {
    /// In which file.
    pub part: Part,
    /// On which of its lines, where that is known; from 1.
    pub line: Option<usize>,
    /// What.
    pub what: Wrong,
}

/// What is wrong with a wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It names a variable that the mail lacks.
    Unknown(String),
    /// Its subject names a variable that may not stand there.
    NotInSubject(String),
    /// It can't be read, for this reason.
    Broken(String),
    /// Its markup can't be read near this text.
    Markup(String),
    /// Elements are nested too deeply.
    Deep,
    /// It lost something, or says something that may not be said.
    Guard(Fault),
}

impl Templates {
    /// Fills a wording with every sample of its kind, in their order.
    ///
    /// # Errors
    /// Everything that is wrong with it: what keeps it from being filled, else what it lost or
    /// may not say.
    pub fn try_out(wording: Wording, sheet: &Sheet) -> Result<Vec<Rendered>, Vec<BadWording>> {
        let long: Vec<BadWording> = LONGEST
            .into_iter()
            .filter(|(part, most)| sheet.part(*part).chars().count() > *most)
            .map(|(part, most)| guard(part, Fault::Long(most)))
            .collect();
        if !long.is_empty() {
            return Err(long);
        }
        let env = of_sheet(wording, sheet).map_err(|error| vec![explained(&error)])?;
        let mut tried = Vec::new();
        let mut wrong = Vec::new();
        for sample in samples_of(wording.0, wording.1) {
            match try_one(&env, wording, sheet, &sample) {
                Ok(rendered) => tried.push(rendered),
                Err(found) => wrong.extend(found),
            }
        }
        // What every sample shows is said once.
        let mut seen = BTreeSet::new();
        wrong.retain(|one: &BadWording| seen.insert(format!("{one:?}")));
        if wrong.is_empty() {
            Ok(tried)
        } else {
            Err(wrong)
        }
    }

    /// The variables that a wording may name, with what they say in one of its samples.
    #[must_use]
    pub fn variables(wording: Wording, sample: usize) -> Vec<(String, String)> {
        let samples = samples_of(wording.0, wording.1);
        let Some(Value::Object(fields)) = samples
            .get(sample)
            .or(samples.first())
            .map(|sample| &sample.values)
        else {
            return Vec::new();
        };
        let mut said = Vec::new();
        for (name, value) in fields {
            tell(name, value, &mut said);
        }
        said
    }
}

/// What a variable says; of a list of things, what each of their names says.
fn tell(name: &str, value: &Value, said: &mut Vec<(String, String)>) {
    let plain = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => "-".to_owned(),
        other => other.to_string(),
    };
    let joined = |values: Vec<String>| values.join("; ");
    match value {
        Value::Array(items) => {
            let parts = items.first().and_then(Value::as_object);
            for part in parts.into_iter().flat_map(|first| first.keys()) {
                let values = items.iter().map(|item| plain(&item[part])).collect();
                said.push((format!("{name} … .{part}"), joined(values)));
            }
            if parts.is_none() {
                said.push((name.to_owned(), joined(items.iter().map(plain).collect())));
            }
        }
        other => said.push((name.to_owned(), plain(other))),
    }
}

fn try_one(
    env: &Environment<'static>,
    wording: Wording,
    sheet: &Sheet,
    sample: &Sample,
) -> Result<Rendered, Vec<BadWording>> {
    let rendered = fill(env, wording, &sample.values).map_err(|e| vec![explained(&e)])?;
    let subject = subject_without_figures(env, wording, &sample.values).map_err(|bad| vec![bad])?;
    let found = objections(&Seen {
        kind: wording.0,
        tongue: wording.1,
        subject: &subject,
        text: &rendered.text,
        html: &rendered.html,
        markup: &sheet.markup,
        kept: &sample.kept,
    });
    if found.is_empty() {
        return Ok(rendered);
    }
    let found = found.into_iter().map(|(part, fault)| guard(part, fault));
    Err(found.collect())
}

const fn guard(part: Part, fault: Fault) -> BadWording {
    BadWording {
        part,
        line: None,
        what: Wrong::Guard(fault),
    }
}

/// The subject as it comes out of what it may name, with the figures of codes and days left out:
/// a figure that remains was written there.
fn subject_without_figures(
    env: &Environment<'static>,
    wording: Wording,
    values: &Value,
) -> Result<String, BadWording> {
    let mut named = values.clone();
    if let Value::Object(fields) = &mut named {
        fields.retain(|name, _| wording.0.subject_names().contains(&name.as_str()));
        for value in fields.values_mut() {
            drop_figures(value);
        }
    }
    let subject = fill_part(env, wording, Part::Subject, &named);
    let subject = subject.map_err(|error| {
        let bad = explained(&error);
        match bad.what {
            Wrong::Unknown(name) => BadWording {
                what: Wrong::NotInSubject(name),
                ..bad
            },
            _ => bad,
        }
    })?;
    Ok(one_line(&subject))
}

fn drop_figures(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|c| !c.is_numeric()),
        Value::Array(items) => items.iter_mut().for_each(drop_figures),
        Value::Number(_) => *value = Value::Null,
        _ => {}
    }
}

/// What an error says to whoever wrote the wording.
fn explained(error: &TemplateError) -> BadWording {
    let source = &*error.source;
    let mut bad = BadWording {
        part: error.part,
        line: None,
        what: Wrong::Broken(source.to_string()),
    };
    if let Some(error) = source.downcast_ref::<minijinja::Error>() {
        // A fault in what it extends has a line of another file.
        let is_own = error.name() == Some(bad.part.file());
        bad.line = error.line().filter(|_| is_own);
        let detail = error.detail().unwrap_or_default().to_owned();
        bad.what = match error.kind() {
            ErrorKind::UndefinedError => Wrong::Unknown(quoted(&detail)),
            kind if detail.is_empty() => Wrong::Broken(kind.to_string()),
            kind => Wrong::Broken(format!("{kind}: {detail}")),
        };
    } else if let Some(bad_markup) = source.downcast_ref::<BadMarkup>() {
        bad.what = match bad_markup {
            BadMarkup::Deep => Wrong::Deep,
            BadMarkup::Long => Wrong::Guard(Fault::Long(LONGEST[2].1)),
            BadMarkup::Unreadable { near, .. } => Wrong::Markup(near.clone()),
        };
    }
    bad
}

/// The name within "`name` is undefined".
fn quoted(detail: &str) -> String {
    detail.split('`').nth(1).unwrap_or("?").to_owned()
}
