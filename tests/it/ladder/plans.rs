//! Plans: an approver agrees to what a play shows, and runs never do more.

use patuh::{
    domain::ladder::{Stage, play::Played},
    services::{Draft, Saved, Unlisted},
};

use super::*;

/// The office before anything was sent, with a schedule for letters.
async fn office() -> Office {
    let o = Office::open().await;
    let adi =
        o.p.officer("Adi Umpama", "adi@kota.example", Role::Admin)
            .await;
    let letters = Draft {
        name: "langkah".to_owned(),
        cron: "30 9 * * 1-5".to_owned(),
        action: "advance".to_owned(),
        audience: "all".to_owned(),
        holidays: "skip".to_owned(),
        late: "run".to_owned(),
        enabled: true,
        sure: true,
        ..Draft::default()
    };
    let saved = o.p.services.add_schedule(&letters, adi).await.unwrap();
    assert!(matches!(saved, Saved::Saved), "{saved:?}");
    o
}

impl Office {
    async fn agree(&self, unlisted: Unlisted, by: OfficerId) -> Result<u64, &'static str> {
        let play = self.p.services.play(4, None).await.unwrap();
        let signed = (4, play.print.as_str());
        let done = self.p.services.approve_play(signed, unlisted, by).await;
        done.map_err(|error| code(&error))
    }

    /// What is said of a firm that gets no mail now.
    async fn unmailed(&self, firm: &str) -> String {
        let report = self.p.services.remind(Rehearsal::Yes, None).await.unwrap();
        let found = report
            .decisions
            .iter()
            .find(|d| d.employer.starts_with(firm));
        match &found.unwrap().outcome {
            Outcome::Hold(why) => why.clone(),
            done => panic!("{done:?}"),
        }
    }
}

#[tokio::test]
async fn runs_take_a_part_of_the_plan_that_was_signed_each_step_from_its_day_on() {
    let o = office().await;
    assert_eq!(o.agree(Unlisted::Held, o.rina).await, Err("approver-only"));
    let play = o.p.services.play(4, None).await.unwrap();
    let other = o.p.services.play(3, None).await.unwrap();
    let wrong = (4, other.print.as_str());
    let stale =
        o.p.services
            .approve_play(wrong, Unlisted::Held, o.tono)
            .await;
    assert_eq!(code(&stale.unwrap_err()), "plan-changed");
    let agreed = o.agree(Unlisted::Held, o.tono).await;
    assert_eq!(agreed, Ok(play.lines.len() as u64));
    let contoh: Vec<(String, Played)> = play
        .lines
        .iter()
        .filter(|line| line.employer.starts_with("CV Contoh"))
        .filter(|line| matches!(line.event.what, Played::Step(..)))
        .map(|line| (line.event.on.to_string(), line.event.what))
        .collect();
    let days: Vec<&str> = contoh.iter().map(|(on, _)| on.as_str()).collect();
    assert_eq!(
        days,
        ["2026-03-17", "2026-04-14", "2026-05-05", "2026-05-29"],
        "{contoh:?}"
    );

    // The appeals were to go out on Tuesday, so on Monday none does.
    assert_eq!(o.remind().await, (0, 0));
    assert!(o.unmailed("CV Contoh").await.contains("mulai 2026-03-17"));
    o.p.morning_of(day(2026, 3, 17));
    assert_eq!(o.remind().await, (2, 2));
    assert_eq!(o.p.services.send_mail().await.unwrap().sent, 2);
    o.p.morning_of(day(2026, 3, 18));
    o.received(&o.contoh().await, day(2026, 3, 18))
        .await
        .unwrap();

    // Receipt came sooner than the play assumed; the letter waits for its day all the same.
    o.news(PARTICIPANTS, day(2026, 4, 9)).await;
    assert!(why(&o.advance().await, "CV Contoh").contains("mulai 2026-04-14"));
    assert_eq!(
        o.p.services.plan().await.unwrap().steps.len(),
        0,
        "nobody is asked twice"
    );
    o.p.morning_of(day(2026, 4, 14));
    assert_eq!(o.advance().await.letters, 1);
    assert_eq!(o.advance().await.letters, 0, "never twice");

    // The next step was signed too, and needs everything else that a step needs.
    o.news(PARTICIPANTS, day(2026, 5, 5)).await;
    assert!(why(&o.advance().await, "CV Contoh").contains("belum ada bukti"));
    o.received(&o.contoh().await, day(2026, 4, 15))
        .await
        .unwrap();
    assert_eq!(o.advance().await.letters, 1);
    assert_eq!(o.contoh().await.facts.stage, Stage::Reprimand2);
    let signed = o.p.services.standing_plan().await.unwrap().unwrap();
    // Of Contoh's four steps three are taken, of the other firm's two its appeal.
    assert_eq!((signed.steps, signed.taken, signed.left), (6, 4, 2));
}

#[tokio::test]
async fn a_mail_that_is_not_in_the_plan_waits_until_the_plan_is_taken_back() {
    let o = office().await;
    o.agree(Unlisted::Held, o.tono).await.unwrap();
    let new = "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
        CV Baru Sekali,9120000000009,00000019,Guntung,hrd@baru.example,5,2026-01-05\n";
    let today = day(2026, 3, 17);
    o.p.morning_of(today);
    o.p.import(Kind::Employers, new, today).await;
    o.p.check(today).await;
    assert_eq!(o.p.confirm_all().await, 1);
    assert_eq!(o.remind().await, (2, 2));
    let why = o.unmailed("CV Baru").await;
    assert!(why.contains("di luar rencana"), "{why}");
    let plan = o.p.services.standing_plan().await.unwrap().unwrap();
    o.p.services
        .withdraw_approval(plan.id, o.tono)
        .await
        .unwrap();
    assert_eq!(o.p.services.standing_plan().await.unwrap(), None);
    assert_eq!(o.remind().await, (1, 1));
}

#[tokio::test]
async fn a_plan_of_letters_leaves_mails_alone_and_a_new_plan_takes_its_place() {
    let o = office().await;
    o.agree(Unlisted::Sent, o.tono).await.unwrap();
    assert_eq!(o.remind().await, (2, 2), "a day before the plan");
    let first = o.p.services.standing_plan().await.unwrap().unwrap();
    o.agree(Unlisted::Sent, o.tono).await.unwrap();
    let second = o.p.services.standing_plan().await.unwrap().unwrap();
    assert_ne!(first.id, second.id);
    let past = o.p.services.approvals(10).await.unwrap();
    let first = past.iter().find(|one| one.id == first.id).unwrap();
    assert!(first.ended_at.is_some());
    assert_eq!((first.taken, first.left), (2, 0));
}

#[tokio::test]
async fn a_firm_that_complies_leaves_the_plan_with_all_its_steps() {
    let o = office().await;
    o.agree(Unlisted::Held, o.tono).await.unwrap();
    o.p.morning_of(day(2026, 3, 17));
    assert_eq!(o.remind().await, (2, 2));
    o.news(LATER, day(2026, 3, 30)).await;
    let report = o.advance().await;
    assert_eq!(report.letters, 0);
    let gone: Vec<(Stage, &str)> = report
        .withdrawn
        .iter()
        .map(|one| (one.step, one.because))
        .collect();
    assert_eq!(
        gone,
        [
            (Stage::Reprimand1, "complied"),
            (Stage::Reprimand2, "complied"),
            (Stage::Referral, "complied"),
        ]
    );
}

#[tokio::test]
async fn no_more_firms_are_written_to_anew_a_day_than_officers_can_answer() {
    let o = office().await;
    let firm = |n| format!("CV Umpama {n},9120000000{n},hrd@umpama{n}.example,5,2026-01-05");
    let mut many = vec!["nama,nib,email,pekerja_wlkp,tanggal_wlkp".to_owned()];
    many.extend((100..140).map(firm));
    let many = many.join("\n");
    let today = day(2026, 3, 16);
    o.p.import(Kind::Employers, &many, today).await;
    o.p.check(today).await;
    assert_eq!(o.p.confirm_all().await, 40);
    let services = &o.p.services;
    let refused = services.set_capacity(Some(0), "Coba.", o.rina).await;
    assert_eq!(code(&refused.unwrap_err()), "capacity");
    let reason = "Tiga petugas, satu jawaban sehari.";
    services
        .set_capacity(Some(1), reason, o.rina)
        .await
        .unwrap();
    let bound = u64::from(services.capacity().await.unwrap().unwrap().new_firms());
    assert_eq!(
        bound,
        5 * u64::from(services.answering_officers().await.unwrap())
    );
    let play = services.play(1, None).await.unwrap();
    assert_eq!(o.remind().await.0, bound);
    assert_eq!(o.remind().await.0, 0, "the day is full");
    assert!(
        o.unmailed("CV Umpama 13")
            .await
            .contains("kemampuan petugas")
    );
    o.p.morning_of(day(2026, 3, 17));
    let on_the_second_day = o.remind().await.0;
    assert_eq!(on_the_second_day, bound);
    let first = play.lines[0].event.on;
    let played = play.lines.iter().filter(|l| l.event.on == first).count();
    assert_eq!(played as u64, bound, "the play knows the bound");
    services
        .set_capacity(None, "Petugas bertambah.", o.rina)
        .await
        .unwrap();
    assert_eq!(o.remind().await.0, 42 - 2 * bound);
}
