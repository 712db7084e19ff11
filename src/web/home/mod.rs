//! The first page: what needs the reader today, and how the city stands.

mod city;
mod desk;
mod line;

use serde::Serialize;

use super::{
    Answer,
    frame::{Frame, Place},
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
    waiting::StuckShown,
    wording::{Enrolled, Held, Mark, holds},
};
use crate::{domain::role::Role, store::ListRow};
use city::City;
use desk::Desk;

/// Employers shown under "most uncovered".
const UNCOVERED: u32 = 10;

/// The page.
#[derive(Debug, Serialize)]
struct HomePage {
    frame: Frame,
    /// What needs the reader; `None` for who only reads.
    desk: Option<Desk>,
    /// Nothing leaves although something waits.
    stuck: Option<StuckShown>,
    /// `None` before the first check of any employer.
    city: Option<City>,
    uncovered: Vec<Uncovered>,
    /// The reader looks after the segments.
    segments: bool,
    /// The reader may bring files in.
    imports: bool,
}

impl Page for HomePage {
    const FILE: &'static str = "home.html";
}

/// An employer with workers who are not enrolled.
#[derive(Debug, Serialize)]
struct Uncovered {
    href: String,
    name: String,
    place: Option<String>,
    verdict: Mark,
    holds: Vec<Held>,
    enrolled: Option<Enrolled>,
    shortfall: u64,
}

impl Uncovered {
    fn of(row: &ListRow, visit: &Visit) -> Self {
        Self {
            href: format!("/employers/{}", row.id),
            name: row.name.clone(),
            place: row.kelurahan.clone().or_else(|| row.kecamatan.clone()),
            verdict: row.verdict.into(),
            holds: holds(row, visit).collect(),
            enrolled: Enrolled::of(row),
            shortfall: row.shortfall.into(),
        }
    }
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/", Who::Officers, show)
}

async fn show(visit: Visit) -> Answer {
    let services = &visit.services;
    let state = services.city_state().await?;
    let city = state
        .filter(|state| state.now.figures.employers() > 0)
        .map(|state| City::of(&visit, &state));
    let uncovered = match city {
        Some(_) => services.most_uncovered(UNCOVERED).await?,
        None => Vec::new(),
    };
    let place = ("city", services.city.name.as_str().into());
    let title = visit.say_with("home-title", &super::language::args([place]));
    template::render(
        visit.language,
        &HomePage {
            frame: Frame::of(&visit, Place::Home, title).await?,
            desk: Desk::of(&visit).await?,
            stuck: services.stuck().await?.map(StuckShown::from),
            city,
            uncovered: uncovered
                .iter()
                .map(|row| Uncovered::of(row, &visit))
                .collect(),
            segments: visit.is(&[Role::HealthOfficer]),
            imports: visit.is(&[Role::Admin, Role::LabourOfficer, Role::HealthOfficer]),
        },
    )
}
