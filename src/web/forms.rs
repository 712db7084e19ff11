//! Forms that people fill in and send.

use std::collections::BTreeMap;

use axum::{
    Form,
    extract::{
        FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::StatusCode,
};
use fluent_bundle::FluentValue;
use serde::{Serialize, de::DeserializeOwned};
use validator::{Validate, ValidationErrors};

use super::{
    Problem, form_token,
    language::{Language, args},
    visit::Visit,
};

/// The name of the hidden field that proves where a form comes from.
const TOKEN: &str = "form_token";

/// A form of an officer's own session, with whatever limits its fields break.
///
/// Broken limits don't stop the handler, which shows the form again with all that was typed.
pub(super) struct Filled<T> {
    pub(super) form: T,
    pub(super) faults: Faults,
}

impl<S, T> FromRequest<S> for Filled<T>
where
    S: Send + Sync,
    T: DeserializeOwned + Validate,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let visit = request.extensions().get::<Visit>().cloned();
        let visit = visit.ok_or_else(Problem::missing)?;
        let secret = &visit.officer()?.form_token;
        let Form(mut pairs) = Form::<Vec<(String, String)>>::from_request(request, state)
            .await
            .map_err(|_| Problem::unreadable())?;
        let token = pairs.iter().position(|(name, _)| name == TOKEN);
        // The order of what is left matters to lists.
        let token = token.map(|at| pairs.remove(at).1).unwrap_or_default();
        if !form_token::holds(secret, &token) {
            return Err(Problem::foreign_form());
        }
        let form = read::<T>(&pairs)?;
        let faults = form
            .validate()
            .err()
            .map(|errors| Faults::of(&errors, visit.language))
            .unwrap_or_default();
        Ok(Self { form, faults })
    }
}

/// Longest token of a form with files, in bytes.
const TOKEN_BYTES: usize = 4_096;

/// The fields of a form with files. Its token comes first, so that a stranger's file is never
/// read.
pub(super) struct Parts(Multipart);

impl Parts {
    /// Opens the form, if it was made for this session.
    pub(super) async fn open(visit: &Visit, request: Request) -> Result<Self, Problem> {
        let secret = &visit.officer()?.form_token;
        let mut parts = Self(
            Multipart::from_request(request, &())
                .await
                .map_err(|_| Problem::unreadable())?,
        );
        let token = match parts.next().await? {
            Some(first) if first.name() == Some(TOKEN) => short_text(first, TOKEN_BYTES).await?,
            _ => return Err(Problem::foreign_form()),
        };
        if form_token::holds(secret, &token) {
            Ok(parts)
        } else {
            Err(Problem::foreign_form())
        }
    }

    /// The next field; each must be read before the one after it.
    pub(super) async fn next(&mut self) -> Result<Option<Field<'_>>, Problem> {
        Ok(self.0.next_field().await?)
    }
}

/// The text of a field that may be so long.
pub(super) async fn short_text(mut field: Field<'_>, most: usize) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    while let Some(part) = field.chunk().await? {
        bytes.extend_from_slice(&part);
        if bytes.len() > most {
            return Err(Problem::unreadable());
        }
    }
    String::from_utf8(bytes).map_err(|_| Problem::unreadable())
}

impl From<MultipartError> for Problem {
    fn from(error: MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Self::too_large()
        } else {
            Self::unreadable()
        }
    }
}

/// Reads a form; a field that comes more than once is a list.
pub(super) fn read<T: DeserializeOwned>(pairs: &[(String, String)]) -> Result<T, Problem> {
    let mut fields: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in pairs {
        fields.entry(name).or_default().push(value);
    }
    let fields: serde_json::Map<String, serde_json::Value> = fields
        .into_iter()
        .map(|(name, values)| {
            // A name that ends so is a list however many of its boxes are ticked.
            match (name.strip_suffix("[]"), values.as_slice()) {
                (Some(list), _) => (list.to_owned(), values.into()),
                (None, [one]) => (name.to_owned(), (*one).into()),
                (None, _) => (name.to_owned(), values.into()),
            }
        })
        .collect();
    serde_json::from_value(fields.into()).map_err(|_| Problem::unreadable())
}

/// What is wrong with each field of a form, in the reader's language.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub(super) struct Faults(BTreeMap<String, String>);

impl Faults {
    fn of(errors: &ValidationErrors, language: Language) -> Self {
        let mut faults = Self::default();
        for (field, all) in errors.field_errors() {
            for error in all {
                let bound = |name: &str| {
                    let value = error.params.get(name).and_then(serde_json::Value::as_u64);
                    FluentValue::from(value.unwrap_or(0))
                };
                let key = match error.code.as_ref() {
                    code @ ("length" | "email" | "range") => format!("fault-{code}"),
                    _ => "fault-other".to_owned(),
                };
                let text =
                    language.say_with(&key, &args([("min", bound("min")), ("max", bound("max"))]));
                faults.add(&field, text);
            }
        }
        faults
    }

    /// Adds what is wrong with a field, unless something is already.
    pub(super) fn add(&mut self, field: &str, text: impl Into<String>) {
        self.0.entry(field.to_owned()).or_insert(text.into());
    }

    /// Whether the form can be accepted.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
