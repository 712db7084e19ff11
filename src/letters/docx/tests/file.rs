use super::*;

fn part(docx: &[u8], name: &str) -> String {
    let all = parts(docx);
    let found = all.into_iter().find(|(known, _)| known == name);
    String::from_utf8(found.unwrap().1).unwrap()
}

#[test]
fn the_same_letter_is_the_same_file() {
    for kind in LetterKind::ALL {
        let page = sample_page(kind);
        let once = letter_docx(&page, None).unwrap();
        assert_eq!(once, letter_docx(&page, None).unwrap(), "{kind:?}");
    }
}

#[test]
fn every_part_is_well_formed_and_named_with_its_kind() {
    for kind in LetterKind::ALL {
        let docx = letter_docx(&hostile(kind), None).unwrap();
        let types = part(&docx, "[Content_Types].xml");
        for (name, bytes) in parts(&docx) {
            if name.contains("/media/") {
                assert!(bytes.starts_with(b"\x89PNG"), "{name}");
                continue;
            }
            let text = str::from_utf8(&bytes).unwrap();
            roxmltree::Document::parse(text).unwrap_or_else(|why| panic!("{name}: {why}\n{text}"));
            let known = name.contains("_rels/")
                || name.starts_with('[')
                || types.contains(&format!("\"/{name}\""));
            assert!(known, "{name}");
        }
    }
}

#[test]
fn every_style_and_picture_that_is_used_is_there() {
    for kind in LetterKind::ALL {
        let docx = letter_docx(&sample_page(kind), None).unwrap();
        let styles = part(&docx, "word/styles.xml");
        for name in ["document", "header1", "header2", "footer1", "footer2"] {
            let text = part(&docx, &format!("word/{name}.xml"));
            for used in text.split("w:pStyle w:val=\"").skip(1) {
                let (id, _) = used.split_once('"').unwrap();
                let known = styles.contains(&format!("w:styleId=\"{id}\""));
                assert!(known, "{name} uses {id}");
            }
            if text.contains("r:embed") {
                let relations = part(&docx, &format!("word/_rels/{name}.xml.rels"));
                assert!(relations.contains("media/"), "{name}");
            }
        }
        assert!(!styles.contains('{'), "a value is missing: {styles}");
    }
}

#[test]
fn sheet_language_title_and_code_are_the_letters() {
    let mut page = sample_page(LetterKind::Appeal);
    let sheet = |page: &LetterPage| part(&letter_docx(page, None).unwrap(), "word/document.xml");
    assert!(sheet(&page).contains("<w:pgSz w:w=\"12189\" w:h=\"18709\"/>"));
    page.paper = Paper::A4;
    assert!(sheet(&page).contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
    let docx = letter_docx(&page, None).unwrap();
    assert!(part(&docx, "word/styles.xml").contains("w:lang w:val=\"id-ID\""));
    let core = part(&docx, "docProps/core.xml");
    assert!(
        core.contains(&format!("<dc:title>{}", page.subject)),
        "{core}"
    );
    assert!(part(&docx, "docProps/custom.xml").contains(&page.code));
    assert!(part(&docx, "word/footer1.xml").contains(&page.code));
}

#[test]
fn only_what_is_not_signed_or_made_up_says_so_across_the_page() {
    let mut page = sample_page(LetterKind::Reprimand1);
    for (draft, sample) in [(true, true), (true, false), (false, true), (false, false)] {
        (page.draft, page.sample) = (draft, sample);
        let docx = letter_docx(&page, None).unwrap();
        for name in ["word/header1.xml", "word/header2.xml"] {
            let header = part(&docx, name);
            assert_eq!(header.contains("string=\"KONSEP\""), draft);
            assert_eq!(header.contains("string=\"CONTOH\""), sample);
        }
    }
}

#[test]
fn a_table_of_the_annex_has_a_header_row_and_each_list_begins_with_one() {
    let docx = letter_docx(&hostile(LetterKind::Referral), None).unwrap();
    assert!(part(&docx, "word/document.xml").contains("<w:tblHeader/>"));
    let restarts = part(&docx, "word/numbering.xml")
        .matches("startOverride")
        .count();
    assert_eq!(restarts, HOSTILE.len());
}

#[test]
fn a_character_that_no_file_can_hold_is_named() {
    let mut page = sample_page(LetterKind::Appeal);
    page.subject.push('\u{1}');
    let fault = letter_docx(&page, None).unwrap_err();
    assert_eq!(fault.to_string(), "the letter's font has no U+0001");
}

#[test]
fn the_mayors_head_has_no_rule_and_an_offices_has_one() {
    for kind in LetterKind::ALL {
        let page = sample_page(kind);
        let document = part(&letter_docx(&page, None).unwrap(), "word/document.xml");
        let is_office = page.head.kind == HeadKind::Office;
        assert_eq!(document.contains("thickThin"), is_office, "{kind:?}");
    }
}
