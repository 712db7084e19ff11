//! What keeps mail from leaving: barred addresses, servers that are away, hours, the trial, the brake.

use super::*;

#[tokio::test]
async fn a_rate_holds_for_all_nodes_together_and_for_each_domain() {
    let (mut p, sink) = queued(9).await;
    let pace = |per_minute, per_domain| {
        Arc::new(MailRules {
            trial: None,
            may_go_live: true,
            window: false,
            pace: Pace {
                per_minute,
                per_domain,
            },
        })
    };
    p.services.mail_rules = pace(4, 0);
    let (mut other, _) = node(&p).await;
    other.mail_rules = pace(4, 0);
    other.transport = sink.transport();
    let both = [p.services.clone(), other];
    let passes = both.map(|s| tokio::spawn(async move { s.send_mail().await }));
    let mut sent = 0;
    for pass in passes {
        sent += pass.await.unwrap().unwrap().sent;
    }
    assert_eq!(sent, 4);
    p.clock.advance(TimeDelta::seconds(59));
    assert_eq!(send(&p).await.sent, 0);
    p.clock.advance(TimeDelta::seconds(2));
    assert_eq!(send(&p).await.sent, 4);
    let one = p.services.mails(None, 1).await.unwrap().remove(0);
    for n in 0..4 {
        let mail = NewMail {
            firm: &one,
            kind: "answer",
            subject: format!("[Disnaker] jawaban {n}"),
            to: "hrd@satu.example".to_owned(),
        };
        queue(&p, mail).await;
    }
    p.services.mail_rules = pace(0, 3);
    p.clock.advance(TimeDelta::minutes(2));
    let report = send(&p).await;
    assert_eq!(
        (report.sent, report.waiting),
        (4, 1),
        "three of one domain, one of another"
    );
    p.clock.advance(TimeDelta::minutes(2));
    assert_eq!(send(&p).await.sent, 1);
}

#[tokio::test]
async fn an_address_that_became_unusable_is_never_written_to_and_never_stuck() {
    let (p, sink) = queued(3).await;
    let mails = p.services.mails(None, 9).await.unwrap();
    let (tx, now) = (p.services.store.begin().await.unwrap(), p.clock.now());
    for (mail, standing) in mails.iter().zip([Standing::Bounced, Standing::DoNotMail]) {
        let mark = NewMark {
            standing,
            reason: None,
            by: None,
        };
        tx.mark_contact(mail.employer, &mail.recipient, mark, now)
            .await
            .unwrap();
    }
    tx.commit(p.services_entry("contact.mark")).await.unwrap();
    let report = send(&p).await;
    assert_eq!((report.sent, report.suppressed, report.waiting), (1, 2, 0));
    assert_eq!(count(&p, MailState::Suppressed).await, 2);
    let [heard] = sink.messages().try_into().unwrap();
    assert_eq!(header(&heard, "To"), mails[2].recipient);
    let [why] = attempts(&p, mails[0].id).await.try_into().unwrap();
    assert_eq!((why.outcome.as_str(), why.sha256), ("suppressed", None));
    p.clock.advance(TimeDelta::days(2));
    assert_eq!(send(&p).await, SendReport::default());
}

#[tokio::test]
async fn what_can_not_be_a_mail_is_refused_with_its_reason() {
    let (p, sink) = queued(1).await;
    let firm = p.services.mails(None, 1).await.unwrap().remove(0);
    let long = "x".repeat(10 << 20);
    let bad = [
        (
            "Perihal\r\nBcc: lain@lain.example",
            "a@firma.example",
            "subject",
        ),
        (long.as_str(), "a@firma.example", "subject"),
        (
            "Perihal",
            "a@firma.example\nBcc: lain@lain.example",
            "recipient",
        ),
        ("Perihal", "a@firma.example, b@firma.example", "recipient"),
    ];
    for (subject, to, _) in bad {
        let mail = NewMail {
            firm: &firm,
            kind: "answer",
            subject: subject.to_owned(),
            to: to.to_owned(),
        };
        queue(&p, mail).await;
    }
    let report = send(&p).await;
    assert_eq!((report.sent, report.failed, report.waiting), (1, 4, 0));
    assert_eq!(sink.messages().len(), 1);
    let failed = p.services.mails_in(&[MailState::Failed], 9).await.unwrap();
    for (subject, to, reason) in bad {
        let is_this = |m: &&MailRow| m.subject == subject && m.recipient == to;
        let mail = failed.iter().find(is_this).unwrap();
        let [why] = attempts(&p, mail.id).await.try_into().unwrap();
        assert!(why.answer.contains(reason), "{}", why.answer);
        assert_eq!(why.message_id, None);
    }
    p.clock.advance(TimeDelta::days(1));
    assert_eq!(send(&p).await, SendReport::default());
}

#[tokio::test]
async fn a_server_that_is_away_is_not_asked_for_every_mail() {
    let (mut p, sink) = queued(60).await;
    p.services.transport = nobody_there();
    let report = send(&p).await;
    // Those in the lanes and those whose answers wait to be counted are tried on.
    assert!(report.deferred <= 24, "{}", report.deferred);
    assert_eq!((report.sent, report.waiting), (0, 60));
    assert!(report.note.unwrap().contains("tidak dapat dihubungi"));
    for _ in 0..60 {
        p.clock.advance(TimeDelta::hours(9));
        send(&p).await;
    }
    assert_eq!(
        count(&p, MailState::Failed).await,
        0,
        "that says nothing of the mail"
    );
    p.services.transport = sink.transport();
    p.clock.advance(TimeDelta::hours(1));
    assert_eq!(send(&p).await.sent, 60);
    assert_eq!(recipients(&sink.messages()).len(), 60);
}

#[tokio::test]
async fn another_relay_is_asked_where_the_first_one_is_away_and_about_no_refusal() {
    let (mut p, sink) = queued(3).await;
    p.services.transport = nobody_there().or_by(&sink.settings()).unwrap();
    assert_eq!(send(&p).await.sent, 3);
    assert_eq!(sink.messages().len(), 3);

    let (mut p, closing) = queued(2).await;
    closing.answer_recipients("421 4.3.2 closing down");
    let spare = Sink::start();
    p.services.transport = closing.transport().or_by(&spare.settings()).unwrap();
    assert_eq!(send(&p).await.sent, 2);
    assert_eq!(spare.messages().len(), 2);

    let (mut p, refusing) = queued(2).await;
    refusing.answer_recipients("550 5.1.1 no such user");
    let spare = Sink::start();
    p.services.transport = refusing.transport().or_by(&spare.settings()).unwrap();
    assert_eq!(send(&p).await.failed, 2);
    assert!(spare.messages().is_empty());
}

#[tokio::test]
async fn a_sender_that_died_gives_its_mails_back_after_a_while() {
    let (p, sink) = queued(30).await;
    let now = p.clock.now();
    let tx = p.services.store.begin().await.unwrap();
    let lease = Lease {
        mark: p.clock.new_id(),
        limit: 10,
        term: TimeDelta::minutes(15),
        only: None,
        per_minute: 0,
        per_domain: 0,
    };
    let taken = tx.lease_mail(&lease, now).await.unwrap();
    assert_eq!(taken.len(), 10);
    tx.commit(p.services_entry("mail.lease")).await.unwrap();
    let report = send(&p).await;
    assert_eq!((report.sent, report.waiting), (20, 10));
    p.clock.advance(TimeDelta::minutes(14));
    assert_eq!(send(&p).await.sent, 0);
    p.clock.advance(TimeDelta::minutes(2));
    assert_eq!(send(&p).await.sent, 10);
    let messages = sink.messages();
    assert_eq!(recipients(&messages).len(), 30);
    let marked = messages
        .iter()
        .filter(|m| m.contains("X-Patuh-Repeat: yes"));
    assert_eq!(marked.count(), 10, "who died may have handed them over");
    for mail in taken {
        let [lost, taken] = attempts(&p, mail.id).await.try_into().unwrap();
        assert_eq!((lost.no, lost.outcome.as_str()), (1, "unknown"));
        assert_eq!((taken.no, taken.outcome.as_str()), (2, "taken"));
        assert!(taken.repeated && !lost.repeated);
    }
}

#[tokio::test]
async fn mail_leaves_in_office_hours_on_working_days_where_that_is_set() {
    let (mut p, sink) = queued(1).await;
    p.services.mail_rules = Arc::new(MailRules {
        trial: None,
        may_go_live: true,
        window: true,
        pace: Pace::default(),
    });
    // Minutes since midnight UTC; the city is eight hours ahead.
    let closed = [
        (16, 9 * 60),
        (16, 8 * 60),
        (16, 23 * 60 + 59),
        (18, 2 * 60),
        (19, 2 * 60),
        (21, 2 * 60),
        (22, 2 * 60),
        (24, 2 * 60),
        (24, 23 * 60 + 59),
    ];
    for (day, minutes) in closed {
        let midnight = Utc.with_ymd_and_hms(2026, 3, day, 0, 0, 0).unwrap();
        p.clock
            .advance(midnight + TimeDelta::minutes(minutes) - p.clock.now());
        let report = send(&p).await;
        assert_eq!(
            (report.sent, report.waiting),
            (0, 1),
            "March {day}, {minutes}"
        );
        assert!(report.note.unwrap().contains("08.00–16.00 WITA"));
    }
    p.clock.advance(TimeDelta::minutes(1));
    assert_eq!(
        send(&p).await.sent,
        1,
        "eight o'clock on the first working day"
    );
    let due = p.services.open_cases().await.unwrap()[0]
        .facts
        .due_on
        .unwrap();
    assert_eq!(
        due.to_string(),
        "2026-04-09",
        "the term counts from the day it left"
    );
    assert_eq!(sink.messages().len(), 1);
}

#[tokio::test]
async fn in_trial_mode_only_staff_receives_and_an_empty_staff_is_nobody() {
    let (mut p, sink) = queued(5).await;
    for (staff, sent) in [(vec![], 0), (vec!["hrd@firma0003.example".to_owned()], 1)] {
        p.services.mail_rules = Arc::new(MailRules {
            trial: Some(staff),
            may_go_live: true,
            window: false,
            pace: Pace::default(),
        });
        let report = send(&p).await;
        assert_eq!(report.sent, sent);
        assert!(report.note.unwrap().contains("Mode uji"));
    }
    assert_eq!(
        recipients(&sink.messages()),
        HashSet::from(["hrd@firma0003.example"])
    );
    let tono = p
        .officer("Tono Contoh", "tono@kota.example", Role::Approver)
        .await;
    let rina = p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    let words = "Naskah dan daftar sudah diperiksa.";
    assert!(
        p.services.go_live(words, rina).await.is_err(),
        "an approver does that"
    );
    assert!(p.services.go_live(" ", tono).await.is_err(), "and says why");
    let person = "Pekerja 6474010101900001 keliru.";
    assert!(
        p.services.go_live(person, tono).await.is_err(),
        "a reason stands on every page, so it names no person"
    );
    assert!(p.services.stop_sending(person, rina).await.is_err());
    p.services.go_live(words, tono).await.unwrap();
    assert_eq!(p.services.live().await.unwrap().unwrap().by, "Tono Contoh");
    assert_eq!(send(&p).await.sent, 4);
    assert_eq!(recipients(&sink.messages()).len(), 5);
}

#[tokio::test]
async fn one_press_stops_all_sending_and_says_how_many_mails_wait() {
    let (p, sink) = queued(5).await;
    let rina = p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    let wati = p
        .officer("Wati Contoh", "wati@kota.example", Role::Viewer)
        .await;
    assert!(p.services.stop_sending("Salah data.", wati).await.is_err());
    assert_eq!(
        p.services.stop_sending("Salah data.", rina).await.unwrap(),
        5
    );
    let report = send(&p).await;
    assert_eq!((report.sent, report.waiting), (0, 5));
    assert!(report.note.unwrap().contains("Rina Contoh"));
    assert!(sink.messages().is_empty());
    p.services
        .resume_sending("Data sudah benar.", rina)
        .await
        .unwrap();
    assert_eq!(send(&p).await.sent, 5);
}
