//! What stands around every page.

use serde::Serialize;

use super::{assets, wording::short_date};
use crate::services::{ServiceError, Services};

/// Which entry of the navigation a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Place {
    Home,
    Employers,
    Cases,
    Notices,
    Letters,
    Schedules,
    Nowhere,
}

/// What every template may use.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Frame {
    title: String,
    here: Place,
    city: String,
    office: String,
    /// Everything shown is made up.
    demo: bool,
    /// The day of the last check; `None` before the first.
    checked_on: Option<String>,
    /// What the search box shows.
    search: String,
    style: &'static str,
    icon: &'static str,
}

impl Frame {
    pub(super) async fn of(
        services: &Services,
        here: Place,
        title: impl Into<String>,
    ) -> Result<Self, ServiceError> {
        let checked_on = services.checked_on().await?.map(short_date);
        let demo = services.is_demo().await?;
        Ok(Self {
            here,
            demo,
            checked_on,
            ..Self::bare(services, title)
        })
    }

    /// The frame without what is read from the store.
    pub(super) fn bare(services: &Services, title: impl Into<String>) -> Self {
        let assets = assets::all();
        Self {
            title: title.into(),
            here: Place::Nowhere,
            city: services.city.name.clone(),
            office: services.city.office.clone(),
            demo: false,
            checked_on: None,
            search: String::new(),
            style: &assets.style.href,
            icon: &assets.icon.href,
        }
    }

    pub(super) fn searching(self, text: &str) -> Self {
        Self {
            search: text.to_owned(),
            ..self
        }
    }
}
