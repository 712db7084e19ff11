//! What is done with letters, whoever does it.

use super::{ServiceError, Services};
use crate::{
    domain::{
        ids::{LetterId, OfficerId},
        letter::LetterMove,
    },
    services::barred,
    store::{Actor, Letter, LetterDeed, LetterEvent, Tx},
};

/// Somebody else was faster, or the letter stands where this can't be done.
pub(in crate::services) const fn letter_moved() -> ServiceError {
    barred(
        "letter_moved",
        "Surat ini baru saja diubah orang lain; muat ulang halaman untuk melihat keadaannya.",
    )
}

/// Characters of the longest comment or reason.
const MOST_WORDS: usize = 2_000;

/// What somebody says about a letter, without what browsers make of line ends.
fn said(words: &str) -> Result<String, ServiceError> {
    let words = words.replace("\r\n", "\n").trim().to_owned();
    if words.is_empty() {
        return Err(barred(
            "letter_words",
            "Tuliskan alasan atau catatannya lebih dahulu.",
        ));
    }
    if words.chars().count() > MOST_WORDS {
        return Err(barred(
            "letter_words_long",
            "Catatannya lebih dari 2.000 huruf; ringkaskan.",
        ));
    }
    Ok(words)
}

impl Services {
    /// Hands the version that was looked at to an approver.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it is no draft, or somebody saved another version.
    pub async fn submit_letter(
        &self,
        (id, seen): (LetterId, i32),
        words: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let deed = (LetterDeed::Submit, "letter.submit");
        self.move_seen((id, seen), deed, (by, words.trim())).await
    }

    /// Gives a letter back to its writers, with the reason; until it is signed.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] without a reason, or when it stands elsewhere by now.
    pub async fn send_letter_back(
        &self,
        (id, seen): (LetterId, i32),
        why: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let why = said(why)?;
        let deed = (LetterDeed::SendBack, "letter.send_back");
        self.move_seen((id, seen), deed, (by, &why)).await
    }

    /// Withdraws a letter for good, with the reason.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] without a reason, or when it left already.
    pub async fn cancel_letter(
        &self,
        (id, seen): (LetterId, i32),
        why: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let why = said(why)?;
        let deed = (LetterDeed::Cancel, "letter.cancel");
        self.move_seen((id, seen), deed, (by, &why)).await
    }

    /// Puts a comment on record.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it says nothing or too much.
    pub async fn comment_on_letter(
        &self,
        id: LetterId,
        words: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let words = said(words)?;
        let tx = self.store.begin().await?;
        let letter = self.known_letter(&tx, id).await?;
        let event = LetterEvent {
            made: None,
            version: letter.version,
            words,
            by: Some((by, String::new())),
            at: self.clock.now(),
        };
        tx.add_letter_event(id, &event).await?;
        self.save_move(tx, (&letter, "letter.comment"), by).await
    }

    /// Moves a letter on from the version that was looked at, with what is said about it.
    async fn move_seen(
        &self,
        seen: (LetterId, i32),
        (deed, action): (LetterDeed<'_>, &'static str),
        (by, words): (OfficerId, &str),
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let letter = self.seen_letter(&tx, seen).await?;
        self.make_move(&tx, &letter, &deed, (Some(by), words))
            .await?;
        self.save_move(tx, (&letter, action), by).await
    }

    /// A letter as its page showed it: the version that was looked at must still hold.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when somebody saved another version.
    pub(in crate::services) async fn seen_letter(
        &self,
        tx: &Tx,
        (id, seen): (LetterId, i32),
    ) -> Result<Letter, ServiceError> {
        let letter = self.known_letter(tx, id).await?;
        if letter.version == seen {
            Ok(letter)
        } else {
            Err(letter_moved())
        }
    }

    /// Commits what one person did with a letter.
    ///
    /// # Errors
    /// When the store fails.
    pub(in crate::services) async fn save_move(
        &self,
        tx: Tx,
        (letter, action): (&Letter, &'static str),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        tx.touches(letter.employer);
        let subject = format!("{} v{}", letter.id, letter.version);
        tx.commit(self.entry(Actor::Officer(by), action, subject))
            .await?;
        Ok(())
    }

    /// A letter, in somebody's transaction.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is none.
    pub(in crate::services) async fn known_letter(
        &self,
        tx: &Tx,
        id: LetterId,
    ) -> Result<Letter, ServiceError> {
        let found = tx.letter(id).await?;
        found.ok_or_else(|| ServiceError::Missing(format!("Surat {id}")))
    }

    /// Moves a letter on from where it was read, and writes down who did it and why.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] with `letter_state` where the letter stands where this can't be
    /// done, with `letter_moved` when somebody else was faster: of two, one wins.
    pub(in crate::services) async fn make_move(
        &self,
        tx: &Tx,
        letter: &Letter,
        deed: &LetterDeed<'_>,
        (by, words): (Option<OfficerId>, &str),
    ) -> Result<(), ServiceError> {
        let made = deed.made();
        if letter.state.after(made).is_none() {
            return Err(barred(
                "letter_state",
                "Keadaan surat ini tidak memungkinkannya; muat ulang halaman untuk melihatnya.",
            ));
        }
        let now = self.clock.now();
        if !tx.move_letter(letter, deed, (by, now)).await? {
            return Err(letter_moved());
        }
        let event = LetterEvent {
            made: Some(made),
            version: letter.version + i32::from(made == LetterMove::Edit),
            words: words.to_owned(),
            by: by.map(|by| (by, String::new())),
            at: now,
        };
        tx.add_letter_event(letter.id, &event).await?;
        Ok(())
    }
}
