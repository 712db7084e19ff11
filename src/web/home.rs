//! The first page: how the city stands, and what waits for somebody.

use serde::Serialize;

use super::{
    Answer,
    employers::Line,
    frame::{Frame, Place},
    query::address,
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
    wording::{Enrolled, Mark, SHOWN, percent, permille},
};
use crate::{
    domain::verdict::Verdict,
    services::{CitySummary, Services},
    store::MailState,
};

/// Employers shown under "most uncovered".
const UNCOVERED: u32 = 10;

/// The page.
#[derive(Debug, Serialize)]
struct HomePage {
    frame: Frame,
    employers: u64,
    tiles: Vec<Tile>,
    workers: Option<Workers>,
    tasks: Vec<Task>,
    /// What waits for nobody just now.
    idle: Vec<&'static str>,
    uncovered: Vec<Line>,
}

impl Page for HomePage {
    const FILE: &'static str = "home.html";
}

/// One verdict with its number of employers and its part of the bar.
#[derive(Debug, Serialize)]
struct Tile {
    verdict: Mark,
    count: u64,
    share: String,
    x: u64,
    width: u64,
    href: String,
}

/// Workers of all employers together.
#[derive(Debug, Serialize)]
struct Workers {
    enrolled: Enrolled,
    share: String,
    city_funded: u64,
    city_budget: String,
    missing_contribution: String,
}

/// Something that waits for somebody.
#[derive(Debug, Serialize)]
struct Task {
    count: u64,
    what: &'static str,
    hint: &'static str,
    href: String,
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/", Who::Officers, show)
}

pub(super) async fn show(visit: Visit) -> Answer {
    let services = &visit.services;
    let summary = services.city_summary().await?;
    let employers = summary.verdicts.iter().map(|(_, n)| n).sum();
    let uncovered = services.most_uncovered(UNCOVERED).await?;
    let (tasks, idle): (Vec<Task>, Vec<Task>) = tasks(&services, &summary)
        .await?
        .into_iter()
        .partition(|task| task.count > 0);
    template::render(
        visit.language,
        &HomePage {
            frame: Frame::of(&visit, Place::Home, "Beranda").await?,
            employers,
            tiles: tiles(&summary, employers),
            workers: workers(&summary),
            tasks,
            idle: idle.iter().map(|task| task.what).collect(),
            uncovered: uncovered.iter().map(Line::of).collect(),
        },
    )
}

fn count_of(summary: &CitySummary, verdict: Verdict) -> u64 {
    summary
        .verdicts
        .iter()
        .find(|(v, _)| *v == verdict)
        .map_or(0, |(_, n)| *n)
}

fn tiles(summary: &CitySummary, employers: u64) -> Vec<Tile> {
    let mut before = 0;
    let tile = |verdict: Verdict| {
        let count = count_of(summary, verdict);
        let x = before * 1_000 / employers.max(1);
        before += count;
        Tile {
            verdict: verdict.into(),
            count,
            share: percent(count, employers),
            x,
            width: permille(count, employers),
            href: address("/employers", &[("verdict", verdict.code())]),
        }
    };
    SHOWN.into_iter().map(tile).collect()
}

fn workers(summary: &CitySummary) -> Option<Workers> {
    let enrolled = Enrolled::new(summary.enrolled, summary.due)?;
    Some(Workers {
        enrolled,
        share: percent(summary.enrolled, summary.due),
        city_funded: summary.city_funded,
        city_budget: summary.city_budget.to_string(),
        missing_contribution: summary.missing_contribution.to_string(),
    })
}

async fn tasks(services: &Services, summary: &CitySummary) -> Answer<Vec<Task>> {
    let (open, confirmed) = services.case_counts().await?;
    let unknown = address("/employers", &[("verdict", Verdict::Unknown.code())]);
    let mut tasks = vec![
        Task {
            count: open.saturating_sub(confirmed),
            what: "kasus menunggu dua petugas",
            hint: "Tidak ada yang disurati sebelum dua petugas mengonfirmasi.",
            href: "/cases?state=waiting".to_owned(),
        },
        Task {
            count: confirmed,
            what: "kasus terkonfirmasi dan terbuka",
            hint: "Imbauan keluar pada jadwal berikutnya, atau batas waktunya sedang berjalan.",
            href: "/cases?state=confirmed".to_owned(),
        },
        Task {
            count: count_of(summary, Verdict::Unknown),
            what: "badan usaha perlu verifikasi",
            hint: "Datanya belum cukup; tidak ada yang disurati.",
            href: unknown,
        },
    ];
    tasks.extend(paper_tasks(services).await?);
    Ok(tasks)
}

/// What was written to employers, and what waits to be.
async fn paper_tasks(services: &Services) -> Answer<Vec<Task>> {
    let counts = services.mail_counts().await?;
    let mails = |state: MailState| {
        counts
            .iter()
            .find(|(s, _)| *s == state)
            .map_or(0, |(_, n)| *n)
    };
    let letters = services.letters().await?;
    let mail = |count, what, hint| Task {
        count,
        what,
        hint,
        href: "/notices".to_owned(),
    };
    Ok(vec![
        mail(
            mails(MailState::Failed),
            "pos-el ditolak",
            "Alamatnya perlu diperbaiki.",
        ),
        mail(
            mails(MailState::Queued) + mails(MailState::Sending),
            "pos-el menunggu dikirim",
            "Dikirim pada putaran berikutnya.",
        ),
        mail(
            mails(MailState::Sent),
            "pos-el terkirim",
            "Diterima oleh server pos-el.",
        ),
        Task {
            count: letters
                .iter()
                .filter(|letter| letter.state == "draft")
                .count() as u64,
            what: "konsep surat",
            hint: "Menunggu paraf dan nomor.",
            href: "/letters".to_owned(),
        },
    ])
}
