//! Holds, and versions of ladders.

use patuh::{
    domain::{
        hold::Scope,
        ladder::{Ladder, LadderFault, Stage},
    },
    services::{Rehearsal, SavedLadder},
    store::LadderVersion,
};

use super::{Office, code, day};

#[tokio::test]
async fn a_hold_stops_a_firm_a_sector_or_the_city_until_its_day() {
    let o = Office::open().await;
    let services = &o.p.services;
    let until = (day(2026, 3, 17), "Rapat dengan asosiasi.");
    let contoh = o.contoh().await.employer;
    services
        .hold(&Scope::Employer(contoh), until, o.rina)
        .await
        .unwrap();
    let report = services.remind(Rehearsal::Yes, None).await.unwrap();
    assert_eq!(report.queued, 1);
    services.hold(&Scope::City, until, o.rina).await.unwrap();
    assert_eq!(o.remind().await, (0, 0));
    let far = services
        .hold(&Scope::City, (day(2028, 3, 17), "Lama."), o.rina)
        .await;
    assert_eq!(code(&far.unwrap_err()), "hold-until");
    let holds = services.holds().await.unwrap();
    assert_eq!(holds.len(), 2);
    for hold in holds.iter().filter(|hold| hold.scope == Scope::City) {
        services.end_hold(hold.id, o.rina).await.unwrap();
    }
    assert_eq!(o.remind().await, (1, 1));
    o.p.morning_of(day(2026, 3, 25));
    assert_eq!(o.remind().await, (1, 1), "it ends by itself");
}

#[tokio::test]
async fn a_running_case_stays_on_the_version_it_began_with_unless_moved_on_purpose() {
    let o = Office::appealed().await;
    let services = &o.p.services;
    let city = |versions: &[LadderVersion]| -> Vec<(i32, u64)> {
        let of_city = versions.iter().filter(|v| v.ladder.name == "city");
        of_city.map(|v| (v.version, v.cases)).collect()
    };
    let versions = services.ladder_versions().await.unwrap();
    assert_eq!(city(&versions), [(1, 2)]);
    let mut ladder: Ladder = versions
        .into_iter()
        .find(|v| v.ladder.name == "city")
        .unwrap()
        .ladder;
    ladder.rungs[3].next = Some(Stage::Appeal);
    let looped = services.save_ladder(&ladder, 1, o.rina).await.unwrap();
    let SavedLadder::Faulty(faults) = looped else {
        panic!("{looped:?}");
    };
    assert!(faults.contains(&LadderFault::Loop(Stage::Appeal)));
    // The city drops the second reprimand.
    ladder.rungs.remove(3);
    ladder.rungs[2].next = Some(Stage::Referral);
    ladder.rungs[1].next = Some(Stage::Referral);
    ladder.rungs.remove(2);
    let saved = services.save_ladder(&ladder, 1, o.rina).await.unwrap();
    assert_eq!(saved, SavedLadder::Version(2));
    let same = services.save_ladder(&ladder, 2, o.rina).await.unwrap();
    assert_eq!(same, SavedLadder::Same);
    let stale = services.save_ladder(&ladder, 1, o.rina).await.unwrap();
    assert!(matches!(stale, SavedLadder::Stale(_)));
    assert_eq!(o.contoh().await.next.unwrap().0, Stage::Reprimand1);
    assert_eq!(services.move_to_newest("city", 1, o.rina).await.unwrap(), 2);
    assert_eq!(o.contoh().await.next.unwrap().0, Stage::Referral);
    let versions = services.ladder_versions().await.unwrap();
    assert_eq!(city(&versions), [(2, 2), (1, 0)]);
}
