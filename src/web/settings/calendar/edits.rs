//! Adding, changing and removing days off, and saying that a year's list is whole.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        super::{
            Answer, Problem,
            forms::{Faults, Filled},
            frame::{Frame, Place},
            query::address,
            routes::Site,
            template::{self, Page},
            visit::Visit,
        },
        ADMINS,
    },
    CalendarPage, DayForm, DayLine, PAGE, YEARS, page,
};
use crate::{
    domain::almanac::{self, BadDayOff},
    services::ServiceError,
};

/// The page of one day off.
#[derive(Debug, Serialize)]
struct DayPage {
    frame: Frame,
    day: DayLine,
    year: i32,
    form: DayForm,
    faults: Faults,
}

impl Page for DayPage {
    const FILE: &'static str = "calendar_day.html";
}

pub(super) fn routes(site: Site) -> Site {
    site.post("/settings/calendar/days", ADMINS, add)
        .get("/settings/calendar/days/{day}", ADMINS, show)
        .post("/settings/calendar/days/{day}", ADMINS, change)
        .post("/settings/calendar/years/{year}", ADMINS, year)
}

#[derive(Debug, Deserialize, Validate)]
struct Typed {
    #[serde(default)]
    date: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    act: String,
}

/// Back to the year, with what was done.
pub(super) fn back(year: i32, done: &str, grown: u64) -> Response {
    let (year, grown) = (year.to_string(), grown.to_string());
    let pairs = [("year", &*year), ("done", done), ("grown", &*grown)];
    Redirect::to(&address(PAGE, &pairs)).into_response()
}

/// The field that a fault belongs to.
fn blame(visit: &Visit, faults: &mut Faults, why: BadDayOff) {
    let field = if why == BadDayOff::Twice {
        "date"
    } else {
        why.code()
    };
    faults.add(field, visit.say(&format!("calendar-wrong-{}", why.code())));
}

impl Typed {
    /// Keeps the day; answers where to go, or what is wrong.
    async fn keep(
        &self,
        visit: &Visit,
        was: Option<NaiveDate>,
    ) -> Answer<Result<Response, Faults>> {
        let mut faults = Faults::default();
        let day = match almanac::day_off(&self.date, &self.name, &self.kind) {
            Ok(day) => day,
            Err(why) => {
                blame(visit, &mut faults, why);
                return Ok(Err(faults));
            }
        };
        let (year, me) = (day.date.year(), visit.officer()?.officer.id);
        match visit.services.put_day_off(was, day, me).await {
            Ok(grown) => Ok(Ok(back(year, "day", grown))),
            Err(ServiceError::Barred(why)) => {
                faults.add("date", visit.say(&format!("refusal-{}", why.code)));
                Ok(Err(faults))
            }
            Err(error) => Err(error.into()),
        }
    }

    fn form(self) -> DayForm {
        DayForm {
            date: self.date,
            name: self.name,
            kind: self.kind,
        }
    }
}

async fn add(visit: Visit, filled: Filled<Typed>) -> Answer<Response> {
    let typed = filled.form;
    let faults = match typed.keep(&visit, None).await? {
        Ok(response) => return Ok(response),
        Err(faults) => faults,
    };
    let year = typed.date.get(..4).and_then(|year| year.parse().ok());
    let page = CalendarPage {
        faults,
        form: typed.form(),
        ..page(&visit, year).await?
    };
    refused(&visit, &page)
}

fn refused(visit: &Visit, page: &impl Page) -> Answer<Response> {
    let text = template::render(visit.language, page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, text).into_response())
}

async fn day_page(visit: &Visit, on: &str) -> Answer<(NaiveDate, DayPage)> {
    let on: NaiveDate = on.parse().map_err(|_| Problem::missing())?;
    let day = visit.services.day_off(on).await?;
    let day = day.ok_or_else(Problem::missing)?;
    let page = DayPage {
        frame: Frame::of(visit, Place::Settings, day.name.clone()).await?,
        year: on.year(),
        form: DayForm {
            date: day.date.to_string(),
            name: day.name.clone(),
            kind: day.kind.code().to_owned(),
        },
        day: DayLine::of(visit.language, &day),
        faults: Faults::default(),
    };
    Ok((on, page))
}

async fn show(visit: Visit, Path(on): Path<String>) -> Answer {
    template::render(visit.language, &day_page(&visit, &on).await?.1)
}

async fn change(visit: Visit, Path(on): Path<String>, filled: Filled<Typed>) -> Answer<Response> {
    let (on, page) = day_page(&visit, &on).await?;
    let typed = filled.form;
    if typed.act == "remove" {
        let me = visit.officer()?.officer.id;
        visit.services.remove_day_off(on, me).await?;
        return Ok(back(on.year(), "removed", 0));
    }
    match typed.keep(&visit, Some(on)).await? {
        Ok(response) => Ok(response),
        Err(faults) => {
            let form = typed.form();
            refused(
                &visit,
                &DayPage {
                    form,
                    faults,
                    ..page
                },
            )
        }
    }
}

#[derive(Debug, Deserialize, Validate)]
struct Whole {
    #[serde(default)]
    source: String,
    /// `complete` or `reopen`.
    #[serde(default)]
    act: String,
}

async fn year(visit: Visit, Path(year): Path<String>, filled: Filled<Whole>) -> Answer<Response> {
    let year = year.parse().ok().filter(|year| YEARS.contains(year));
    let year = year.ok_or_else(Problem::missing)?;
    let (form, me) = (filled.form, visit.officer()?.officer.id);
    let is_complete = form.act != "reopen";
    let said = (&*form.source, is_complete);
    match visit.services.set_year(year, said, me).await {
        Ok(()) => Ok(back(year, if is_complete { "year" } else { "reopened" }, 0)),
        Err(ServiceError::Barred(why)) => {
            let mut page = page(&visit, Some(year)).await?;
            let words = visit.say(&format!("refusal-{}", why.code));
            page.faults.add("source", words);
            page.source = form.source;
            refused(&visit, &page)
        }
        Err(error) => Err(error.into()),
    }
}
