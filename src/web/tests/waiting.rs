//! What waits, on pages and in numbers.

use axum::http::{StatusCode, header};
use chrono::TimeDelta;

use super::{Seen, city::Town, get};
use crate::{
    domain::role::Role,
    services::{Rehearsal, SessionKey, SignInRules},
    web::router,
};

/// A city with mails that wait; how many.
async fn queued() -> (Town, u64) {
    let town = Town::waiting().await;
    let officers = ("rina@kota.example", "budi@kota.example");
    for email in [officers.0, officers.1] {
        let added = town
            .services
            .add_officer("Contoh", email, Role::LabourOfficer);
        added.await.unwrap();
    }
    town.services.confirm_cases(None, officers).await.unwrap();
    let queued = town
        .services
        .remind(Rehearsal::No, None)
        .await
        .unwrap()
        .queued;
    assert!(queued > 0);
    (town, queued)
}

#[tokio::test]
async fn the_page_says_why_mail_waits_and_the_first_page_when_none_leaves() {
    let (town, _) = queued().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let before = get(&site, "/notices/waiting").await.text();
    assert!(before.contains("Menunggu giliran"), "{before}");
    assert!(
        !get(&site, "/")
            .await
            .text()
            .contains("Tidak satu pun pos-el")
    );
    town.clock.advance(TimeDelta::days(10));
    let site = Seen::by(&town, Role::LabourOfficer).await;
    for page in ["/", "/notices/waiting"] {
        let text = get(&site, page).await.text();
        assert!(
            text.contains("Tidak satu pun pos-el terkirim selama"),
            "{page}"
        );
    }
}

#[tokio::test]
async fn the_numbers_are_for_who_brings_the_token_and_hold_nothing_about_anybody() {
    let (mut town, queued) = queued().await;
    let site = Seen::by(&town, Role::Admin).await;
    assert_eq!(get(&site, "/metrics").await.status, StatusCode::NOT_FOUND);
    let mut rules = SignInRules::with_key(SessionKey::new([5; 32]));
    rules.metrics_token = Some("kunci-pemantauan".to_owned().into());
    town.services.sign_in = std::sync::Arc::new(rules);
    let site = Seen {
        site: router(town.services.clone()),
        cookie: String::new(),
    };
    let refused = get(&site, "/metrics").await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let wrong = [("authorization", "Bearer kunci-pemantauaN")];
    assert_eq!(
        site.send_with("/metrics", &wrong).await.status,
        StatusCode::UNAUTHORIZED
    );
    let right = [("authorization", "Bearer kunci-pemantauan")];
    let numbers = site.send_with("/metrics", &right).await;
    assert_eq!(numbers.status, StatusCode::OK);
    assert!(
        numbers
            .header(header::CONTENT_TYPE)
            .starts_with("text/plain; version=0.0.4")
    );
    let text = numbers.text();
    let waiting = format!("patuh_mails{{state=\"queued\"}} {queued}");
    for line in [&*waiting, "patuh_mail_stuck 0", "# TYPE patuh_cases gauge"] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    for word in ["@", "CV", "PT", "er_", "ml_"] {
        assert!(!text.contains(word), "{word} in\n{text}");
    }
    // Every line is a comment, or a name with labels and a number.
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.rsplit_once(' ').unwrap();
        assert!(
            name.starts_with("patuh_") && value.parse::<i64>().is_ok(),
            "{line}"
        );
    }
}
