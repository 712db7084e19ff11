//! The compliance list.

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    Answer,
    frame::{Frame, Place},
    query::{Checked, address},
    routes::{Site, Who},
    tables,
    template::{self, Page},
    visit::Visit,
    wording::{Enrolled, Mark, SHOWN, short_date},
};
use crate::{
    domain::{ids::EmployerId, ladder::Stage, verdict::Verdict},
    services::{ServiceError, Services},
    store::{ListFilter, ListRow},
};

/// Lines on a page.
const PAGE: u32 = 50;

/// What the list can be asked for.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub(super) struct ListQuery {
    /// Part of a name, NIB, tax number or code.
    #[validate(length(max = 120))]
    q: Option<String>,
    /// Codes of verdicts, separated by commas; unknown ones are passed over.
    #[validate(length(max = 200))]
    verdict: Option<String>,
    /// The employer after which the page begins; anything else means the first page.
    after: Option<String>,
}

impl ListQuery {
    fn search(&self) -> &str {
        self.q.as_deref().unwrap_or_default().trim()
    }

    fn verdicts(&self) -> Vec<Verdict> {
        let asked = self.verdict.as_deref().unwrap_or_default();
        let asked: Vec<&str> = asked.split(',').map(str::trim).collect();
        SHOWN
            .into_iter()
            .filter(|v| asked.contains(&v.code()))
            .collect()
    }

    /// The same question without its page.
    pub(super) fn filter(&self) -> ListFilter {
        let search = self.search();
        ListFilter {
            verdicts: self.verdicts(),
            search: (!search.is_empty()).then(|| search.to_owned()),
            employer: None,
        }
    }
}

/// The page.
#[derive(Debug, Serialize)]
struct EmployersPage {
    frame: Frame,
    search: String,
    filtered: bool,
    sentence: String,
    count: u64,
    chips: Vec<Chip>,
    all_href: String,
    unsearched_href: String,
    lines: Vec<Line>,
    is_first: bool,
    first_href: String,
    next_href: Option<String>,
    csv_href: String,
    xlsx_href: String,
}

impl Page for EmployersPage {
    const FILE: &'static str = "employers.html";
}

/// A verdict that can be added to the filter or taken out of it.
#[derive(Debug, Serialize)]
struct Chip {
    verdict: Mark,
    on: bool,
    /// Employers over the whole registry; `None` while something is searched for.
    count: Option<u64>,
    href: String,
}

/// One employer in a table.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    href: String,
    name: String,
    nib: Option<String>,
    place: Option<String>,
    verdict: Mark,
    /// What the verdict alone doesn't say.
    note: Option<String>,
    enrolled: Option<Enrolled>,
    /// Workers who should be enrolled and are not.
    shortfall: u64,
    stage: Option<&'static str>,
    due_on: Option<String>,
}

impl Line {
    pub(super) fn of(row: &ListRow) -> Self {
        let note = match (row.verdict, row.arrears_months) {
            (Verdict::InArrears, Some(months)) => {
                Some(format!("{months} bulan, {}", row.arrears_amount))
            }
            _ => None,
        };
        Self {
            href: format!("/employers/{}", row.id),
            name: row.name.clone(),
            nib: row.nib.clone(),
            place: row.kelurahan.clone().or_else(|| row.kecamatan.clone()),
            verdict: row.verdict.into(),
            note,
            enrolled: Enrolled::of(row),
            shortfall: row.shortfall.into(),
            stage: row
                .stage
                .as_deref()
                .and_then(Stage::from_code)
                .map(Stage::words),
            due_on: row.due_on.map(short_date),
        }
    }
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/employers", Who::Officers, show)
        .get("/employers.csv", Who::Officers, tables::csv)
        .get("/employers.xlsx", Who::Officers, tables::xlsx)
}

pub(super) async fn show(visit: Visit, Checked(query): Checked<ListQuery>) -> Answer {
    let services = &visit.services;
    let filter = query.filter();
    let after = cursor(&services, query.after.as_deref()).await?;
    // One line more than is shown tells whether there is another page.
    let mut lines = services
        .list_page(&filter, after.as_ref(), PAGE + 1)
        .await?
        .lines;
    let more = lines.len() > PAGE as usize;
    lines.truncate(PAGE as usize);
    let count = services.list_count(&filter).await?;
    let search = query.search();
    let asked = codes(&filter.verdicts);
    let pairs = [("q", search), ("verdict", asked.as_str())];
    let next_href = lines.last().filter(|_| more).map(|line| {
        let after = line.row.id.to_string();
        address("/employers", &[pairs[0], pairs[1], ("after", &after)])
    });
    let frame = Frame::of(&visit, Place::Employers, "Badan usaha").await?;
    template::render(
        visit.language,
        &EmployersPage {
            frame: frame.searching(search),
            sentence: sentence(&filter),
            count,
            chips: chips(&services, &filter, search).await?,
            all_href: address("/employers", &[pairs[0]]),
            unsearched_href: address("/employers", &[pairs[1]]),
            lines: lines.iter().map(|line| Line::of(&line.row)).collect(),
            is_first: after.is_none(),
            first_href: address("/employers", &pairs),
            next_href,
            csv_href: address("/employers.csv", &pairs),
            xlsx_href: address("/employers.xlsx", &pairs),
            search: search.to_owned(),
            filtered: !asked.is_empty(),
        },
    )
}

/// The place in the list behind an employer, wherever that employer stands now.
async fn cursor(
    services: &Services,
    after: Option<&str>,
) -> Result<Option<(String, EmployerId)>, ServiceError> {
    let Some(id) = after.and_then(|text| text.parse::<EmployerId>().ok()) else {
        return Ok(None);
    };
    let only = ListFilter {
        employer: Some(id),
        ..ListFilter::default()
    };
    let found = services.list_page(&only, None, 1).await?;
    Ok(found
        .lines
        .into_iter()
        .next()
        .map(|line| (line.row.name, id)))
}

fn codes(verdicts: &[Verdict]) -> String {
    verdicts
        .iter()
        .map(|v| v.code())
        .collect::<Vec<_>>()
        .join(",")
}

/// The filter as it is read out.
fn sentence(filter: &ListFilter) -> String {
    let verdicts: Vec<&str> = filter.verdicts.iter().map(|v| v.words()).collect();
    let which = match verdicts.as_slice() {
        [] => "dengan status apa pun".to_owned(),
        [one] => format!("dengan status {one}"),
        [first @ .., last] => format!("dengan status {} atau {last}", first.join(", ")),
    };
    match &filter.search {
        Some(text) => format!("{which}, yang nama atau nomornya memuat “{text}”"),
        None => which,
    }
}

async fn chips(services: &Services, filter: &ListFilter, search: &str) -> Answer<Vec<Chip>> {
    let counts = if filter.search.is_some() {
        None
    } else {
        Some(services.city_summary().await?.verdicts)
    };
    let chip = |verdict: Verdict| {
        let on = filter.verdicts.contains(&verdict);
        let toggled: Vec<Verdict> = SHOWN
            .into_iter()
            .filter(|v| filter.verdicts.contains(v) != (*v == verdict))
            .collect();
        let count = |all: &Vec<(Verdict, u64)>| {
            all.iter()
                .find(|(v, _)| *v == verdict)
                .map_or(0, |(_, n)| *n)
        };
        Chip {
            verdict: verdict.into(),
            on,
            count: counts.as_ref().map(count),
            href: address(
                "/employers",
                &[("q", search), ("verdict", &codes(&toggled))],
            ),
        }
    };
    Ok(SHOWN.into_iter().map(chip).collect())
}
