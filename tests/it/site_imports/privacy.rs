//! Nothing of an upload outlives it.

use std::{fs, path::PathBuf};

use patuh::{domain::role::Role, intake::Kind, store::JobState};

use super::{import, officer, rest, said, send, today};
use crate::{
    first_story::{EMPLOYERS, ROSTER},
    privacy::files_in,
    support::Program,
};

/// The files under the data folder that hold any of these texts.
fn holding(p: &Program, secrets: &[&str]) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap();
        secrets
            .iter()
            .any(|s| bytes.windows(s.len()).any(|w| w == s.as_bytes()))
    };
    files_in(p.folder.path())
        .into_iter()
        .filter(holds)
        .collect()
}

#[tokio::test]
async fn after_an_import_or_a_change_of_mind_no_number_of_a_person_is_on_disk() {
    const WORKERS: [&str; 4] = [
        "6474010101900001",
        "6474010101900002",
        "6474010101900003",
        "647401010190000",
    ];
    let p = Program::start().await;
    let admin = officer(&p, Role::Admin).await;
    import(&p, &admin, Kind::Employers, EMPLOYERS).await;
    // A number that is a digit short is rejected, and masked in what is kept of it.
    let roster = format!("{ROSTER}9120000000001,647401010190000,4000000,2020-01-01\n");
    let new = said(Some(Kind::Roster), today());
    let file = ("6474010101900001.csv", roster.as_bytes());
    let id = send(&p, &admin, new.clone(), file).await.unwrap();
    assert_eq!(rest(&p, id).await.state, JobState::Previewed);
    let waiting = holding(&p, &WORKERS);
    assert_eq!(waiting.len(), 1, "the upload waits: {waiting:?}");
    assert!(
        waiting[0].ends_with("0/xxxxxxxxxxxxxxxx.csv"),
        "{waiting:?}"
    );
    p.services.confirm_import(id, &admin).await.unwrap();
    assert_eq!(rest(&p, id).await.state, JobState::Done);
    assert_eq!(holding(&p, &WORKERS), Vec::<PathBuf>::new());

    let id = send(&p, &admin, new, file).await.unwrap();
    rest(&p, id).await;
    assert_eq!(holding(&p, &WORKERS).len(), 1);
    p.services.discard_import(id, &admin).await.unwrap();
    assert_eq!(holding(&p, &WORKERS), Vec::<PathBuf>::new());
    assert_eq!(
        files_in(&p.folder.path().join("tmp")),
        Vec::<PathBuf>::new()
    );
}
