//! The list as the templates see it.

use serde::Serialize;

use super::{
    PAGE, PRINTED,
    asked::Asked,
    choices::{self, Choice, GroupView, VerdictChip},
    table::{Chip, Table},
};
use crate::{
    domain::role::Role,
    store::Begin,
    web::{
        Answer,
        forms::Faults,
        frame::{Frame, Place},
        template::Page,
        visit::Visit,
    },
};

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct ListPage {
    frame: Frame,
    done: Option<&'static str>,
    q: String,
    narrowed: bool,
    table: Table,
    any_verdict: Chip,
    verdicts: Vec<VerdictChip>,
    groups: Vec<GroupView>,
    /// What is asked for besides the search, the groups, the order and the columns.
    hidden: Vec<(&'static str, String)>,
    sorts: Vec<Choice>,
    columns: Vec<Choice>,
    first_href: Option<String>,
    previous_href: Option<String>,
    next_href: Option<String>,
    print_href: String,
    /// The reader may confirm cases.
    may_confirm: bool,
    /// Everything that a file of this list needs to know.
    pairs: Vec<(&'static str, String)>,
    query: String,
    views: Vec<ViewChip>,
    view_name: String,
    faults: Faults,
}

impl Page for ListPage {
    const FILE: &'static str = "employers.html";
}

/// The part of the page that changes with every letter typed.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Region(pub(super) ListPage);

impl Page for Region {
    const FILE: &'static str = "employers_region.html";
}

/// The list on paper.
#[derive(Debug, Serialize)]
pub(super) struct PrintPage {
    frame: Frame,
    table: Table,
    back_href: String,
    /// More was found than paper is good for.
    cut: bool,
}

impl Page for PrintPage {
    const FILE: &'static str = "employers_print.html";
}

#[derive(Debug, Serialize)]
struct ViewChip {
    id: String,
    name: String,
    href: String,
    on: bool,
}

impl ListPage {
    pub(super) async fn of(visit: &Visit, asked: &Asked) -> Answer<Self> {
        let services = &visit.services;
        let order = (asked.order, asked.begin);
        let found = services.find(&asked.question(), order, PAGE).await?;
        let officer = visit.officer()?.officer.id;
        let (list, query) = (asked.list(), asked.query());
        let views = services
            .views_of(officer)
            .await?
            .into_iter()
            .map(|view| ViewChip {
                id: view.id.to_string(),
                on: view.query == query,
                href: if view.query.is_empty() {
                    "/employers".to_owned()
                } else {
                    format!("/employers?{}", view.query)
                },
                name: view.name,
            });
        let title = visit.say("employers-title");
        let frame = Frame::of(visit, Place::Employers, title).await?;
        let ends = [found.lines.first(), found.lines.last()];
        let [top, bottom] = ends.map(|line| line.map(|line| line.row.id));
        let page = |begin: Begin| {
            Asked {
                begin,
                ..list.clone()
            }
            .href()
        };
        Ok(Self {
            frame: frame.searching(&asked.q),
            done: asked.done,
            q: asked.q.clone(),
            narrowed: asked.is_narrowed(),
            any_verdict: choices::any_verdict(visit, asked),
            verdicts: choices::verdicts(visit, asked, &found),
            groups: choices::group_views(visit, asked),
            hidden: choices::hidden(asked),
            sorts: choices::sorts(visit, asked),
            columns: choices::columns(visit, asked),
            first_href: found.before.then(|| list.href()),
            previous_href: top
                .filter(|_| found.before)
                .map(|id| page(Begin::Before(id))),
            next_href: bottom
                .filter(|_| found.after)
                .map(|id| page(Begin::After(id))),
            may_confirm: visit.is(&[Role::LabourOfficer]),
            print_href: list.at("/employers/print"),
            pairs: list.pairs(),
            views: views.collect(),
            query,
            view_name: String::new(),
            faults: Faults::default(),
            table: Table::of(visit, asked, (&found.lines, found.count)),
        })
    }

    /// Shows what is wrong with the view that was to be saved.
    pub(super) fn refuse_view(&mut self, name: String, faults: Faults) {
        self.view_name = name;
        self.faults = faults;
    }
}

impl PrintPage {
    pub(super) async fn of(visit: &Visit, asked: &Asked) -> Answer<Self> {
        let order = (asked.order, Begin::Top);
        let found = visit
            .services
            .find(&asked.question(), order, PRINTED)
            .await?;
        let title = visit.say("employers-title");
        Ok(Self {
            frame: Frame::of(visit, Place::Employers, title).await?,
            back_href: asked.list().href(),
            cut: found.after,
            table: Table::of(visit, asked, (&found.lines, found.count)),
        })
    }
}
