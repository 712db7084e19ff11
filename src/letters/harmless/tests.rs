//! What comes through the gate, and what does not.

use std::io::{Cursor, Write};

use flate2::{Compression, write::ZlibEncoder};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Rgb, RgbImage};
use proptest::prelude::*;

use super::{Unsafe, harmless};
use crate::domain::attachment::FileKind;

/// A PDF of one page; `catalog` and `more` are written into it as they are.
fn pdf(catalog: &str, more: &str) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R {catalog} >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n{more}\
         trailer\n<< /Root 1 0 R /Size 9 >>\nstartxref\n0\n%%EOF\n"
    )
    .into_bytes()
}

fn packed(objects: &str) -> Vec<u8> {
    let mut zip = ZlibEncoder::new(Vec::new(), Compression::default());
    zip.write_all(objects.as_bytes()).unwrap();
    zip.finish().unwrap()
}

/// A PDF whose objects stand in a stream, called as it is told.
fn with_packed(kind: &str, catalog: &str, objects: &str) -> Vec<u8> {
    let plain = pdf(catalog, "%HERE\n");
    let at = plain.windows(5).position(|w| w == b"%HERE").unwrap();
    let content = packed(objects);
    let head = format!(
        "8 0 obj\n<< /Type /{kind} /N 1 /First 5 /Filter /FlateDecode /Length {} >>\nstream\r\n",
        content.len()
    );
    let tail = b"\nendstream\nendobj\n".as_slice();
    [
        &plain[..at],
        head.as_bytes(),
        &content,
        tail,
        &plain[at + 6..],
    ]
    .concat()
}

fn judged(file: Vec<u8>) -> Result<(), Unsafe> {
    harmless(file, FileKind::Pdf).map(|_| ())
}

#[test]
fn a_plain_pdf_comes_through_as_it_is() {
    for (catalog, more) in [
        ("", ""),
        ("/OpenAction [3 0 R /Fit]", ""),
        ("/OpenAction << /S /GoTo /D [3 0 R /Fit] >>", ""),
        (
            "/OpenAction 7 0 R",
            "7 0 obj\n<< /Type /Action /S /GoTo /D [3 0 R /Fit] >>\nendobj\n",
        ),
        ("/OpenAction null", ""),
        (
            "/Lang (id)",
            "7 0 obj\n<< /S /URI /URI (https://kota.example/) >>\nendobj\n",
        ),
        // Packed dots may look like a short name.
        (
            "",
            "7 0 obj\n<< /Length 20 >>\nstream\nab/JS (cd)\nendstream\nendobj\n",
        ),
    ] {
        let file = pdf(catalog, more);
        assert_eq!(
            harmless(file.clone(), FileKind::Pdf),
            Ok(file),
            "{catalog} {more}"
        );
    }
    let goes = "7 0 << /S /GoTo /D [3 0 R /Fit] >>";
    assert_eq!(
        judged(with_packed("ObjStm", "/OpenAction 7 0 R", goes)),
        Ok(())
    );
}

#[test]
fn a_pdf_that_would_do_something_is_refused() {
    for (catalog, more) in [
        (
            "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
            "",
        ),
        ("/Names << /JavaScript 7 0 R >>", ""),
        (
            "/OpenAction 7 0 R",
            "7 0 obj\n<< /S /J#61vaScript /JS 8 0 R >>\nendobj\n",
        ),
        (
            "/OpenAction 7 0 R",
            "7 0 obj\n<< /S /URI /URI (https://kota.example/) >>\nendobj\n",
        ),
        ("/OpenAction 7 0 R", ""),
        ("/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next 7 0 R >>", ""),
        ("/AA << /O << /S /Rendition /JS(1) >> >>", ""),
        ("", "7 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj\n"),
        ("", "7 0 obj\n<< /Type /EmbeddedFile >>\nendobj\n"),
        ("/Names << /EmbeddedFiles 7 0 R >>", ""),
        ("/AcroForm << /XFA 7 0 R >>", ""),
        (
            "",
            "7 0 obj\n<< /S /GoToR /F (\\\\\\\\host\\\\share) >>\nendobj\n",
        ),
        ("", "7 0 obj\n<< /Subtype /RichMedia >>\nendobj\n"),
        // An object may hide within a stream, where only the table of objects leads.
        (
            "",
            "7 0 obj\n<< /Length 50 >>\nstream\n9 0 obj << /S /JavaScript >> endobj\nendstream\nendobj\n",
        ),
        // Nobody reads the older object of a number; somebody's program may.
        (
            "/OpenAction 7 0 R",
            "7 0 obj\n<< /S /GoTo >>\nendobj\n7 0 obj\n<< /S /Named /N /Print >>\nendobj\n",
        ),
    ] {
        assert_eq!(
            judged(pdf(catalog, more)),
            Err(Unsafe::Active),
            "{catalog} {more}"
        );
    }
    for kind in ["ObjStm", "Obj#53tm"] {
        let acts = with_packed(kind, "", "7 0 << /S /JavaScript /JS (1) >>");
        assert_eq!(judged(acts), Err(Unsafe::Active), "{kind}");
    }
    let elsewhere = with_packed("ObjStm", "/OpenAction 7 0 R", "7 0 << /S /URI >>");
    assert_eq!(judged(elsewhere), Err(Unsafe::Active));
    let odd = pdf(
        "",
        "7 0 obj\n<< /Type /ObjStm /Filter /ASCIIHexDecode >>\nstream\n2f4a53>\nendstream\nendobj\n",
    );
    assert_eq!(judged(odd), Err(Unsafe::Active));
}

#[test]
fn a_locked_pdf_a_broken_one_and_one_with_company_are_refused() {
    let locked = String::from_utf8(pdf("", "")).unwrap();
    let locked = locked.replace("/Size 9", "/Size 9 /Encrypt 7 0 R");
    assert_eq!(judged(locked.into_bytes()), Err(Unsafe::Encrypted));
    let whole = pdf("", "");
    assert_eq!(
        judged(whole[..whole.len() - 30].to_vec()),
        Err(Unsafe::Unreadable)
    );
    for behind in [
        "PK\x03\x04 arsip",
        "<html><body>",
        "  MZ\u{1}",
        "#!/bin/sh\n",
        "<?php echo 1;",
    ] {
        let file = [whole.as_slice(), behind.as_bytes()].concat();
        assert_eq!(judged(file), Err(Unsafe::Mixed), "{behind}");
    }
    let page = String::from_utf8(whole.clone()).unwrap();
    let page = page.replacen('\n', "\n%<script>alert(1)</script>\n", 1);
    assert_eq!(judged(page.into_bytes()), Err(Unsafe::Mixed));
    // An archive whose last words are the PDF's end.
    let archive = pdf("", "7 0 obj\n<<>>\nstream\nPK\x05\x06\nendstream\nendobj\n");
    assert_eq!(judged(archive), Err(Unsafe::Mixed));
}

#[test]
fn objects_that_unpack_without_end_are_refused() {
    let bomb = with_packed("ObjStm", "", &" ".repeat(65 << 20));
    assert!(bomb.len() < 200_000);
    assert_eq!(judged(bomb), Err(Unsafe::Active));
    // So many names that looking back from each would take for ever.
    let names = pdf("", &"/A/ObjStm ".repeat(200_000));
    assert_eq!(judged(names), Err(Unsafe::Unreadable));
}

/// A picture with something in one corner.
fn picture() -> DynamicImage {
    let mut dots = RgbImage::from_pixel(40, 20, Rgb([200, 180, 90]));
    for x in 0..8 {
        for y in 0..8 {
            dots.put_pixel(x, y, Rgb([0, 0, 0]));
        }
    }
    DynamicImage::ImageRgb8(dots)
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture().write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A JPEG that says where it was taken, and that the camera was held upright.
fn from_camera() -> Vec<u8> {
    let jpeg = encoded(ImageFormat::Jpeg);
    let mut told =
        b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    told.extend(b"GPS 0.1333 N 117.5 E Telepon-XYZ");
    let length = u16::try_from(told.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], b"\xff\xe1", &length, &told, &jpeg[2..]].concat()
}

fn dimensions(file: &[u8], format: ImageFormat) -> (u32, u32) {
    let reader = ImageReader::with_format(Cursor::new(file), format);
    reader.into_decoder().unwrap().dimensions()
}

#[test]
fn a_picture_loses_everything_but_its_dots_and_stands_as_the_camera_meant_it() {
    let taken = from_camera();
    assert!(super::has(&taken, b"GPS 0.1333") && super::has(&taken, b"Exif"));
    let kept = harmless(taken, FileKind::Jpg).unwrap();
    assert!(!super::has(&kept, b"GPS") && !super::has(&kept, b"Exif"));
    assert_eq!(dimensions(&kept, ImageFormat::Jpeg), (20, 40));

    let png = encoded(ImageFormat::Png);
    let note = b"tEXtComment\0Telepon-XYZ".as_slice();
    let length = u32::try_from(note.len() - 4).unwrap().to_be_bytes();
    let noted = [&png[..33], &length, note, &[0; 4], &png[33..]].concat();
    // The sum of the note is wrong, which a picture survives or not; it never comes through.
    if let Ok(kept) = harmless(noted, FileKind::Png) {
        assert!(!super::has(&kept, b"Telepon"));
    }
    let kept = harmless(png, FileKind::Png).unwrap();
    assert_eq!(dimensions(&kept, ImageFormat::Png), (40, 20));
}

#[test]
fn what_a_telephone_hangs_on_goes_and_what_an_attacker_hangs_on_is_refused() {
    for (format, kind) in [
        (ImageFormat::Jpeg, FileKind::Jpg),
        (ImageFormat::Png, FileKind::Png),
    ] {
        let file = encoded(format);
        let moving = [file.as_slice(), b"\0\0\0\x18ftypmp42 sebuah film"].concat();
        let kept = harmless(moving, kind).unwrap();
        assert!(!super::has(&kept, b"ftyp"));
        for behind in [
            b"PK\x03\x04 arsip".as_slice(),
            b"arsip PK\x05\x06",
            b"<html><script>alert(1)</script>",
            b"<?php system($_GET[0]);",
            b"%PDF-1.7",
            b"MZ\x90\0",
        ] {
            let mixed = [file.as_slice(), behind].concat();
            assert_eq!(harmless(mixed, kind), Err(Unsafe::Mixed));
        }
        let cut = file[..file.len() / 2].to_vec();
        assert_eq!(harmless(cut, kind), Err(Unsafe::Unreadable));
    }
    let jpeg = encoded(ImageFormat::Jpeg);
    let page = b"\xff\xfe\0\x19<script>alert(1)</sc>".as_slice();
    let before = [&jpeg[..2], page, &jpeg[2..]].concat();
    assert_eq!(harmless(before, FileKind::Jpg), Err(Unsafe::Mixed));
}

#[test]
fn a_picture_that_says_it_is_huge_is_refused_before_it_takes_memory() {
    let mut png = encoded(ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    assert!(harmless(png, FileKind::Png).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is changed in a file, it is let through or refused; what is let through as a
    /// picture is one.
    #[test]
    fn mutated_files_are_judged_and_nothing_panics(
        which in 0..4_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        let (mut file, kind) = match which {
            0 => (encoded(ImageFormat::Png), FileKind::Png),
            1 => (from_camera(), FileKind::Jpg),
            2 => (pdf("/OpenAction 7 0 R", "7 0 obj\n<< /S /GoTo /D [3 0 R] >>\nendobj\n"), FileKind::Pdf),
            _ => (with_packed("ObjStm", "/OpenAction 7 0 R", "7 0 << /S /GoTo >>"), FileKind::Pdf),
        };
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if cuts {
            file.truncate(cut.index(file.len()) + 1);
        }
        if let (Ok(kept), FileKind::Png | FileKind::Jpg) = (harmless(file, kind), kind) {
            prop_assert_eq!(FileKind::of(&kept), Ok(kind));
            prop_assert!(image::load_from_memory(&kept).is_ok());
        }
    }
}
