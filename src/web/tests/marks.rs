//! What the list and the first page point out: disputes, exemptions, who pays, old data.

use super::{
    Seen,
    city::{FIRMS, Town},
    get, link,
};
use crate::{
    domain::{remark::RemarkKind, role::Role},
    services::NewRuling,
    store::{Order, Question},
};

#[tokio::test]
async fn disputed_and_exempt_employers_are_marked_by_shape_and_word() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let services = &town.services;
    let rina = services.officer_by_email("rina@kota.example").await;
    let by = rina.unwrap().id;
    let order = Order::default();
    let everybody = services
        .find_all(&Question::default(), order)
        .await
        .unwrap();
    for (at, kind) in [(0, RemarkKind::Dispute), (1, RemarkKind::Exemption)] {
        let ruling = NewRuling {
            employer: everybody[at],
            kind,
            words: "Menurut surat dari badan usaha.".to_owned(),
            until_on: (at == 1).then(|| services.today()),
            file: None,
        };
        services.rule(ruling, by).await.unwrap();
    }
    let page = get(&site, "/employers").await.text();
    assert_eq!(
        page.matches("href=\"#h-disputed\"/></svg>Disengketakan")
            .count(),
        1
    );
    assert_eq!(
        page.matches("href=\"#h-exempt\"/></svg>Dikecualikan s.d. 16 Mar 2026")
            .count(),
        1
    );
    for (query, count) in [
        ("hold=disputed", 1),
        ("hold=exempt", 1),
        ("hold=disputed,exempt", 2),
        ("hold=none", FIRMS - 2),
    ] {
        let page = get(&site, &format!("/employers?{query}")).await.text();
        let words = format!("<strong>{count} badan usaha</strong>");
        assert!(page.contains(&words), "{query}");
    }
    let file = get(&site, "/employers.csv?hold=exempt&cols=hold")
        .await
        .text();
    assert!(file.starts_with("Nama,NIB,Kelurahan,Ditahan,Data per"));
    assert!(file.contains(",Dikecualikan s.d. 16 Mar 2026,"));
    let usual = get(&site, "/employers.csv?hold=exempt").await.text();
    assert!(!usual.contains("Dikecualikan"));
}

#[tokio::test]
async fn home_leads_from_old_data_to_the_form_for_new_ones() {
    let town = Town::busy().await;
    town.clock.advance(chrono::TimeDelta::days(35));
    let home = Seen::by(&town, Role::HealthOfficer).await;
    let page = get(&home, "/").await;
    let text = page.text();
    assert!(text.contains("hari umur data peserta JKN") && text.contains("Data per 16 Mar 2026."));
    assert!(
        text.contains("<span class=\"task-count\">35</span>"),
        "{text}"
    );
    assert!(!text.contains("/imports?kind=employers"));
    let form = link(&page, "/imports?kind=participants");
    assert_eq!(form, "/imports?kind=participants#send");
    let imports = get(&home, "/imports?kind=participants").await.text();
    assert!(imports.contains("<option value=\"participants\" selected>"));
    let labour = Seen::by(&town, Role::LabourOfficer).await;
    let text = get(&labour, "/").await.text();
    assert!(text.contains("/imports?kind=employers#send") && text.contains("?kind=roster#send"));
    assert!(!text.contains("/imports?kind=participants"));
}

#[tokio::test]
async fn a_health_officer_finds_who_pays_for_workers_and_what_it_costs_the_city() {
    let town = Town::waiting().await;
    town.pay_by_others().await;
    let site = Seen::by(&town, Role::HealthOfficer).await;
    let home = get(&site, "/").await;
    let text = home.text();
    let rate = "Rp37.800";
    assert!(
        text.contains(&format!(
            "{rate} per orang; perkiraan beban kota {rate} per bulan"
        )),
        "{text}"
    );
    for (code, state, words) in [
        ("city", "city_funded", "dibiayai kota (PBPU Pemda)"),
        ("state", "state_funded", "dibiayai negara (PBI JK)"),
        ("self", "self_funded", "peserta mandiri (PBPU)"),
    ] {
        let href = link(&home, &format!("/employers?funding={code}&amp;cols="));
        let list = get(&site, &href).await.text();
        assert!(list.contains("<strong>1 badan usaha</strong>"), "{code}");
        assert!(list.contains("dengan pekerja wajib terdaftar yang") && list.contains(words));
        let file = href.replace("/employers?", "/employers.csv?");
        let file = get(&site, &file).await.text();
        let head = file.lines().next().unwrap();
        assert!(head.ends_with(" (pekerja),Data per"), "{head} {state}");
        assert!(
            file.lines().nth(1).unwrap().ends_with(",1,2026-03-16"),
            "{file}"
        );
    }
}
