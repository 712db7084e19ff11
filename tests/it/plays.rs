//! Playing ahead: what would come, before anybody is written to.

use patuh::{
    domain::ladder::{Notice, Stage, play::Played},
    intake::Kind,
    services::{Outcome, PlayView, Rehearsal},
};

use crate::support::{Program, day};

const EMPLOYERS: &str = "nama,nib,kode_bu,email,pekerja_wlkp,tanggal_wlkp\n\
    CV Contoh Sentosa,9120000000001,00000011,hrd@contoh.example,4,2026-01-05\n\
    CV Umpama Bahari,9120000000003,00000013,,3,2026-01-05\n\
    PT Misal Raksasa,9120000000002,00000012,hrd@misal.example,140,2026-01-05\n";

const PARTICIPANTS: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101909999,1,PPU BU,AKTIF,00099999,5000000\n";

/// Three confirmed cases on Monday, 16 March 2026, at nine.
async fn confirmed() -> Program {
    let p = Program::start().await;
    let today = day(2026, 3, 16);
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 3);
    p
}

/// The notices of the first day of a play.
fn first_day(play: &PlayView) -> Vec<(String, Played)> {
    let first = play.lines[0].event.on;
    let lines = play.lines.iter().filter(|line| line.event.on == first);
    lines.map(|l| (l.code.clone(), l.event.what)).collect()
}

#[tokio::test]
async fn the_first_day_of_a_play_is_what_the_run_of_that_day_does_to_the_row() {
    let p = confirmed().await;
    // Nine o'clock has come: the next firing is on Tuesday, the last day before the holidays.
    let play = p.services.play(12, None).await.unwrap();
    assert_eq!(play.lines[0].event.on, day(2026, 3, 17));
    p.morning_of(day(2026, 3, 17));
    let run = p.services.remind(Rehearsal::No, None).await.unwrap();
    let mut sent: Vec<(String, Played)> = run
        .decisions
        .iter()
        .filter(|decision| matches!(decision.outcome, Outcome::Notify(_)))
        .map(|decision| {
            let what = Played::Step(Stage::Appeal, Notice::Mail);
            (decision.case.clone(), what)
        })
        .collect();
    let mut played = first_day(&play);
    sent.sort_by(|a, b| a.0.cmp(&b.0));
    played.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(played, sent);
    assert_eq!(sent.len(), 2);
}

#[tokio::test]
async fn a_play_tells_the_load_odd_cases_first_and_who_stays_where_they_are() {
    let p = confirmed().await;
    let play = p.services.play(3, None).await.unwrap();
    assert_eq!(play.until, day(2026, 6, 16));
    assert_eq!(play.schedules, ["reminders"]);
    let mails: u32 = play.weeks.iter().map(|week| week.mails).sum();
    // Two appeals, each with a reminder before and after its term; letters need another schedule.
    assert_eq!((mails, play.lines.len()), (6, 6));
    let odd: Vec<&str> = play
        .odd()
        .iter()
        .map(|line| line.employer.as_str())
        .collect();
    assert_eq!(odd, ["PT Misal Raksasa"]);
    assert_eq!(
        play.silent,
        [(Stage::Verification, 1)],
        "no address is known"
    );
    assert!(play.unknown_years.is_empty());
    assert!(p.services.play(0, None).await.is_err());
    assert!(p.services.play(13, None).await.is_err());
    assert_eq!(
        p.services.mails(None, 10).await.unwrap().len(),
        0,
        "nothing was written"
    );
}

#[tokio::test]
async fn a_ladder_is_played_before_it_counts_and_the_difference_is_told() {
    let p = confirmed().await;
    let versions = p.services.ladder_versions().await.unwrap();
    let city = versions.into_iter().find(|v| v.ladder.name == "city");
    let mut ladder = city.unwrap().ladder;
    ladder.rungs[1].reminders = vec![1];
    ladder.rungs[1].term_days = Some(5);
    let play = p.services.play(2, Some(&ladder)).await.unwrap();
    let difference = play.difference.unwrap();
    assert_eq!(difference.more, []);
    let gone: Vec<Played> = difference.fewer.iter().map(|e| e.what).collect();
    assert_eq!(gone, [Played::Reminder(Stage::Appeal, -3); 2]);
    let moved: Vec<Played> = difference.moved.iter().map(|(e, _)| e.what).collect();
    assert_eq!(moved, [Played::Reminder(Stage::Appeal, 1); 2]);
    assert!(difference.moved.iter().all(|(e, was)| e.on < *was));
}
