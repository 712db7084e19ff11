//! Firms that no mail reaches: who they are, how to find them, and attempts that reached nobody.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{SeenReceipt, ServiceError, Services, barred};
use crate::{
    domain::{
        ids::{CaseId, EmployerId, OfficerId},
        ladder::{Blocked, Stage, what_blocks},
        letter::LetterState,
    },
    store::{Actor, CaseRow, NewAttempt, ReachAttempt, ReachContact},
};

/// Working days after which a notice without proof of its receipt is brought in another way.
pub const PROOF_DAYS: usize = 5;
/// Days after which somebody tries again at the latest.
const MOST_DAYS: u64 = 90;

/// Why a firm is on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReachWhy {
    /// Nothing but a mail address is missing for the appeal.
    NoAddress,
    /// Nothing proves that the notice of the present step arrived.
    NoProof,
}

impl ReachWhy {
    /// Stable name; pages have words for it in the reader's language.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoAddress => "no_address",
            Self::NoProof => "no_proof",
        }
    }
}

/// A firm to call, visit or write to in another way, for one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReachLine {
    /// The case.
    pub case: CaseRow,
    /// Why it is on the list.
    pub why: ReachWhy,
    /// The notice to bring.
    pub notice: Stage,
    /// Where the firm may be found.
    pub contact: ReachContact,
    /// A text for a messenger; it holds no figures about the firm.
    pub text: String,
    /// Attempts in this round that reached nobody.
    pub tries: usize,
    /// The last of them.
    pub last: Option<ReachAttempt>,
}

impl ReachLine {
    /// Whether somebody said to try again on a later day than this.
    #[must_use]
    pub fn rests(&self, today: NaiveDate) -> bool {
        self.last.as_ref().is_some_and(|last| last.again_on > today)
    }
}

/// An attempt that reached nobody.
#[derive(Debug, Clone)]
pub struct Missed {
    /// How, when and why not.
    pub tried: SeenReceipt,
    /// When to try again.
    pub again_on: NaiveDate,
}

impl Services {
    /// Those whom no mail reaches, by kelurahan and name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn reach_list(&self) -> Result<Vec<ReachLine>, ServiceError> {
        let today = self.today();
        let tx = self.store.read().await?;
        let cases = tx.open_cases(today).await?;
        let letters = tx.present_letters().await?;
        let unreached = |case: CaseRow| {
            let why = self.unreached(&case, letters.get(&case.id))?;
            Some((case, why))
        };
        let unreached: Vec<(CaseRow, (ReachWhy, Stage))> =
            cases.into_iter().filter_map(unreached).collect();
        let mut employers: Vec<EmployerId> = unreached.iter().map(|(c, _)| c.employer).collect();
        employers.sort_unstable();
        employers.dedup();
        let contacts = tx.reach_contacts(&employers).await?;
        let mut tried: HashMap<(CaseId, i32), Vec<ReachAttempt>> = HashMap::new();
        for attempt in tx.attempts_of(&employers).await? {
            let key = (attempt.case, attempt.round);
            tried.entry(key).or_default().push(attempt);
        }
        let mut lines: Vec<ReachLine> = unreached
            .into_iter()
            .map(|(case, (why, notice))| {
                let attempts = tried.remove(&(case.id, case.round)).unwrap_or_default();
                ReachLine {
                    text: self.messenger_text(&case, notice),
                    contact: contacts.get(&case.employer).cloned().unwrap_or_default(),
                    tries: attempts.len(),
                    last: attempts.into_iter().next(),
                    why,
                    notice,
                    case,
                }
            })
            .collect();
        lines.sort_by(|a, b| {
            let key = |line: &ReachLine| {
                let place = line.contact.kelurahan.clone();
                (place.is_none(), place, line.case.employer_name.clone())
            };
            (key(a), a.case.id).cmp(&(key(b), b.case.id))
        });
        Ok(lines)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when the case is not on the list any more.
    pub async fn reach_line(&self, case: CaseId) -> Result<ReachLine, ServiceError> {
        let lines = self.reach_list().await?;
        let found = lines.into_iter().find(|line| line.case.id == case);
        found.ok_or_else(|| ServiceError::Missing("Kasus itu".to_owned()))
    }

    /// Why no mail reaches a case's firm, and which notice is to be brought to it. Nobody is called
    /// about a letter that still lies at the office.
    fn unreached(
        &self,
        case: &CaseRow,
        letter: Option<&(LetterState, Option<DateTime<Utc>>)>,
    ) -> Option<(ReachWhy, Stage)> {
        let (today, facts) = (self.today(), &case.facts);
        let next = what_blocks(facts, case.next, &self.calendar(), today);
        if next.stage == Some(Stage::Appeal) && next.blocked == [Blocked::NoEmail] {
            return Some((ReachWhy::NoAddress, Stage::Appeal));
        }
        // Whoever is held back, or has spoken, is not called about a notice.
        let speaks = |blocked: &Blocked| {
            matches!(
                blocked,
                Blocked::Disputed
                    | Blocked::Replied(_)
                    | Blocked::Exempt(_)
                    | Blocked::OnHold(_)
                    | Blocked::Verdict(_)
            )
        };
        if !next.blocked.contains(&Blocked::NotDelivered) || next.blocked.iter().any(speaks) {
            return None;
        }
        // Whose every address bounced after the appeal is not waited for.
        if facts.stage == Stage::Appeal && !facts.has_email && letter.is_none() {
            return Some((ReachWhy::NoProof, facts.stage));
        }
        let left_at = match letter {
            Some((state, sent_at)) => sent_at.filter(|_| *state == LetterState::Sent)?,
            None => case.taken_at?,
        };
        let taken_on = self.local(left_at).date_naive();
        let calendar = &self.calendar();
        let waited = calendar.working_days_between(taken_on, today);
        (waited > PROOF_DAYS).then_some((ReachWhy::NoProof, facts.stage))
    }

    fn messenger_text(&self, case: &CaseRow, notice: Stage) -> String {
        let city = &self.city;
        format!(
            "Yth. Pimpinan {firm}\n\n{office} hendak menyampaikan {notice} mengenai kepesertaan \
             Jaminan Kesehatan Nasional (JKN) bagi pekerja, kode kasus {code}. Mohon balasan atas \
             pesan ini, beserta alamat pos-el yang dapat kami pakai, agar naskah lengkapnya kami \
             kirimkan.\n\nPertanyaan: {desk}, telepon {phone}, pos-el {email}.\n\nPesan ini asli? \
             Hubungi {verify}, nomor yang juga tercantum pada laman resmi Pemerintah Kota {name}, \
             dan sebutkan kode kasus. Kami tidak pernah meminta NIK, kata sandi, atau pembayaran \
             lewat pesan.",
            firm = case.employer_name,
            office = city.office,
            notice = notice.words(),
            code = case.code,
            desk = city.contact_name,
            phone = city.contact_phone,
            email = city.reply_email,
            verify = city.verify_phone,
            name = city.name,
        )
    }

    /// Records that a firm was reached for the case: the appeal as brought by hand, or the
    /// receipt of the notice that it has.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the day or the words can't be accepted.
    pub async fn reached(
        &self,
        case: CaseId,
        seen: &SeenReceipt,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        match self.reach_line(case).await?.why {
            ReachWhy::NoAddress => self.appeal_by_hand(case, seen, by).await,
            ReachWhy::NoProof => self.record_receipt(case, seen, by).await,
        }
    }

    /// Writes down an attempt that reached nobody, and when to try again.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when a day or the words can't be accepted.
    pub async fn not_reached(
        &self,
        case: CaseId,
        missed: &Missed,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let tried = &missed.tried;
        let words = super::receipts::checked(&tried.words)?;
        let today = self.today();
        if missed.again_on <= today || missed.again_on > today + Days::new(MOST_DAYS) {
            return Err(barred(
                "again-on",
                "Isi tanggal mencoba lagi: mulai besok, paling lama 90 hari lagi.",
            ));
        }
        let tx = self.store.begin().await?;
        let row = self.open_case(&tx, case).await?;
        self.check_day(tried.on, Some(row.opened_on))?;
        let new = NewAttempt {
            id: self.clock.new_id(),
            how: tried.how,
            tried_on: tried.on,
            words: &words,
            again_on: missed.again_on,
            by,
        };
        tx.put_attempt(&row, &new, self.clock.now()).await?;
        tx.touches([row.employer]);
        let subject = format!("{} {} {}", row.code, tried.how.code(), tried.on);
        tx.commit(self.entry(Actor::Officer(by), "reach.miss", subject))
            .await?;
        Ok(())
    }
}
