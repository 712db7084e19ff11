//! Pictures, drawn anew.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
    },
};

use super::{Unsafe, is_other_file, is_page};
use crate::domain::attachment::{FileKind, MAX_BYTES};

/// Dots of the longer side.
const MOST_SIDE: u32 = 20_000;
/// Dots of a picture: more than any telephone makes unasked.
const MOST_DOTS: u64 = 64_000_000;
/// Bytes that a picture may take while it is read.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;
/// Of 100: nobody sees the difference, and small print stays readable.
const QUALITY: u8 = 88;

/// The same dots, turned as the camera meant them, and nothing else of the file.
pub(super) fn redrawn(file: &[u8], kind: FileKind) -> Result<Vec<u8>, Unsafe> {
    let end = match kind {
        FileKind::Png => png_end(file),
        _ => jpeg_end(file),
    };
    let end = end.ok_or(Unsafe::Unreadable)?;
    if is_other_file(&file[end..]) || is_page(&file[..end]) {
        return Err(Unsafe::Mixed);
    }
    let picture = read(&file[..end], kind)?;
    let written = write(&picture, kind).map_err(|_| Unsafe::Unreadable)?;
    // What was packed with much patience may grow when it is packed with less.
    if written.len() > 2 * MAX_BYTES {
        return Err(Unsafe::Large);
    }
    Ok(written)
}

fn read(file: &[u8], kind: FileKind) -> Result<DynamicImage, Unsafe> {
    let format = match kind {
        FileKind::Png => ImageFormat::Png,
        _ => ImageFormat::Jpeg,
    };
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Unsafe::Unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_DOTS {
        return Err(Unsafe::Large);
    }
    let turned = decoder.orientation().map_err(|_| Unsafe::Unreadable)?;
    let picture = DynamicImage::from_decoder(decoder);
    let mut picture = picture.map_err(|_| Unsafe::Unreadable)?;
    picture.apply_orientation(turned);
    Ok(picture)
}

fn write(picture: &DynamicImage, kind: FileKind) -> image::ImageResult<Vec<u8>> {
    let mut out = Vec::new();
    if kind == FileKind::Png {
        let how = (CompressionType::Default, FilterType::Adaptive);
        picture.write_with_encoder(PngEncoder::new_with_quality(&mut out, how.0, how.1))?;
    } else {
        // A JPEG knows grey and colours of eight bits.
        let picture = match picture {
            DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => None,
            other => Some(DynamicImage::ImageRgb8(other.to_rgb8())),
        }
        .map_or_else(
            || std::borrow::Cow::Borrowed(picture),
            std::borrow::Cow::Owned,
        );
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY))?;
    }
    Ok(out)
}

/// Where a PNG ends: behind the chunk that says so.
fn png_end(file: &[u8]) -> Option<usize> {
    let mut at = 8;
    loop {
        let head = file.get(at..at + 8)?;
        let length = u32::from_be_bytes(head[..4].try_into().ok()?);
        let next = at.checked_add(12)?.checked_add(length as usize)?;
        if next > file.len() {
            return None;
        }
        if &head[4..] == b"IEND" {
            return Some(next);
        }
        at = next;
    }
}

/// Where a JPEG ends: behind the mark that says so, the first that stands in no segment.
fn jpeg_end(file: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        // Between segments, and inside of coded dots, only marks count.
        while *file.get(at)? != 0xff {
            at += 1;
        }
        let mark = *file.get(at + 1)?;
        at += match mark {
            0xd9 => return Some(at + 2),
            0xff => 1,
            0x00 | 0x01 | 0xd0..=0xd8 => 2,
            _ => {
                let length = file.get(at + 2..at + 4)?;
                let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
                2 + length.max(2)
            }
        };
    }
}
