//! Schedules as officers read them and administrators configure them.

use axum::http::{Method, StatusCode, header};

use super::{Seen, city::Town, get};
use crate::domain::role::Role;

const GOOD: &str = "name=mingguan&title=Pengingat+mingguan&cron=0+9+*+*+1&timezone=\
                    &action=reminders&audience=all&holidays=shift&late=run&enabled=yes&most=50";

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let field = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
    let field = field.unwrap_or_else(|| panic!("no {name} in {page}"));
    field.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_schedule_is_shown_with_its_reading_and_its_next_ten_times() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Viewer).await;
    let list = get(&site, "/schedules").await.text();
    assert!(
        list.contains("setiap Senin sampai Jumat pukul 09.00 WITA"),
        "{list}"
    );
    assert!(list.contains("href=\"/schedules/reminders\""));
    assert!(
        !list.contains("/schedules/new"),
        "a viewer configures nothing"
    );
    let page = get(&site, "/schedules/reminders").await.text();
    assert_eq!(page.matches("09.00 WITA</li>").count(), 10, "{page}");
    assert!(!page.contains("/schedules/reminders/edit"));
    let dry = get(&site, "/schedules/reminders/dry-run").await;
    assert_eq!(dry.status, StatusCode::OK);
    assert!(dry.text().contains("Tidak ada yang ditulis."));
    let english = get(&site, "/schedules/reminders?lang=en").await;
    assert!(english.status.is_redirection() || english.text().contains("every Monday to Friday"));
    assert_eq!(
        get(&site, "/schedules/nonsense").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_new_schedule_is_shown_in_effect_before_it_is_saved() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Admin).await;
    assert_eq!(get(&site, "/schedules/new").await.status, StatusCode::OK);
    let direct = site
        .post("/schedules/new", &format!("{GOOD}&step=save"))
        .await;
    assert_eq!(direct.status, StatusCode::OK, "nothing is saved unseen");
    let page = direct.text();
    assert!(
        page.contains("setiap Senin pukul 09.00 WITA, bila libur maju"),
        "{page}"
    );
    assert!(page.contains("Bila dijalankan sekarang"));
    let shown = hidden(&page, "shown");
    let save = format!("{GOOD}&step=save&shown={shown}");
    let asked = site.post("/schedules/new", &save).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        asked.text().contains("name=\"sure\""),
        "all is worth a question"
    );
    let other = site
        .post("/schedules/new", &save.replace("most=50", "most=60"))
        .await;
    assert_eq!(
        other.status,
        StatusCode::OK,
        "what was changed since is shown again"
    );
    let saved = site
        .post("/schedules/new", &format!("{save}&sure=yes"))
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert_eq!(
        saved.header(header::LOCATION),
        "/schedules/mingguan?done=added"
    );
    let page = get(&site, "/schedules/mingguan?done=added").await.text();
    assert!(page.contains("Pengingat mingguan") && page.contains("Jadwal disimpan."));
}

#[tokio::test]
async fn every_field_says_what_is_wrong_with_it() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Admin).await;
    for (cron, words) in [
        ("0+9+31+2+*", "tidak pernah tiba"),
        ("0+0+9+*+*+1", "enam kolom"),
        ("*+*+*+*+*", "setiap 15 menit"),
        ("0+25+*+*+*", "sebagai jam"),
    ] {
        let form = GOOD.replace("0+9+*+*+1", cron);
        let page = site.post("/schedules/new", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{cron}");
        let text = page.text();
        assert!(text.contains(words), "{cron}: {text}");
        assert!(
            text.contains("aria-describedby=\"h-cron e-cron\""),
            "beside its field"
        );
    }
    let empty = GOOD.replace("audience=all", "audience=filter&filter=");
    let page = site.post("/schedules/new", &empty).await;
    assert!(page.text().contains("Saringan kosong tidak berarti semua."));
    let unknown = GOOD.replace("action=reminders", "action=sweep");
    let page = site.post("/schedules/new", &unknown).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = format!("{GOOD}&filter={}", "x".repeat(2_001));
    let page = site.post("/schedules/new", &long).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_stale_edit_shows_both_versions() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Admin).await;
    let path = "/schedules/reminders/edit";
    let seen = hidden(&get(&site, path).await.text(), "seen");
    let form = |cron: &str, seen: &str| {
        let form = GOOD.replace("0+9+*+*+1", cron);
        format!("{form}&seen={seen}&sure=yes")
    };
    let save = async |cron: &str, seen: &str| {
        let page = site.post(path, &form(cron, seen)).await.text();
        let shown = hidden(&page, "shown");
        let form = form(cron, seen);
        site.post(path, &format!("{form}&step=save&shown={shown}"))
            .await
    };
    assert_eq!(save("0+7+*+*+*", &seen).await.status, StatusCode::SEE_OTHER);
    let stale = save("0+8+*+*+*", &seen).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let text = stale.text();
    assert!(
        text.contains("<code>0 8 * * *</code>") && text.contains("<code>0 7 * * *</code>"),
        "{text}"
    );
    let again = save("0+8+*+*+*", &hidden(&text, "seen")).await;
    assert_eq!(
        again.status,
        StatusCode::SEE_OTHER,
        "knowing both, it is saved"
    );
}

#[tokio::test]
async fn a_schedule_is_run_by_hand_by_who_says_how_many_it_reaches() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Admin).await;
    let path = "/schedules/reminders/run";
    let page = get(&site, path).await.text();
    assert!(page.contains("name=\"recipients\""));
    for wrong in ["recipients=", "recipients=banyak", "recipients=999"] {
        let page = site.post(path, wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(page.text().contains("id=\"e-recipients\""));
    }
    // Everybody has had a mail today.
    let done = site.post(path, "recipients=0").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let off = site.post("/schedules/reminders/switch", "enabled=no").await;
    assert_eq!(
        off.header(header::LOCATION),
        "/schedules/reminders?done=off"
    );
    assert!(get(&site, "/schedules").await.text().contains("dimatikan"));
    let gone = site.post("/schedules/reminders/remove", "").await;
    assert_eq!(gone.header(header::LOCATION), "/schedules?done=removed");
    assert!(
        get(&site, "/schedules")
            .await
            .text()
            .contains("Belum ada jadwal")
    );
    let viewer = Seen::by(&town, Role::Viewer).await;
    let refused = viewer
        .send(Method::POST, "/schedules/reminders/switch", "enabled=yes")
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
