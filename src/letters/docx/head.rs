//! What stands above the body: letterhead, place and day, number, addressee.

use super::{
    ENCLOSURE, IMPORTANCE, LIST_ENCLOSED, NUMBER, SUBJECT, TO, is_circular, line_of, mm,
    picture::{EMBLEM, draw, fitted},
    xml::{Form, Xml},
};
use crate::domain::letter::{Annex, GAP, HeadKind, LetterPage};

/// The list of addressees, in config/letters/docx/numbering.xml.
const ADDRESSEES: u32 = 4;

pub(super) fn write(xml: &mut Xml, page: &LetterPage, emblem: Option<&[u8]>) {
    match page.head.kind {
        HeadKind::Mayor => mayors(xml, page, emblem),
        HeadKind::Office => offices(xml, page, emblem),
    }
    let day = day_of(page);
    xml.line("TempatdanTanggal", &format!("{}, {day}", page.place));
    if is_circular(page) {
        addressee(xml, page);
        title(xml, page);
    } else {
        lines(xml, page);
        xml.line("Jarak", "");
        addressee(xml, page);
        xml.line("Jarak", "");
    }
}

/// The letter's day, or dots and the year.
pub(super) fn day_of(page: &LetterPage) -> String {
    match &page.date_words {
        Some(day) => day.clone(),
        None => format!("{GAP} {}", page.year),
    }
}

/// The running part of a circular's number, or dots.
pub(super) fn number_of(page: &LetterPage) -> &str {
    page.number.as_deref().unwrap_or(".......")
}

fn drawing(xml: &mut Xml, page: &LetterPage, emblem: Option<&[u8]>, called: &str) {
    let (width, height) = match page.head.kind {
        HeadKind::Mayor => (23, 25),
        HeadKind::Office => (20, 24),
    };
    if let Some(png) = emblem {
        return xml.paragraph("Lambang", Form::default(), |xml| {
            draw(xml, EMBLEM, fitted(png, (width, height)), called);
        });
    }
    let form = Form {
        framed: page.draft,
        ..Form::default()
    };
    let words = if page.draft { "Lambang" } else { "" };
    xml.paragraph("TempatLambang", form, |xml| xml.run(words));
}

fn mayors(xml: &mut Xml, page: &LetterPage, emblem: Option<&[u8]>) {
    drawing(xml, page, emblem, "Lambang Garuda");
    xml.line("KopWaliKota", &page.head.top);
    for line in &page.head.lines {
        xml.line("KopAlamat", line);
    }
}

fn offices(xml: &mut Xml, page: &LetterPage, emblem: Option<&[u8]>) {
    let sides = (mm(22), mm(10));
    let middle = line_of(page.paper) - sides.0 - sides.1;
    let columns = [sides.0, middle, sides.1];
    xml.open_table(None, 0, &columns);
    xml.open("w:tr", &[]);
    let mut cell = |at: usize, fill: &mut dyn FnMut(&mut Xml)| {
        xml.inside("w:tc", &[], |xml| {
            xml.inside("w:tcPr", &[], |xml| {
                let width = columns[at].to_string();
                xml.leaf("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
                // The double rule, a thick line over a thin one.
                xml.inside("w:tcBorders", &[], |xml| {
                    let rule = [
                        ("w:val", "thickThinSmallGap"),
                        ("w:sz", "24"),
                        ("w:space", "0"),
                        ("w:color", "000000"),
                    ];
                    xml.leaf("w:bottom", &rule);
                });
                xml.inside("w:tcMar", &[], |xml| {
                    let gap = mm(2).to_string();
                    xml.leaf("w:bottom", &[("w:w", &gap), ("w:type", "dxa")]);
                });
                xml.set("w:vAlign", "center");
            });
            fill(xml);
        });
    };
    cell(0, &mut |xml| drawing(xml, page, emblem, "Lambang Kota"));
    cell(1, &mut |xml| {
        xml.line("KopAtas", &page.head.top);
        xml.line("KopNama", &page.head.name);
        for line in &page.head.lines {
            xml.line("KopAlamat", line);
        }
    });
    cell(2, &mut |xml| xml.line("Lambang", ""));
    xml.close("w:tr");
    xml.close("w:tbl");
}

fn lines(xml: &mut Xml, page: &LetterPage) {
    let columns = [mm(22), mm(4), line_of(page.paper) - mm(26)];
    xml.open_table(None, 0, &columns);
    let number = page.number.as_deref().unwrap_or(GAP);
    for (title, style, value) in [
        (NUMBER, "NomorSurat", number),
        (IMPORTANCE, "SifatSurat", &page.importance),
        (ENCLOSURE, "LampiranSurat", &page.enclosure),
        (SUBJECT, "HalSurat", &page.subject),
    ] {
        let label = "KeteranganSurat";
        row(
            xml,
            &columns,
            [(label, title), (label, ":"), (style, value)],
        );
    }
    xml.close("w:tbl");
}

/// A title, a colon, and what stands behind it.
pub(super) fn row(xml: &mut Xml, columns: &[i32; 3], lines: [(&str, &str); 3]) {
    xml.inside("w:tr", &[], |xml| {
        for (width, (style, line)) in columns.iter().zip(lines) {
            xml.cell(*width, |xml| xml.line(style, line));
        }
    });
}

fn addressee(xml: &mut Xml, page: &LetterPage) {
    let columns = [mm(12), line_of(page.paper) - mm(12)];
    let numbered = is_circular(page) && page.addressee.len() > 1;
    let enclosed = matches!(page.annex, Some(Annex::Recipients { .. })) && is_circular(page);
    xml.open_table(None, 0, &columns);
    xml.inside("w:tr", &[], |xml| {
        xml.cell(columns[0], |xml| xml.line("KeteranganSurat", TO));
        xml.cell(columns[1], |xml| {
            for (at, line) in page.addressee.iter().enumerate() {
                let is_last = at + 1 == page.addressee.len();
                let form = Form {
                    list: numbered.then_some((ADDRESSEES, 0)),
                    ..Form::default()
                };
                let end = if numbered && !is_last { ";" } else { "" };
                xml.paragraph("TujuanSurat", form, |xml| xml.run(&format!("{line}{end}")));
            }
            if page.addressee.is_empty() {
                xml.line("TujuanSurat", "");
            }
        });
    });
    xml.inside("w:tr", &[], |xml| {
        xml.cell(columns[0], |xml| xml.line("KeteranganSurat", ""));
        xml.cell(columns[1], |xml| {
            let more = if enclosed { LIST_ENCLOSED } else { "" };
            xml.line("TempatTujuan", &format!("di {}{more}", page.destination));
        });
    });
    xml.close("w:tbl");
}

fn title(xml: &mut Xml, page: &LetterPage) {
    xml.line("Jarak", "");
    xml.line("JudulEdaran", "SURAT EDARAN");
    let number = format!("NOMOR {} TAHUN {}", number_of(page), page.year);
    xml.line("NomorEdaran", &number);
    xml.line("NomorEdaran", "TENTANG");
    xml.line("TentangEdaran", &page.subject);
    xml.line("Jarak", "");
}
