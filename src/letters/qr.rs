//! A QR code as a drawing.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// The code of an address as an SVG of one path; `None` where the address is longer than a code
/// that can still be read from paper.
pub(super) fn drawing(address: &str) -> Option<String> {
    /// Characters of a code with 49 modules a side, 0.3 mm each.
    const MOST: usize = 150;
    if address.len() > MOST {
        return None;
    }
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let side = code.width();
    let mut path = String::with_capacity(side * side * 4);
    for (y, row) in code.to_colors().chunks(side).enumerate() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_one_path_and_a_novel_does_not() {
        let svg = drawing("https://patuh.kota.example/verify/7K2M9-QXA4T").unwrap();
        assert!(svg.contains("viewBox=\"0 0 33 33\""), "{svg}");
        assert!(svg.contains("M0 0h7v1h-7z"));
        assert_eq!(drawing(&"x".repeat(151)), None);
    }
}
