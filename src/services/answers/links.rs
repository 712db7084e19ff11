//! Links to reply pages: making them, and knowing one's own.

use chrono::Days;
use uuid::Uuid;

use crate::{
    domain::{
        answer::LinkToken,
        ids::{CaseId, EmployerId, OfficerId, ReplyLinkId},
        ladder::Stage,
        letter::{LetterCode, LetterState},
    },
    services::{ServiceError, Services, SignInError, Visitor, barred, written::written},
    store::{Actor, CaseRow, ReplyLink, Setting, StoreError, Tx},
};

/// What signs a link.
const PURPOSE: &str = "reply-link";
/// Days for which a link works after the last notice that held it.
const LINK_DAYS: u64 = 180;
/// Characters of the reason why a link was taken back.
const MAX_REASON: usize = 300;

/// Why a reply page is not shown.
#[derive(Debug, thiserror::Error)]
pub enum ReplyError {
    /// There is no such page.
    #[error("tautan tidak dikenal")]
    Unknown,
    /// The link was taken back, or its time is over.
    #[error("tautan tidak berlaku lagi")]
    Over,
    /// Too many wrong tries from this address.
    #[error("tunggu {seconds} detik")]
    Wait {
        /// So long.
        seconds: u64,
    },
    /// What was asked for can't be done.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for ReplyError {
    fn from(error: StoreError) -> Self {
        Self::Service(error.into())
    }
}

impl From<SignInError> for ReplyError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Wait { seconds } => Self::Wait { seconds },
            SignInError::Service(error) => Self::Service(error),
            _ => Self::Unknown,
        }
    }
}

impl Services {
    /// The address of the page where the firm of a case answers, with a link of its own; `None`
    /// where no settings say how the site is reached from outside.
    pub(in crate::services) async fn answer_url(
        &self,
        tx: &Tx,
        case: &CaseRow,
        demo: bool,
    ) -> Result<Option<String>, ServiceError> {
        let site = &self.sign_in.site;
        if site.host().is_none() && !demo {
            return Ok(None);
        }
        let token = self.reply_token(tx, case).await?;
        Ok(Some(site.link(&format!("/r/{token}"))))
    }

    /// The secret of the link that stands for a case's present round.
    pub(super) async fn reply_token(
        &self,
        tx: &Tx,
        case: &CaseRow,
    ) -> Result<LinkToken, ServiceError> {
        let fresh = ReplyLinkId::from_uuid(self.clock.new_id());
        let until_on = self.today() + Days::new(LINK_DAYS);
        let link = tx
            .reply_link_for(case, fresh, (self.clock.now(), until_on))
            .await?;
        Ok(self.signed(PURPOSE, link.uuid()))
    }

    /// The secret of an id, for one purpose and no other.
    pub(super) fn signed(&self, purpose: &str, id: Uuid) -> LinkToken {
        LinkToken::new(id, &self.sign_in.key.derive(purpose, id.as_bytes()))
    }

    /// Whether a token is ours, for that purpose. Every byte is compared.
    pub(super) fn is_signed(&self, purpose: &str, token: &LinkToken) -> bool {
        let signature = self.sign_in.key.derive(purpose, token.link.as_bytes());
        token.is_signed_by(&signature)
    }

    /// The token that somebody brought, if it is ours for that purpose; guesses are counted.
    pub(super) async fn own_token(
        &self,
        (purpose, typed): (&str, &str),
        visitor: &Visitor,
    ) -> Result<LinkToken, ReplyError> {
        let token = typed.parse::<LinkToken>().ok();
        match token.filter(|token| self.is_signed(purpose, token)) {
            Some(token) => Ok(token),
            None => Err(self.count_guess(visitor).await?),
        }
    }

    /// The token that somebody brought, if it is one of ours. Guesses are counted for the network
    /// address and written down; what is right needs no such look and is not counted.
    ///
    /// # Errors
    /// [`ReplyError::Unknown`], or [`ReplyError::Wait`] after too many guesses.
    pub async fn reply_token_of(
        &self,
        typed: &str,
        visitor: &Visitor,
    ) -> Result<LinkToken, ReplyError> {
        self.own_token((PURPOSE, typed), visitor).await
    }

    /// Counts a guess and writes it down; answers that there is no such page.
    async fn count_guess(&self, visitor: &Visitor) -> Result<ReplyError, ReplyError> {
        let tx = self.store.begin().await?;
        self.count_look_up(&tx, visitor).await?;
        tx.touches([]);
        tx.commit(self.entry(Actor::Visitor, "reply.guess", ""))
            .await?;
        Ok(ReplyError::Unknown)
    }

    /// Finds the page by what stands on a letter on paper: its code, and the firm's NIB. Answers
    /// with the secret of the link.
    ///
    /// # Errors
    /// [`ReplyError::Unknown`] where they don't belong together, or the letter asks nothing of
    /// the firm any more; [`ReplyError::Wait`] after too many tries.
    pub async fn reply_by_letter(
        &self,
        (code, nib): (&str, &str),
        visitor: &Visitor,
    ) -> Result<LinkToken, ReplyError> {
        let tx = self.store.begin().await?;
        self.count_look_up(&tx, visitor).await?;
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        let letter = match code.parse::<LetterCode>() {
            Ok(code) => tx.letter_of_code(&code).await?,
            Err(_) => None,
        };
        let sent = letter
            .filter(|letter| matches!(letter.state, LetterState::Sent | LetterState::Received));
        let asked = sent.and_then(|letter| Some((letter.employer?, letter.case?)));
        let mut found = None;
        if let Some((employer, (case, round))) = asked {
            let nib_is = tx.nib_of(employer).await?.map(|nib| digits(&nib));
            if nib_is.is_some_and(|is| !is.is_empty() && is == digits(nib)) {
                let cases = tx.cases_by_id(&[case], self.today()).await?;
                found = cases.into_iter().find(|case| case.round == round);
            }
        }
        tx.touches([]);
        let Some(case) = found else {
            tx.commit(self.entry(Actor::Visitor, "reply.guess", ""))
                .await?;
            return Err(ReplyError::Unknown);
        };
        let token = self.reply_token(&tx, &case).await?;
        self.forgive_look_up(&tx, visitor).await?;
        tx.commit(self.entry(Actor::Visitor, "reply.by_letter", case.code))
            .await?;
        Ok(token)
    }

    /// The link of a token, where it opens anything today.
    pub(super) async fn working_link(
        &self,
        tx: &Tx,
        token: &LinkToken,
    ) -> Result<ReplyLink, ReplyError> {
        if !self.is_signed(PURPOSE, token) {
            return Err(ReplyError::Unknown);
        }
        let id = ReplyLinkId::from_uuid(token.link);
        let link = tx.reply_link(id).await?.ok_or(ReplyError::Unknown)?;
        if link.works_on(self.today()) {
            Ok(link)
        } else {
            Err(ReplyError::Over)
        }
    }

    /// The address of a case's reply page for an officer who passes it on, with whose it is; that
    /// somebody took it is written down.
    ///
    /// # Errors
    /// When the firm was told of nothing, the case is closed, or nobody set how the site is
    /// reached.
    pub async fn hand_out_reply_link(
        &self,
        case: CaseId,
        by: OfficerId,
    ) -> Result<(EmployerId, String), ServiceError> {
        let tx = self.store.begin().await?;
        let found = tx.cases_by_id(&[case], self.today()).await?;
        let case = found.into_iter().next();
        let case = case.ok_or_else(|| ServiceError::Missing("Kasus itu".to_owned()))?;
        if !case.is_open || case.facts.stage == Stage::Verification {
            return Err(barred(
                "link-not-told",
                "Kasus ini belum disampaikan kepada badan usaha, atau sudah ditutup; belum ada yang dapat dijawab.",
            ));
        }
        let demo = tx.setting(Setting::Demo).await?.is_some();
        let url = self.answer_url(&tx, &case, demo).await?.ok_or(barred(
            "link-no-site",
            "Alamat situs belum diatur (site.public_url), sehingga tautan tidak dapat dibuat.",
        ))?;
        tx.hand_reply_link(&case, self.clock.now()).await?;
        tx.touches([case.employer]);
        tx.commit(self.entry(Actor::Officer(by), "reply.hand_out", case.code))
            .await?;
        Ok((case.employer, url))
    }

    /// Takes a link back, because it came into wrong hands for instance. The next notice brings a
    /// new one.
    ///
    /// # Errors
    /// When no reason is given, it is unknown, or somebody did before.
    pub async fn revoke_reply_link(
        &self,
        id: ReplyLinkId,
        typed: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let refusal = ("link-reason", "Tulis alasannya, paling banyak 300 huruf.");
        let words = written(typed, MAX_REASON, refusal)?;
        let tx = self.store.begin().await?;
        let link = tx.reply_link(id).await?;
        let link = link.ok_or_else(|| ServiceError::Missing("Tautan itu".to_owned()))?;
        let now = self.clock.now();
        if !tx.revoke_reply_link(id, (by, now), &words).await? {
            return Err(barred(
                "link-revoked",
                "Tautan ini sudah dicabut sebelumnya.",
            ));
        }
        tx.touches([link.employer]);
        let subject = format!("{} {id}", link.employer);
        tx.commit(self.entry(Actor::Officer(by), "reply.revoke", subject))
            .await?;
        Ok(())
    }
}
