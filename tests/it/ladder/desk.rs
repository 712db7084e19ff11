//! A reprimand from its draft to its approval, and everything that stops it on the way.

mod word;

use std::sync::Arc;

use patuh::{
    domain::{
        ids::{LetterId, OfficerId},
        ladder::Stage,
        letter::{
            AuthorityRule, LetterKind, LetterMove, LetterState, LetterText, MarkupFault,
            Placeholder, SetBlock, TextFault, TextPart,
        },
        role::Role,
    },
    services::{City, Outcome, Reach, Rehearsal, SavedText, ServiceError, Services, Unfit},
    store::{Letter, TextOrigin},
};

use super::{LATER, Office, PARTICIPANTS, code};
use crate::support::day;

impl Office {
    /// The same on 9 April, when the first reprimand may be drafted.
    async fn ready() -> Self {
        let o = Self::appealed().await;
        let appealed = o.contoh().await;
        o.news(PARTICIPANTS, day(2026, 4, 9)).await;
        assert_eq!(o.received(&appealed, day(2026, 3, 17)).await, Ok(()));
        assert_eq!(o.approve(o.tono).await, Ok(1));
        o
    }

    /// The same with the draft of the first reprimand.
    pub(super) async fn drafted() -> (Self, LetterId) {
        let o = Self::ready().await;
        assert_eq!(o.advance().await.letters, 1);
        let letters = o.p.services.letters().await.unwrap();
        let id = letters.last().unwrap().id;
        (o, id)
    }

    pub(super) async fn letter(&self, id: LetterId) -> Letter {
        self.p.services.letter(id).await.unwrap()
    }

    async fn text(&self, id: LetterId) -> LetterText {
        self.p.services.letter_view(id).await.unwrap().text
    }

    async fn save(&self, id: LetterId, seen: i32, text: LetterText) -> SavedText {
        let done = self.try_save(id, seen, text, self.rina).await;
        done.unwrap()
    }

    async fn try_save(
        &self,
        id: LetterId,
        seen: i32,
        text: LetterText,
        by: OfficerId,
    ) -> Result<SavedText, ServiceError> {
        let services = &self.p.services;
        let text = (text, TextOrigin::Edit);
        services.save_letter_text((id, seen), text, by).await
    }

    async fn submit(&self, id: LetterId, seen: i32) {
        let services = &self.p.services;
        services
            .submit_letter((id, seen), "", self.rina)
            .await
            .unwrap();
    }

    async fn assent(&self, id: LetterId, seen: i32, by: OfficerId) -> Result<(), &'static str> {
        let done = self.p.services.approve_letter((id, seen), "", by).await;
        done.map_err(|error| code(&error))
    }
}

fn with_body(text: &LetterText, more: &str) -> LetterText {
    LetterText {
        body: format!("{}\n{more}\n", text.body),
        ..text.clone()
    }
}

fn faults(saved: SavedText) -> Vec<(TextPart, TextFault)> {
    match saved {
        SavedText::Bad(faults) => faults,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_draft_is_corrected_reviewed_sent_back_and_approved_by_another_person() {
    use LetterMove::{Approve, Edit, SendBack, Submit};

    let (o, id) = Office::drafted().await;
    let letter = o.letter(id).await;
    assert_eq!(
        (letter.kind, letter.state),
        (LetterKind::Reprimand1, LetterState::Draft)
    );
    assert!(letter.code.is_some(), "it can be looked up from the first");
    let text = o.text(id).await;
    let corrected = with_body(&text, "Kami menunggu kabar Saudara.");
    assert_eq!(o.save(id, 1, corrected.clone()).await, SavedText::Saved(2));
    assert_eq!(o.save(id, 2, corrected.clone()).await, SavedText::Same);
    o.submit(id, 2).await;
    let shut = o.try_save(id, 2, text.clone(), o.rina).await;
    assert_eq!(
        code(&shut.unwrap_err()),
        "letter_state",
        "it stands still in review"
    );
    let services = &o.p.services;
    let nothing = services.send_letter_back((id, 2), "  ", o.tono).await;
    assert_eq!(code(&nothing.unwrap_err()), "letter_words");
    let back = services
        .send_letter_back((id, 2), "Sebutkan lampirannya.", o.tono)
        .await;
    back.unwrap();
    let again = with_body(&corrected, "Lampiran menjadi bagian surat ini.");
    assert_eq!(o.save(id, 2, again).await, SavedText::Saved(3));
    o.submit(id, 3).await;
    assert_eq!(o.assent(id, 3, o.tono).await, Ok(()));
    let letter = o.letter(id).await;
    assert_eq!((letter.state, letter.version), (LetterState::Approved, 3));
    assert_eq!(letter.approved.map(|(by, _)| by), Some(o.tono));
    let view = services.letter_view(id).await.unwrap();
    let made: Vec<_> = view.events.iter().filter_map(|event| event.made).collect();
    assert_eq!(made, [Edit, Submit, SendBack, Edit, Submit, Approve]);
    assert_eq!(view.events[2].words, "Sebutkan lampirannya.");
    assert_eq!(view.versions.len(), 3, "every version is kept");
    let page = services.letter_page(id).await.unwrap();
    let last = page.body.iter().rev().find_map(|block| match block {
        SetBlock::Paragraph { spans } => Some(spans[0].text.clone()),
        _ => None,
    });
    assert_eq!(last.as_deref(), Some("Lampiran menjadi bagian surat ini."));
}

#[tokio::test]
async fn whoever_wrote_or_submitted_a_letter_does_not_approve_it() {
    let (o, id) = Office::drafted().await;
    let text = with_body(&o.text(id).await, "Terima kasih.");
    let saved = o.try_save(id, 1, text, o.tono).await.unwrap();
    assert_eq!(saved, SavedText::Saved(2));
    o.submit(id, 2).await;
    assert_eq!(o.assent(id, 2, o.tono).await, Err("letter_own_text"));
    assert_eq!(o.assent(id, 2, o.rina).await, Err("letter_own_submission"));
    let other =
        o.p.officer("Wati Contoh", "wati@kota.example", Role::Approver)
            .await;
    assert_eq!(o.assent(id, 2, other).await, Ok(()));
    assert_eq!(o.assent(id, 2, other).await, Err("letter_state"), "once");
}

#[tokio::test]
async fn a_broken_or_overreaching_text_keeps_the_old_version() {
    let (o, id) = Office::drafted().await;
    let text = o.text(id).await;
    let broken = with_body(&text, "Sesuai {{nomor_salah}} kami.");
    let found = faults(o.save(id, 1, broken).await);
    let [(TextPart::Body, TextFault::Broken(place))] = &found[..] else {
        panic!("{found:?}");
    };
    assert_eq!(place.fault, MarkupFault::Unknown("nomor_salah".to_owned()));
    assert_eq!(place.column, 8);
    let threat = with_body(&text, "Kami akan mengenakan denda kepada Saudara.");
    let found = faults(o.save(id, 1, threat).await);
    let [(_, TextFault::Overreach(claim))] = &found[..] else {
        panic!("{found:?}");
    };
    assert_eq!(claim.rule, AuthorityRule::Fine);
    let other = LetterText {
        body: "Kami menegur Saudara.".to_owned(),
        ..text.clone()
    };
    let found = faults(o.save(id, 1, other).await);
    let lost = |what| (TextPart::Body, TextFault::Lost(what));
    assert!(found.contains(&lost(Placeholder::Statement)), "{found:?}");
    assert!(found.contains(&lost(Placeholder::CaseCode)), "{found:?}");
    assert_eq!(o.text(id).await, text);
    assert_eq!(o.letter(id).await.version, 1);
}

#[tokio::test]
async fn of_two_who_save_at_once_one_wins_and_the_other_hears_of_it() {
    let (o, id) = Office::drafted().await;
    let text = o.text(id).await;
    let (one, two) = (with_body(&text, "Satu."), with_body(&text, "Dua."));
    let (first, second) = tokio::join!(
        o.try_save(id, 1, one, o.rina),
        o.try_save(id, 1, two, o.tono)
    );
    let codes = [first, second].map(|done| done.map_err(|error| code(&error)));
    let won = codes.iter().filter(|done| done.is_ok()).count();
    assert_eq!(won, 1, "{codes:?}");
    assert!(codes.contains(&Err("letter_moved")), "{codes:?}");
    assert_eq!(o.letter(id).await.version, 2);
}

#[tokio::test]
async fn of_two_who_approve_at_once_one_wins() {
    let (o, id) = Office::drafted().await;
    o.submit(id, 1).await;
    let other =
        o.p.officer("Wati Contoh", "wati@kota.example", Role::Approver)
            .await;
    let (first, second) = tokio::join!(o.assent(id, 1, o.tono), o.assent(id, 1, other));
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    let lost = first.err().or(second.err()).unwrap();
    assert!(["letter_moved", "letter_state"].contains(&lost), "{lost}");
}

#[tokio::test]
async fn a_missing_value_holds_one_case_and_names_it() {
    let o = Office::ready().await;
    let silent = Services {
        city: Arc::new(City {
            contact_phone: String::new(),
            ..(*o.p.services.city).clone()
        }),
        ..o.p.services.clone()
    };
    let reach = Reach::default();
    let report = silent.advance(Rehearsal::Yes, &reach).await.unwrap();
    let held = report
        .decisions
        .iter()
        .find(|one| one.employer.starts_with("CV Contoh"));
    let Outcome::Hold(why) = &held.unwrap().outcome else {
        panic!("{report:?}");
    };
    assert!(
        why.contains("telepon narahubung (narahubung_telp)"),
        "{why}"
    );
    let done = silent.advance(Rehearsal::No, &reach).await.unwrap();
    assert_eq!((done.letters, done.decisions), (0, report.decisions));
    assert_eq!(o.contoh().await.facts.stage, Stage::Appeal);
    // With the value it goes on.
    assert_eq!(o.advance().await.letters, 1);
}

#[tokio::test]
async fn a_case_that_complies_withdraws_its_unsigned_letter() {
    let (o, id) = Office::drafted().await;
    o.submit(id, 1).await;
    o.news(LATER, day(2026, 4, 10)).await;
    let letter = o.letter(id).await;
    assert_eq!(letter.state, LetterState::Cancelled);
    let view = o.p.services.letter_view(id).await.unwrap();
    let last = view.events.last().unwrap();
    assert_eq!(
        (last.made, last.by.clone()),
        (Some(LetterMove::Cancel), None)
    );
    assert!(
        last.words.contains("kewajibannya terpenuhi"),
        "{}",
        last.words
    );
    assert_eq!(o.assent(id, 1, o.tono).await, Err("letter_state"));
}

#[tokio::test]
async fn a_letter_on_old_data_is_not_approved_until_it_is_brought_up_to_date() {
    let (o, id) = Office::drafted().await;
    o.submit(id, 1).await;
    o.p.morning_of(day(2026, 5, 20));
    let services = &o.p.services;
    let found = services.letter_obstacles(id, o.tono).await.unwrap();
    assert_eq!(found, [Unfit::Stale]);
    assert_eq!(o.assent(id, 1, o.tono).await, Err("letter_stale"));
    let back = services
        .send_letter_back((id, 1), "Datanya lama.", o.tono)
        .await;
    back.unwrap();
    o.news(PARTICIPANTS, day(2026, 5, 20)).await;
    let view = services.letter_view(id).await.unwrap();
    let dated = view
        .newer
        .iter()
        .find(|(what, _, _)| *what == Placeholder::DataOn);
    let (_, _, after) = dated.unwrap_or_else(|| panic!("{:?}", view.newer));
    assert_eq!(after.as_deref(), Some("20 Mei 2026"));
    let saved = services.refresh_letter((id, 1), o.rina).await.unwrap();
    assert_eq!(saved, SavedText::Saved(2));
    let page = services.letter_page(id).await.unwrap();
    let said = format!("{:?}", page.body);
    assert!(said.contains("20 Mei 2026"), "{said}");
    o.submit(id, 2).await;
    assert_eq!(o.assent(id, 2, o.tono).await, Ok(()));
}

#[tokio::test]
async fn an_old_version_comes_back_as_a_new_one() {
    let (o, id) = Office::drafted().await;
    let text = o.text(id).await;
    let saved = o.save(id, 1, with_body(&text, "Sementara.")).await;
    assert_eq!(saved, SavedText::Saved(2));
    let services = &o.p.services;
    let change = services.letter_change(id, (2, None)).await.unwrap();
    let files: Vec<_> = change.changes.iter().map(|file| file.file).collect();
    assert_eq!(files, ["body"]);
    let saved = services.revert_letter((id, 2), 1, o.rina).await.unwrap();
    assert_eq!(saved, SavedText::Saved(3));
    assert_eq!(o.text(id).await, text);
    // Any two can be compared, in either direction.
    let change = services.letter_change(id, (3, Some(1))).await.unwrap();
    assert_eq!((change.with, change.changes.len()), (Some(1), 0));
    assert_eq!(change.others, [2, 1]);
    let change = services.letter_change(id, (1, Some(2))).await.unwrap();
    assert_eq!(change.changes.len(), 1);
    let nothing = services.letter_change(id, (1, Some(9))).await;
    assert!(matches!(nothing, Err(ServiceError::Missing(_))));
}

#[tokio::test]
async fn a_changed_template_is_what_later_letters_begin_with() {
    let o = Office::ready().await;
    let services = &o.p.services;
    let admin =
        o.p.officer("Sari Contoh", "sari@kota.example", Role::Admin)
            .await;
    let kind = LetterKind::Reprimand1;
    let shipped = services.letter_template(kind).await.unwrap().text;
    let lost = LetterText {
        body: "Kami menegur Saudara.".to_owned(),
        ..shipped.clone()
    };
    let saved = services
        .save_template((kind, 0), lost, admin)
        .await
        .unwrap();
    assert!(matches!(saved, SavedText::Bad(_)), "{saved:?}");
    let changed = with_body(&shipped, "Salam sehat.");
    let saved = services
        .save_template((kind, 0), changed.clone(), admin)
        .await;
    assert_eq!(saved.unwrap(), SavedText::Saved(1));
    let stale = services
        .save_template((kind, 0), shipped.clone(), admin)
        .await;
    assert_eq!(code(&stale.unwrap_err()), "wording-stale");
    assert_eq!(o.advance().await.letters, 1);
    let id = services.letters().await.unwrap().last().unwrap().id;
    assert!(o.text(id).await.body.contains("Salam sehat."));
    let saved = services.revert_template((kind, 1), 0, admin).await.unwrap();
    assert_eq!(saved, SavedText::Saved(2));
    assert_eq!(services.letter_template(kind).await.unwrap().text, shipped);
    assert!(
        o.text(id).await.body.contains("Salam sehat."),
        "a draft stays as it is"
    );
}

#[tokio::test]
async fn a_name_full_of_markup_is_printed_as_typed() {
    let o = Office::ready().await;
    let name = "CV Contoh #set page(fill: red) **tebal** {{nomor}} $x$ \"Jaya\" [?x]";
    let rows = format!(
        "nama,nib,kode_bu\n\"{}\",9120000000001,00000011\n",
        name.replace('"', "\"\"")
    );
    o.p.import(patuh::intake::Kind::Employers, &rows, day(2026, 4, 9))
        .await;
    o.p.check(day(2026, 4, 9)).await;
    assert_eq!(o.advance().await.letters, 1);
    let services = &o.p.services;
    let id = services.letters().await.unwrap().last().unwrap().id;
    let page = services.letter_page(id).await.unwrap();
    assert_eq!(page.addressee[0], format!("Pimpinan {name}"));
    let paper = services.print_letter(id).await.unwrap();
    assert!(paper.pdf.starts_with(b"%PDF-"));
}
