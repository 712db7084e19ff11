//! MJML to HTML.

use std::collections::HashMap;

use mrml::prelude::{parser, render::RenderOptions};

/// Bytes of markup that are looked at.
const MOST: usize = 200_000;
/// Elements within each other; the reader of markup goes as deep as it is nested.
const DEEPEST: usize = 60;
/// Elements that have no end.
const OPEN_ENDED: [&str; 8] = ["br", "hr", "img", "meta", "link", "input", "col", "wbr"];

/// Why markup can't be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum BadMarkup {
    /// Elements within elements without end.
    #[error("elements are nested too deeply")]
    Deep,
    /// More than is looked at.
    #[error("the markup is too long")]
    Long,
    /// Something in it can't be read.
    #[error("can't read the markup near `{near}`")]
    Unreadable {
        /// The text at that place.
        near: String,
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// Makes the HTML document.
pub(super) fn html(markup: &str) -> Result<String, BadMarkup> {
    if markup.len() > MOST {
        return Err(BadMarkup::Long);
    }
    if is_deep(markup) {
        return Err(BadMarkup::Deep);
    }
    let options = RenderOptions {
        // The known web fonts would be fetched from a stranger's server by whoever reads the mail.
        fonts: HashMap::default(),
        ..RenderOptions::default()
    };
    let parsed = mrml::parse(markup).map_err(|error| BadMarkup::Unreadable {
        near: near(markup, &error),
        source: error.into(),
    })?;
    let rendered = parsed.element.render(&options);
    rendered.map_err(|error| BadMarkup::Unreadable {
        near: String::new(),
        source: error.into(),
    })
}

/// The text at which reading stopped.
fn near(markup: &str, error: &parser::Error) -> String {
    use parser::Error::{
        IncludeLoaderError, InvalidAttribute, InvalidFormat, MissingAttribute, UnexpectedElement,
        UnexpectedToken,
    };
    let at = match error {
        UnexpectedElement { position, .. }
        | UnexpectedToken { position, .. }
        | MissingAttribute { position, .. }
        | InvalidAttribute { position, .. }
        | InvalidFormat { position, .. }
        | IncludeLoaderError { position, .. } => position.start,
        _ => return String::new(),
    };
    let rest = markup.get(at..).unwrap_or_default();
    rest.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(60)
        .collect()
}

fn is_deep(markup: &str) -> bool {
    let mut depth = 0_usize;
    for (at, _) in markup.match_indices('<') {
        let rest = &markup[at + 1..];
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let tag = rest.split('>').next().unwrap_or_default();
            let name = tag.split([' ', '/', '\n', '\t']).next().unwrap_or_default();
            if !tag.ends_with('/') && !OPEN_ENDED.contains(&name) {
                depth += 1;
            }
            if depth > DEEPEST {
                return true;
            }
        }
    }
    false
}
