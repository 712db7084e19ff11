use super::*;
use crate::letters::docx::read::CorrectedText;

const KIND: LetterKind = LetterKind::Reprimand1;

fn corrected(docx: &[u8]) -> CorrectedText {
    read_docx(docx).unwrap()
}

/// A paragraph without any style.
fn typed(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// Puts something before the paragraph that begins with `at`.
fn put_before(document: &str, at: &str, more: &str) -> String {
    let words = document.find(&format!(">{at}")).unwrap();
    let paragraph = document[..words].rfind("<w:p>").unwrap();
    format!("{}{more}{}", &document[..paragraph], &document[paragraph..])
}

#[test]
fn what_was_written_is_read_back() {
    for kind in LetterKind::ALL {
        for page in [sample_page(kind), hostile(kind)] {
            let read = corrected(&letter_docx(&page, None).unwrap());
            assert_eq!(read.code.as_deref(), Some(page.code.as_str()));
            assert_eq!(read.notes, [], "{kind:?}");
            let text = read.over(&before(&page));
            assert_eq!(said(&text, kind), printed(&page), "{kind:?}");
        }
    }
}

#[test]
fn a_circular_keeps_what_its_paper_does_not_show() {
    let page = sample_page(LetterKind::Circular);
    let read = corrected(&letter_docx(&page, None).unwrap());
    assert_eq!(
        (read.importance.as_ref(), read.enclosure.as_ref()),
        (None, None)
    );
    assert_eq!(read.over(&before(&page)).importance, page.importance);
}

#[test]
fn a_value_that_is_not_known_comes_back_as_dots_and_not_as_its_place() {
    let mut page = sample_page(KIND);
    page.body = vec![SetBlock::Paragraph {
        spans: vec![span(&format!("Nomor {GAP} {{{{nomor}}}}"))],
    }];
    let read = corrected(&letter_docx(&page, None).unwrap());
    assert_eq!(read.body, format!("Nomor {GAP} \\{{\\{{nomor\\}}\\}}\n"));
}

#[test]
fn paragraphs_typed_anywhere_in_the_text_come_in_their_order() {
    let docx = edited(KIND, |document| {
        let document = put_before(&document, "Menunjuk", &typed("Paling atas."));
        put_before(
            &document,
            "Berdasarkan hal",
            &typed("1. Di tengah {{kota}}."),
        )
    });
    let read = corrected(&docx);
    let at = |words: &str| {
        read.body
            .find(words)
            .unwrap_or_else(|| panic!("{}", read.body))
    };
    assert!(read.body.starts_with("Paling atas.\n\nMenunjuk"));
    assert!(at("> ") < at("\n1\\. Di tengah \\{\\{kota\\}\\}."));
    assert!(at("Di tengah") < at("Berdasarkan hal"));
    assert_eq!(read.notes, []);
}

#[test]
fn a_letter_that_lost_all_its_styles_is_still_read() {
    for kind in LetterKind::ALL {
        let page = sample_page(kind);
        let docx = edited(kind, |document| {
            let mut plain = String::new();
            for (at, piece) in document.split("<w:pStyle w:val=\"").enumerate() {
                let rest = if at == 0 {
                    piece
                } else {
                    piece.split_once("/>").unwrap().1
                };
                plain.push_str(rest);
            }
            plain
        });
        let text = corrected(&docx).over(&before(&page));
        // Headings and findings are paragraphs now; every word is there.
        let bare = |lines: Vec<String>| -> Vec<String> {
            let bare = |line: String| line.trim_start_matches(['#', '>', ' ']).to_owned();
            lines.into_iter().map(bare).collect()
        };
        assert_eq!(bare(said(&text, kind)), bare(printed(&page)), "{kind:?}");
    }
}

#[test]
fn marked_changes_are_taken_as_accepted_and_remarks_left_out() {
    let docx = edited(KIND, |document| {
        let run = |words| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        let marked = format!(
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}<w:del><w:r><w:delText>salah</w:delText>\
             </w:r></w:del><w:ins>{}</w:ins><w:commentRangeStart w:id=\"0\"/></w:p><w:p>{}<w:r>\
             <w:commentReference w:id=\"0\"/></w:r></w:p>",
            run("Dulu "),
            run("benar "),
            run("dan satu.")
        );
        put_before(&document, "Menunjuk", &marked)
    });
    let read = corrected(&docx);
    assert!(
        read.body.starts_with("Dulu benar dan satu.\n"),
        "{}",
        read.body
    );
    assert_eq!(read.notes, [DocxNote::Tracked, DocxNote::Comments]);
}

#[test]
fn what_a_letter_cannot_hold_is_left_out_and_told() {
    let docx = edited(KIND, |document| {
        let cell = |words: &str| format!("<w:tc>{}</w:tc>", typed(words));
        let table = format!(
            "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
            cell("kiri"),
            cell("kanan")
        );
        let odd = "<w:p><w:r><w:drawing/><w:t>teks</w:t><w:footnoteReference w:id=\"1\"/>\
                   <w:object/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>rahasia</w:t></w:r></w:p>";
        put_before(&document, "Menunjuk", &format!("{table}{odd}"))
    });
    let read = corrected(&docx);
    assert!(
        read.body.starts_with("kiri | kanan\n\nteks\n\n"),
        "{}",
        read.body
    );
    let told = [
        DocxNote::Tables,
        DocxNote::Pictures,
        DocxNote::Footnotes,
        DocxNote::Hidden,
        DocxNote::Objects,
    ];
    assert_eq!(read.notes, told);
}

#[test]
fn a_list_that_goes_on_behind_a_paragraph_is_told() {
    let docx = edited(KIND, |document| {
        let second = document.match_indices("w:val=\"Butir\"").nth(1).unwrap().0;
        let at = document[..second].rfind("<w:p>").unwrap();
        format!("{}{}{}", &document[..at], typed("Sela."), &document[at..])
    });
    let read = corrected(&docx);
    assert!(
        read.body.contains("\nSela.\n\n1. menyampaikan"),
        "{}",
        read.body
    );
    assert_eq!(read.notes, [DocxNote::Numbers]);
}

#[test]
fn a_field_in_two_paragraphs_is_one_again_and_a_copy_can_be_added() {
    let docx = edited(KIND, |document| {
        let more = "<w:p><w:pPr><w:pStyle w:val=\"HalSurat\"/></w:pPr><w:r><w:t>dan lagi</w:t>\
                    </w:r></w:p>";
        let document = document.replacen("Kesehatan Kantor setempat.<", "Kesehatan.<", 1);
        let end = document.find("Teguran Pertama").unwrap();
        let end = end + document[end..].find("</w:p>").unwrap() + "</w:p>".len();
        let document = format!("{}{more}{}", &document[..end], &document[end..]);
        let copy = "<w:p><w:pPr><w:pStyle w:val=\"Tembusan\"/></w:pPr><w:r><w:t>Arsip</w:t></w:r>\
                    </w:p>";
        let end = document.find("Kesehatan.<").unwrap();
        let end = end + document[end..].find("</w:p>").unwrap() + "</w:p>".len();
        format!("{}{copy}{}", &document[..end], &document[end..])
    });
    let read = corrected(&docx);
    assert!(read.subject.unwrap().ends_with("JKN dan lagi"));
    assert_eq!(read.copies.len(), 4, "{:?}", read.copies);
    assert_eq!(read.copies[2..], ["Kepala BPJS Kesehatan", "Arsip"]);
}

#[test]
fn what_is_no_letter_is_refused_with_its_reason() {
    let letter = letter_docx(&sample_page(KIND), None).unwrap();
    let with = |name: &str, bytes: &[u8]| {
        let mut parts = parts(&letter);
        parts.retain(|(known, _)| known != name);
        parts.push((name.to_owned(), bytes.to_vec()));
        packed(&parts)
    };
    let without = |name: &str| {
        let mut parts = parts(&letter);
        parts.retain(|(known, _)| known != name);
        packed(&parts)
    };
    let empty = "<w:document xmlns:w='w'><w:body/></w:document>";
    let loop_of_entities = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>";
    let deep = format!(
        "<w:document xmlns:w='w'><w:body>{}{}</w:body></w:document>",
        "<w:sdt>".repeat(5_000),
        "</w:sdt>".repeat(5_000)
    );
    let bomb = vec![b' '; 9 << 20];
    let macros = "<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled'/>\
                  </Types>";
    for (bytes, fault) in [
        (vec![0; (10 << 20) + 1], DocxFault::TooLarge),
        (b"%PDF-1.7".to_vec(), DocxFault::Kind),
        (Vec::new(), DocxFault::Kind),
        (b"\xD0\xCF\x11\xE0 old".to_vec(), DocxFault::OldOrLocked),
        (letter[..letter.len() / 2].to_vec(), DocxFault::Damaged),
        (with("word/vbaProject.bin", b"x"), DocxFault::Macros),
        (
            with("[Content_Types].xml", macros.as_bytes()),
            DocxFault::Macros,
        ),
        (with("word/document.xml", &bomb), DocxFault::Unpacks),
        (with("word/document.xml", b"<w"), DocxFault::Damaged),
        (with("word/document.xml", b"\xff\xfe"), DocxFault::Damaged),
        (
            with("word/document.xml", loop_of_entities.as_bytes()),
            DocxFault::Damaged,
        ),
        (
            with("word/document.xml", deep.as_bytes()),
            DocxFault::Damaged,
        ),
        (
            with("word/document.xml", empty.as_bytes()),
            DocxFault::NoText,
        ),
        (without("word/document.xml"), DocxFault::Kind),
        (without("[Content_Types].xml"), DocxFault::Kind),
        (without("_rels/.rels"), DocxFault::Kind),
    ] {
        assert_eq!(read_docx(&bytes).unwrap_err(), fault);
    }
}

#[test]
fn an_archive_of_thousands_of_parts_is_not_read() {
    let mut parts = parts(&letter_docx(&sample_page(KIND), None).unwrap());
    parts.extend((0..2_000).map(|at| (format!("word/{at}.xml"), Vec::new())));
    assert_eq!(read_docx(&packed(&parts)).unwrap_err(), DocxFault::Unpacks);
}

#[test]
fn a_template_from_elsewhere_is_never_asked_for() {
    // The relation is there and nothing follows it: the text is read as ever.
    let mut parts = parts(&letter_docx(&sample_page(KIND), None).unwrap());
    let remote = "<Relationships><Relationship Id='a' Type='x/attachedTemplate' \
                  TargetMode='External' Target='http://127.0.0.1:9/a.dotm'/></Relationships>";
    let name = "word/_rels/settings.xml.rels".to_owned();
    parts.push((name, remote.as_bytes().to_vec()));
    assert_eq!(corrected(&packed(&parts)).notes, []);
}

#[test]
fn random_damage_never_breaks_the_reading() {
    use rand_chacha::{
        ChaCha8Rng,
        rand_core::{RngCore, SeedableRng},
    };
    let letter = letter_docx(&sample_page(KIND), None).unwrap();
    let mut random = ChaCha8Rng::seed_from_u64(6);
    for _ in 0..300 {
        let mut damaged = letter.clone();
        for _ in 0..8 {
            let at = usize::try_from(random.next_u32()).unwrap() % damaged.len();
            damaged[at] = random.next_u32().to_le_bytes()[0];
        }
        // Whatever comes out, it comes without a panic.
        let _outcome = read_docx(&damaged);
    }
}

/// Letters of this program that another office program opened and saved: it renames what it likes.
#[test]
fn what_libreoffice_saved_is_read_as_it_was_written() {
    let circular = include_bytes!("../../../../tests/fixtures/letters/libreoffice-circular.docx");
    let reprimand =
        include_bytes!("../../../../tests/fixtures/letters/libreoffice-reprimand_1.docx");
    let odd = include_bytes!("../../../../tests/fixtures/letters/libreoffice-hostile.docx");
    let read = corrected(circular);
    assert_eq!(read.notes, []);
    assert_eq!(read.code.as_deref(), Some("7K2M9-QXA4T"));
    assert_eq!(read.importance, None);
    assert_eq!(read.addressee.as_ref().map(Vec::len), Some(3));
    assert_eq!(read.destination.as_deref(), Some("Kota Bontang"));
    assert!(
        read.body
            .starts_with("# Latar Belakang\n\nCakupan kepesertaan JKN")
    );
    assert!(
        read.body
            .contains("\n\n# Maksud dan Tujuan\n\n1. Maksud: menjadi")
    );
    assert!(read.body.ends_with(
        "# Penutup\n\nSurat Edaran ini berlaku sejak tanggal ditetapkan. \
                                 Demikian untuk dilaksanakan sebagaimana mestinya.\n"
    ));
    assert_eq!(read.copies[1], "Ketua DPRD Kota Bontang");

    let read = corrected(reprimand);
    assert_eq!(read.notes, []);
    assert_eq!(read.importance.as_deref(), Some("Penting"));
    assert_eq!(read.enclosure.as_deref(), Some("1 (satu) berkas"));
    assert!(read.body.contains("\n\n> Berdasarkan data"));
    assert!(read.body.contains("\n1. mendaftarkan perusahaan"));
    assert_eq!(read.copies.len(), 3);

    let read = corrected(odd);
    let page = hostile(LetterKind::Referral);
    assert_eq!(read.notes, []);
    let text = read.over(&before(&page));
    assert_eq!(said(&text, LetterKind::Referral), printed(&page));
}
