//! The list of employers: what it is asked for, and what it says.

use axum::http::{Request, StatusCode, header};

use super::{
    Read, Seen, ask,
    city::{FIRMS, Town},
    get, link,
};
use crate::domain::role::Role;

/// The names on a page, in their order.
fn names(page: &Read) -> Vec<String> {
    let text = page.text();
    let rows = text.split("class=\"row-link\"").skip(1);
    rows.map(|row| {
        let name = row.split_once('>').unwrap().1;
        name.split("</a>").next().unwrap().to_owned()
    })
    .collect()
}

/// The values of the boxes beside them.
fn ticks(page: &Read) -> Vec<String> {
    let text = page.text();
    let boxes = text.split("name=\"id\" value=\"").skip(1);
    boxes
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

async fn viewer() -> (Town, Seen) {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Viewer).await;
    (town, site)
}

#[tokio::test]
async fn what_is_asked_for_reads_as_a_sentence_and_each_part_can_be_let_go() {
    let (_town, site) = viewer().await;
    let asked =
        "/employers?q=misal&verdict=partial_workers,unregistered&kelurahan=lok-tuan&email=yes";
    let page = get(&site, asked).await;
    assert_eq!(names(&page), ["PT Misal Jaya"]);
    let text = page.text();
    for words in [
        "1 badan usaha",
        "berstatus",
        "atau",
        "di Kelurahan",
        "Lok Tuan",
        "“misal”",
    ] {
        assert!(text.contains(words), "{words}");
    }
    for other in [
        "/employers?verdict=partial_workers,unregistered&amp;kelurahan=lok-tuan&amp;email=yes",
        "/employers?q=misal&amp;verdict=unregistered&amp;kelurahan=lok-tuan&amp;email=yes",
        "/employers?q=misal&amp;verdict=partial_workers,unregistered&amp;email=yes",
    ] {
        assert!(
            text.contains(&format!("class=\"let-go\" href=\"{other}\"")),
            "{other}"
        );
    }
    assert!(text.contains("value=\"lok-tuan\" form=\"saring\" checked"));
    let english = site
        .send_with(asked, &[("cookie", "patuh_lang=en")])
        .await
        .text();
    for words in [
        "1 employer",
        "with the status",
        "in Kelurahan",
        "<html lang=\"en\">",
    ] {
        assert!(english.contains(words), "{words}");
    }
}

#[tokio::test]
async fn every_filter_finds_its_own() {
    let (_town, site) = viewer().await;
    let expected = [
        ("finding=city_funded", 0),
        ("finding=unregistered", 1),
        ("kecamatan=bontang-utara", FIRMS),
        ("kelurahan=lok-tuan", 1),
        ("kelurahan=none", 0),
        ("size=1-9", 2),
        ("size=none", FIRMS - 2),
        ("form=pt", 2),
        ("form=cv", FIRMS - 2),
        ("stage=appeal", 2),
        ("stage=none", FIRMS - 2),
        ("email=yes", 2),
        ("email=no", FIRMS - 2),
        ("contact=recent", 2),
        ("contact=never", FIRMS - 2),
        ("contact=earlier", 0),
        ("q=9120000000001", 1),
        ("q=1000", 1),
        ("q=umpama+05", 1),
    ];
    for (query, count) in expected {
        let page = get(&site, &format!("/employers?{query}")).await;
        assert!(
            page.text()
                .contains(&format!("<strong>{count} badan usaha</strong>")),
            "{query}"
        );
        assert_eq!(names(&page).len(), count.min(50), "{query}");
    }
    assert!(
        get(&site, "/employers?q=tidakada")
            .await
            .text()
            .contains("Tidak ada yang cocok")
    );
}

#[tokio::test]
async fn a_heading_sorts_and_says_so() {
    let (_town, site) = viewer().await;
    let page = get(&site, "/employers?sort=-shortfall").await;
    // One worker each is missing; then the alphabet decides.
    assert!(names(&page)[0].starts_with("PT Hostil") && names(&page)[1] == "PT Misal Jaya");
    assert_eq!(page.text().matches("aria-sort=\"descending\"").count(), 1);
    assert!(page.text().contains("href=\"/employers?sort=shortfall\""));
    assert!(page.text().contains("selisih, terbanyak dahulu"));
    let last = get(&site, "/employers?sort=-name").await;
    assert_eq!(names(&last)[0], "PT Misal Jaya");
}

#[tokio::test]
async fn one_can_go_back_the_way_one_came() {
    let (_town, site) = viewer().await;
    let first = get(&site, "/employers?sort=-name").await;
    assert!(!first.text().contains("rel=\"prev\""));
    let second = get(&site, &link(&first, "/employers?sort=-name&amp;after=er_")).await;
    let back = get(
        &site,
        &link(&second, "/employers?sort=-name&amp;before=er_"),
    )
    .await;
    assert_eq!(names(&back), names(&first));
    assert!(!back.text().contains("rel=\"prev\""));
}

#[tokio::test]
async fn while_one_types_only_the_list_comes_with_its_own_address() {
    let (_town, site) = viewer().await;
    let address = "/employers?q=misal&verdict=&sort=name&cols=verdict&cols=nib&email=";
    let part = site.send_with(address, &[("hx-request", "true")]).await;
    let text = part.text();
    assert_eq!(part.status, StatusCode::OK);
    assert!(text.trim_start().starts_with("<section id=\"daftar\"") && !text.contains("<html"));
    let own = part.headers.get("hx-push-url").unwrap();
    assert_eq!(own, "/employers?q=misal&cols=verdict,nib");
}

#[tokio::test]
async fn columns_are_chosen_and_files_have_the_same() {
    let (_town, site) = viewer().await;
    let asked = "?q=misal&cols=nib,verdict,headcount,missing";
    let text = get(&site, &format!("/employers{asked}")).await.text();
    for head in [
        "Status",
        "Jumlah pekerja",
        "NIB",
        "Iuran belum ada per bulan",
    ] {
        assert!(text.contains(&format!("data-label=\"{head}\"")), "{head}");
    }
    assert!(!text.contains("data-label=\"Selisih\""));
    let file = get(&site, &format!("/employers.csv{asked}")).await.text();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(
        lines[0],
        "Nama,Kelurahan,Status,Jumlah pekerja,NIB,\
         \"Iuran belum ada per bulan (perkiraan, rupiah)\",Data per"
    );
    assert!(lines[1].starts_with("PT Misal Jaya,Loktuan,Sebagian (tenaga kerja),3,9120000000001,"));
    assert!(lines[1].ends_with(",2026-03-16"), "{}", lines[1]);
    let english = site
        .send_with(
            &format!("/employers.csv{asked}"),
            &[("cookie", "patuh_lang=en")],
        )
        .await;
    assert!(
        english
            .text()
            .starts_with("Name,Kelurahan,Status,Workers,NIB,")
    );
    assert!(
        english
            .header(header::CONTENT_DISPOSITION)
            .contains("employers-2026-03-16.csv")
    );
}

#[tokio::test]
async fn a_file_holds_the_ticked_lines_in_the_order_of_the_list() {
    let (_town, site) = viewer().await;
    let page = get(&site, "/employers").await;
    let (ticks, names) = (ticks(&page), names(&page));
    assert_eq!(ticks.len(), 50);
    let some = format!(
        "/employers.csv?sort=-name&id={}&id={}&id={}",
        ticks[3], ticks[7], ticks[0]
    );
    let file = get(&site, &some).await.text();
    let first: Vec<&str> = file
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap())
        .collect();
    assert_eq!(first, [&names[7], &names[3], &names[0]]);
    let filtered = format!("/employers.xlsx?q=misal&id={}", ticks[3]);
    assert_eq!(get(&site, &filtered).await.status, StatusCode::OK);
}

#[tokio::test]
async fn on_paper_there_is_the_sentence_and_the_whole_list() {
    let (_town, site) = viewer().await;
    let page = get(&site, "/employers/print?form=cv").await;
    assert_eq!(names(&page).len(), FIRMS - 2);
    let text = page.text();
    assert!(text.contains("berbentuk") && text.contains("Data per 16 Mar 2026"));
    assert!(!text.contains("type=\"checkbox\""));
}

#[tokio::test]
async fn a_view_is_saved_shown_and_dropped_by_its_owner_alone() {
    let (town, site) = viewer().await;
    let query = "query=verdict%3Dunregistered%26sort%3D-shortfall%26cols%3Dnib%26after%3Der_x";
    let saved = site
        .post("/employers/views", &format!("name=Belum+%26+baru&{query}"))
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let back = "/employers?verdict=unregistered&sort=-shortfall&cols=nib&done=view_saved";
    assert_eq!(saved.header(header::LOCATION), back);
    let page = get(&site, back).await.text();
    assert!(page.contains("Tampilan disimpan."));
    assert!(page.contains(
        "href=\"/employers?verdict=unregistered&amp;sort=-shortfall&amp;cols=nib\" aria-current=\"true\">Belum &amp; baru</a>"
    ));
    let drop = page.split("action=\"/employers/views/").nth(1).unwrap();
    let drop = format!("/employers/views/{}", drop.split('"').next().unwrap());
    let other = Seen::by(&town, Role::Admin).await;
    assert!(
        !get(&other, "/employers")
            .await
            .text()
            .contains("Belum &amp; baru")
    );
    assert_eq!(
        other.post(&drop, "query=").await.status,
        StatusCode::NOT_FOUND
    );
    let dropped = site.post(&drop, "query=q%3Dmisal").await;
    assert_eq!(
        dropped.header(header::LOCATION),
        "/employers?q=misal&done=view_dropped"
    );
    assert_eq!(
        site.post(&drop, "query=").await.status,
        StatusCode::NOT_FOUND
    );
    assert!(
        !get(&site, "/employers")
            .await
            .text()
            .contains("Belum &amp; baru")
    );
}

#[tokio::test]
async fn a_view_that_can_not_be_saved_keeps_what_was_typed() {
    let (_town, site) = viewer().await;
    let nameless = site
        .post("/employers/views", "name=+&query=q%3Dmisal")
        .await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.text().contains("Isi nama tampilan"));
    assert_eq!(names(&nameless), ["PT Misal Jaya"]);
    let long = "x".repeat(61);
    let too_long = site
        .post("/employers/views", &format!("name={long}&query="))
        .await;
    assert_eq!(too_long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(too_long.text().contains(&format!("value=\"{long}\"")));
    let unsigned = Request::post("/employers/views")
        .header(header::HOST, "localhost:8080")
        .header(header::COOKIE, &site.cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let refused = ask(&site.site, unsigned.body("name=a&query=".into()).unwrap()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
