//! The list of letters.

use std::collections::HashMap;

use serde::Serialize;

use super::{
    super::{
        Answer,
        frame::{Frame, Place},
        template::{self, Page},
        visit::Visit,
    },
    LetterLine,
};
use crate::{
    domain::ids::LetterId,
    store::{Letter, RecipientCounts},
};

/// The list.
#[derive(Debug, Serialize)]
struct LettersPage {
    frame: Frame,
    lines: Vec<Line>,
}

impl Page for LettersPage {
    const FILE: &'static str = "letters.html";
}

/// A letter with how many it goes to.
#[derive(Debug, Serialize)]
struct Line {
    letter: LetterLine,
    listed: u64,
    received: u64,
}

pub(super) async fn show(visit: Visit) -> Answer {
    let services = &visit.services;
    let letters = services.letters().await?;
    let counts: HashMap<LetterId, RecipientCounts> =
        services.recipient_counts().await?.into_iter().collect();
    let line = |letter: &Letter| {
        let counts = counts.get(&letter.id).copied().unwrap_or_default();
        Line {
            letter: LetterLine::of(&visit, letter),
            listed: counts.listed,
            received: counts.received,
        }
    };
    let lines = letters.iter().map(line).collect();
    let frame = Frame::of(&visit, Place::Letters, visit.say("nav-letters")).await?;
    template::render(visit.language, &LettersPage { frame, lines })
}
