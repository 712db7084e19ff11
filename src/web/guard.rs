//! What every request must be, and what every answer carries.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::Problem;

/// Nothing but our own styles, fonts and pictures, and no script at all.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; \
    img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

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

/// Adds the headers that keep a browser from doing more than showing the page.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
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

/// Refuses requests that name another host. A stranger's web page could otherwise point its own
/// name at 127.0.0.1 and read the site through the visitor's browser.
pub(super) async fn only_here(request: Request, next: Next) -> Response {
    if names_this_machine(request.uri(), request.headers()) {
        return next.run(request).await;
    }
    let text = "Situs ini hanya melayani permintaan ke localhost di komputer ini sendiri.\n";
    (StatusCode::FORBIDDEN, text).into_response()
}

/// Refuses everything that could mean a change.
pub(super) async fn only_reading(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let allow = [(header::ALLOW, "GET, HEAD")];
    (allow, Problem::read_only()).into_response()
}

fn names_this_machine(uri: &Uri, headers: &HeaderMap) -> bool {
    let mut named = headers.get_all(header::HOST).iter();
    let host = match (named.next(), named.next()) {
        (Some(host), None) => host.to_str().is_ok_and(is_this_machine),
        (None, None) => uri.host().is_some(),
        _ => false,
    };
    host && uri
        .authority()
        .is_none_or(|authority| is_this_machine(authority.as_str()))
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
