//! How the city stood, day by day.

use patuh::{domain::membership::WorkerState, intake::Kind, store::CityDay};
use sea_orm::{ConnectionTrait, Database};

use super::{EMPLOYERS, LATER, PARTICIPANTS, ROSTER};
use crate::support::{Program, day};

#[tokio::test]
async fn the_city_remembers_how_it_stood_and_when_it_was_otherwise() {
    let p = Program::start().await;
    assert_eq!(p.services.city_state().await.unwrap(), None);
    let january = day(2026, 1, 20);
    p.import(Kind::Employers, EMPLOYERS, january).await;
    p.import(Kind::Roster, ROSTER, january).await;
    p.import(Kind::Participants, PARTICIPANTS, january).await;
    p.check(january).await;
    p.check(day(2026, 2, 10)).await;
    p.import(Kind::Participants, LATER, day(2026, 3, 16)).await;
    p.check(day(2026, 3, 16)).await;
    let state = p.services.city_state().await.unwrap().unwrap();
    let covered = |day: &CityDay| (day.figures.state(WorkerState::Enrolled), day.figures.due());
    assert_eq!(covered(&state.now), (2, 5));
    let before = state.before.clone().unwrap();
    assert_eq!((before.as_of, covered(&before)), (day(2026, 2, 10), (1, 5)));
    let line: Vec<_> = state
        .months
        .iter()
        .map(|m| m.day.as_ref().map(covered))
        .collect();
    assert_eq!(line.len(), 12);
    assert_eq!(line[8], None);
    assert_eq!(line[9..], [Some((1, 5)), Some((1, 5)), Some((2, 5))]);
    assert_eq!(state.now.figures.employers(), 4);
    assert_eq!(state.city_budget.0, 0);

    // A database of before the sums were kept makes them from its history.
    let db = Database::connect(&p.url).await.unwrap();
    db.execute_unprepared("DELETE FROM city_day").await.unwrap();
    p.services.prepare().await.unwrap();
    let recalled = p.services.city_state().await.unwrap().unwrap();
    assert_eq!(recalled.now, state.now);
    let covered_then: Vec<_> = recalled
        .months
        .iter()
        .map(|m| m.day.as_ref().map(covered))
        .collect();
    assert_eq!(covered_then, line);
    assert_eq!(recalled.before.unwrap().figures, before.figures);
}
