//! Signed copies and scans are read as they come.

use image::{DynamicImage, GrayImage, ImageFormat, Luma};

use crate::{
    domain::{attachment::FileKind, letter::LetterCode},
    letters::{BadScan, SignatureCheck, read_scan},
};

const SIGNED: &[u8] = include_bytes!("../../../tests/fixtures/letters/signed.pdf");
const ENCRYPTED: &[u8] = include_bytes!("../../../tests/fixtures/letters/encrypted.pdf");

fn code() -> LetterCode {
    "7K2M9-QXA4T".parse().unwrap()
}

/// A photograph of a page with a QR code somewhere on it.
fn photograph(text: &str, format: ImageFormat) -> Vec<u8> {
    let qr = qrcode::QrCode::new(text).unwrap();
    let (width, dots) = (u32::try_from(qr.width()).unwrap(), qr.to_colors());
    let mut page = GrayImage::from_pixel(900, 1_300, Luma([238]));
    for (at, colour) in dots.iter().enumerate() {
        let at = u32::try_from(at).unwrap();
        let (x, y) = (560 + at % width * 5, 1_000 + at / width * 5);
        if *colour == qrcode::Color::Dark {
            for (dx, dy) in (0..25).map(|n| (n % 5, n / 5)) {
                page.put_pixel(x + dx, y + dy, Luma([40]));
            }
        }
    }
    let mut file = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageLuma8(page)
        .write_to(&mut file, format)
        .unwrap();
    file.into_inner()
}

#[test]
fn a_pictures_qr_code_leads_to_its_letter() {
    let text = "https://patuh.kota.example/verify/7K2M9-QXA4T";
    for (format, kind) in [
        (ImageFormat::Png, FileKind::Png),
        (ImageFormat::Jpeg, FileKind::Jpg),
    ] {
        let read = read_scan(&photograph(text, format), kind).unwrap();
        assert_eq!(read.codes, [code()]);
    }
    let elsewhere = photograph("https://jahat.example/", ImageFormat::Png);
    assert_eq!(read_scan(&elsewhere, FileKind::Png).unwrap().codes, []);
}

#[test]
fn a_signature_says_who_signed_and_that_nothing_was_changed() {
    let read = read_scan(SIGNED, FileKind::Pdf).unwrap();
    assert_eq!(read.codes, [code()]);
    let [one] = &read.signatures[..] else {
        panic!("one signature");
    };
    assert_eq!(one.signer, "PEJABAT CONTOH, Pemerintah Kota Contoh");
    assert_eq!(
        one.issuer,
        "Sertifikat Elektronik Contoh, Penerbit Sertifikat Contoh"
    );
    assert!(one.at.as_deref().unwrap().starts_with("20"));
    assert!(one.whole);
    assert_eq!(one.check, SignatureCheck::Intact);
}

#[test]
fn a_changed_byte_and_an_added_one_are_told() {
    let mut changed = SIGNED.to_vec();
    let at = changed.windows(6).position(|w| w == b"contoh").unwrap();
    changed[at] = b'C';
    let read = read_scan(&changed, FileKind::Pdf).unwrap();
    assert_eq!(read.signatures[0].check, SignatureCheck::Changed);
    let longer = [SIGNED, b"\n% more\n"].concat();
    let read = read_scan(&longer, FileKind::Pdf).unwrap();
    assert!(!read.signatures[0].whole);
    assert_eq!(read.signatures[0].check, SignatureCheck::Intact);
}

#[test]
fn what_cant_be_read_says_why() {
    let read = |file: &[u8], kind| read_scan(file, kind).unwrap_err();
    assert_eq!(read(ENCRYPTED, FileKind::Pdf), BadScan::Encrypted);
    assert_eq!(
        read(b"%PDF-1.7 and no more", FileKind::Pdf),
        BadScan::Unreadable
    );
    assert_eq!(read(&SIGNED[..200], FileKind::Pdf), BadScan::Unreadable);
    let png = photograph("x", ImageFormat::Png);
    assert_eq!(read(&png[..300], FileKind::Png), BadScan::Unreadable);
}
