//! What every kind of mail says, in both languages.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::super::{
    samples::samples_of,
    template::{clean, fill, is_odd, of_sheet, wordings},
    *,
};
use crate::domain::{
    mailing::{Fault, MailKind, Part},
    tongue::Tongue,
};

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::embedded().unwrap());

fn rendered((kind, tongue): Wording) -> Vec<Rendered> {
    let sheet = Sheet::shipped(kind, tongue);
    Templates::try_out((kind, tongue), &sheet).unwrap_or_else(|wrong| {
        panic!("{}/{}: {wrong:#?}", kind.code(), tongue.code());
    })
}

#[test]
fn every_mail_reads_like_this() {
    for (kind, tongue) in wordings() {
        let mails: Vec<String> = rendered((kind, tongue))
            .iter()
            .map(|mail| format!("{}\n\n{}", mail.subject, mail.text))
            .collect();
        let name = format!("{}_{}", kind.code(), tongue.code());
        insta::assert_snapshot!(name, mails.join("\n=====\n\n"));
    }
}

#[test]
fn every_mail_passes_what_edited_ones_must_pass() {
    for wording in wordings() {
        let mails = rendered(wording);
        assert_eq!(mails.len(), 2);
        for (mail, sample) in mails.iter().zip(samples_of(wording.0, wording.1)) {
            let is_sample = sample.values["sample"] == true;
            for said in [&mail.text, &mail.html] {
                assert_eq!(said.contains("CONTOH"), is_sample);
            }
            let html = format!("<html lang=\"{}\"", wording.1.code());
            assert!(mail.html.contains(&html));
            assert!(mail.html.contains("prefers-color-scheme: dark"));
            assert!(!mail.text.contains("\n\n\n"), "{}", mail.text);
        }
    }
}

#[test]
fn nothing_is_linked_that_is_not_there() {
    for wording in wordings().filter(|(kind, _)| kind.is_to_firms()) {
        for (mail, sample) in rendered(wording)
            .iter()
            .zip(samples_of(wording.0, wording.1))
        {
            let links = ["answer_url", "confirm_url", "reader_url"];
            let has_page = links.iter().any(|link| sample.values[*link].is_string());
            assert_eq!(said(&mail.html).contains("https://"), has_page);
            assert_eq!(mail.text.contains("https://"), has_page);
        }
    }
}

fn appeal() -> Appeal {
    Appeal::samples(Tongue::Indonesian).remove(0)
}

#[test]
fn a_value_can_not_inject_markup() {
    let mut appeal = appeal();
    appeal.firm_name =
        "</mj-text><script>x</script>{{ case_codes }}&<mj-image src=\"http://a.example\"/>".into();
    let mail = TEMPLATES.render(&appeal, Tongue::Indonesian).unwrap();
    assert!(!mail.html.contains("<script"));
    assert!(!mail.html.contains("<img"));
    assert!(mail.html.contains("{{ case_codes }}&amp;&lt;mj-image"));
    assert!(mail.text.contains(&appeal.firm_name));
}

/// Names as badly as they can be written.
fn hostile_name() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "\\PC{1,40}",
        1 => prop::sample::select(vec![
            "{{ contact_phone }}", "{% for x in y %}", "{# ", "<script>alert(1)</script>",
            "</mj-text>", "</mj-section></mj-body>", "<mj-include path=\"x\"/>", "\r\nBcc: a@b.example",
            "\u{202e}", "\u{2066}", "\u{2028}", "\0", "\"", "'", "&amp;", "<!--", "-->", "]]>",
            "<![endif]-->", "%", "\\", "url(//a.example)", "@import", "<img src=//a.example>",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..12)
        .prop_map(|pieces| pieces.concat().chars().take(300).collect())
}

/// What is between the elements of the HTML, with its references resolved.
fn said(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#x2f;", "/")
        .replace("&amp;", "&")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_a_firm_is_called_is_said_as_text(name in hostile_name()) {
        for tongue in Tongue::ALL {
            let mut appeal = Appeal::samples(tongue).remove(0);
            appeal.firm_name.clone_from(&name);
            let name = name.replace(is_odd, " ");
            let plain = TEMPLATES.render(&Appeal::samples(tongue).remove(0), tongue).unwrap();
            let mail = TEMPLATES.render(&appeal, tongue).unwrap();
            prop_assert!(mail.text.contains(&name));
            // Its elements are those of a mail to anybody else.
            let elements = |html: &str| html.matches('<').count();
            prop_assert_eq!(elements(&mail.html), elements(&plain.html));
            prop_assert!(said(&mail.html).contains(&name));
            prop_assert_eq!(mail.subject, plain.subject);
            // Nothing but the name differs.
            let expected = plain.text.replacen("CV Contoh Sentosa", &name, 1);
            prop_assert_eq!(mail.text, expected);
        }
    }

    #[test]
    fn a_subject_is_one_line_whatever_stands_in_it(name in hostile_name()) {
        let sheet = Sheet {
            subject: "Imbauan untuk {{ firm_name }}".to_owned(),
            ..Sheet::shipped(MailKind::Appeal, Tongue::Indonesian)
        };
        let wording = (MailKind::Appeal, Tongue::Indonesian);
        let mut appeal = appeal();
        appeal.firm_name = name;
        let mail = fill(&of_sheet(wording, &sheet).unwrap(), wording, &clean(&appeal)).unwrap();
        prop_assert!(!mail.subject.contains(is_odd));
    }
}

/// What is said of an edited appeal.
fn wrong(edit: impl Fn(&mut Sheet)) -> Vec<BadWording> {
    let mut sheet = Sheet::shipped(MailKind::Appeal, Tongue::Indonesian);
    edit(&mut sheet);
    Templates::try_out((MailKind::Appeal, Tongue::Indonesian), &sheet).unwrap_err()
}

#[test]
fn a_fault_is_told_with_its_file_its_line_and_the_unknown_name() {
    let found = wrong(|sheet| sheet.text = sheet.text.replace("city_name", "nama_kota"));
    let [
        BadWording {
            part: Part::Text,
            line: Some(line),
            what: Wrong::Unknown(name),
        },
    ] = &found[..]
    else {
        panic!("{found:?}");
    };
    assert_eq!(name, "nama_kota");
    let shipped = Sheet::shipped(MailKind::Appeal, Tongue::Indonesian).text;
    assert!(shipped.lines().nth(line - 1).unwrap().contains("city_name"));

    let found =
        wrong(|sheet| sheet.markup = sheet.markup.replace("finding.statement", "finding.x"));
    let unknown = |bad: &BadWording| match &bad.what {
        Wrong::Unknown(name) => name.contains("finding") && bad.part == Part::Markup,
        _ => false,
    };
    assert!(found.iter().all(unknown), "{found:?}");

    let found = wrong(|sheet| sheet.subject = "Imbauan {{ case_codes".to_owned());
    assert!(
        matches!(
            &found[..],
            [BadWording {
                part: Part::Subject,
                line: Some(1),
                what: Wrong::Broken(_)
            }]
        ),
        "{found:?}"
    );
    let found =
        wrong(|sheet| sheet.markup = "<mjml><mj-body><mj-section></mj-body></mjml>".to_owned());
    assert!(matches!(found[0].what, Wrong::Markup(_)), "{found:?}");
}

#[test]
fn an_edited_subject_names_no_figure() {
    for (subject, what) in [
        (
            "{{ working_days }} hari",
            Wrong::NotInSubject("working_days".to_owned()),
        ),
        (
            "{{ due_on_words }}",
            Wrong::NotInSubject("due_on_words".to_owned()),
        ),
        ("42 pekerja", Wrong::Guard(Fault::Figure)),
        ("{{ 6 * 7 }} pekerja", Wrong::Guard(Fault::Figure)),
        ("{# apa #}", Wrong::Guard(Fault::Empty)),
    ] {
        let found = wrong(|sheet| sheet.subject = subject.to_owned());
        let found: Vec<_> = found.into_iter().map(|bad| bad.what).collect();
        assert_eq!(found, [what], "{subject}");
    }
}

#[test]
fn an_edited_text_keeps_what_makes_it_a_notice() {
    let found = wrong(|sheet| sheet.text = "Halo.".to_owned());
    let lost: Vec<&str> = found
        .iter()
        .filter_map(|bad| match bad.what {
            Wrong::Guard(Fault::Lost(name)) => Some(name),
            _ => None,
        })
        .collect();
    for name in [
        "due_on_words",
        "contact_phone",
        "verify_phone",
        "case_codes",
        "answer_url",
    ] {
        assert!(lost.contains(&name), "{name} in {lost:?}");
    }
    assert!(
        found
            .iter()
            .any(|bad| matches!(bad.what, Wrong::Guard(Fault::NoPromise(_))))
    );
}

#[test]
fn a_wording_that_never_ends_or_goes_too_deep_is_refused() {
    let found = wrong(|sheet| {
        sheet.text =
            "{% for x in range(10000) %}{% for y in range(10000) %}a{% endfor %}{% endfor %}"
                .to_owned();
    });
    assert!(matches!(found[0].what, Wrong::Broken(_)), "{found:?}");
    let found = wrong(|sheet| {
        sheet.markup = sheet.markup.replacen("<h2>", &"<div>".repeat(5_000), 1);
    });
    assert_eq!(found[0].what, Wrong::Deep);
    let found = wrong(|sheet| sheet.text = "a".repeat(20_001));
    assert_eq!(found[0].what, Wrong::Guard(Fault::Long(20_000)));
}

#[test]
fn a_process_holds_what_was_edited_and_falls_back_to_what_was_shipped() {
    let templates = Templates::embedded().unwrap();
    let wording = (MailKind::Appeal, Tongue::Indonesian);
    let mut sheet = Sheet::shipped(wording.0, wording.1);
    sheet.subject = "[{{ office_short_name }}] Imbauan baru".to_owned();
    assert_eq!(templates.hold("1".to_owned(), &[(wording, sheet)]), []);
    assert!(templates.holds("1") && !templates.holds(""));
    let subject = |templates: &Templates| templates.render(&appeal(), wording.1).unwrap().subject;
    assert_eq!(subject(&templates), "[Disnaker Kota Bontang] Imbauan baru");
    // An older program's wording that names what is gone.
    let unfit = Sheet {
        subject: "{{ dulu_ada }}".to_owned(),
        ..Sheet::shipped(wording.0, wording.1)
    };
    assert_eq!(
        templates.hold("2".to_owned(), &[(wording, unfit)]),
        [wording]
    );
    assert!(subject(&templates).contains("Imbauan kepesertaan JKN"));
}
