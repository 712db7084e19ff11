//! The site in process, and what is written in mails and pages.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, header},
};
use http_body_util::BodyExt;
use mail_parser::MessageParser;
use patuh::services::{Services, SessionKey, SignInRules, Site};
use sea_orm::{ConnectionTrait, Database, Statement};
use tower::ServiceExt;

use crate::support::Program;

const HERE: &str = "https://patuh.kota.example";

/// Tells the program where its site is found, so that mails name it.
pub fn open(p: &mut Program) {
    let mut rules = SignInRules::with_key(SessionKey::new([5; 32]));
    rules.site = Site::at(HERE, Vec::new()).unwrap();
    p.services.sign_in = Arc::new(rules);
}

/// A browser without an account; it keeps no cookies.
pub struct Browser {
    site: Router,
    language: Option<&'static str>,
}

/// What came back.
pub struct Seen {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Seen {
    /// The text, with the slashes that templates write as references put back.
    pub fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.bytes);
        text.replace("&#x2f;", "/").replace("&#x27;", "'")
    }

    pub fn leads_to(&self) -> &str {
        self.header("location")
    }

    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }
}

impl Browser {
    pub fn of(services: &Services) -> Self {
        let site = patuh::web::router(services.clone());
        let language = None;
        Self { site, language }
    }

    pub fn in_english(services: &Services) -> Self {
        Self {
            language: Some("en"),
            ..Self::of(services)
        }
    }

    pub async fn get(&self, path: &str) -> Seen {
        self.ask(self.request("GET", path).body(Body::empty()).unwrap())
            .await
    }

    pub async fn head(&self, path: &str) -> Seen {
        self.ask(self.request("HEAD", path).body(Body::empty()).unwrap())
            .await
    }

    /// Sends a form.
    pub async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let body = form(fields);
        let kind = "application/x-www-form-urlencoded";
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, kind);
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends a form with files, each with its field's name, its own name and its content.
    pub async fn send_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Seen {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(value.as_bytes());
            body.extend_from_slice(b"\r\n");
        }
        for (field, name, content) in files {
            let head = format!(
                "--B\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--B--\r\n");
        let kind = "multipart/form-data; boundary=B";
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, kind);
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// As an officer whose session this cookie is.
    pub async fn get_as(&self, path: &str, cookie: &str) -> Seen {
        let request = self.request("GET", path).header(header::COOKIE, cookie);
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// Sends an empty form as an officer.
    pub async fn send_as(&self, path: &str, cookie: &str) -> Seen {
        let request = self.request("POST", path).header(header::COOKIE, cookie);
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "patuh.kota.example");
        if let Some(language) = self.language {
            request = request.header(header::COOKIE, format!("patuh_lang={language}"));
        }
        request
    }

    async fn ask(&self, request: Request<Body>) -> Seen {
        let answer = self.site.clone().oneshot(request).await.unwrap();
        let (head, body) = answer.into_parts();
        Seen {
            status: head.status.as_u16(),
            headers: head.headers,
            bytes: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }
}

fn form(fields: &[(&str, &str)]) -> String {
    let plain = |c: u8| c.is_ascii_alphanumeric() || b"-_.~".contains(&c);
    let written = |text: &str| -> String {
        let bytes = text.bytes();
        bytes
            .map(|c| {
                if plain(c) {
                    char::from(c).to_string()
                } else {
                    format!("%{c:02X}")
                }
            })
            .collect()
    };
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", written(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// Every address of the site that a message names, in its text and its HTML, as paths.
pub fn links(message: &str) -> Vec<String> {
    let read = MessageParser::default().parse(message.as_bytes()).unwrap();
    let text = read.body_text(0).unwrap();
    let html = read.body_html(0).unwrap().replace("&#x2f;", "/");
    assert!(
        text.contains(HERE) && html.contains(HERE),
        "both name the page"
    );
    let all = format!("{text}\n{html}");
    let ends = |c: char| c.is_whitespace() || "\"'<>)".contains(c);
    let found = all.split(HERE).skip(1);
    let paths = found.map(|rest| rest.split(ends).next().unwrap_or_default());
    let mut paths: Vec<String> = paths
        .map(|path| path.trim_end_matches(['.', ',', ';']).to_owned())
        .filter(|path| path.starts_with('/'))
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The addresses that a page links to and loads.
pub fn addresses(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for mark in ["href=\"", "src=\""] {
        let all = page.split(mark).skip(1);
        found.extend(
            all.filter_map(|rest| rest.split('"').next())
                .map(str::to_owned),
        );
    }
    found.retain(|address| address.starts_with('/'));
    found.sort();
    found.dedup();
    found
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let rest = page.split(&mark).nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// How many rows each table has.
pub async fn counts(p: &Program) -> Vec<(String, i64)> {
    let db = Database::connect(&p.url).await.unwrap();
    let kind = db.get_database_backend();
    let names = if crate::support::on_postgres() {
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'"
    } else {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    };
    let rows = db.query_all_raw(Statement::from_string(kind, names));
    let mut tables: Vec<String> = rows
        .await
        .unwrap()
        .iter()
        .map(|row| row.try_get("", "name").unwrap())
        .collect();
    tables.sort();
    let mut counts = Vec::new();
    for table in tables {
        let text = format!("SELECT COUNT(*) AS n FROM {table}");
        let row = db.query_one_raw(Statement::from_string(kind, text));
        let n = row.await.unwrap().unwrap().try_get("", "n").unwrap();
        counts.push((table, n));
    }
    db.close().await.unwrap();
    counts
}
