//! Style, font and icon. Their addresses hold a hash of their content, so a browser may keep
//! them for ever and never shows an old style on a new page.

use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

use super::Problem;

/// Colours and frame; then the parts of pages; then small screens and paper, which win.
const STYLE: &str = concat!(
    include_str!("assets/patuh.css"),
    include_str!("assets/parts.css"),
    include_str!("assets/media.css"),
);
const FONT: &[u8] = include_bytes!("assets/plus-jakarta-sans.woff2");
const ICON: &[u8] = include_bytes!("assets/patuh.svg");

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
    font: Asset,
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
pub(super) async fn serve(Path(name): Path<String>) -> Result<Response, Problem> {
    let Assets { style, icon, font } = all();
    let asset = [style, icon, font]
        .into_iter()
        .find(|asset| asset.href.strip_prefix("/assets/") == Some(&name))
        .ok_or_else(Problem::missing)?;
    let headers = [
        (header::CONTENT_TYPE, asset.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.bytes.as_slice()).into_response())
}
