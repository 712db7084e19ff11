//! Around every page: the mark of a draft, the page's number, the codes.

use std::fmt::Write;

use super::{
    font_of, line_of, mm,
    picture::{self, QR},
    sheet_of,
    xml::{Form, Xml},
};
use crate::{domain::letter::LetterPage, letters::LetterError};

const WRITTEN: &str = "a text takes every word";

/// Which pages a header belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    First,
    Others,
}

pub(super) fn header(page: &LetterPage, pages: Pages) -> Result<Vec<u8>, LetterError> {
    let mut xml = Xml::document("w:hdr");
    xml.paragraph("CatatanContoh", Form::default(), |xml| {
        watermark(xml, page, pages);
        if page.sample {
            xml.run("CONTOH: nama, nomor, dan isian surat ini rekaan");
        }
    });
    if pages == Pages::Others {
        xml.paragraph("Header", Form::default(), |xml| {
            xml.run("- ");
            xml.inside("w:fldSimple", &[("w:instr", " PAGE ")], |xml| xml.run("2"));
            xml.run(" -");
        });
    }
    xml.end("w:hdr")
}

/// What is not signed says so across the page, and what is made up as well.
fn watermark(xml: &mut Xml, page: &LetterPage, pages: Pages) {
    let marks = [(page.draft, "KONSEP"), (page.sample, "CONTOH")];
    let marks: Vec<&str> = marks
        .iter()
        .filter_map(|(on, mark)| on.then_some(*mark))
        .collect();
    // Points. Two stand side by side, each turned by 54 degrees about its middle.
    let (width, height, apart) = if marks.len() > 1 {
        (400, 60, [(-50, -36), (50, 36)])
    } else {
        (520, 80, [(0, 0), (0, 0)])
    };
    let sheet = sheet_of(page.paper);
    for ((mark, aside), no) in marks.iter().zip(apart).zip(1..) {
        let no = if pages == Pages::First { no } else { no + 2 };
        let left = sheet.0 / 40 - width / 2 + aside.0;
        let top = sheet.1 / 40 - height / 2 + aside.1;
        let style = format!(
            "position:absolute;margin-left:{left}pt;margin-top:{top}pt;width:{width}pt;\
             height:{height}pt;rotation:306;z-index:-251658240;\
             mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
        );
        let font = font_of(page.typeface);
        let letters = format!("font-family:\"{font}\";font-size:1pt;font-weight:bold");
        xml.inside("w:r", &[], |xml| {
            xml.open("w:pict", &[]);
            xml.shipped(include_str!("../../../config/letters/docx/watermark.xml"));
            let shape = [
                ("id", &*format!("PowerPlusWaterMarkObject{no}")),
                ("o:spid", &format!("_x0000_s205{no}")),
                ("type", "#_x0000_t136"),
                ("alt", &format!("Tanda air: {mark}")),
                ("style", &style),
                ("o:allowincell", "f"),
                ("fillcolor", "#ececec"),
                ("stroked", "f"),
            ];
            xml.inside("v:shape", &shape, |xml| {
                xml.leaf("v:textpath", &[("style", &letters), ("string", mark)]);
                xml.leaf("w10:wrap", &[("anchorx", "page"), ("anchory", "page")]);
            });
            xml.close("w:pict");
        });
    }
}

pub(super) fn footer(page: &LetterPage, qr: Option<&Vec<u8>>) -> Result<Vec<u8>, LetterError> {
    let mut xml = Xml::document("w:ftr");
    let Some(qr) = qr else {
        said(&mut xml, page, false);
        return xml.end("w:ftr");
    };
    let columns = [mm(19), line_of(page.paper) - mm(19)];
    xml.open_table(None, 0, &columns);
    xml.inside("w:tr", &[], |xml| {
        xml.cell(columns[0], |xml| {
            xml.paragraph("Footer", Form::default(), |xml| {
                let address = page.verify_url.as_deref().unwrap_or_default();
                let called = format!("Kode QR menuju {address}");
                draw_fitted(xml, qr, &called);
            });
        });
        xml.inside("w:tc", &[], |xml| {
            xml.inside("w:tcPr", &[], |xml| {
                let width = columns[1].to_string();
                xml.leaf("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
                xml.set("w:vAlign", "center");
            });
            said(xml, page, true);
        });
    });
    xml.close("w:tbl");
    // A footer has to end with a paragraph: this one takes no room.
    xml.inside("w:p", &[], |xml| {
        xml.inside("w:pPr", &[], |xml| {
            xml.set("w:pStyle", "Footer");
            xml.leaf("w:spacing", &[("w:line", "20"), ("w:lineRule", "exact")]);
        });
    });
    xml.end("w:ftr")
}

fn draw_fitted(xml: &mut Xml, qr: &[u8], called: &str) {
    picture::draw(xml, QR, picture::fitted(qr, (15, 15)), called);
}

fn said(xml: &mut Xml, page: &LetterPage, has_qr: bool) {
    let mut said = format!("Kode surat {}", page.code);
    if let Some(code) = &page.case_code {
        write!(said, ", kode kasus {code}").expect(WRITTEN);
    }
    said.push('.');
    xml.line("Footer", &said);
    if let Some(address) = &page.verify_url {
        let more = if has_qr { " atau dengan kode QR" } else { "" };
        xml.line(
            "Footer",
            &format!("Periksa keasliannya di {address}{more}."),
        );
    }
    if !page.draft {
        return;
    }
    let mut said = match &page.legal_checked_on_words {
        Some(on) => format!("KONSEP. Dasar hukum diperiksa Bagian Hukum pada {on}."),
        None => "KONSEP. Dasar hukum belum diperiksa Bagian Hukum.".to_owned(),
    };
    if !page.blanks.is_empty() {
        write!(said, " Belum diisi: {}.", page.blanks.join(", ")).expect(WRITTEN);
    }
    xml.line("Footer", &said);
}
