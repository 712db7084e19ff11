//! Who gets in where.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};

use super::{Seen, ask, city::Town, link};
use crate::{
    domain::role::Role,
    services::ReturnDoors,
    web::{Rule, Who, is_loopback, router, rules},
};

/// The table that people read; the test holds it against the routes that there are.
const TABLE: &str = include_str!("../../../docs/routes.md");

fn line(rule: &Rule) -> String {
    let who = match rule.who {
        Who::Anyone => "anyone".to_owned(),
        Who::Officers => "every officer".to_owned(),
        Who::Only(roles) => {
            let mut codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
            codes.sort_unstable();
            codes.join(", ")
        }
    };
    format!("| {} | `{}` | {who} |", rule.method, rule.path)
}

/// An address of that route at which there is nothing.
fn example(path: &str) -> String {
    let parts = path.split('/').map(|part| {
        let parameter = part.starts_with('{');
        if parameter {
            "er_00000000-0000-7000-8000-000000000000"
        } else {
            part
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

#[test]
fn the_table_of_routes_in_the_documentation_is_the_one_that_holds() {
    let mut held: Vec<String> = rules().iter().map(line).collect();
    held.sort();
    let mut told: Vec<&str> = TABLE
        .lines()
        .filter(|line| line.starts_with("| GET") || line.starts_with("| POST"))
        .collect();
    told.sort_unstable();
    assert_eq!(told, held, "docs/routes.md must hold:\n{}", held.join("\n"));
}

#[tokio::test]
async fn every_route_lets_in_exactly_the_roles_of_the_table() {
    let town = Town::busy().await;
    let nobody = router(town.services.clone());
    for rule in rules() {
        let path = example(rule.path);
        let request = Request::builder()
            .method(rule.method.clone())
            .uri(&path)
            .header(header::HOST, "localhost");
        let answer = ask(&nobody, request.body(Body::empty()).unwrap()).await;
        let led = answer.status == StatusCode::SEE_OTHER
            && answer.header(header::LOCATION).starts_with("/sign-in");
        // The door leads from one of its own pages to another.
        if rule.path.starts_with("/sign-in") {
            assert!(!answer.status.is_server_error(), "{path}");
            continue;
        }
        assert_eq!(
            led,
            rule.who != Who::Anyone,
            "{} {path} without a session",
            rule.method
        );
    }
    for role in Role::ALL {
        for rule in rules() {
            // It ends the session that the rest of the walk needs.
            if rule.path == "/sign-out" {
                continue;
            }
            let site = Seen::by(&town, role).await;
            let path = example(rule.path);
            let answer = match rule.method {
                Method::POST => site.post(&path, "").await,
                _ => site.get(&path).await,
            };
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(
                refused,
                !rule.who.admits(Some(role)),
                "{} {path} as {}: {}",
                rule.method,
                role.code(),
                answer.status
            );
            assert!(
                !answer.status.is_server_error() || rule.path == "/readyz",
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn a_page_without_a_session_leads_to_the_sign_in_and_back() {
    let town = Town::busy().await;
    let request = Request::get("/employers?q=misal").header(header::HOST, "localhost");
    let answer = ask(
        &router(town.services.clone()),
        request.body(Body::empty()).unwrap(),
    )
    .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let next = answer.header(header::LOCATION);
    assert_eq!(next, "/sign-in?next=%2Femployers%3Fq%3Dmisal");
    assert!(answer.bytes.is_empty() || !answer.text().contains("Misal"));
}

#[tokio::test]
async fn another_sites_form_changes_nothing() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Viewer).await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://elsewhere.example"),
        ("origin", "null"),
    ] {
        let request = Request::post("/sign-out")
            .header(header::HOST, "localhost")
            .header(header::COOKIE, &site.cookie)
            .header(name, value);
        let answer = ask(&site.site, request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    assert_eq!(site.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_page_is_read_in_the_language_that_was_chosen() {
    let town = Town::busy().await;
    let mut site = Seen::by(&town, Role::Viewer).await;
    let chosen = site.get("/letters?lang=en&x=1").await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    assert_eq!(chosen.header(header::LOCATION), "/letters?x=1");
    let cookie = chosen.header(header::SET_COOKIE).split(';').next().unwrap();
    site.cookie = format!("{}; {cookie}", site.cookie);
    let page = site.get("/letters").await;
    assert!(page.text().contains("<html lang=\"en\">"));
    assert!(page.text().contains("Download") || page.text().contains("Circular"));
    assert_eq!(page.header(header::CONTENT_LANGUAGE), "en");
    assert_eq!(link(&page, "/letters?lang="), "/letters?lang=id");
}

#[test]
fn only_loopback_addresses_are_loopback() {
    let sure = |text: &str| is_loopback(&text.parse().unwrap());
    assert!(sure("127.0.0.1:8080") && sure("[::1]:0") && sure("[::ffff:127.0.0.1]:1"));
    assert!(!sure("0.0.0.0:8080") && !sure("[::]:8080") && !sure("192.0.2.1:80"));
}

#[tokio::test]
async fn a_mail_server_hands_messages_in_with_the_secret_and_without_it_nothing() {
    let mut town = Town::busy().await;
    let hand_in = |secret: &'static str, size: usize| {
        Request::post("/mail/returned")
            .header(header::HOST, "localhost")
            .header(header::AUTHORIZATION, format!("Bearer {secret}"))
            .body(Body::from(vec![b'a'; size]))
            .unwrap()
    };
    let secret = "rahasia-rahasia-rahasia-rahasia";
    let shut = ask(&router(town.services.clone()), hand_in(secret, 9)).await;
    assert_eq!(shut.status, StatusCode::NOT_FOUND);
    let doors = ReturnDoors::new(None, Duration::ZERO, secret);
    town.services.doors = Arc::new(doors);
    let site = router(town.services.clone());
    for wrong in ["", "rahasia", "rahasia-rahasia-rahasia-rahasiA"] {
        let answer = ask(&site, hand_in(wrong, 9)).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{wrong}");
    }
    let answer = ask(&site, hand_in(secret, 9)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.text(),
        r#"{"kind":"unknown","status":null,"recipients":[],"matched":false}"#
    );
    let large = ask(&site, hand_in(secret, 17 << 20)).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(town.services.returned_desk().await.unwrap().total, 1);
}
