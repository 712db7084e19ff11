//! What is caught in a wording, and what isn't.

use super::*;
use crate::tongue::Tongue;

const PROMISE: &str = "Pemerintah Kota tidak pernah meminta NIK, kata sandi e-Dabu, atau \
    pembayaran melalui pos-el ini.";

fn kept() -> Vec<Kept> {
    let kept = |variable, value: &str| Kept {
        variable,
        value: value.to_owned(),
    };
    vec![
        kept("due_on_words", "Rabu, 25 Februari 2026"),
        kept("contact_name", "Bidang A & B"),
    ]
}

fn faults_of(subject: &str, text: &str, html: &str) -> Vec<(Part, Fault)> {
    objections(&Seen {
        kind: MailKind::Appeal,
        tongue: Tongue::Indonesian,
        subject,
        text,
        html,
        markup: html,
        kept: &kept(),
    })
}

fn sound() -> (String, String) {
    let text = format!("Paling lambat Rabu,\n25 Februari 2026. Bidang A & B.\n{PROMISE}");
    let html = format!(
        "<html><head><meta http-equiv=\"Content-Type\" content=\"x\"><title>x</title><style>p \
         {{ color: red }}</style></head><body><!--[if mso]><table><![endif]--><p>Paling lambat \
         <b>Rabu, 25&nbsp;Februari 2026</b>. Bidang A &amp; B, <a href='mailto:a@b.example'>tulis\
         </a>.</p><p>{PROMISE}</p></body></html>"
    );
    (text, html)
}

#[test]
fn a_wording_that_keeps_everything_is_not_objected_to() {
    let (text, html) = sound();
    assert_eq!(faults_of("[Disnaker] Imbauan K-", &text, &html), []);
}

#[test]
fn what_is_lost_is_named_with_its_part() {
    let (text, html) = sound();
    let short = text.replace("Bidang A & B", "kami");
    assert_eq!(
        faults_of("Imbauan", &short, &html),
        [(Part::Text, Fault::Lost("contact_name"))]
    );
    // A comment or a style is not said.
    let hidden = html.replace(
        "Rabu, 25&nbsp;Februari 2026",
        "<!-- Rabu, 25 Februari 2026 -->",
    );
    assert_eq!(
        faults_of("Imbauan", &text, &hidden),
        [(Part::Markup, Fault::Lost("due_on_words"))]
    );
    let trusting = html.replace("tidak pernah meminta", "dapat meminta");
    let [(Part::Markup, Fault::NoPromise(promise))] = &faults_of("Imbauan", &text, &trusting)[..]
    else {
        panic!("the promise was missed");
    };
    assert!(PROMISE.contains(promise));
}

#[test]
fn a_subject_says_no_figure_and_something() {
    let (text, html) = sound();
    for (subject, fault) in [
        ("42 pekerja belum terdaftar", Fault::Figure),
        ("Tunggakan Rp٣", Fault::Figure),
        (" ", Fault::Empty),
    ] {
        assert_eq!(
            faults_of(subject, &text, &html),
            [(Part::Subject, fault)],
            "{subject}"
        );
    }
    let long = "a".repeat(151);
    assert_eq!(
        faults_of(&long, &text, &html),
        [(Part::Subject, Fault::Long(150))]
    );
}

#[test]
fn what_the_city_can_not_do_is_not_claimed() {
    let (text, html) = sound();
    for claim in [
        "Ini TEGURAN  tertulis\npertama sebagaimana PP 86/2013.",
        "Saudara dapat dikenai denda.",
        "Kami dapat mencabut izin usaha.",
        "We will fine you.",
    ] {
        let said = format!("{text} {claim}");
        let [(Part::Text, Fault::Claims(_))] = &faults_of("Imbauan", &said, &html)[..] else {
            panic!("missed: {claim}");
        };
    }
}

#[test]
fn nothing_is_loaded_run_or_asked_for() {
    let (text, html) = sound();
    for bad in [
        "<img src=\"https://a.example/x.gif\">",
        "<IMG SRC=//a.example/x>",
        "<img srcset='x 2x' src='data:image/png;base64,AA'>",
        "<table background=\"http://a.example/x\">",
        "<p style=\"background:url('//a.example/x')\">",
        "<style>@import 'x'</style>",
        "<link rel=stylesheet href=https://a.example/x>",
        "<a href=\"javascript:x()\">",
        "<a href=\"&#106;avascript:x()\">",
        "<p onclick=\"x()\">",
        "<script>x</script>",
        "<!--[if mso]><v:rect><v:fill src='https://a.example/x'/></v:rect><![endif]-->",
        "<meta http-equiv=refresh content='0; url=x'>",
        "<form><input></form>",
    ] {
        let found = faults_of("Imbauan", &text, &format!("{html}{bad}"));
        assert!(
            matches!(found[..], [(Part::Markup, Fault::Loads(_))]),
            "{bad}: {found:?}"
        );
    }
    let fine = "<img src=\"data:image/png;base64,AA\"><a href=\"https://kota.example/r/x\">";
    assert_eq!(faults_of("Imbauan", &text, &format!("{html}{fine}")), []);
}
