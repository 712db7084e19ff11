//! Style, font, icon and scripts. Their addresses hold a hash of their content, so a browser may keep
//! them for ever and never shows an old style on a new page.

use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

use super::Problem;

/// Colours and frame; then the parts of pages; then small screens and paper, which win.
const STYLE: &str = concat!(
    include_str!("assets/patuh.css"),
    include_str!("assets/parts.css"),
    include_str!("assets/cases.css"),
    include_str!("assets/calendar.css"),
    include_str!("assets/administration.css"),
    include_str!("assets/reply.css"),
    include_str!("assets/media.css"),
);
const FONT: &[u8] = include_bytes!("assets/plus-jakarta-sans.woff2");
const ICON: &[u8] = include_bytes!("assets/patuh.svg");
const HTMX: &[u8] = include_bytes!("assets/htmx.js");
const SCRIPT: &[u8] = include_bytes!("assets/patuh.js");

/// One file with the address it is served at.
pub(super) struct Asset {
    pub(super) href: String,
    kind: &'static str,
    bytes: Vec<u8>,
}

/// Every file that pages load.
pub(super) struct Assets {
    pub(super) style: Asset,
    pub(super) icon: Asset,
    pub(super) htmx: Asset,
    pub(super) script: Asset,
    pub(super) font: Asset,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let font = Asset::new("plus-jakarta-sans", "woff2", "font/woff2", FONT.to_vec());
    let style = STYLE.replace("/assets/plus-jakarta-sans.woff2", &font.href);
    Assets {
        style: Asset::new(
            "patuh",
            "css",
            "text/css; charset=utf-8",
            style.into_bytes(),
        ),
        icon: Asset::new("patuh", "svg", "image/svg+xml", ICON.to_vec()),
        htmx: Asset::new("htmx", "js", "text/javascript", HTMX.to_vec()),
        script: Asset::new("patuh", "js", "text/javascript", SCRIPT.to_vec()),
        font,
    }
});

impl Asset {
    fn new(name: &str, ending: &str, kind: &'static str, bytes: Vec<u8>) -> Self {
        let mut first = [0; 8];
        first.copy_from_slice(&Sha256::digest(&bytes)[..8]);
        let hash = u64::from_be_bytes(first);
        Self {
            href: format!("/assets/{name}.{hash:016x}.{ending}"),
            kind,
            bytes,
        }
    }
}

/// Every file that pages load.
pub(super) fn all() -> &'static Assets {
    &ASSETS
}

/// Serves a file under the address that holds its hash, and under no other.
pub(super) async fn serve(
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Assets {
        style,
        icon,
        htmx,
        script,
        font,
    } = all();
    let asset = [style, icon, htmx, script, font]
        .into_iter()
        .find(|asset| asset.href.strip_prefix("/assets/") == Some(&name))
        .ok_or_else(Problem::missing)?;
    let tag = format!("\"{name}\"");
    let kept = [
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::ETAG, &tag),
    ];
    let known = headers.get_all(header::IF_NONE_MATCH).iter();
    if known
        .into_iter()
        .any(|theirs| theirs.as_bytes() == tag.as_bytes())
    {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let kind = [(header::CONTENT_TYPE, asset.kind)];
    Ok((kind, kept, asset.bytes.as_slice()).into_response())
}
