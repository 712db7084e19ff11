//! What officers, other nodes and the terminal do with what came back.

use super::*;

#[tokio::test]
async fn an_officer_assigns_an_answer_that_nobody_could_place_or_puts_it_away() {
    let (p, _) = sent("hrd@contoh.example").await;
    let rina = p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    for n in 0..2 {
        let message = format!(
            "From: budi{n}@lain.example\nTo: jkn@kota.example\nSubject: Tanya\n\nKami CV Contoh.\n"
        );
        assert!(!take(&p, &message).await.matched);
    }
    let desk = p.services.returned_desk().await.unwrap();
    assert_eq!((desk.waiting, desk.total), (2, 2));
    let firm = firm(&p).await;
    let (one, other) = (desk.lines[0].id, desk.lines[1].id);
    p.services.assign_returned(one, firm, rina).await.unwrap();
    let again = p.services.assign_returned(one, firm, rina).await;
    assert!(matches!(again, Err(ServiceError::Barred(why)) if why.code == "returned-settled"));
    let dossier = p.services.dossier(firm).await.unwrap();
    assert_eq!(dossier.remarks[0].kind, RemarkKind::Reply);
    assert_eq!(dossier.remarks[0].by, Some(rina));
    let empty = p.services.put_returned_away(other, "  ", rina).await;
    assert!(matches!(empty, Err(ServiceError::Barred(_))));
    p.services
        .put_returned_away(other, "iklan", rina)
        .await
        .unwrap();
    let desk = p.services.returned_desk().await.unwrap();
    assert_eq!((desk.waiting, desk.total), (0, 2));
}

#[tokio::test]
async fn the_same_message_on_two_nodes_at_once_is_one_record_with_one_effect() {
    let (p, sent) = sent("hrd@contoh.example; kantor@contoh.example").await;
    let bounce = report(&sent, "failed", "5.1.1", "550 5.1.1 gone");
    let (other, _) = crate::sending::node(&p).await;
    let tasks: Vec<_> = (0..6)
        .map(|n| {
            let services = if n % 2 == 0 {
                p.services.clone()
            } else {
                other.clone()
            };
            let bounce = bounce.clone();
            tokio::spawn(async move {
                services
                    .take_returned(bounce.as_bytes(), Channel::Imap)
                    .await
            })
        })
        .collect();
    for task in tasks {
        assert!(task.await.unwrap().unwrap().matched);
    }
    assert_eq!(records(&p).await.len(), 1);
    assert_eq!(p.services.mails(None, 9).await.unwrap().len(), 2);
}

#[tokio::test]
async fn what_came_back_is_forgotten_when_its_time_is_over() {
    let (p, sent) = sent("hrd@contoh.example").await;
    take(&p, &answer(&sent, "hrd@contoh.example", "Sudah kami urus.")).await;
    assert!(records(&p).await[0].words.is_some());
    p.morning_of(day(2026, 3, 16) + Days::new(401));
    p.check(p.services.today()).await;
    let row = records(&p).await.remove(0);
    assert!(row.is_forgotten && row.words.is_none() && row.sender.is_none());
    assert_eq!(row.mail, Some(sent.id));
}

#[tokio::test]
async fn the_command_answers_with_what_it_read_and_whether_it_is_ours() {
    let o = Office::open().await;
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/returned");
    let bytes = std::fs::read(folder.join("exim-timed-out-421.eml")).unwrap();
    let run = o.run_with(&["mail", "bounce", "--json"], &bytes);
    assert_eq!(
        run.ends(3).json(),
        serde_json::json!({
            "kind": "soft", "status": "4.2.1", "recipients": ["hrd@perusahaan.example"],
            "matched": false
        })
    );
    for bytes in [&b""[..], &[0xff; 4_000], &vec![b'a'; 20 << 20]] {
        let run = o.run_with(&["mail", "bounce", "--json"], bytes);
        assert_eq!(run.ends(3).json()["kind"], "unknown");
    }
}
