//! The second factor: codes of six digits that a telephone makes, thirty seconds each.

use qrcode::{QrCode, render::svg};
use totp_rs::{Algorithm, TOTP};

use super::{
    super::{ServiceError, Services},
    Enrolment, Opened, SignInError, Visitor,
    attempts::Door,
};
use crate::store::{Account, Actor, Session, Stage};

/// Seconds for which a code stands.
const STEP: i64 = 30;
/// Bytes of a secret.
const SECRET: usize = 20;
/// What secrets are sealed for.
const PURPOSE: &str = "totp";

impl Services {
    /// Completes a session with a code. The cookie is replaced. A code works once, and one step
    /// before and after its time.
    ///
    /// # Errors
    /// [`SignInError::Refused`] for a wrong or used code, or a session that owes none;
    /// [`SignInError::Wait`] after too many of these.
    pub async fn second_factor(
        &self,
        token: &str,
        code: &str,
        visitor: &Visitor,
    ) -> Result<Opened, SignInError> {
        let (session, account) = self.half(token, Stage::Code).await?;
        let id = account.officer.id.to_string();
        let secret = account
            .totp
            .as_deref()
            .and_then(|sealed| self.sign_in.key.open(PURPOSE, &id, sealed))
            .ok_or_else(|| {
                ServiceError::Installation(
                    "Verifikasi dua langkah tidak dapat dibuka dengan kunci sesi ini. \
                     Kembalikan <data>/secrets/session_key yang semula, atau setel ulang orang \
                     itu dengan `patuh user reset`."
                        .to_owned(),
                )
            })?;
        self.complete((session, account), (secret, code), visitor)
            .await
    }

    /// What somebody needs to set up the second factor; the same until it is done or the session
    /// ends.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when the session doesn't wait for that.
    pub async fn enrolment(&self, token: &str) -> Result<Enrolment, ServiceError> {
        let waiting = self.live_session(token).await?;
        let (session, account) = waiting
            .filter(|(session, _)| session.stage == Stage::Enrol)
            .ok_or_else(|| ServiceError::Missing("Sesi".to_owned()))?;
        let totp = self.totp(self.new_secret(&session), &account.officer.email);
        let uri = totp.get_url();
        let digits: Vec<char> = totp.get_secret_base32().chars().collect();
        let groups: Vec<String> = digits.chunks(4).map(|four| four.iter().collect()).collect();
        Ok(Enrolment {
            secret: groups.join(" "),
            qr_svg: picture(&uri),
            uri,
        })
    }

    /// Sets the second factor up with the first code it makes, and completes the session. The
    /// cookie is replaced.
    ///
    /// # Errors
    /// As [`Services::second_factor`].
    pub async fn enrol(
        &self,
        token: &str,
        code: &str,
        visitor: &Visitor,
    ) -> Result<Opened, SignInError> {
        let (session, account) = self.half(token, Stage::Enrol).await?;
        let secret = self.new_secret(&session);
        self.complete((session, account), (secret, code), visitor)
            .await
    }

    async fn half(&self, token: &str, stage: Stage) -> Result<(Session, Account), SignInError> {
        let half = self.live_session(token).await?;
        half.filter(|(session, _)| session.stage == stage)
            .ok_or(SignInError::Refused)
    }

    async fn complete(
        &self,
        (session, account): (Session, Account),
        (secret, code): (Vec<u8>, &str),
        visitor: &Visitor,
    ) -> Result<Opened, SignInError> {
        let officer = &account.officer;
        let counters = self.counters(&Door::Code(officer.id), visitor);
        let tx = self.store.begin().await?;
        self.count(&tx, &counters).await?;
        tx.commit(self.entry(
            Actor::Visitor,
            "sign_in.code_attempt",
            officer.id.to_string(),
        ))
        .await?;

        let step = self
            .step_of(&self.totp(secret.clone(), &officer.email), code)
            .ok_or(SignInError::Refused)?;
        let tx = self.store.begin().await?;
        if session.stage == Stage::Enrol {
            let unset = tx.account(officer.id).await?;
            if unset.is_none_or(|now| now.totp.is_some()) {
                return Err(SignInError::Refused);
            }
            let id = officer.id.to_string();
            let sealed = self.sign_in.key.seal(PURPOSE, &id, &secret);
            tx.set_totp(officer.id, Some(&sealed)).await?;
        }
        // Each of the two can be done once, whoever tries at the same time.
        let fresh = tx.use_totp_step(officer.id, step).await?
            && tx.close_session(officer.id, &session.id).await?;
        if !fresh {
            return Err(SignInError::Refused);
        }
        self.forgive(&tx, &counters).await?;
        let opened = self.open(&tx, officer, Stage::Full, visitor).await?;
        let subject = match session.stage {
            Stage::Enrol => "second factor set up",
            Stage::Code | Stage::Full => "",
        };
        tx.commit(self.entry(Actor::Officer(officer.id), "session.open", subject))
            .await?;
        Ok(opened)
    }

    /// The secret that a session sets up: made from the key, so that showing it again changes
    /// nothing and no unfinished one is kept.
    fn new_secret(&self, session: &Session) -> Vec<u8> {
        self.sign_in.key.derive(PURPOSE, session.id.as_bytes())[..SECRET].to_vec()
    }

    fn totp(&self, secret: Vec<u8>, email: &str) -> TOTP {
        let plain = |text: &str| text.replace(':', " ");
        let issuer = plain(&format!("Patuh {}", self.city.name));
        let step = STEP.unsigned_abs();
        TOTP::new(
            Algorithm::SHA1,
            6,
            0,
            step,
            secret,
            Some(issuer),
            plain(email),
        )
        .expect("20 bytes are a secret and no name holds a colon")
    }

    /// The time step that a code belongs to, if it is one of the three around now.
    fn step_of(&self, totp: &TOTP, code: &str) -> Option<i64> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let now = self.clock.now().timestamp().div_euclid(STEP);
        [now, now - 1, now + 1]
            .into_iter()
            .find(|step| u64::try_from(step * STEP).is_ok_and(|start| totp.check(&code, start)))
    }
}

/// A code that a telephone reads, as an `<svg>` element.
fn picture(uri: &str) -> String {
    let code = QrCode::new(uri).expect("an address of a few hundred bytes fits");
    let svg = code.render::<svg::Color>().min_dimensions(220, 220).build();
    svg[svg.find("<svg").unwrap_or(0)..].to_owned()
}
