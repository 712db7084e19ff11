//! Lists that officers want to find again.

use patuh::services::ServiceError;

use crate::support::Program;

#[tokio::test]
async fn views_are_an_officers_own_and_a_name_stands_for_the_latest() {
    let p = Program::start().await;
    p.officers().await;
    let s = &p.services;
    let officers = s.officers().await.unwrap();
    let id = |email| {
        officers
            .iter()
            .find(|o| o.officer.email == email)
            .unwrap()
            .officer
            .id
    };
    let (rina, budi) = (id("rina@kota.example"), id("budi@kota.example"));
    s.save_view(rina, "Loktuan", "kelurahan=lok-tuan")
        .await
        .unwrap();
    s.save_view(rina, " Belum ", "verdict=unregistered")
        .await
        .unwrap();
    s.save_view(rina, "Loktuan", "kelurahan=lok-tuan&sort=-shortfall")
        .await
        .unwrap();
    let views = s.views_of(rina).await.unwrap();
    let shown: Vec<(&str, &str)> = views
        .iter()
        .map(|v| (v.name.as_str(), v.query.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("Belum", "verdict=unregistered"),
            ("Loktuan", "kelurahan=lok-tuan&sort=-shortfall")
        ]
    );
    assert!(s.views_of(budi).await.unwrap().is_empty());
    let theft = s.drop_view(budi, views[0].id).await;
    assert!(matches!(theft, Err(ServiceError::Missing(_))));
    s.drop_view(rina, views[0].id).await.unwrap();
    assert_eq!(s.views_of(rina).await.unwrap().len(), 1);
    for n in 1..30 {
        s.save_view(rina, &format!("{n}"), "").await.unwrap();
    }
    let full = s.save_view(rina, "satu lagi", "").await;
    assert!(matches!(full, Err(ServiceError::Barred(why)) if why.code == "views_full"));
    s.save_view(rina, "Loktuan", "").await.unwrap();
}
