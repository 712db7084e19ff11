mod administration;
mod calendar;
mod cases;
mod city;
mod contacts;
mod distinct;
mod door;
mod doors;
mod employer;
mod employers;
mod imports;
mod letters;
mod mails;
mod marks;
mod matches;
mod messages;
mod papers;
mod schedules;
mod steps;
mod streams;
mod waiting;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::router;
use crate::domain::role::Role;
use city::{FIRMS, HOSTILE, Town};

/// An answer, read to its end.
struct Read {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Read {
    /// The text, with the slashes that templates write as references put back.
    fn text(&self) -> String {
        std::str::from_utf8(&self.bytes)
            .unwrap()
            .replace("&#x2f;", "/")
    }

    fn header(&self, name: header::HeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// The site as an officer of one role sees it.
struct Seen {
    site: Router,
    cookie: String,
}

impl Seen {
    async fn by(town: &Town, role: Role) -> Self {
        Self {
            site: router(town.services.clone()),
            cookie: town.enter(role).await,
        }
    }

    async fn get(&self, path: &str) -> Read {
        self.send(Method::GET, path, "").await
    }

    /// Sends a form with the token that a page of this session carries.
    async fn post(&self, path: &str, fields: &str) -> Read {
        let page = self.get("/style").await.text();
        let token = page.split("name=\"form_token\" value=\"").nth(1);
        let token = token.and_then(|rest| rest.split('"').next()).unwrap();
        self.send(Method::POST, path, &format!("form_token={token}&{fields}"))
            .await
    }

    /// Asks with other headers beside the usual ones.
    async fn send_with(&self, path: &str, headers: &[(&str, &str)]) -> Read {
        let mut request = Request::get(path)
            .header(header::HOST, "localhost:8080")
            .header(header::COOKIE, &self.cookie);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        ask(&self.site, request.body(Body::empty()).unwrap()).await
    }

    async fn send(&self, method: Method, path: &str, body: &str) -> Read {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost:8080")
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()));
        ask(&self.site, request.unwrap()).await
    }
}

async fn ask(site: &Router, request: Request<Body>) -> Read {
    let (head, body) = site.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes().to_vec();
    Read {
        status: head.status,
        headers: head.headers,
        bytes,
    }
}

async fn get(site: &Seen, path: &str) -> Read {
    site.get(path).await
}

/// The first address on a page that begins like this.
fn link(page: &Read, begins: &str) -> String {
    let text = page.text();
    let at = text
        .find(&format!("href=\"{begins}"))
        .unwrap_or_else(|| panic!("no {begins}"));
    text[at + 6..]
        .split('"')
        .next()
        .unwrap()
        .replace("&amp;", "&")
}

#[tokio::test]
async fn every_page_answers_and_loads_nothing_from_elsewhere() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Viewer).await;
    let employer = link(&get(&site, "/employers").await, "/employers/er_");
    let notice = link(&get(&site, "/notices").await, "/notices/ml_");
    let letter = link(&get(&site, "/letters").await, "/letters/lt_");
    let directive = link(&get(&site, "/directives").await, "/directives/dr_");
    let paths = [
        "/",
        "/employers",
        "/employers?verdict=unregistered,nonsense&q=misal&after=nonsense&x=1",
        &employer,
        "/cases",
        "/cases?state=confirmed&kind=registration&page=999",
        "/notices",
        &notice,
        "/letters",
        &letter,
        "/schedules",
        "/directives",
        &directive,
        "/settings/ladders",
    ];
    for path in paths {
        let page = get(&site, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let policy = page.header(header::CONTENT_SECURITY_POLICY);
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
            "{path}"
        );
        assert_eq!(
            page.header(header::X_CONTENT_TYPE_OPTIONS),
            "nosniff",
            "{path}"
        );
        assert_eq!(
            page.header(header::REFERRER_POLICY),
            "no-referrer",
            "{path}"
        );
        assert_eq!(page.header(header::CACHE_CONTROL), "no-store", "{path}");
        let text = page.text();
        for refused in ["<script>", "style=\"", "=\"http", "url(h", "onclick"] {
            assert!(!text.contains(refused), "{path} holds {refused}");
        }
        assert!(
            text.contains("<html lang=\"id\">") && text.contains("CONTOH"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_empty_city_says_what_to_do_first() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::Viewer).await;
    for path in [
        "/",
        "/employers",
        "/cases",
        "/notices",
        "/letters",
        "/schedules",
    ] {
        let page = get(&site, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.text().contains("CONTOH"), "{path}");
    }
    assert!(get(&site, "/").await.text().contains("Belum ada data"));
    assert_eq!(get(&site, "/healthz").await.text(), "ok");
    assert_eq!(get(&site, "/readyz").await.text(), "ok");
}

#[tokio::test]
async fn an_employers_page_shows_its_evidence() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Viewer).await;
    let list = get(&site, "/employers?verdict=partial_workers").await;
    assert!(list.text().contains("2/3"));
    let page = get(&site, &link(&list, "/employers/er_")).await;
    for held in [
        "1 dari 3 pekerja belum ditemukan terdaftar.",
        "roster.csv",
        "UU 24/2011",
        "Verifikasi",
    ] {
        assert!(page.text().contains(held), "{held}");
    }
}

#[tokio::test]
async fn a_hostile_name_stays_text() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Viewer).await;
    let list = get(&site, "/employers?q=HOSTIL").await;
    let employer = link(&list, "/employers/er_");
    for path in ["/", "/employers", "/cases", "/notices", &employer] {
        let page = get(&site, path).await;
        assert!(!page.text().contains("<img src=x"), "{path}");
    }
    assert!(get(&site, &employer).await.text().contains("&lt;img src=x"));
    let search = get(&site, "/employers?q=%22%3E%3Cscript%3E").await;
    assert!(!search.text().contains("<script>"));
    assert!(get(&site, "/employers.csv").await.text().contains(HOSTILE));
}

#[tokio::test]
async fn a_request_that_names_another_host_is_refused() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::Viewer).await;
    for host in [
        "example.test",
        "localhost.example.test:8080",
        "192.0.2.1",
        "",
    ] {
        let request = Request::get("/")
            .header(header::HOST, host)
            .body(Body::empty())
            .unwrap();
        assert_eq!(
            ask(&site.site, request).await.status,
            StatusCode::FORBIDDEN,
            "{host}"
        );
    }
    let nameless = Request::get("/").body(Body::empty()).unwrap();
    assert_eq!(
        ask(&site.site, nameless).await.status,
        StatusCode::FORBIDDEN
    );
    let elsewhere = Request::get("http://example.test/").header(header::HOST, "localhost");
    let answer = ask(&site.site, elsewhere.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!answer.text().contains("Bontang"));
    for host in ["127.0.0.1:8080", "[::1]", "LocalHost"] {
        let request = Request::get("/healthz")
            .header(header::HOST, host)
            .body(Body::empty())
            .unwrap();
        assert_eq!(
            ask(&site.site, request).await.status,
            StatusCode::OK,
            "{host}"
        );
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_page_for_people_and_a_problem_for_programs() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::Viewer).await;
    let gone = "/employers/er_00000000-0000-7000-8000-000000000000";
    let missing = [
        "/nowhere",
        "/employers/6474010101900001",
        gone,
        "/notices/x",
        "/letters/x.pdf",
    ];
    for path in missing
        .into_iter()
        .chain(["/assets/patuh.css", "/employers/"])
    {
        let page = get(&site, path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(
            page.header(header::CONTENT_TYPE),
            "text/html; charset=utf-8"
        );
        assert!(page.text().contains("Tidak ditemukan"), "{path}");
    }
    let problem = get(&site, "/api/v1/nothing").await;
    assert_eq!(problem.status, StatusCode::NOT_FOUND);
    assert_eq!(
        problem.header(header::CONTENT_TYPE),
        "application/problem+json"
    );
    assert!(
        problem
            .text()
            .starts_with(r#"{"code":"missing","status":404,"#)
    );
}

#[tokio::test]
async fn a_query_out_of_its_limits_is_refused_by_name() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::Viewer).await;
    let page = get(&site, &format!("/employers?q={}", "a".repeat(121))).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("terlalu panjang"));
}

#[tokio::test]
async fn pages_of_the_list_follow_each_other_without_gap_or_overlap() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Viewer).await;
    let first = get(&site, "/employers").await;
    let second = get(&site, &link(&first, "/employers?after=er_")).await;
    assert!(!second.text().contains("Berikutnya"));
    let names = |page: &Read| -> Vec<String> {
        let text = page.text();
        let rows = text.split("class=\"row-link\"").skip(1);
        rows.map(|row| {
            row.split("href=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap()
                .to_owned()
        })
        .collect()
    };
    let (mut all, rest) = (names(&first), names(&second));
    assert_eq!((all.len(), rest.len()), (50, FIRMS - 50));
    all.extend(rest);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), FIRMS);
}

#[tokio::test]
async fn the_list_comes_as_a_file_with_the_same_filter() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Viewer).await;
    let whole = get(&site, "/employers.csv").await;
    assert_eq!(whole.text().lines().count(), FIRMS + 1);
    assert!(
        whole
            .header(header::CONTENT_DISPOSITION)
            .contains("contoh-badan-usaha-2026-03-16.csv")
    );
    let some = get(&site, "/employers.csv?verdict=partial_workers").await;
    assert_eq!(some.text().lines().count(), 2);
    let book = get(&site, "/employers.xlsx").await;
    assert_eq!(
        (book.status, &book.bytes[..2]),
        (StatusCode::OK, b"PK".as_slice())
    );
}
