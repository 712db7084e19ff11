//! The work list, the four eyes on it, and the first page.

use axum::http::{StatusCode, header};

use super::{Read, Seen, city::Town, router};
use crate::domain::role::Role;

impl Seen {
    /// The site as a certain officer of that role sees it.
    async fn named(town: &Town, email: &str, role: Role) -> Self {
        Self {
            site: router(town.services.clone()),
            cookie: town.enter_as(email, role).await,
        }
    }

    /// A page in one of the two languages.
    async fn get_in(&self, path: &str, language: &str) -> Read {
        let reader = Self {
            site: self.site.clone(),
            cookie: format!("{}; patuh_lang={language}", self.cookie),
        };
        reader.get(path).await
    }
}

/// The values of all fields of that name on a page.
fn values(page: &Read, name: &str) -> Vec<String> {
    let text = page.text();
    let marked = format!("name=\"{name}\" value=\"");
    text.split(marked.as_str())
        .skip(1)
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .collect()
}

fn encoded(text: &str) -> String {
    text.replace(' ', "+")
}

/// A town whose two cases wait, and the first officer's page of the list.
async fn waiting() -> (Town, Seen) {
    let town = Town::waiting().await;
    let desk = Seen::by(&town, Role::LabourOfficer).await;
    (town, desk)
}

async fn propose_all(desk: &Seen) -> Vec<String> {
    let list = desk.get("/cases").await;
    let ids = values(&list, "case");
    let query: Vec<String> = ids.iter().map(|id| format!("case={id}")).collect();
    let between = desk
        .get(&format!("/cases/confirm?{}", query.join("&")))
        .await;
    let chosen = values(&between, "propose[]");
    assert_eq!(chosen.len(), ids.len(), "{}", between.text());
    let fields: Vec<String> = chosen
        .iter()
        .map(|seen| format!("propose[]={}", encoded(seen)))
        .collect();
    let done = desk.post("/cases/confirm", &fields.join("&")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let to = done.header(header::LOCATION).to_owned();
    let list = desk.get(&to).await;
    assert!(list.text().contains("2 kasus diusulkan"), "{to}");
    ids
}

#[tokio::test]
async fn two_officers_confirm_cases_on_the_site_and_one_alone_cannot() {
    let (town, rina) = waiting().await;
    let ids = propose_all(&rina).await;
    let query = format!("/cases/confirm?case={}&case={}", ids[0], ids[1]);
    let own = rina.get(&query).await;
    assert!(own.text().contains("usulan ini dari Anda sendiri"));
    assert!(values(&own, "confirm[]").is_empty());
    let field = |id: &str, seen: &str| format!("confirm[]={}", encoded(&format!("{id} {seen}")));
    let forged = field(&ids[0], "unregistered 1 0 1 0");
    let refused = rina.post("/cases/confirm", &forged).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);

    let budi = Seen::named(&town, "budi-kedua@kota.example", Role::LabourOfficer).await;
    let between = budi.get(&query).await;
    let agreed = values(&between, "confirm[]");
    assert_eq!(agreed.len(), 2, "{}", between.text());
    let fields: Vec<String> = agreed
        .iter()
        .map(|seen| format!("confirm[]={}", encoded(seen)))
        .chain(["back=/cases?whose=second".to_owned()])
        .collect();
    let done = budi.post("/cases/confirm", &fields.join("&")).await;
    assert_eq!(
        done.header(header::LOCATION),
        "/cases?whose=second&done=confirm&proposed=0&confirmed=2&left=0"
    );
    assert_eq!(town.services.case_counts().await.unwrap(), (2, 2));
    let list = budi.get("/cases?state=done").await;
    assert!(list.text().contains("Terkonfirmasi"));
    assert_eq!(values(&list, "case").len(), 2);
}

#[tokio::test]
async fn what_was_seen_on_the_page_is_what_is_proposed() {
    let (_town, desk) = waiting().await;
    let list = desk.get("/cases").await;
    let id = values(&list, "case")[0].clone();
    let other = format!(
        "propose[]={}",
        encoded(&format!("{id} unregistered 99 0 99 0"))
    );
    let refused = desk.post("/cases/confirm", &other).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("Temuannya berubah"));
    let english = desk.get_in("/cases", "en").await;
    assert!(english.text().contains("Waiting for a first officer"));
}

#[tokio::test]
async fn a_reason_that_is_missing_or_holds_a_nik_is_asked_for_again() {
    let (_town, desk) = waiting().await;
    let id = propose_all(&desk).await.remove(0);
    let path = format!("/cases/{id}/return");
    assert!(desk.get(&path).await.text().contains("Tarik usulan"));
    let short = desk.post(&path, "reason=+a+").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text().contains("paling sedikit 5 karakter"));
    let kept = desk
        .post(&path, "reason=pekerja+6474010101900001+pindah")
        .await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        kept.text().contains("pekerja 6474010101900001 pindah"),
        "what was typed stays"
    );
    let done = desk.post(&path, "reason=tanyakan+dahulu").await;
    assert_eq!(done.header(header::LOCATION), "/cases?done=return");
    let list = desk.get("/cases?done=return").await;
    assert!(list.text().contains("tanyakan dahulu"));
    assert_eq!(
        desk.post(&path, "reason=sekali+lagi").await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn cases_are_handed_over_to_an_officer_of_the_list() {
    let (town, rina) = waiting().await;
    let id = values(&rina.get("/cases").await, "case")[0].clone();
    let budi = Seen::named(&town, "budi-kedua@kota.example", Role::LabourOfficer).await;
    let officer = town.services.officer_by_email("budi-kedua@kota.example");
    let officer = officer.await.unwrap().id;
    let page = rina.get(&format!("/cases/assign?case={id}")).await;
    assert!(page.text().contains(&officer.to_string()));
    let unknown = rina
        .post("/cases/assign", &format!("case[]={id}&to=saya"))
        .await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text().contains("Pilih salah satu petugas"));
    let done = rina
        .post("/cases/assign", &format!("case[]={id}&to={officer}"))
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(
        values(&budi.get("/cases?whose=mine").await, "case"),
        std::slice::from_ref(&id)
    );
    let nobody = rina
        .post("/cases/assign", &format!("case[]={id}&to=-"))
        .await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    assert!(values(&budi.get("/cases?whose=mine").await, "case").is_empty());
}

#[tokio::test]
async fn who_does_not_work_on_cases_reads_the_list_and_has_nothing_to_press() {
    let (town, _) = waiting().await;
    for role in [
        Role::Viewer,
        Role::HealthOfficer,
        Role::Approver,
        Role::Admin,
    ] {
        let reader = Seen::by(&town, role).await;
        let list = reader
            .get("/cases?whose=mine&state=nonsense&due=late&after=x")
            .await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(values(&list, "case").is_empty(), "{}", role.code());
        assert_eq!(
            reader.get("/cases/confirm").await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            reader.post("/cases/confirm", "").await.status,
            StatusCode::FORBIDDEN
        );
    }
    let officer = Seen::by(&town, Role::LabourOfficer).await;
    let gone = "cs_00000000-0000-7000-8000-000000000000";
    for path in [
        "/cases/confirm?case=",
        "/cases/assign?case=",
        "/cases/return?case=",
    ] {
        let page = officer.get(&format!("{path}{gone}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    let nothing = officer.get("/cases/confirm?back=//elsewhere.example").await;
    assert_eq!(nothing.status, StatusCode::OK);
    assert!(!nothing.text().contains("href=\"//elsewhere"));
    assert!(nothing.text().contains("class=\"button\" href=\"/cases\""));
}

#[tokio::test]
async fn the_first_page_counts_what_needs_each_reader_and_leads_there() {
    let (town, rina) = waiting().await;
    let number = |page: &Read, href: &str| {
        let text = page.text();
        let task = format!("<a href=\"{href}\"><span class=\"task-count\">");
        let count = text.split(&task).nth(1)?.split('<').next()?;
        Some(count.parse::<usize>().unwrap())
    };
    let home = rina.get("/").await;
    assert_eq!(
        number(&home, "/cases?state=first"),
        Some(2),
        "{}",
        home.text()
    );
    assert_eq!(number(&home, "/cases?whose=second"), None);
    propose_all(&rina).await;
    assert_eq!(number(&rina.get("/").await, "/cases?state=first"), None);
    let budi = Seen::named(&town, "budi-kedua@kota.example", Role::LabourOfficer).await;
    let home = budi.get("/").await;
    assert_eq!(number(&home, "/cases?whose=second"), Some(2));
    assert_eq!(
        values(&budi.get("/cases?whose=second").await, "case").len(),
        2
    );
    for href in ["/cases?due=week", "/cases?due=late"] {
        let listed = values(&budi.get(href).await, "case").len();
        assert_eq!(number(&home, href).unwrap_or(0), listed, "{href}");
    }
    let later = Town::busy().await;
    let site = Seen::by(&later, Role::LabourOfficer).await;
    let list = site.get("/letters").await;
    let text = list.text();
    let id = text.split("href=\"/letters/lt_").nth(1).unwrap();
    let href = format!("/letters/lt_{}", id.split(['"', '.']).next().unwrap());
    let approver = Seen::by(&later, Role::Approver).await;
    let review = "/letters?state=in_review";
    assert_eq!(number(&approver.get("/").await, review), None);
    let sent = site.post(&format!("{href}/submit"), "seen=1").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert_eq!(number(&approver.get("/").await, review), Some(1));
    let viewer = Seen::by(&town, Role::Viewer).await.get("/").await;
    assert!(!viewer.text().contains("Yang perlu Anda kerjakan"));
    assert!(viewer.text().contains("Pekerja yang wajib terdaftar"));
    assert!(!viewer.text().contains("Pekerja menurut segmen"));
    let health = Seen::by(&town, Role::HealthOfficer).await.get("/").await;
    assert!(health.text().contains("Pekerja menurut segmen"));
}
