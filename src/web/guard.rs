//! What every request must be, and what every answer carries.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::Problem;
use crate::services::Services;

/// Nothing but our own styles, fonts, pictures and scripts, and nothing written into the page.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    font-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=()",
    ),
];

const UNLESS_SET: [(HeaderName, &str); 2] = [
    (header::CONTENT_SECURITY_POLICY, PAGE_POLICY),
    (header::CACHE_CONTROL, "no-store"),
];

/// Once met over TLS, never again without it, for a year.
const ONLY_TLS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds the headers that keep a browser from doing more than showing the page.
pub(super) async fn headers(
    State(services): State<Services>,
    request: Request,
    next: Next,
) -> Response {
    let unlisted = is_unlisted(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if unlisted {
        headers.insert(
            "x-robots-tag",
            HeaderValue::from_static("noindex, nofollow"),
        );
    }
    if services.sign_in.site.is_https() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, ONLY_TLS);
    }
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in UNLESS_SET {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Whether no search engine may know an address, as whoever holds it may answer for a firm.
fn is_unlisted(path: &str) -> bool {
    path == "/r" || path.starts_with("/r/")
}

/// Refuses requests that name another host than the site's own. A stranger's web page could
/// otherwise point its own name at this machine and read the site through the visitor's browser.
pub(super) async fn only_here(
    State(services): State<Services>,
    request: Request,
    next: Next,
) -> Response {
    let ours = services.sign_in.site.host();
    if names_us(request.uri(), request.headers(), ours) {
        return next.run(request).await;
    }
    let text = "Alamat ini bukan alamat situs ini. Pakai alamat pada pengaturan site.public_url, \
        atau localhost di komputer itu sendiri.\n";
    (StatusCode::FORBIDDEN, text).into_response()
}

/// Refuses what another site's page makes a visitor's browser send. Browsers tell where a
/// request comes from; programs that are no browser don't, and carry no cookie by themselves.
pub(super) async fn only_our_forms(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || comes_from_us(request.uri(), request.headers()) {
        return next.run(request).await;
    }
    Problem::foreign_form().into_response()
}

fn comes_from_us(uri: &Uri, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = text("host").or_else(|| uri.host());
            host.is_some() && origin.split_once("://").map(|(_, host)| host) == host
        }
        (None, None) => true,
    }
}

fn names_us(uri: &Uri, headers: &HeaderMap, ours: Option<&str>) -> bool {
    let is_us =
        |host: &str| is_this_machine(host) || ours.is_some_and(|o| o.eq_ignore_ascii_case(host));
    let mut named = headers.get_all(header::HOST).iter();
    let host = match (named.next(), named.next()) {
        (Some(host), None) => host.to_str().is_ok_and(is_us),
        (None, None) => uri.host().is_some(),
        _ => false,
    };
    host && uri
        .authority()
        .is_none_or(|authority| is_us(authority.as_str()))
}

/// Whether `host`, with or without a port, is a name of the loopback interface.
fn is_this_machine(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((name, port)) => (name, port),
            None => return false,
        },
        None => host.find(':').map_or((host, ""), |at| host.split_at(at)),
    };
    let port_is_sound = port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|digits| digits.parse::<u16>().is_ok());
    let bracketed = host.starts_with('[');
    port_is_sound
        && if bracketed {
            name == "::1"
        } else {
            name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1"
        }
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn only_names_of_the_loopback_interface_are_this_machine() {
        for host in [
            "localhost",
            "LOCALHOST:8080",
            "127.0.0.1:1",
            "127.0.0.1",
            "[::1]",
            "[::1]:80",
        ] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "",
            "example.test",
            "localhost.example.test",
            "127.0.0.1.example.test",
            "::1",
            "[::1",
            "localhost:",
            "localhost:x",
            "[localhost]",
            "0.0.0.0",
            "127.0.0.1:80:80",
            "127.0.0.1@example.test",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
