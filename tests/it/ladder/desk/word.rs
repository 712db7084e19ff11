//! A letter that an office finishes in Word comes back as its next version.

use patuh::{services::SavedText, store::TextOrigin};

use super::{Office, code, with_body};

#[tokio::test]
async fn a_letter_corrected_in_word_becomes_its_next_version() {
    let (o, id) = Office::drafted().await;
    let services = &o.p.services;
    let (name, docx) = services.letter_as_docx(id).await.unwrap();
    assert_eq!(name.rsplit('.').next(), Some("docx"));
    let read = services.read_corrected(id, docx).await.unwrap();
    let before = services.try_letter_text(id, &o.text(id).await).await;
    let after = services.try_letter_text(id, &read.text).await;
    let (before, after) = (before.unwrap().unwrap(), after.unwrap().unwrap());
    assert_eq!(before.words(), after.words(), "nothing is lost on the way");
    let corrected = with_body(&read.text, "Kami menunggu kabar Saudara.");
    let kept = (corrected, TextOrigin::Docx);
    let saved = services.save_letter_text((id, 1), kept, o.rina).await;
    assert_eq!(saved.unwrap(), SavedText::Saved(2));
    o.submit(id, 2).await;
    assert_eq!(o.assent(id, 2, o.tono).await, Ok(()));
}

#[tokio::test]
async fn what_is_no_letter_of_ours_is_refused_with_its_reason() {
    let (o, id) = Office::drafted().await;
    let services = &o.p.services;
    let refused = services.read_corrected(id, b"%PDF-1.7".to_vec()).await;
    assert_eq!(code(&refused.unwrap_err()), "docx_kind");
}
