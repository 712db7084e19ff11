//! Links that let somebody set a password, once.

use chrono::TimeDelta;

use super::{
    super::{ServiceError, Services},
    Invitation, Opened, SignInError, Visitor,
    attempts::Door,
    keys, passwords,
};
use crate::{
    domain::{ids::OfficerId, password, tongue::Tongue},
    mail::{Invited, LostPassword, Outgoing, Rendered},
    store::{Account, Actor, LinkKind, Officer, Setting, SignInLink, StoreError, Tx},
};

impl Services {
    /// Whose password a link may set now. Nothing changes: mail programs fetch links too.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn link_owner(&self, token: &str) -> Result<Option<Officer>, ServiceError> {
        Ok(self.owner(token).await?.map(|account| account.officer))
    }

    async fn owner(&self, token: &str) -> Result<Option<Account>, StoreError> {
        let Some(hash) = keys::token_hash(token) else {
            return Ok(None);
        };
        let tx = self.store.read().await?;
        let Some(owner) = tx.link_owner(&hash, self.clock.now()).await? else {
            return Ok(None);
        };
        Ok(tx.account(owner).await?.filter(Account::is_open))
    }

    /// Sets the password by a link, which is used up, ends every session of the person, and
    /// begins one. A second factor that was set up is still asked for.
    ///
    /// # Errors
    /// [`SignInError::Refused`] when the link can't be used (any more), [`SignInError::Weak`]
    /// when the password is too easy; the link can be used again then.
    pub async fn accept_link(
        &self,
        token: &str,
        password: &str,
        visitor: &Visitor,
    ) -> Result<Opened, SignInError> {
        let account = self.owner(token).await?.ok_or(SignInError::Refused)?;
        let officer = &account.officer;
        password::judge(password, &officer.name, &officer.email)?;
        let hash = passwords::hash(password).await;

        let link = keys::token_hash(token).ok_or(SignInError::Refused)?;
        let tx = self.store.begin().await?;
        if !tx.use_link(&link, self.clock.now()).await? {
            return Err(SignInError::Refused);
        }
        tx.set_password(officer.id, &hash).await?;
        tx.drop_links(officer.id).await?;
        tx.close_sessions(officer.id, None).await?;
        let [own, _] = self.counters(&Door::Password(&officer.email), visitor);
        self.forgive(&tx, &[own]).await?;
        self.begin_session(tx, &account, visitor).await
    }

    /// Mails a link to whoever has lost the password, if such an account is open. The answer is
    /// the same whether it is or not, and whether somebody asked too often.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_reset(&self, email: &str, visitor: &Visitor) -> Result<(), ServiceError> {
        let email = email.trim().to_lowercase();
        let counters = Self::reset_counters(&email, visitor);
        let tx = self.store.begin().await?;
        self.follow_within(&tx).await?;
        match self.count(&tx, &counters).await {
            Ok(()) => {}
            Err(SignInError::Service(error)) => return Err(error),
            Err(_) => return Ok(()),
        }
        let account = tx.account_by_email(&email).await?.filter(Account::is_open);
        let demo = tx.setting(Setting::Demo).await?.is_some();
        let reader = account.as_ref().map(|account| &account.officer);
        let (link, token) = self.new_link(
            reader.map_or(OfficerId::from_uuid(uuid::Uuid::nil()), |o| o.id),
            LinkKind::Reset,
            self.sign_in.reset,
        );
        // Rendered for everybody, so that the answer takes as long for everybody.
        let tongue = account.as_ref().map(Account::tongue).unwrap_or_default();
        let mail = self.reset_mail(reader, (&email, &token), (tongue, demo))?;
        if let Some(officer) = reader {
            tx.add_link(&link).await?;
            let id = officer.id.to_string();
            tx.commit(self.entry(Actor::Visitor, "sign_in.reset_asked", id))
                .await?;
            self.hand_over_later(mail, demo).await?;
        } else {
            tx.commit(self.entry(Actor::Visitor, "sign_in.reset_asked", ""))
                .await?;
        }
        Ok(())
    }

    fn reset_mail(
        &self,
        reader: Option<&Officer>,
        (to, token): (&str, &str),
        (tongue, demo): (Tongue, bool),
    ) -> Result<Outgoing, ServiceError> {
        let wording = LostPassword {
            name: reader.map_or("-", |officer| &officer.name).to_owned(),
            link: self.link_to(token),
            minutes: self.sign_in.reset.num_minutes(),
            office: self.office(),
            sample: demo,
        };
        let words = self.templates.render(&wording, tongue)?;
        Ok(self.to_officer(to, words, tongue))
    }

    /// Mails an invitation to whom it is for, beside showing it to whoever made it.
    ///
    /// # Errors
    /// When the store or the wording fails. A mail server that fails is no error.
    pub async fn mail_invitation(
        &self,
        invitation: &Invitation,
        tongue: Tongue,
        role_words: &str,
    ) -> Result<(), ServiceError> {
        let demo = self.is_demo().await?;
        let until = self.local(invitation.expires_at);
        let day = tongue.day(until.date_naive());
        let (hour, zone) = (until.format("%H.%M"), &self.city.zone_name);
        let until_words = match tongue {
            Tongue::Indonesian => format!("{day}, pukul {hour} {zone}"),
            Tongue::English => format!("{day}, at {hour} {zone}"),
        };
        let wording = Invited {
            name: invitation.officer.name.clone(),
            role_words: role_words.to_owned(),
            link: invitation.link.clone(),
            until_words,
            office: self.office(),
            sample: demo,
        };
        let words = self.templates.render(&wording, tongue)?;
        let mail = self.to_officer(&invitation.officer.email, words, tongue);
        self.hand_over_later(mail, demo).await
    }

    fn to_officer(&self, to: &str, words: Rendered, tongue: Tongue) -> Outgoing {
        Outgoing {
            enclosure: None,
            id: self.clock.new_id(),
            queued_at: self.clock.now(),
            to: to.to_owned(),
            reply_to: Some(self.city.reply_email.clone()),
            subject: words.subject,
            text: words.text,
            html: words.html,
            kind: "sign_in".to_owned(),
            reference: "masuk".to_owned(),
            help: None,
            repeat: false,
            language: tongue.code(),
        }
    }

    /// Sends one mail without keeping it: a link that opens an account must not lie in the
    /// outbox, where everybody who reads notices could read it. If it is lost, one asks again.
    async fn hand_over_later(&self, mail: Outgoing, demo: bool) -> Result<(), ServiceError> {
        let transport = if demo { &self.capture } else { &self.transport };
        let staff = self.trial_list().await?;
        let held = staff.is_some_and(|staff| !staff.contains(&mail.to));
        if held && transport.leaves_the_house() {
            tracing::warn!(
                mail.id = %mail.id,
                "a sign-in link was not mailed: mail.trial is on and the address is not under mail.staff"
            );
            return Ok(());
        }
        let transport = transport.clone();
        tokio::spawn(async move {
            if let Err(error) = transport.send(&mail).await {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(mail.id = %mail.id, error, "a sign-in link could not be mailed");
            }
        });
        Ok(())
    }

    /// Makes a link for an officer in a transaction; earlier ones stop working.
    pub(super) async fn make_link(
        &self,
        tx: &Tx,
        officer: &Officer,
        kind: LinkKind,
    ) -> Result<Invitation, StoreError> {
        tx.drop_links(officer.id).await?;
        let (link, token) = self.new_link(officer.id, kind, self.sign_in.invite);
        tx.add_link(&link).await?;
        Ok(Invitation {
            officer: officer.clone(),
            link: self.link_to(&token),
            expires_at: link.expires_at,
        })
    }

    fn new_link(
        &self,
        officer: OfficerId,
        kind: LinkKind,
        works_for: TimeDelta,
    ) -> (SignInLink, String) {
        let token = keys::token();
        let made_at = self.clock.now();
        let link = SignInLink {
            token_hash: keys::digest(&token),
            officer,
            kind,
            made_at,
            expires_at: made_at + works_for,
        };
        (link, token)
    }

    fn link_to(&self, token: &str) -> String {
        self.sign_in.site.link(&format!("/sign-in/{token}"))
    }
}
