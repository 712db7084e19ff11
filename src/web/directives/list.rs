//! Every instruction in a line.

use serde::Serialize;

use super::ADMINS;
use crate::{
    services::DirectiveView,
    web::{
        Answer,
        frame::{Frame, Place},
        template::{self, Page},
        visit::Visit,
    },
};

/// An instruction in a line.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    href: String,
    pub(super) title: String,
    number: Option<String>,
    issued_on: Option<String>,
    pub(super) standing: &'static str,
    from: String,
    to: Option<String>,
    withdrawn_on: Option<String>,
    everybody: bool,
    open: u64,
    cases: u64,
}

impl Line {
    pub(super) fn of(view: &DirectiveView) -> Self {
        let says = &view.record.says;
        let withdrawal = view.record.withdrawn.as_ref();
        Self {
            href: format!("/directives/{}", view.record.id),
            title: says.title.clone(),
            number: says.number.clone(),
            issued_on: says.issued_on.map(|on| on.to_string()),
            standing: view.standing.code(),
            from: says.valid_from.to_string(),
            to: says.valid_to.map(|to| to.to_string()),
            withdrawn_on: withdrawal.map(|w| w.on.to_string()),
            everybody: says.audience.is_none(),
            open: view.open,
            cases: view.cases,
        }
    }
}

#[derive(Debug, Serialize)]
struct ListPage {
    frame: Frame,
    lines: Vec<Line>,
    may_write: bool,
}

impl Page for ListPage {
    const FILE: &'static str = "directives.html";
}

pub(super) async fn show(visit: Visit) -> Answer {
    let all = visit.services.directives().await?;
    let page = ListPage {
        frame: Frame::of(&visit, Place::Directives, visit.say("directives-title")).await?,
        lines: all.iter().map(Line::of).collect(),
        may_write: visit.is(ADMINS),
    };
    template::render(visit.language, &page)
}
