//! What a firm is told of its own list is what an import of the same list and a check say.

use super::{Story, csv};
use crate::{
    random_cities::city::Key,
    support::{cell, on_postgres, rounds},
};
use chrono::TimeDelta;
use patuh::{
    domain::membership::WorkerState,
    services::{AnswerRoster, ListLine, NewFile, RosterReading},
    store::Stood,
};

/// The line of a firm, where its roster's rows can mean no other.
fn line_of<'a>(story: &Story, no: usize, lines: &'a [ListLine]) -> Option<&'a ListLine> {
    let firm = &story.city.firms[no];
    let code = firm.row.code.map(|code| format!("{code:08}"));
    let (column, value) = match firm.key {
        Key::Nib => ("nib", firm.row.nib.clone()),
        Key::Npwp => ("npwp", firm.row.npwp.clone()),
        Key::Code => ("kode_bu", code.unwrap_or_default()),
    };
    let mut found = lines.iter().filter(|line| cell(line, column) == value);
    found.next().filter(|_| found.next().is_none())
}

fn compare(seed: u64, line: &ListLine, read: &AnswerRoster) {
    let number = |column| cell(line, column).parse::<u32>().unwrap_or(0);
    for state in WorkerState::ALL {
        let due = read.workers.iter();
        let due = due.filter(|worker| worker.stood == Stood::Due(state));
        let (code, counted) = (state.code(), u32::try_from(due.count()).unwrap());
        assert_eq!(counted, number(code), "city {seed}, {code}");
    }
    assert_eq!(read.counts.in_grace, number("in_grace"), "city {seed}");
    let employed = read.workers.len();
    assert_eq!(employed, number("headcount") as usize, "city {seed}");
    let open = usize::try_from(read.counts.open()).unwrap();
    assert_eq!(read.counts.open_rows.len(), open, "city {seed}");
}

async fn tell(seed: u64) -> usize {
    let story = Story::begin(seed).await;
    let on = story.city.on;
    if story.p.services.today() - on > TimeDelta::days(90) {
        return 0;
    }
    story.p.check(on).await;
    let lines = story.p.list().await;
    let (_, rows) = story.world.workers.last().unwrap();
    let mut compared = 0;
    for no in 0..story.city.firms.len() {
        let own: Vec<_> = rows.iter().filter(|row| row.firm == no).cloned().collect();
        let Some(line) = line_of(&story, no, &lines).filter(|l| cell(l, "basis") == "roster")
        else {
            continue;
        };
        let file = NewFile {
            name: "pekerja.csv".to_owned(),
            content: csv::workers(&story.city, &own).into_bytes(),
        };
        let read = story.p.services.read_answer_roster(line.row.id, file, on);
        let RosterReading::Read(read) = read.await.unwrap() else {
            panic!("city {seed}: another firm");
        };
        let damaged = own.iter().filter(|row| row.damaged).count();
        assert_eq!(read.counts.unreadable as usize, damaged, "city {seed}");
        compare(seed, line, &read);
        compared += 1;
    }
    compared
}

#[tokio::test]
async fn a_firm_is_told_of_its_list_what_the_check_would_say() {
    let count = u64::from(rounds(if on_postgres() { 8 } else { 60 }));
    let mut compared = 0;
    for seed in 1_000..1_000 + count {
        compared += tell(seed).await;
    }
    assert!(compared > 10, "{compared}");
}
