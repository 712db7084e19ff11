//! A QR code as a drawing.

use std::fmt::Write;

use qrcode::{
    Color, EcLevel, QrResult, Version,
    bits::encode_auto,
    canvas::{Canvas, MaskPattern},
    ec::construct_codewords,
};

/// The code of an address as an SVG of one path; `None` where the address is longer than a code
/// that can still be read from paper.
pub(super) fn drawing(address: &str) -> Option<String> {
    /// Characters of a code with 49 modules a side, 0.3 mm each.
    const MOST: usize = 150;
    if address.len() > MOST {
        return None;
    }
    let (side, colors) = code(address).ok()?;
    let mut path = String::with_capacity(side * side * 4);
    for (y, row) in colors.chunks(side).enumerate() {
        let mut x = 0;
        while x < side {
            let dark = row[x..].iter().take_while(|c| **c == Color::Dark).count();
            if dark > 0 {
                write!(path, "M{x} {y}h{dark}v1h-{dark}z").expect("a text takes every word");
            }
            x += dark.max(1);
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\"><path d=\"{path}\"/></svg>"
    ))
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
    fn an_address_becomes_one_path_and_a_novel_does_not() {
        let svg = drawing("https://patuh.kota.example/verify/7K2M9-QXA4T").unwrap();
        assert!(svg.contains("viewBox=\"0 0 33 33\""), "{svg}");
        assert!(svg.contains("M0 0h7v1h-7z"));
        assert_eq!(drawing(&"x".repeat(151)), None);
    }
}
