//! Mails, letters and styles as a browser gets them.

use axum::http::{StatusCode, header};

use super::{Seen, city::Town, get, link};
use crate::{domain::role::Role, services::Services, store::Store, web::router};

#[tokio::test]
async fn a_mail_is_shown_shut_off_from_everything() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Viewer).await;
    let notice = link(&get(&site, "/notices").await, "/notices/ml_");
    let mail = get(&site, &format!("{notice}/html")).await;
    assert_eq!(mail.status, StatusCode::OK);
    let policy = mail.header(header::CONTENT_SECURITY_POLICY);
    assert!(
        policy.starts_with("sandbox; default-src 'none';"),
        "{policy}"
    );
    assert!(
        get(&site, &notice)
            .await
            .text()
            .contains(&format!("src=\"{notice}/html\" sandbox"))
    );
}

#[tokio::test]
async fn a_letter_comes_as_paper() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Viewer).await;
    let letter = link(&get(&site, "/letters").await, "/letters/lt_");
    let paper = get(&site, &format!("{}.pdf", letter.trim_end_matches(".pdf"))).await;
    assert_eq!(paper.header(header::CONTENT_TYPE), "application/pdf");
    assert_eq!(&paper.bytes[..5], b"%PDF-");
}

#[tokio::test]
async fn styles_and_fonts_are_kept_by_the_browser_under_their_hash() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::Viewer).await;
    let style = get(&site, &link(&get(&site, "/").await, "/assets/patuh.")).await;
    assert_eq!(
        style.header(header::CONTENT_TYPE),
        "text/css; charset=utf-8"
    );
    assert!(style.header(header::CACHE_CONTROL).contains("immutable"));
    let text = style.text();
    let font = get(
        &site,
        text.split('"')
            .find(|part| part.contains("woff2") && part.contains("/assets/"))
            .unwrap(),
    )
    .await;
    assert_eq!(
        (font.status, &font.bytes[..4]),
        (StatusCode::OK, b"wOF2".as_slice())
    );
}

#[tokio::test]
async fn nobody_looks_up_the_session_for_a_style_a_font_or_a_script() {
    let town = Town::empty().await;
    let seen = Seen::by(&town, Role::Viewer).await;
    let page = get(&seen, "/").await;
    let assets: Vec<String> = page
        .text()
        .split('"')
        .filter(|part| part.starts_with("/assets/"))
        .map(str::to_owned)
        .collect();
    assert!(assets.len() > 4, "{assets:?}");
    // A store without any table: whoever reads the session there fails.
    let blind = Services {
        store: Store::connect("sqlite::memory:").await.unwrap(),
        ..town.services.clone()
    };
    let blind = Seen {
        site: router(blind),
        cookie: seen.cookie.clone(),
    };
    assert_eq!(
        get(&blind, "/").await.status,
        StatusCode::INTERNAL_SERVER_ERROR
    );
    for asset in assets {
        assert_eq!(get(&blind, &asset).await.status, StatusCode::OK, "{asset}");
    }
}
