//! The files of a wording, as they are written.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::domain::{
    mailing::{MailKind, Part},
    tongue::Tongue,
};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/email-templates");

/// What wordings may extend and include, by name.
pub(super) static LAYOUTS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut layouts = Vec::new();
    let folder = FILES.get_dir("layout").expect("it is in the binary");
    gather(folder, &mut layouts);
    layouts
});

fn gather(folder: &Dir<'static>, into: &mut Vec<(&'static str, &'static str)>) {
    for file in folder.files() {
        let name = file.path().to_str();
        into.extend(name.zip(file.contents_utf8()));
    }
    for inner in folder.dirs() {
        gather(inner, into);
    }
}

/// The three files of a wording.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// `subject.txt`
    pub subject: String,
    /// `body.txt`
    pub text: String,
    /// `body.mjml`
    pub markup: String,
}

impl Sheet {
    /// The wording that came with the program.
    ///
    /// # Panics
    /// When the program was built without one of its files; the tests look at them all.
    #[must_use]
    pub fn shipped(kind: MailKind, tongue: Tongue) -> Self {
        let read = |part: Part| {
            let path = format!("{}/{}/{}", kind.code(), tongue.code(), part.file());
            let file = FILES.get_file(&path);
            let text = file.and_then(include_dir::File::contents_utf8);
            text.expect("every wording is in the binary").to_owned()
        };
        Self {
            subject: read(Part::Subject),
            text: read(Part::Text),
            markup: read(Part::Markup),
        }
    }

    /// One of its files.
    #[must_use]
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Subject => &self.subject,
            Part::Text => &self.text,
            Part::Markup => &self.markup,
        }
    }

    /// A text that tells two wordings apart; every file of it ends somewhere.
    #[must_use]
    pub fn whole(&self) -> String {
        format!("{}\u{0}{}\u{0}{}", self.subject, self.text, self.markup)
    }
}
