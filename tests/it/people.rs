//! The people who work with the program: lost passwords, roles, sessions that are ended.

use std::path::Path;

use chrono::TimeDelta;
use patuh::{
    domain::{role::Role, tongue::Tongue},
    services::{NewOfficer, SignInError, Step},
    store::Actor,
};

use crate::{
    accounts::{BY, PASSWORD, accept_link, code, enrol, settled, sign_in, token_of, visitor},
    privacy,
    process::{Office, text},
    support::{Folder, Program, on_postgres},
};

/// The link in the only mail that was sent, if one was.
async fn mailed_link(p: &Program) -> Option<String> {
    // The mail is handed over apart from the answer.
    tokio::task::yield_now().await;
    let mails = p.mailbox.messages();
    assert!(mails.len() < 2, "{mails:?}");
    let text = mails.first()?.replace("=\r\n", "");
    let start = text.find("http://127.0.0.1:8080/sign-in/")?;
    Some(text[start..].split_whitespace().next()?.to_owned())
}

#[tokio::test]
async fn an_invitation_is_mailed_in_the_language_of_whoever_invites() {
    let p = Program::start().await;
    let new = NewOfficer {
        name: "Sari Contoh".to_owned(),
        email: "sari@kota.example".to_owned(),
        role: Role::Viewer,
    };
    let made = p.services.invite(&Actor::Command("test"), &new).await;
    let made = made.unwrap();
    for (tongue, words) in [
        (Tongue::Indonesian, "Undangan ke Patuh"),
        (Tongue::English, "Your invitation to Patuh"),
    ] {
        let mailing = p.services.mail_invitation(&made, tongue, "pembaca");
        mailing.await.unwrap();
        tokio::task::yield_now().await;
        let mail = p.mailbox.messages().pop().unwrap();
        assert!(mail.contains("To: sari@kota.example"), "{mail}");
        assert!(mail.contains(words), "{mail}");
        let unfolded = mail.replace("=\r\n", "");
        assert!(unfolded.contains(&made.link), "{unfolded}");
    }
}

#[tokio::test]
async fn a_lost_password_is_replaced_by_a_mailed_link_within_the_hour() {
    let p = Program::start().await;
    let (officer, _) = settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    p.services
        .ask_reset(" RINA@kota.example", &visitor())
        .await
        .unwrap();
    let link = mailed_link(&p).await.unwrap();
    assert!(p.mailbox.messages()[0].contains("To: rina@kota.example"));
    p.clock.advance(TimeDelta::minutes(59));
    assert_eq!(
        p.services.link_owner(token_of(&link)).await.unwrap(),
        Some(officer)
    );
    p.clock.advance(TimeDelta::minutes(1));
    let late = accept_link(&p, token_of(&link), PASSWORD).await;
    assert!(matches!(late, Err(SignInError::Refused)));
}

#[tokio::test]
async fn nobody_learns_from_asking_whether_an_address_has_an_account() {
    let p = Program::start().await;
    let (officer, _) = settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    p.services.disable(&BY, officer.id).await.unwrap();
    for email in [
        "entah@kota.example",
        "rina@kota.example",
        "",
        "bukan alamat",
    ] {
        p.services.ask_reset(email, &visitor()).await.unwrap();
    }
    assert_eq!(mailed_link(&p).await, None);
}

#[tokio::test]
async fn asking_again_and_again_sends_no_flood_of_mail() {
    let p = Program::start().await;
    settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    for _ in 0..30 {
        p.services
            .ask_reset("rina@kota.example", &visitor())
            .await
            .unwrap();
    }
    tokio::task::yield_now().await;
    assert_eq!(p.mailbox.messages().len(), 3);
    // Signing in is not slowed down by it.
    let answer = sign_in(&p, "rina@kota.example", PASSWORD).await;
    assert!(answer.is_ok());
}

#[tokio::test]
async fn a_mailed_link_keeps_the_second_factor_and_a_reset_by_an_admin_takes_it_away() {
    let p = Program::start().await;
    let (officer, half) = settled(&p, "tono@kota.example", Role::Approver).await;
    let secret = p.services.enrolment(&half.token).await.unwrap().secret;
    let enrolled = enrol(&p, &half.token, &code(&p, &secret)).await;
    let session = enrolled.unwrap();
    p.services
        .ask_reset("tono@kota.example", &visitor())
        .await
        .unwrap();
    let link = mailed_link(&p).await.unwrap();
    let half = accept_link(&p, token_of(&link), PASSWORD).await.unwrap();
    assert_eq!(half.step, Step::Code);
    assert!(p.services.session(&session.token).await.unwrap().is_none());

    p.services
        .reset_second_factor(&BY, officer.id)
        .await
        .unwrap();
    assert!(
        p.services
            .half_session(&half.token)
            .await
            .unwrap()
            .is_none()
    );
    let again = sign_in(&p, "tono@kota.example", PASSWORD);
    assert_eq!(again.await.unwrap().step, Step::Enrol);
}

#[tokio::test]
async fn a_session_that_is_ended_is_ended_at_once() {
    let p = Program::start().await;
    let (officer, first) = settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    let (_, stranger) = settled(&p, "budi@kota.example", Role::Viewer).await;
    let doer = Actor::Officer(officer.id);
    let again = || async {
        let opened = sign_in(&p, "rina@kota.example", PASSWORD).await;
        opened.unwrap().token
    };
    let (second, third) = (again().await, again().await);
    let sessions = p.services.sessions_of(officer.id).await.unwrap();
    assert_eq!(sessions.len(), 3);
    assert!(sessions.iter().all(|s| s.agent == "Peramban Contoh/1.0"));
    let alive = |token: String| {
        let services = p.services.clone();
        async move { services.session(&token).await.unwrap() }
    };
    let mine = alive(first.token.clone()).await.unwrap().session;
    let other = alive(second.clone()).await.unwrap().session;
    let theirs = alive(stranger.token.clone()).await.unwrap().session;
    // Nobody ends a session of somebody else by naming it.
    for session in [&other, &theirs] {
        let end = p.services.end_session(&doer, officer.id, session);
        end.await.unwrap();
    }
    assert!(alive(second).await.is_none());
    assert!(alive(stranger.token).await.is_some());
    let ended = p.services.end_all_sessions(&doer, officer.id, Some(&mine));
    assert_eq!(ended.await.unwrap(), 1);
    assert!(alive(third).await.is_none());
    assert!(alive(first.token).await.is_some());
}

#[tokio::test]
async fn another_role_or_a_shut_account_ends_what_was_open() {
    let p = Program::start().await;
    let (officer, opened) = settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    p.services
        .change_role(&BY, officer.id, Role::Approver)
        .await
        .unwrap();
    assert!(p.services.session(&opened.token).await.unwrap().is_none());
    let again = sign_in(&p, "rina@kota.example", PASSWORD);
    assert_eq!(again.await.unwrap().step, Step::Enrol);

    let (budi, opened) = settled(&p, "budi@kota.example", Role::LabourOfficer).await;
    p.services.disable(&BY, budi.id).await.unwrap();
    assert!(p.services.session(&opened.token).await.unwrap().is_none());
    let confirmed = p
        .services
        .confirm_cases(None, ("budi@kota.example", "rina@kota.example"))
        .await;
    assert!(confirmed.unwrap_err().to_string().contains("dinonaktifkan"));
}

#[tokio::test]
async fn the_last_admin_stays() {
    let p = Program::start().await;
    let (adi, _) = settled(&p, "adi@kota.example", Role::Admin).await;
    for refused in [
        p.services.disable(&BY, adi.id).await,
        p.services.change_role(&BY, adi.id, Role::Viewer).await,
    ] {
        let said = refused.unwrap_err().to_string();
        assert!(said.contains("satu-satunya admin"), "{said}");
    }
    let (_, _) = settled(&p, "eka@kota.example", Role::Admin).await;
    p.services.disable(&BY, adi.id).await.unwrap();
    let views = p.services.officers().await.unwrap();
    let shut: Vec<bool> = views.iter().map(|v| v.disabled_at.is_some()).collect();
    assert_eq!(shut, [true, false]);
}

#[tokio::test]
async fn a_person_changes_the_password_by_typing_the_present_one() {
    let p = Program::start().await;
    let (_, elsewhere) = settled(&p, "rina@kota.example", Role::LabourOfficer).await;
    let here = sign_in(&p, "rina@kota.example", PASSWORD).await;
    let here = here.unwrap();
    let who = p.services.session(&here.token).await.unwrap().unwrap();
    let new = "jendela kopi bulan timur";
    let change = |present: &'static str, new: &'static str| {
        let (services, who) = (p.services.clone(), who.clone());
        async move {
            services
                .change_password(&who, (present, new), &visitor())
                .await
        }
    };
    assert!(matches!(
        change("salah", new).await,
        Err(SignInError::Refused)
    ));
    assert!(matches!(
        change(PASSWORD, "pendek").await,
        Err(SignInError::Weak(_))
    ));
    change(PASSWORD, new).await.unwrap();
    assert!(p.services.session(&here.token).await.unwrap().is_some());
    assert!(
        p.services
            .session(&elsewhere.token)
            .await
            .unwrap()
            .is_none()
    );
    let old = sign_in(&p, "rina@kota.example", PASSWORD).await;
    assert!(matches!(old, Err(SignInError::Refused)));
}

#[tokio::test]
async fn an_invitation_needs_a_name_and_an_address_and_is_made_afresh_when_asked_again() {
    let p = Program::start().await;
    let invite = |name: &str, email: &str, role: Role| {
        let new = NewOfficer {
            name: name.to_owned(),
            email: email.to_owned(),
            role,
        };
        let services = p.services.clone();
        async move { services.invite(&BY, &new).await }
    };
    for (name, email) in [
        ("", "x@kota.example"),
        ("X", "kota.example"),
        ("X", "x@kota"),
        ("X", "x y@kota.example"),
        ("X", "<x@kota.example>"),
        ("X", "x@kota.example,y@kota.example"),
        ("X", "x@kota.example\r\nBcc: y@kota.example"),
    ] {
        assert!(invite(name, email, Role::Viewer).await.is_err(), "{email}");
    }
    let one = invite("Rina", "rina@kota.example", Role::Viewer).await;
    let two = invite("Rina", "Rina@kota.example", Role::Viewer).await;
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.officer, two.officer);
    let owner = |link: String| {
        let services = p.services.clone();
        async move { services.link_owner(token_of(&link)).await.unwrap() }
    };
    assert!(owner(one.link).await.is_none());
    assert!(owner(two.link).await.is_some());
    let other = invite("Rina", "rina@kota.example", Role::Admin).await;
    assert!(other.is_err());
}

#[tokio::test]
async fn no_password_token_or_secret_can_be_read_in_the_database() {
    let p = Program::start().await;
    let (officer, half) = settled(&p, "tono@kota.example", Role::Approver).await;
    let secret = p.services.enrolment(&half.token).await.unwrap().secret;
    let enrolled = enrol(&p, &half.token, &code(&p, &secret)).await;
    let opened = enrolled.unwrap();
    let link = p.services.reset_link(&BY, officer.id).await.unwrap().link;
    let dump = if on_postgres() {
        privacy::dump(&p.url).await
    } else {
        let file = |name: &str| std::fs::read(p.folder.path().join(name)).unwrap_or_default();
        let bytes = [file("patuh.db"), file("patuh.db-wal")].concat();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    assert!(dump.contains("$argon2id$v=19$m=19456,t=2,p=1$"));
    let plain = secret.replace(' ', "");
    for hidden in [
        PASSWORD,
        &half.token,
        &opened.token,
        token_of(&link),
        &plain,
    ] {
        assert!(!dump.contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn the_terminal_adds_lists_resets_and_shuts() {
    let o = Office::open().await;
    let add = |role: &str| {
        o.run(&[
            "user",
            "add",
            "--name",
            "Rina Contoh",
            "--email",
            "Rina@kota.example",
            "--role",
            role,
            "--json",
        ])
    };
    let first = add("labour_officer").ends(0).json();
    assert_eq!(first["email"], "rina@kota.example");
    assert_eq!(first["role"], "labour_officer");
    assert_eq!(first["expires_at"], "2026-03-19T01:00:00Z");
    let link = first["link"].as_str().unwrap();
    assert!(link.starts_with("http://127.0.0.1:8080/sign-in/"), "{link}");
    let second = add("labour_officer").ends(0).json();
    assert_eq!(first["id"], second["id"]);
    assert_ne!(first["link"], second["link"]);
    add("viewer").ends(1).says(&["peran lain"]);

    let who = ["--email", "rina@kota.example"];
    let reset = o.json(&[&["user", "reset"], &who[..]].concat());
    assert_ne!(reset["link"], second["link"]);
    let listed = o.json(&["user", "list"]);
    assert_eq!(listed[0]["email"], "rina@kota.example");
    assert_eq!(listed[0]["disabled_at"], serde_json::Value::Null);
    o.run(&[&["user", "disable"], &who[..]].concat()).ends(0);
    let listed = o.json(&["user", "list"]);
    assert_eq!(listed[0]["disabled_at"], "2026-03-16T01:00:00Z");
    add("labour_officer").ends(1).says(&["dinonaktifkan"]);
    o.run(&["user", "reset", "--email", "entah@kota.example"])
        .ends(1)
        .says(&["tidak ditemukan"]);
}

#[tokio::test]
async fn the_session_key_is_made_once_for_the_owner_only_and_a_broken_one_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let o = Office::open().await;
    o.run(&["migrate"]).ends(0);
    let path = o.data().join("secrets").join("session_key");
    let key = std::fs::read_to_string(&path).unwrap();
    assert_eq!(key.len(), 64);
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    o.run(&["migrate"]).ends(0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), key);
    std::fs::write(&path, "bukan kunci").unwrap();
    o.run(&["migrate"]).ends(2).says(&["Kunci sesi"]);
}

#[tokio::test]
async fn others_may_reach_the_site_only_behind_tls() {
    let o = Office::open().await;
    let folder = Folder::new();
    let run = |toml: &str, path: &Path| {
        std::fs::write(path, toml).unwrap();
        o.run(&["serve", "--listen", "0.0.0.0:0", "--config", text(path)])
    };
    let file = folder.path().join("situs.toml");
    run("", &file).ends(2).says(&["TLS", "site.public_url"]);
    run("[site]\npublic_url = \"http://127.0.0.1:80\"\n", &file)
        .ends(2)
        .says(&["TLS"]);
    run(
        "[site]\npublic_url = \"http://patuh.kota.example\"\n",
        &file,
    )
    .ends(2)
    .says(&["site.public_url"]);
    run("[site]\ntrusted_proxies = [\"10.0.0.0/40\"]\n", &file)
        .ends(2)
        .says(&["site.trusted_proxies"]);
    run("[sign_in]\nsecond_factor = [\"raja\"]\n", &file)
        .ends(2)
        .says(&["TLS"]);
    let config = ["migrate", "--config", text(&file)];
    o.run(&config).ends(2).says(&["sign_in.second_factor"]);
}
