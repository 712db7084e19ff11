//! From where somebody comes, as far as it can be believed.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};

use super::super::{Problem, visit::Visit};
use crate::{domain::network::Network, services::Visitor};

/// Whoever stands at the door.
pub(in crate::web) struct Door(pub(in crate::web) Visitor);

impl<S: Send + Sync> FromRequestParts<S> for Door {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let trusted = &visit.services.sign_in.site.trusted_proxies;
        let address = peer.map(|ConnectInfo(peer)| origin(peer.ip(), &parts.headers, trusted));
        let agent = parts.headers.get(header::USER_AGENT);
        Ok(Self(Visitor {
            address: address.map_or_else(String::new, |ip| ip.to_canonical().to_string()),
            agent: agent
                .and_then(|text| text.to_str().ok())
                .unwrap_or_default()
                .to_owned(),
        }))
    }
}

/// The address nearest to us that isn't one of our own proxies: each proxy adds at the end whom
/// it heard, and what stands before that was written by a stranger.
fn origin(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_ours = |ip: &IpAddr| trusted.iter().any(|network| network.holds(*ip));
    if !is_ours(&peer) {
        return peer;
    }
    let told: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .collect();
    let mut nearest = peer;
    for text in told.iter().rev() {
        let Ok(ip) = text.parse() else { break };
        nearest = ip;
        if !is_ours(&ip) {
            break;
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            let line = axum::http::HeaderValue::from_static(line);
            headers.append("x-forwarded-for", line);
        }
        let trusted = ["10.0.0.0/24".parse().unwrap()];
        origin(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn only_our_own_proxies_are_believed() {
        assert_eq!(seen("192.0.2.9", &["198.51.100.1"]), "192.0.2.9");
        assert_eq!(seen("10.0.0.5", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(
            seen("10.0.0.5", &["203.0.113.66, 198.51.100.1"]),
            "198.51.100.1"
        );
        assert_eq!(
            seen("10.0.0.5", &["203.0.113.66", "198.51.100.1, 10.0.0.7"]),
            "198.51.100.1"
        );
        assert_eq!(seen("10.0.0.5", &["entah"]), "10.0.0.5");
        assert_eq!(seen("10.0.0.5", &[]), "10.0.0.5");
    }
}
