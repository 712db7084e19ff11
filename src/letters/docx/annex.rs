//! Pages behind the letter.

use super::{
    author_of,
    body::{ANNEX_MARK, bookmark},
    head::{day_of, number_of, row},
    is_circular, line_of, mm,
    xml::{Form, Xml},
};
use crate::domain::{
    letter::{Annex, AnnexFigure, GAP, LetterPage},
    words::group_thousands,
};

pub(super) fn write(xml: &mut Xml, page: &LetterPage) {
    let Some(annex) = &page.annex else {
        return;
    };
    head(xml, page);
    match annex {
        Annex::Recipients { lines, count } => recipients(xml, page, lines, *count),
        Annex::Figures {
            firm,
            code,
            facts,
            figures,
            history,
        } => {
            xml.line("JudulLampiran", "KETERANGAN BADAN USAHA");
            let named = [("Badan usaha", firm), ("Kode kasus", code)];
            let named = named.map(|(what, value)| (what.to_owned(), value.clone()));
            known(xml, page, named.iter().chain(facts));
            if !figures.is_empty() {
                xml.line("SubjudulLampiran", "Jumlah menurut data");
                counts(xml, page, figures);
            }
            if !history.is_empty() {
                xml.line("SubjudulLampiran", "Riwayat pemberitahuan");
                notices(xml, page, history);
            }
            let note = "Lampiran ini memuat jumlah saja, tanpa data pribadi pekerja.";
            xml.line("TeksLampiran", note);
        }
    }
}

fn head(xml: &mut Xml, page: &LetterPage) {
    let form = Form {
        new_page: true,
        ..Form::default()
    };
    let author = author_of(page).to_uppercase();
    let title = if is_circular(page) {
        format!("LAMPIRAN SURAT EDARAN {author}")
    } else {
        format!("LAMPIRAN SURAT {author}")
    };
    xml.paragraph("KepalaLampiran", form, |xml| {
        bookmark(xml, 4, ANNEX_MARK);
        xml.run(&title);
    });
    if is_circular(page) {
        let number = format!("NOMOR {} TAHUN {}", number_of(page), page.year);
        xml.line("KepalaLampiran", &number);
        return;
    }
    let indent = mm(74);
    let columns = [mm(20), mm(4), line_of(page.paper) - indent - mm(24)];
    xml.open_table(None, indent, &columns);
    let number = page.number.as_deref().unwrap_or(GAP);
    let day = day_of(page);
    for (title, value) in [("Nomor", number), ("Tanggal", &*day)] {
        row(
            xml,
            &columns,
            [title, ":", value].map(|line| ("SelTabel", line)),
        );
    }
    xml.close("w:tbl");
}

fn recipients(xml: &mut Xml, page: &LetterPage, lines: &[(String, String)], count: u64) {
    let what = if is_circular(page) {
        "DAFTAR PENERIMA SURAT EDARAN"
    } else {
        "DAFTAR PENERIMA SURAT"
    };
    xml.line("JudulLampiran", what);
    let count = group_thousands(count);
    if lines.is_empty() {
        let said = format!(
            "Surat ini disampaikan kepada {count} badan usaha. Daftarnya disimpan sebagai berkas \
             tersendiri dan menjadi bagian tidak terpisahkan dari lampiran ini."
        );
        xml.line("TeksLampiran", &said);
        return;
    }
    let line = line_of(page.paper);
    let widths = [mm(14), line - mm(14) - mm(52), mm(52)];
    ruled(
        xml,
        &widths,
        Some(&["No.", "Nama badan usaha", "Kelurahan"]),
        |xml| {
            for (at, (name, place)) in lines.iter().enumerate() {
                cells(xml, &widths, &[&numbered(at), name, place], false);
            }
        },
    );
    xml.line("TeksLampiran", &format!("Jumlah: {count} badan usaha."));
}

fn known<'a>(xml: &mut Xml, page: &LetterPage, facts: impl Iterator<Item = &'a (String, String)>) {
    let widths = [mm(55), line_of(page.paper) - mm(55)];
    let titles = ["Keterangan", "Isi"];
    ruled(xml, &widths, Some(&titles), |xml| {
        for (what, value) in facts {
            cells(xml, &widths, &[what, value], false);
        }
    });
}

fn counts(xml: &mut Xml, page: &LetterPage, figures: &[AnnexFigure]) {
    let left = line_of(page.paper) - mm(14 + 20 + 45 + 30);
    let widths = [mm(14), left, mm(20), mm(45), mm(30)];
    let titles = ["No.", "Uraian", "Jumlah", "Sumber", "Per tanggal"];
    ruled(xml, &widths, Some(&titles), |xml| {
        for (at, one) in figures.iter().enumerate() {
            let values = [&numbered(at), &one.what, &one.value, &one.source, &one.on];
            cells(xml, &widths, &values.map(String::as_str), false);
        }
    });
}

fn notices(xml: &mut Xml, page: &LetterPage, history: &[(String, String)]) {
    let left = line_of(page.paper) - mm(14 + 64);
    let widths = [mm(14), mm(64), left];
    ruled(
        xml,
        &widths,
        Some(&["No.", "Pemberitahuan", "Keterangan"]),
        |xml| {
            for (at, (what, said)) in history.iter().enumerate() {
                cells(xml, &widths, &[&numbered(at), what, said], false);
            }
        },
    );
}

fn numbered(at: usize) -> String {
    format!("{}.", at + 1)
}

/// A table with lines; its titles come again on every page.
fn ruled(xml: &mut Xml, widths: &[i32], titles: Option<&[&str]>, rows: impl FnOnce(&mut Xml)) {
    xml.open_table(Some("TabelLampiran"), 0, widths);
    if let Some(titles) = titles {
        cells(xml, widths, titles, true);
    }
    rows(xml);
    xml.close("w:tbl");
}

fn cells(xml: &mut Xml, widths: &[i32], values: &[&str], is_title: bool) {
    xml.inside("w:tr", &[], |xml| {
        xml.inside("w:trPr", &[], |xml| {
            xml.leaf("w:cantSplit", &[]);
            if is_title {
                xml.leaf("w:tblHeader", &[]);
            }
        });
        for (value, width) in values.iter().zip(widths) {
            xml.cell(*width, |xml| {
                xml.paragraph("SelTabel", Form::default(), |xml| {
                    xml.words(value, is_title);
                });
            });
        }
    });
}
