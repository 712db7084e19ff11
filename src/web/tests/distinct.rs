//! Two like records that an officer judges to be two firms.

use axum::http::StatusCode;

use super::{
    Seen,
    city::Town,
    employer::{find, leads_to},
    link,
};
use crate::domain::role::Role;

#[tokio::test]
async fn two_records_are_judged_to_be_two_firms_and_that_is_taken_back() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    town.add_double().await;
    let employer = find(&site, "misal").await;
    let merge = format!("{employer}/merge");
    let suggested = format!("{merge}?other=er_");
    let pair = link(&site.get(&merge).await, &suggested);
    let other = pair.split("other=").nth(1).unwrap().to_owned();
    let different = format!("{merge}/different");

    let untold = site
        .post(&different, &format!("other={other}&words="))
        .await;
    assert_eq!(untold.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(untold.text().contains("href=\"#f-words\""));
    let sent = format!("other={other}&words=Pemiliknya+%3Clain%3E.");
    let viewer = Seen::by(&town, Role::HealthOfficer).await;
    let barred = viewer.post(&different, &sent).await;
    assert_eq!(barred.status, StatusCode::FORBIDDEN);
    let told = leads_to(&site.post(&different, &sent).await, "?done=distinct");
    let page = site.get(&told).await;
    for held in [
        "tidak lagi disarankan",
        "menilai Toko Misal Jaya badan usaha lain",
        "Pemiliknya &lt;lain&gt;.",
    ] {
        assert!(page.text().contains(held), "{held}");
    }

    let list = site.get(&merge).await;
    assert!(!list.text().contains(&suggested) && list.text().contains("Dinilai badan usaha lain"));
    let compared = site.get(&pair).await;
    assert!(compared.text().contains("Dinilai berbeda oleh"));
    assert!(!compared.text().contains("Gabungkan ke PT Misal Jaya"));
    let again = site.post(&different, &sent).await;
    assert_eq!(again.status, StatusCode::CONFLICT);

    let undo = format!("{different}/undo");
    let undone = site.post(&undo, &format!("other={other}")).await;
    leads_to(&undone, "?done=undistinct");
    link(&site.get(&merge).await, &suggested);
}
