//! A QR code as a picture.

use qrcode::{
    Color, EcLevel, QrResult, Version,
    bits::encode_auto,
    canvas::{Canvas, MaskPattern},
    ec::construct_codewords,
};
use serde_json::{Value, json};
use typst::foundations::Bytes;

/// Characters of a code with 49 modules a side, 0.3 mm each: a longer one can't be read from paper.
pub(super) const MOST: usize = 150;
/// Pixels of a module's side: edges stay sharp where a viewer smooths pictures.
const MODULE: usize = 4;

/// A code as grey pixels.
pub(super) struct Picture {
    /// Pixels of a row, and rows.
    pub(super) side: usize,
    /// A byte each, row by row.
    pub(super) pixels: Vec<u8>,
}

impl Picture {
    /// Lays it among the files of a template; answers what the template is told of it.
    pub(super) fn put(self, name: String, files: &mut Vec<(String, Bytes)>) -> Value {
        let told = json!({ "file": name, "side": self.side });
        files.push((name, Bytes::new(self.pixels)));
        told
    }
}

/// The code of an address; `None` where it is longer than a code that can still be read from paper.
/// A picture stands once in a PDF whatever shows it, and costs a tenth of a drawing.
pub(super) fn picture(address: &str) -> Option<Picture> {
    if address.len() > MOST {
        return None;
    }
    let (modules, colors) = code(address).ok()?;
    let side = modules * MODULE;
    let mut pixels = Vec::with_capacity(side * side);
    for row in colors.chunks(modules) {
        let grey = |color: &Color| [if *color == Color::Dark { 0 } else { u8::MAX }; MODULE];
        let line: Vec<u8> = row.iter().flat_map(grey).collect();
        (0..MODULE).for_each(|_| pixels.extend_from_slice(&line));
    }
    Some(Picture { side, pixels })
}

/// The modules of a code, row by row, and how many there are in a row.
///
/// It is masked with one pattern for all. Readers take any of the eight; to weigh all of them costs
/// more than to lay out a table, and a letter's random code leaves nothing to even out.
pub(super) fn code(address: &str) -> QrResult<(usize, Vec<Color>)> {
    let bits = encode_auto(address.as_bytes(), EcLevel::M)?;
    let version = bits.version();
    let (data, correction) = construct_codewords(&bits.into_bytes(), version, EcLevel::M)?;
    let mut canvas = Canvas::new(version, EcLevel::M);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    canvas.apply_mask(MaskPattern::Checkerboard);
    Ok((side_of(version), canvas.into_colors()))
}

fn side_of(version: Version) -> usize {
    usize::try_from(version.width()).expect("a code has a width")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_read_back() {
        for no in 0..64 {
            let address = format!(
                "https://patuh.kota.example/verify/{:05X}-{no:05}",
                no * 7_919
            );
            let (side, colors) = code(&address).unwrap();
            let grid =
                rqrr::SimpleGrid::from_func(side, |x, y| colors[y * side + x] == Color::Dark);
            let (_, read) = rqrr::Grid::new(grid).decode().unwrap();
            assert_eq!(read, address);
        }
    }

    #[test]
    fn an_address_becomes_a_picture_and_a_novel_does_not() {
        let found = picture("https://patuh.kota.example/verify/7K2M9-QXA4T").unwrap();
        assert_eq!((found.side, found.pixels.len()), (33 * 4, 33 * 4 * 33 * 4));
        // A corner's dark frame is seven modules long.
        assert_eq!(found.pixels[..28], [0; 28]);
        assert_eq!(found.pixels[28..32], [255; 4]);
        assert!(picture(&"x".repeat(151)).is_none());
    }
}
