//! The people themselves: who is let in, with which role, and how it ends.

use super::{
    super::{Refusal, ServiceError, Services},
    Invitation, OfficerView, SessionView, SignInError, SignedIn, Visitor,
    attempts::Door,
    passwords,
};
use crate::{
    domain::{ids::OfficerId, password, role::Role},
    store::{Account, Actor, LinkKind, Officer, Stage, Tx},
};

const BAD_OFFICER: Refusal = Refusal {
    code: "bad_officer",
    words: "Isi nama dan alamat pos-el yang sah, misalnya nama@kota.example.",
};
const OTHER_ROLE: Refusal = Refusal {
    code: "other_role",
    words: "Alamat ini sudah terdaftar dengan peran lain; ubah perannya di Pengaturan → Pengguna.",
};
const SHUT: Refusal = Refusal {
    code: "account_shut",
    words: "Akun ini dinonaktifkan; aktifkan kembali di Pengaturan → Pengguna.",
};
const LAST_ADMIN: Refusal = Refusal {
    code: "last_admin",
    words: "Ini satu-satunya admin yang aktif; tambahkan admin lain dahulu.",
};

/// Somebody who is to work with the program.
#[derive(Debug, Clone)]
pub struct NewOfficer {
    /// As printed.
    pub name: String,
    /// Unique.
    pub email: String,
    /// What the person may do.
    pub role: Role,
}

impl NewOfficer {
    /// The same without outer spaces and with the address in lower case.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the name is empty or too long, or the address is none.
    pub(in crate::services) fn checked(&self) -> Result<Self, ServiceError> {
        let (name, email) = (self.name.trim(), self.email.trim().to_lowercase());
        let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\"\\".contains(c);
        let sound = email.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty() && host.contains('.') && !host.contains('@') && !email.contains(odd)
        });
        let named = (1..=120).contains(&name.chars().count()) && !name.contains(char::is_control);
        if !named || !sound || email.len() > 254 {
            return Err(ServiceError::Barred(BAD_OFFICER));
        }
        Ok(Self {
            name: name.to_owned(),
            email,
            role: self.role,
        })
    }
}

impl Services {
    /// All accounts, by name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn officers(&self) -> Result<Vec<OfficerView>, ServiceError> {
        let accounts = self.store.read().await?.accounts().await?;
        let view = |account: Account| OfficerView {
            has_password: account.password_hash.is_some(),
            has_second_factor: account.totp.is_some(),
            disabled_at: account.disabled_at,
            created_at: account.created_at,
            signed_in_at: account.signed_in_at,
            officer: account.officer,
        };
        Ok(accounts.into_iter().map(view).collect())
    }

    /// The officer with that address.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is none.
    pub async fn officer_by_email(&self, email: &str) -> Result<Officer, ServiceError> {
        let found = self.store.read().await?.officer_by_email(email).await?;
        found.ok_or_else(|| ServiceError::Missing(format!("Petugas {}", email.trim())))
    }

    /// Adds an officer and makes a link to set the password; for one who is known with the same
    /// role, a fresh link.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the name or address is no good, or the address is known
    /// with another role, or its account is shut.
    pub async fn invite(&self, doer: &Actor, new: &NewOfficer) -> Result<Invitation, ServiceError> {
        let new = new.checked()?;
        let tx = self.store.begin().await?;
        let known = tx.account_by_email(&new.email).await?;
        let (officer, action) = if let Some(known) = known {
            check_again(&known, new.role)?;
            (known.officer, "officer.link")
        } else {
            let officer = Officer {
                id: OfficerId::from_uuid(self.clock.new_id()),
                name: new.name,
                email: new.email,
                role: new.role,
            };
            tx.add_officer(&officer, self.clock.now()).await?;
            (officer, "officer.add")
        };
        let invitation = self.make_link(&tx, &officer, LinkKind::Invite).await?;
        tx.commit(self.entry(doer.clone(), action, officer.id.to_string()))
            .await?;
        Ok(invitation)
    }

    /// Makes a link for somebody who has lost the password.
    ///
    /// # Errors
    /// When the account is unknown or shut.
    pub async fn reset_link(
        &self,
        doer: &Actor,
        id: OfficerId,
    ) -> Result<Invitation, ServiceError> {
        let tx = self.store.begin().await?;
        let account = known(&tx, id).await?;
        check_again(&account, account.officer.role)?;
        let link = self.make_link(&tx, &account.officer, LinkKind::Reset);
        let link = link.await?;
        tx.commit(self.entry(doer.clone(), "officer.link", id.to_string()))
            .await?;
        Ok(link)
    }

    /// Gives an officer another role. Sessions end: the new role may ask for more than a
    /// password.
    ///
    /// # Errors
    /// When the account is unknown, or the last open administrator's.
    pub async fn change_role(
        &self,
        doer: &Actor,
        id: OfficerId,
        role: Role,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let account = known(&tx, id).await?;
        if account.officer.role == role {
            return Ok(());
        }
        keep_an_admin(&tx, &account).await?;
        tx.set_role(id, role).await?;
        tx.close_sessions(id, None).await?;
        let (old, new) = (account.officer.role.code(), role.code());
        tx.commit(self.entry(doer.clone(), "officer.role", format!("{id} {old} -> {new}")))
            .await?;
        Ok(())
    }

    /// Shuts an account: its sessions end and its links stop working.
    ///
    /// # Errors
    /// When the account is unknown, or the last open administrator's.
    pub async fn disable(&self, doer: &Actor, id: OfficerId) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let account = known(&tx, id).await?;
        if !account.is_open() {
            return Ok(());
        }
        keep_an_admin(&tx, &account).await?;
        tx.set_disabled(id, Some(self.clock.now())).await?;
        tx.close_sessions(id, None).await?;
        tx.drop_links(id).await?;
        tx.commit(self.entry(doer.clone(), "officer.disable", id.to_string()))
            .await?;
        Ok(())
    }

    /// Opens a shut account again, with the password it had.
    ///
    /// # Errors
    /// When the account is unknown.
    pub async fn enable(&self, doer: &Actor, id: OfficerId) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        known(&tx, id).await?;
        tx.set_disabled(id, None).await?;
        tx.commit(self.entry(doer.clone(), "officer.enable", id.to_string()))
            .await?;
        Ok(())
    }

    /// Takes the second factor away, for somebody who lost the telephone. Sessions end; roles
    /// that need one set up another at the next sign-in.
    ///
    /// # Errors
    /// When the account is unknown.
    pub async fn reset_second_factor(
        &self,
        doer: &Actor,
        id: OfficerId,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        known(&tx, id).await?;
        tx.set_totp(id, None).await?;
        tx.close_sessions(id, None).await?;
        tx.commit(self.entry(doer.clone(), "officer.second_factor_reset", id.to_string()))
            .await?;
        Ok(())
    }

    /// The sessions of an officer that may be used now, the last used first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sessions_of(&self, id: OfficerId) -> Result<Vec<SessionView>, ServiceError> {
        let mut sessions = self.store.read().await?.sessions_of(id).await?;
        sessions.retain(|session| session.stage == Stage::Full && self.lives(session));
        Ok(sessions)
    }

    /// Ends one session of an officer; nothing happens where there is none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end_session(
        &self,
        doer: &Actor,
        id: OfficerId,
        session: &str,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        if tx.close_session(id, session).await? {
            tx.commit(self.entry(doer.clone(), "session.end", id.to_string()))
                .await?;
        }
        Ok(())
    }

    /// Ends all sessions of an officer but, perhaps, one; answers how many.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end_all_sessions(
        &self,
        doer: &Actor,
        id: OfficerId,
        keep: Option<&str>,
    ) -> Result<u64, ServiceError> {
        let tx = self.store.begin().await?;
        let ended = tx.close_sessions(id, keep).await?;
        if ended > 0 {
            tx.commit(self.entry(doer.clone(), "session.end_all", id.to_string()))
                .await?;
        }
        Ok(ended)
    }

    /// Remembers the language of somebody's pages.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for another language than `id` and `en`.
    pub async fn set_language(&self, id: OfficerId, language: &str) -> Result<(), ServiceError> {
        if !matches!(language, "id" | "en") {
            return Err(ServiceError::Refused("Pilih bahasa id atau en.".to_owned()));
        }
        let tx = self.store.begin().await?;
        tx.set_language(id, language).await?;
        tx.commit(self.entry(Actor::Officer(id), "officer.language", language))
            .await?;
        Ok(())
    }

    /// Replaces one's own password; all other sessions end.
    ///
    /// # Errors
    /// [`SignInError::Refused`] when the present one is wrong, [`SignInError::Wait`] after too
    /// many of these, [`SignInError::Weak`] when the new one is too easy.
    pub async fn change_password(
        &self,
        who: &SignedIn,
        (present, new): (&str, &str),
        visitor: &Visitor,
    ) -> Result<(), SignInError> {
        let officer = &who.officer;
        password::judge(new, &officer.name, &officer.email)?;
        let counters = self.counters(&Door::Password(&officer.email), visitor);
        let tx = self.store.begin().await?;
        self.count(&tx, &counters).await?;
        let account = known(&tx, officer.id).await?;
        let id = officer.id.to_string();
        tx.commit(self.entry(Actor::Officer(officer.id), "sign_in.attempt", id))
            .await?;
        if !passwords::verify(account.password_hash.as_deref(), present).await {
            return Err(SignInError::Refused);
        }
        let hash = passwords::hash(new).await;
        let tx = self.store.begin().await?;
        self.forgive(&tx, &counters).await?;
        tx.set_password(officer.id, &hash).await?;
        tx.drop_links(officer.id).await?;
        tx.close_sessions(officer.id, Some(&who.session)).await?;
        tx.commit(self.entry(Actor::Officer(officer.id), "officer.password", ""))
            .await?;
        Ok(())
    }
}

async fn known(tx: &Tx, id: OfficerId) -> Result<Account, ServiceError> {
    let account = tx.account(id).await?;
    account.ok_or_else(|| ServiceError::Missing(format!("Petugas {id}")))
}

/// Whether a known officer may have another link.
fn check_again(known: &Account, role: Role) -> Result<(), ServiceError> {
    if known.officer.role != role {
        return Err(ServiceError::Barred(OTHER_ROLE));
    }
    if known.is_open() {
        Ok(())
    } else {
        Err(ServiceError::Barred(SHUT))
    }
}

/// Refuses what would leave nobody to let others in.
async fn keep_an_admin(tx: &Tx, leaving: &Account) -> Result<(), ServiceError> {
    let admin = |account: &Account| account.officer.role == Role::Admin && account.is_open();
    if !admin(leaving) {
        return Ok(());
    }
    let others = tx.accounts().await?;
    if others
        .iter()
        .any(|other| admin(other) && other.officer.id != leaving.officer.id)
    {
        return Ok(());
    }
    Err(ServiceError::Barred(LAST_ADMIN))
}
