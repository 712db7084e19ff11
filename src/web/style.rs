//! The parts that pages are made of, shown on a page of their own.

use serde::Serialize;

use super::{
    Answer,
    frame::{Frame, Place},
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
    wording::{Enrolled, Mark, SHOWN},
};

/// The page.
#[derive(Debug, Serialize)]
struct StylePage {
    frame: Frame,
    marks: Vec<Mark>,
    enrolled: Option<Enrolled>,
    colours: [&'static str; 8],
}

impl Page for StylePage {
    const FILE: &'static str = "style.html";
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/style", Who::Officers, show)
}

async fn show(visit: Visit) -> Answer {
    let frame = Frame::of(&visit, Place::Nowhere, visit.say("style-title")).await?;
    template::render(
        visit.language,
        &StylePage {
            frame,
            marks: SHOWN.into_iter().map(Mark::from).collect(),
            enrolled: Enrolled::new(51, 60),
            colours: [
                "paper", "surface", "sunk", "ink", "soft", "line", "edge", "accent",
            ],
        },
    )
}
