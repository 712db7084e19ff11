//! Mail wording: templates, and the types that fill them.

use std::error::Error;

use include_dir::{Dir, include_dir};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, syntax::SyntaxConfig, value::Serde};
use mrml::prelude::render::RenderOptions;
use serde::Serialize;

use super::{
    appeal::Appeal,
    officers_digest::{EnglishDigest, IndonesianDigest},
    sign_in::SignInMail,
    term_reminder::TermReminder,
};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/email-templates");

const SUBJECT: &str = "subject.txt";
const TEXT: &str = "body.txt";
const MARKUP: &str = "body.mjml";

/// A type that fills the templates of one folder under `email-templates/`.
pub trait Typed: Serialize {
    /// Folder holding `subject.txt`, `body.txt` and `body.mjml`.
    const FOLDER: &'static str;

    /// One value per shape the wording must cope with. Every sample is rendered at start and in
    /// the tests, so a template that names a field the type lacks never reaches a recipient.
    fn samples() -> Vec<Self>
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
#[error("can't render `{folder}/{file}`")]
pub struct TemplateError {
    folder: &'static str,
    file: &'static str,
    #[source]
    source: Box<dyn Error + Send + Sync>,
}

/// Every mail template, loaded once.
pub struct Templates {
    env: Environment<'static>,
}

impl Templates {
    /// Loads the templates of the program and renders all samples of all mails.
    ///
    /// # Errors
    /// Names the first file that is missing or doesn't fit its type.
    pub fn embedded() -> Result<Self, TemplateError> {
        let mut templates = Self { env: environment() };
        templates.add::<Appeal>()?;
        templates.add::<TermReminder>()?;
        templates.add::<SignInMail>()?;
        templates.add::<IndonesianDigest>()?;
        templates.add::<EnglishDigest>()?;
        Ok(templates)
    }

    /// Fills the three files of `T`'s folder.
    ///
    /// # Errors
    /// When a file doesn't fit the type.
    pub fn render<T: Typed>(&self, mail: &T) -> Result<Rendered, TemplateError> {
        let fill = |file: &'static str| {
            self.env
                .get_template(&name::<T>(file))
                .and_then(|template| template.render(Serde(mail)))
                .map_err(|e| broken::<T>(file, e))
        };
        Ok(Rendered {
            subject: fill(SUBJECT)?
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            text: fill(TEXT)?,
            html: html(&fill(MARKUP)?).map_err(|e| broken::<T>(MARKUP, e))?,
        })
    }

    fn add<T: Typed>(&mut self) -> Result<(), TemplateError> {
        for file in [SUBJECT, TEXT, MARKUP] {
            let source = FILES
                .get_file(format!("{}/{file}", T::FOLDER))
                .and_then(include_dir::File::contents_utf8)
                .ok_or_else(|| broken::<T>(file, "no such text file"))?;
            self.env
                .add_template_owned(name::<T>(file), source)
                .map_err(|e| broken::<T>(file, e))?;
        }
        for sample in T::samples() {
            self.render(&sample)?;
        }
        Ok(())
    }
}

fn environment() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()
            .expect("the usual delimiters do not clash"),
    );
    env.set_auto_escape_callback(|name| {
        if name.ends_with(MARKUP) {
            AutoEscape::Html
        } else {
            AutoEscape::None
        }
    });
    env
}

fn html(markup: &str) -> Result<String, Box<dyn Error + Send + Sync>> {
    let options = RenderOptions {
        // The known web fonts would be fetched from a stranger's server by whoever reads the mail.
        fonts: std::collections::HashMap::default(),
        ..RenderOptions::default()
    };
    Ok(mrml::parse(markup)?.element.render(&options)?)
}

fn name<T: Typed>(file: &str) -> String {
    format!("{}/{file}", T::FOLDER)
}

fn broken<T: Typed>(
    file: &'static str,
    source: impl Into<Box<dyn Error + Send + Sync>>,
) -> TemplateError {
    TemplateError {
        folder: T::FOLDER,
        file,
        source: source.into(),
    }
}
