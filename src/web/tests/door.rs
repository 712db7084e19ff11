//! The site's door, as a browser meets it.

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};

use super::{super::router, Read, ask, city::Town};
use crate::{
    domain::role::Role,
    services::{NewOfficer, Services, SessionKey, SignInRules, Site},
    store::Actor,
};

const PASSWORD: &str = "perahu lumut kaca senja";

/// A browser that keeps its cookies and sends forms like one.
struct Browser {
    site: Router,
    host: &'static str,
    cookies: Vec<(String, String)>,
}

impl Browser {
    fn new(services: &Services) -> Self {
        Self {
            site: router(services.clone()),
            host: "localhost:8080",
            cookies: Vec::new(),
        }
    }

    async fn send(&mut self, method: Method, path: &str, form: &[(&str, &str)]) -> Read {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, self.host)
            .header(header::COOKIE, cookies.join("; "))
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body = super::super::query::address("", form);
        let body = body.trim_start_matches('?').to_owned();
        let read = ask(&self.site, request.body(Body::from(body)).unwrap()).await;
        for line in read.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        read
    }

    async fn get(&mut self, path: &str) -> Read {
        self.send(Method::GET, path, &[]).await
    }

    async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Read {
        self.send(Method::POST, path, form).await
    }

    /// Sends a form of a page, with the token that page carries.
    async fn fill(&mut self, page: &str, path: &str, form: &[(&str, &str)]) -> Read {
        let text = self.get(page).await.text();
        let token = text.split("name=\"form_token\" value=\"").nth(1).unwrap();
        let token = token.split('"').next().unwrap().to_owned();
        let form = [form, &[("form_token", &*token)]].concat();
        self.post(path, &form).await
    }

    async fn sign_in(&mut self, email: &str) -> Read {
        let form = [("email", email), ("password", PASSWORD)];
        self.post("/sign-in", &form).await
    }
}

/// Adds an officer; answers the path of the invitation.
async fn invited(services: &Services, email: &str, role: Role) -> String {
    let new = NewOfficer {
        name: "Rina <Contoh>".to_owned(),
        email: email.to_owned(),
        role,
    };
    let doer = Actor::Command("user add");
    let link = services.invite(&doer, &new).await.unwrap().link;
    let (_, token) = link.rsplit_once('/').unwrap();
    format!("/sign-in/{token}")
}

async fn settled(services: &Services, email: &str, role: Role) -> Browser {
    let mut browser = Browser::new(services);
    let path = invited(services, email, role).await;
    let form = [("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(
        browser.post(&path, &form).await.status,
        StatusCode::SEE_OTHER
    );
    browser
}

fn goes_to(read: &Read, path: &str) {
    assert_eq!(
        (read.status, read.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, path)
    );
}

#[tokio::test]
async fn somebody_signs_in_and_comes_where_he_was_going_and_out_again() {
    let town = Town::empty().await;
    settled(&town.services, "rina@kota.example", Role::LabourOfficer).await;
    let mut browser = Browser::new(&town.services);
    goes_to(&browser.get("/").await, "/sign-in");
    let away = browser.get("/employers?q=misal").await;
    let door = "/sign-in?next=%2Femployers%3Fq%3Dmisal";
    goes_to(&away, door);
    let page = browser.get(door).await;
    assert!(page.text().contains("value=\"/employers?q=misal\""));
    let form = [
        ("email", " RINA@kota.example"),
        ("password", PASSWORD),
        ("next", "/employers?q=misal"),
    ];
    let entered = browser.post("/sign-in", &form).await;
    goes_to(&entered, "/employers?q=misal");
    let cookie = entered.header(header::SET_COOKIE);
    for part in ["patuh_session=", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure") && !cookie.contains("Max-Age"));
    assert_eq!(browser.get("/cases").await.status, StatusCode::OK);
    goes_to(&browser.get("/sign-in").await, "/");

    // Without the token of the page, nobody is signed out.
    let forged = browser.post("/sign-out", &[]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let left = browser.fill("/cases", "/sign-out", &[]).await;
    goes_to(&left, "/sign-in");
    assert!(left.header(header::SET_COOKIE).contains("Max-Age=0"));
    goes_to(&browser.get("/").await, "/sign-in");
}

#[tokio::test]
async fn behind_tls_cookies_and_headers_insist_on_it() {
    let mut town = Town::empty().await;
    let mut rules = SignInRules::with_key(SessionKey::new([5; 32]));
    rules.site = Site::at("https://patuh.kota.example", Vec::new()).unwrap();
    town.services.sign_in = rules.into();
    let mut browser = Browser::new(&town.services);
    browser.host = "patuh.kota.example";
    let path = invited(&town.services, "rina@kota.example", Role::Viewer).await;
    let form = [("password", PASSWORD), ("again", PASSWORD)];
    let entered = browser.post(&path, &form).await;
    let cookie = entered.header(header::SET_COOKIE);
    for part in ["__Host-patuh_session=", "Secure", "HttpOnly", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
    let hsts = entered.header(header::STRICT_TRANSPORT_SECURITY);
    assert!(hsts.starts_with("max-age="));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_show_the_same_page() {
    let town = Town::empty().await;
    settled(&town.services, "rina@kota.example", Role::Viewer).await;
    let mut pages = Vec::new();
    for email in ["rina@kota.example", "entah@kota.example"] {
        let mut browser = Browser::new(&town.services);
        let form = [("email", email), ("password", "salah")];
        let page = browser.post("/sign-in", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.headers.get(header::SET_COOKIE).is_none());
        // What was typed stays, the password apart.
        assert!(page.text().contains(email) && !page.text().contains("salah"));
        pages.push(page.text().replace(email, "…"));
    }
    assert_eq!(pages[0], pages[1]);
    let mut reset = Vec::new();
    for email in ["rina@kota.example", "entah@kota.example"] {
        let mut browser = Browser::new(&town.services);
        let asked = browser
            .post("/sign-in/forgotten", &[("email", email)])
            .await;
        goes_to(&asked, "/sign-in/forgotten?asked=yes");
        reset.push(browser.get("/sign-in/forgotten?asked=yes").await.text());
    }
    assert_eq!(reset[0], reset[1]);
}

#[tokio::test]
async fn too_many_tries_are_told_how_long_to_wait() {
    let town = Town::empty().await;
    let mut browser = Browser::new(&town.services);
    for _ in 0..5 {
        let page = browser.sign_in("rina@kota.example").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = browser.sign_in("rina@kota.example").await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(page.header(header::RETRY_AFTER), "60");
    assert!(page.text().contains("Tunggu 1 menit"));
}

#[tokio::test]
async fn a_link_shows_whose_it_is_and_takes_a_good_password_only() {
    let town = Town::empty().await;
    let path = invited(&town.services, "rina@kota.example", Role::Viewer).await;
    let mut browser = Browser::new(&town.services);
    for _ in 0..2 {
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("rina@kota.example"));
        assert!(page.text().contains("Rina &lt;Contoh&gt;"));
    }
    for (password, again, says) in [
        ("pendek", "pendek", "terlalu pendek"),
        (PASSWORD, "lain sekali kata ini", "tidak sama"),
        ("rahasiarahasia", "rahasiarahasia", "terlalu umum"),
    ] {
        let form = [("password", password), ("again", again)];
        let page = browser.post(&path, &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains(says), "{says}");
    }
    let form = [("password", PASSWORD), ("again", PASSWORD)];
    goes_to(&browser.post(&path, &form).await, "/");
    for read in [browser.get(&path).await, browser.post(&path, &form).await] {
        assert_eq!(read.status, StatusCode::NOT_FOUND);
        assert!(read.text().contains("tidak berlaku"));
    }
    let nonsense = browser.get("/sign-in/%00%ff").await;
    assert!(nonsense.status.is_client_error());
}

#[tokio::test]
async fn an_admin_sets_up_the_second_factor_before_anything_else() {
    let town = Town::empty().await;
    let mut browser = settled(&town.services, "adi@kota.example", Role::Admin).await;
    goes_to(
        &browser.get("/settings/users").await,
        "/sign-in?next=%2Fsettings%2Fusers",
    );
    goes_to(&browser.get("/sign-in/code").await, "/sign-in/enrol");
    let page = browser.get("/sign-in/enrol?next=%2Fsettings%2Fusers").await;
    let text = page.text();
    assert!(text.contains("<svg") && text.contains("otpauth://totp/"));
    let wrong = browser.post("/sign-in/enrol", &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);

    let secret = text.split("class=\"secret\">").nth(1).unwrap();
    let secret = secret.split('<').next().unwrap().replace(' ', "");
    let totp = totp_rs::TOTP::new(
        totp_rs::Algorithm::SHA1,
        6,
        1,
        30,
        totp_rs::Secret::Encoded(secret).to_bytes().unwrap(),
        None,
        String::new(),
    )
    .unwrap();
    let now = town.services.clock.now().timestamp().unsigned_abs();
    let form = [("code", &*totp.generate(now)), ("next", "/settings/users")];
    goes_to(
        &browser.post("/sign-in/enrol", &form).await,
        "/settings/users",
    );
    assert_eq!(browser.get("/settings/users").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_of_another_site_opens_no_session() {
    let town = Town::empty().await;
    settled(&town.services, "rina@kota.example", Role::Viewer).await;
    let site = router(town.services.clone());
    let request = Request::post("/sign-in")
        .header(header::HOST, "localhost:8080")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let body = format!(
        "email=rina%40kota.example&password={}",
        PASSWORD.replace(' ', "+")
    );
    let read = ask(&site, request.body(Body::from(body)).unwrap()).await;
    assert_eq!(read.status, StatusCode::FORBIDDEN);
    assert!(read.headers.get(header::SET_COOKIE).is_none());
}

#[tokio::test]
async fn ones_own_account_keeps_the_language_changes_the_password_and_ends_sessions() {
    let town = Town::empty().await;
    let email = "rina@kota.example";
    let mut here = settled(&town.services, email, Role::Viewer).await;
    let mut elsewhere = Browser::new(&town.services);
    goes_to(&elsewhere.sign_in(email).await, "/");
    let account = "/settings/account";
    let form = [("language", "en")];
    let saved = here
        .fill(account, "/settings/account/language", &form)
        .await;
    goes_to(&saved, "/settings/account?done=language&lang=en");
    here.get("/settings/account?done=language&lang=en").await;
    let page = here.get("/settings/account?done=language").await;
    assert!(page.text().contains("Language saved.") && page.text().contains("My account"));
    // Another browser of hers speaks English from now on.
    let mut third = Browser::new(&town.services);
    third.sign_in(email).await;
    assert!(third.get(account).await.text().contains("My account"));

    let wrong = [
        ("present", "salah"),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    let page = here
        .fill(account, "/settings/account/password", &wrong)
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("does not match"));
    let new = "jendela kopi bulan timur";
    let right = [("present", PASSWORD), ("password", new), ("again", new)];
    let saved = here
        .fill(account, "/settings/account/password", &right)
        .await;
    goes_to(&saved, "/settings/account?done=password");
    goes_to(&third.get("/cases").await, "/sign-in?next=%2Fcases");
    assert_eq!(here.get(account).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_administrator_invites_and_shuts_and_nobody_else_does() {
    let mut town = Town::empty().await;
    let mut rules = SignInRules::with_key(SessionKey::new([5; 32]));
    rules.second_factor = Vec::new();
    town.services.sign_in = rules.into();
    let services = &town.services;
    let mut admin = settled(services, "adi@kota.example", Role::Admin).await;
    let mut viewer = settled(services, "wati@kota.example", Role::Viewer).await;
    let users = "/settings/users";
    let refused = viewer.get(users).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    let form = [("name", "Budi"), ("email", "budi"), ("role", "viewer")];
    let page = admin.fill(users, users, &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("value=\"Budi\""));
    let form = [
        ("name", "Budi"),
        ("email", "budi@kota.example"),
        ("role", "viewer"),
    ];
    let page = admin.fill(users, users, &form).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    let link = text.split("http://localhost:8080").nth(1).unwrap();
    let link = link.split('<').next().unwrap().to_owned();
    let mut budi = Browser::new(services);
    let form = [("password", PASSWORD), ("again", PASSWORD)];
    goes_to(&budi.post(&link, &form).await, "/");
    let again = admin.get(users).await.text();
    assert!(again.contains("budi@kota.example") && !again.contains(&link));

    let id = services
        .officer_by_email("budi@kota.example")
        .await
        .unwrap()
        .id;
    let page = format!("/settings/users/{id}");
    let shut = admin.fill(&page, &page, &[("action", "disable")]).await;
    goes_to(&shut, &format!("{page}?done=disable"));
    goes_to(&budi.get("/").await, "/sign-in");
    let me = services
        .officer_by_email("adi@kota.example")
        .await
        .unwrap()
        .id;
    let page = format!("/settings/users/{me}");
    let last = admin.fill(&page, &page, &[("action", "disable")]).await;
    assert_eq!(last.status, StatusCode::CONFLICT);
    assert!(last.text().contains("satu-satunya admin"));
}
