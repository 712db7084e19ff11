//! The text, who signs it, and who gets a copy.

use super::{
    COPIES, is_circular,
    xml::{Form, Xml},
};
use crate::domain::letter::{GAP, LetterPage, SetBlock, SetSpan};

/// Lists of the body have numbers from here on; those below stand in
/// config/letters/docx/numbering.xml.
pub(super) const FIRST_LIST: u32 = 5;
const HEADINGS: u32 = 2;
const COPIES_LIST: u32 = 3;

/// Names of the bookmarks; they begin a part even where its styles are gone.
pub(super) const BODY_MARK: &str = "patuh_isi";
pub(super) const SIGNATURE_MARK: &str = "patuh_tanda_tangan";
pub(super) const COPIES_MARK: &str = "patuh_tembusan";
pub(super) const ANNEX_MARK: &str = "patuh_lampiran";

/// Writes them; how many lists the body has.
pub(super) fn write(xml: &mut Xml, page: &LetterPage) -> u32 {
    let mut lists = 0;
    let mut mark = Some((1, BODY_MARK));
    for (at, block) in page.body.iter().enumerate() {
        // A signature never stands on a page without words above it.
        let is_last = at + 1 == page.body.len();
        let mut writing = Writing {
            xml,
            mark: mark.take(),
        };
        match block {
            SetBlock::Heading { spans } => {
                let list = is_circular(page).then_some((HEADINGS, 0));
                writing.put("JudulBagian", list, true, spans);
            }
            SetBlock::Paragraph { spans } => writing.put("IsiSurat", None, is_last, spans),
            SetBlock::Finding { spans } => writing.put("UraianKasus", None, is_last, spans),
            SetBlock::List { items } => {
                let list = FIRST_LIST + lists;
                lists += 1;
                for (at, item) in items.iter().enumerate() {
                    let ends = is_last && at + 1 == items.len();
                    let alone = ends && item.under.is_empty();
                    writing.put("Butir", Some((list, 0)), alone, &item.spans);
                    for (at, spans) in item.under.iter().enumerate() {
                        let closes = ends && at + 1 == item.under.len();
                        writing.put("Rincian", Some((list, 1)), closes, spans);
                    }
                }
            }
        }
    }
    signature(xml, page);
    copies(xml, page);
    lists
}

struct Writing<'a> {
    xml: &'a mut Xml,
    mark: Option<(u32, &'static str)>,
}

impl Writing<'_> {
    fn put(&mut self, style: &str, list: Option<(u32, u8)>, keep_next: bool, spans: &[SetSpan]) {
        let form = Form {
            keep_next: keep_next.then_some(true),
            list,
            ..Form::default()
        };
        let mark = self.mark.take();
        self.xml.paragraph(style, form, |xml| {
            if let Some((id, name)) = mark {
                bookmark(xml, id, name);
            }
            for span in spans {
                xml.words(&span.text, span.bold);
            }
        });
    }
}

/// A mark at a place.
pub(super) fn bookmark(xml: &mut Xml, id: u32, name: &str) {
    let id = id.to_string();
    xml.leaf("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
    xml.leaf("w:bookmarkEnd", &[("w:id", &id)]);
}

fn signature(xml: &mut Xml, page: &LetterPage) {
    let signed = &page.signature;
    let keep = Form {
        keep_next: Some(true),
        ..Form::default()
    };
    xml.paragraph("Jarak", keep, |xml| bookmark(xml, 2, SIGNATURE_MARK));
    for line in &signed.title {
        xml.line("TandaTangan", line);
    }
    let room = Form {
        framed: page.draft,
        ..Form::default()
    };
    xml.paragraph("RuangTandaTangan", room, |xml| xml.run("${ttd}"));
    let name = signed.name.as_deref().unwrap_or(GAP);
    let mut lines = vec![("NamaPenandaTangan", name.to_owned())];
    lines.extend(signed.rank.iter().map(|rank| ("TandaTangan", rank.clone())));
    let nip = signed.nip.iter();
    lines.extend(nip.map(|nip| ("TandaTangan", format!("NIP {nip}"))));
    let last = lines.len() - 1;
    for (at, (style, line)) in lines.iter().enumerate() {
        let form = Form {
            keep_next: (at == last).then_some(false),
            ..Form::default()
        };
        xml.paragraph(style, form, |xml| xml.run(line));
    }
}

fn copies(xml: &mut Xml, page: &LetterPage) {
    if page.copies.is_empty() {
        return;
    }
    xml.paragraph("JudulTembusan", Form::default(), |xml| {
        bookmark(xml, 3, COPIES_MARK);
        xml.run(COPIES);
    });
    for (at, copy) in page.copies.iter().enumerate() {
        let is_last = at + 1 == page.copies.len();
        let form = Form {
            keep_next: Some(!is_last),
            list: Some((COPIES_LIST, 0)),
            ..Form::default()
        };
        let end = if is_last { "." } else { ";" };
        xml.paragraph("Tembusan", form, |xml| xml.run(&format!("{copy}{end}")));
    }
}
