//! Readers of our mails who said to be the wrong ones, until an officer has looked.

use serde::Serialize;

use crate::{
    store::ContactQuestion,
    web::{
        Answer,
        frame::{Frame, Place},
        template::{self, Page},
        visit::Visit,
    },
};

/// The list.
#[derive(Debug, Serialize)]
struct ReadersPage {
    frame: Frame,
    lines: Vec<Line>,
}

impl Page for ReadersPage {
    const FILE: &'static str = "readers.html";
}

/// A reader.
#[derive(Debug, Serialize)]
struct Line {
    href: String,
    firm: String,
    address: String,
    named: Option<String>,
    words: Option<String>,
    at: String,
    mail: String,
}

impl Line {
    fn of(visit: &Visit, one: ContactQuestion) -> Self {
        Self {
            at: visit.moment(one.said_at()),
            href: format!("/employers/{}/contacts", one.employer),
            firm: one.firm,
            address: one.address,
            named: one.named,
            words: one.words,
            mail: format!("/notices/{}", one.mail),
        }
    }
}

pub(super) async fn list(visit: Visit) -> Answer {
    let waiting = visit.services.wrong_readers().await?;
    let frame = Frame::of(&visit, Place::Notices, visit.say("readers-title")).await?;
    let line = |one| Line::of(&visit, one);
    template::render(
        visit.language,
        &ReadersPage {
            frame,
            lines: waiting.into_iter().map(line).collect(),
        },
    )
}
