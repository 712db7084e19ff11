//! Reading the query of an address, and writing addresses.

use std::fmt::Write;

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use serde::de::DeserializeOwned;
use validator::Validate;

use super::Problem;

/// A query whose every field is within its limits.
pub(super) struct Checked<T>(pub(super) T);

impl<S, T> FromRequestParts<S> for Checked<T>
where
    S: Send + Sync,
    T: DeserializeOwned + Validate,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Query(query) = Query::<T>::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::unreadable())?;
        query
            .validate()
            .map_err(|errors| Problem::out_of_limits(&errors))?;
        Ok(Self(query))
    }
}

/// An address with a query; pairs without a value are left out.
pub(super) fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut text = path.to_owned();
    let mut mark = '?';
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        text.push(mark);
        text.push_str(name);
        text.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_.~,".contains(&byte) {
                text.push(char::from(byte));
            } else {
                write!(text, "%{byte:02X}").expect("a string takes every text");
            }
        }
        mark = '&';
    }
    text
}

/// The pairs of a query as they are written there, still encoded.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_keeps_what_was_typed_and_nothing_else() {
        let pairs = [("q", "PT A & B/é"), ("verdict", ""), ("after", "er_1")];
        assert_eq!(
            address("/employers", &pairs),
            "/employers?q=PT%20A%20%26%20B%2F%C3%A9&after=er_1"
        );
        assert_eq!(address("/cases", &[]), "/cases");
    }
}
