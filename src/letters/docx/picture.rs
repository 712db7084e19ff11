//! Pictures: the emblem and the QR code, as PNG, which every version of Word shows.

use std::{
    io::Cursor,
    sync::{Arc, Mutex, PoisonError},
};

use image::{GrayImage, ImageFormat, Luma};
use qrcode::Color;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg,
};

use super::xml::Xml;
use crate::letters::{
    Emblem, LetterError,
    qr::{MOST, code},
};

/// Names by which a part speaks of them; each part that shows one has them.
pub(super) const EMBLEM: &str = "lambang";
pub(super) const QR: &str = "qr";

/// Units of a drawing in a millimetre.
const UNITS: i64 = 36_000;
/// Pixels along the longer side of a drawing that becomes a picture: 400 to an inch at 25 mm.
const PIXELS: f32 = 400.0;
/// Pixels of one module of a QR code, and modules of its quiet margin.
const MODULE: usize = 4;
const QUIET: usize = 4;

/// The last emblem that was drawn: letters of a batch share theirs.
static DRAWN: Mutex<Option<(Emblem, Arc<Vec<u8>>)>> = Mutex::new(None);

/// An emblem as PNG.
pub(super) fn of_emblem(emblem: &Emblem) -> Result<Arc<Vec<u8>>, LetterError> {
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((last, png)) = &*drawn
        && last == emblem
    {
        return Ok(png.clone());
    }
    let bytes = &emblem.bytes;
    let png = if bytes.starts_with(b"\x89PNG") {
        bytes.to_vec()
    } else {
        draw_svg(bytes).ok_or_else(|| LetterError::Template("the emblem".to_owned()))?
    };
    let png = Arc::new(png);
    *drawn = Some((emblem.clone(), png.clone()));
    Ok(png)
}

fn draw_svg(svg: &[u8]) -> Option<Vec<u8>> {
    let mut options = usvg::Options::default();
    // A drawing brings everything along: it names no file and no address.
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = usvg::Tree::from_data(svg, &options).ok()?;
    let size = tree.size();
    let scale = PIXELS / size.width().max(size.height());
    let dots = |length: f32| {
        let pixels = (length * scale).ceil().clamp(1.0, PIXELS);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it was clamped"
        )]
        let pixels = pixels as u32;
        pixels
    };
    let mut pixels = Pixmap::new(dots(size.width()), dots(size.height()))?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().ok()
}

/// Width and height, which stand at fixed places of a PNG.
fn size_of(png: &[u8]) -> Option<(i64, i64)> {
    let side = |at: usize| {
        let four = png.get(at..at + 4)?;
        Some(i64::from(u32::from_be_bytes(four.try_into().ok()?)))
    };
    Some((side(16)?.max(1), side(20)?.max(1)))
}

/// Width and height in a drawing's units that fit into a room of so many millimetres.
pub(super) fn fitted(png: &[u8], room: (i64, i64)) -> (i64, i64) {
    let (width, height) = size_of(png).unwrap_or(room);
    let (most_wide, most_high) = (room.0 * UNITS, room.1 * UNITS);
    if width * most_high > height * most_wide {
        (most_wide, most_wide * height / width)
    } else {
        (most_high * width / height, most_high)
    }
}

/// The QR code of an address; `None` where it is too long for one.
pub(super) fn of_address(address: &str) -> Option<Vec<u8>> {
    if address.len() > MOST {
        return None;
    }
    let (modules, colors) = code(address).ok()?;
    let side = (modules + 2 * QUIET) * MODULE;
    let dark = |x: usize, y: usize| {
        let (x, y) = (
            (x / MODULE).wrapping_sub(QUIET),
            (y / MODULE).wrapping_sub(QUIET),
        );
        x < modules && y < modules && colors[y * modules + x] == Color::Dark
    };
    let side = u32::try_from(side).ok()?;
    let pixels = GrayImage::from_fn(side, side, |x, y| {
        let (x, y) = (x as usize, y as usize);
        Luma([if dark(x, y) { 0 } else { 255 }])
    });
    let mut png = Cursor::new(Vec::new());
    pixels.write_to(&mut png, ImageFormat::Png).ok()?;
    Some(png.into_inner())
}

/// Puts a picture into the line.
pub(super) fn draw(xml: &mut Xml, name: &str, size: (i64, i64), called: &str) {
    let (width, height) = (size.0.to_string(), size.1.to_string());
    let extent = [("cx", width.as_str()), ("cy", height.as_str())];
    let id = if name == EMBLEM { "101" } else { "102" };
    xml.open("w:r", &[]);
    xml.open("w:drawing", &[]);
    let tight = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
    ];
    xml.open("wp:inline", &tight);
    xml.leaf("wp:extent", &extent);
    xml.leaf("wp:docPr", &[("id", id), ("name", name), ("descr", called)]);
    xml.open("a:graphic", &[]);
    let uri = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    xml.open("a:graphicData", &[("uri", uri)]);
    xml.open("pic:pic", &[]);
    xml.inside("pic:nvPicPr", &[], |xml| {
        xml.leaf(
            "pic:cNvPr",
            &[("id", id), ("name", name), ("descr", called)],
        );
        xml.leaf("pic:cNvPicPr", &[]);
    });
    xml.inside("pic:blipFill", &[], |xml| {
        xml.leaf("a:blip", &[("r:embed", name)]);
        xml.inside("a:stretch", &[], |xml| xml.leaf("a:fillRect", &[]));
    });
    xml.inside("pic:spPr", &[], |xml| {
        xml.inside("a:xfrm", &[], |xml| {
            xml.leaf("a:off", &[("x", "0"), ("y", "0")]);
            xml.leaf("a:ext", &extent);
        });
        xml.inside("a:prstGeom", &[("prst", "rect")], |xml| {
            xml.leaf("a:avLst", &[]);
        });
    });
    for name in [
        "pic:pic",
        "a:graphicData",
        "a:graphic",
        "wp:inline",
        "w:drawing",
        "w:r",
    ] {
        xml.close(name);
    }
}
