//! Page templates, and the types that fill them.

use std::sync::LazyLock;

use axum::response::Html;
use include_dir::{Dir, include_dir};
use minijinja::{Environment, UndefinedBehavior, syntax::SyntaxConfig, value::Serde};
use serde::Serialize;

use super::{Answer, Problem};
use crate::domain::words::group_thousands;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/web/pages");

/// A type that fills one file under `pages/`.
pub(super) trait Page: Serialize {
    /// The file's name.
    const FILE: &'static str;
}

static PAGES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()
            .expect("the usual delimiters do not clash"),
    );
    env.add_filter("grouped", group_thousands);
    for file in FILES.files() {
        let name = file.path().to_string_lossy();
        let source = file
            .contents_utf8()
            .expect("pages are UTF-8; the tests load them all");
        env.add_template_owned(name.into_owned(), source)
            .expect("pages parse; the tests load them all");
    }
    env
});

/// Fills a page.
pub(super) fn render<P: Page>(page: &P) -> Answer {
    PAGES
        .get_template(P::FILE)
        .and_then(|template| template.render(Serde(page)))
        .map(Html)
        .map_err(|error| Problem::internal(&error))
}
