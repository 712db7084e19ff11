//! Signed copies and scans: which letter's code they carry, and what signatures they hold.

use hayro::{
    RenderCache, RenderSettings,
    hayro_interpret::{
        BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
        InterpreterSettings, Paint, PathDrawMode, SoftMask, font::Glyph, interpret_page,
    },
    hayro_syntax::{LoadPdfError, Pdf, page::Page},
    render,
    vello_cpu::{
        color::palette::css::WHITE,
        kurbo::{Affine, BezPath, Rect},
    },
};
use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use rqrr::PreparedImage;

use super::signature::{PdfSignature, signatures};
use crate::domain::{attachment::FileKind, letter::LetterCode};

/// Pages of the longest copy.
const MOST_PAGES: usize = 60;
/// Dots of the longer side of a page that is searched for codes: first as a screen shows it,
/// then, where nothing was found, as a scanner sees it.
const SIDES: [f32; 2] = [1_800.0, 3_200.0];
/// Dots of the longer side of a picture that is read at all.
const MOST_DOTS: u32 = 15_000;
/// Bytes that a picture may take in memory.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;

/// What a file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScanRead {
    /// Codes of letters in its QR codes and its text, each once.
    pub codes: Vec<LetterCode>,
    /// Digital signatures of a PDF.
    pub signatures: Vec<PdfSignature>,
    /// How many pages it has.
    pub pages: usize,
}

/// Why a file can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadScan {
    /// It asks for a password.
    Encrypted,
    /// It is broken, or something else than it seems.
    Unreadable,
    /// More pages than a letter has.
    Long,
}

/// Reads a PDF or a picture. Takes a while: the pages are drawn.
///
/// # Errors
/// Why it can't be read.
pub fn read_scan(file: &[u8], kind: FileKind) -> Result<ScanRead, BadScan> {
    match kind {
        FileKind::Pdf => read_pdf(file),
        FileKind::Png => read_picture(file, ImageFormat::Png),
        FileKind::Jpg => read_picture(file, ImageFormat::Jpeg),
    }
}

fn read_picture(file: &[u8], format: ImageFormat) -> Result<ScanRead, BadScan> {
    let mut reader = ImageReader::new(std::io::Cursor::new(file));
    reader.set_format(format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_DOTS);
    limits.max_image_height = Some(MOST_DOTS);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| BadScan::Unreadable)?;
    let mut codes = Vec::new();
    codes_in_picture(&picture, &mut codes);
    Ok(ScanRead {
        codes,
        pages: 1,
        ..ScanRead::default()
    })
}

/// The codes in a picture, which a telephone may have made larger than anybody needs.
fn codes_in_picture(picture: &DynamicImage, codes: &mut Vec<LetterCode>) {
    let grey = picture.to_luma8();
    let (width, height) = grey.dimensions();
    find(
        (width as usize, height as usize),
        |x, y| grey.as_raw()[y * width as usize + x],
        codes,
    );
    if codes.is_empty() && width.max(height) > 2_400 {
        let smaller = picture.thumbnail(1_800, 1_800).to_luma8();
        let (width, height) = (smaller.width() as usize, smaller.height() as usize);
        find(
            (width, height),
            |x, y| smaller.as_raw()[y * width + x],
            codes,
        );
    }
}

fn read_pdf(file: &[u8]) -> Result<ScanRead, BadScan> {
    let pdf = Pdf::new(file.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => BadScan::Encrypted,
        LoadPdfError::Invalid => BadScan::Unreadable,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(BadScan::Unreadable);
    }
    if pages.len() > MOST_PAGES {
        return Err(BadScan::Long);
    }
    let settings = InterpreterSettings::default();
    let mut codes = Vec::new();
    for page in pages.iter() {
        codes_in_text(&text_of(page, &settings), &mut codes);
    }
    for side in SIDES {
        for page in pages.iter() {
            let drawn = draw(page, &settings, side);
            let (width, dots) = (drawn.0, drawn.1);
            let height = dots.len() / width.max(1);
            find((width, height), |x, y| dots[y * width + x], &mut codes);
        }
        if !codes.is_empty() {
            break;
        }
    }
    Ok(ScanRead {
        codes,
        signatures: signatures(&pdf, file),
        pages: pages.len(),
    })
}

/// A page in grey, and how wide it is.
fn draw(page: &Page<'_>, settings: &InterpreterSettings, side: f32) -> (usize, Vec<u8>) {
    let (width, height) = page.render_dimensions();
    let scale = (side / width.max(height).max(1.0)).min(6.0);
    let drawing = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
        ..RenderSettings::default()
    };
    let pixmap = render(page, &RenderCache::new(), settings, &drawing);
    let grey = |dot: &hayro::vello_cpu::peniko::color::PremulRgba8| {
        let sum = u32::from(dot.r) * 2 + u32::from(dot.g) * 5 + u32::from(dot.b);
        u8::try_from(sum / 8).unwrap_or(u8::MAX)
    };
    (
        usize::from(pixmap.width()),
        pixmap.data().iter().map(grey).collect(),
    )
}

/// Adds the codes of letters that QR codes in a picture lead to.
fn find(
    (width, height): (usize, usize),
    grey: impl FnMut(usize, usize) -> u8,
    codes: &mut Vec<LetterCode>,
) {
    // The reader divides the sides into parts.
    if width < 64 || height < 64 {
        return;
    }
    let mut picture = PreparedImage::prepare_from_greyscale(width, height, grey);
    for grid in picture.detect_grids() {
        let Ok((_, text)) = grid.decode() else {
            continue;
        };
        let typed = text
            .rsplit_once("/verify/")
            .map_or(&*text, |(_, code)| code);
        if let Ok(code) = typed.parse() {
            keep(code, codes);
        }
    }
}

fn keep(code: LetterCode, codes: &mut Vec<LetterCode>) {
    if !codes.contains(&code) {
        codes.push(code);
    }
}

/// Adds what looks like a letter's code, `7K2M9-QXA4T`, in a page's text without its blanks.
fn codes_in_text(text: &[char], codes: &mut Vec<LetterCode>) {
    for (at, _) in text.iter().enumerate().filter(|(_, c)| **c == '-') {
        let Some(around) = at.checked_sub(5).and_then(|from| text.get(from..at + 6)) else {
            continue;
        };
        let typed: String = around.iter().collect();
        let plain = typed.bytes().filter(u8::is_ascii_alphanumeric).count() == 10;
        if let Some(code) = typed.parse().ok().filter(|_| plain) {
            keep(code, codes);
        }
    }
}

/// The characters of a page in the order in which they are drawn, without blanks.
fn text_of<'a>(page: &'a Page<'a>, settings: &InterpreterSettings) -> Vec<char> {
    let cache = InterpreterCache::new();
    let (width, height) = page.render_dimensions();
    let mut context = Context::new(
        Affine::IDENTITY,
        Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
        &cache,
        page.xref(),
        settings.clone(),
    );
    let mut reader = TextReader(Vec::new());
    interpret_page(page, &mut context, &mut reader);
    reader.0
}

/// Draws nothing and reads along.
struct TextReader(Vec<char>);

impl<'a> Device<'a> for TextReader {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        _: Affine,
        _: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        use hayro::hayro_interpret::hayro_cmap::BfString;

        match glyph.as_unicode() {
            Some(BfString::Char(one)) if !one.is_whitespace() => self.0.push(one),
            Some(BfString::String(some)) => {
                self.0.extend(some.chars().filter(|c| !c.is_whitespace()));
            }
            _ => {}
        }
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
