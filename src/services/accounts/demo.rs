//! The accounts of the made-up city: one for each role, and a second labour officer, since a case
//! is confirmed by two.

use serde::Serialize;

use super::{
    super::{ServiceError, Services, demo::DEMO_OFFICERS},
    passwords,
};
use crate::{domain::role::Role, store::Actor};

/// The made-up officers beside the two that confirm cases.
const OTHERS: [(&str, &str, Role); 4] = [
    ("Adi Umpama", "adi@kota.example", Role::Admin),
    ("Sari Andai", "sari@kota.example", Role::HealthOfficer),
    ("Tono Umpama", "tono@kota.example", Role::Approver),
    ("Wati Andai", "wati@kota.example", Role::Viewer),
];

/// Letters and digits that nobody mistakes for one another.
const PLAIN: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// An account that anybody who runs the demonstration may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoAccount {
    /// What it may do.
    pub role: Role,
    /// With which address to sign in.
    pub email: String,
    /// And with which password. Made from the session key, so that it is the same every time.
    pub password: String,
}

impl Services {
    /// Makes the accounts of the made-up city, or gives them their passwords back.
    ///
    /// # Errors
    /// When the database isn't made up, or the store fails.
    pub(in crate::services) async fn demo_accounts(
        &self,
    ) -> Result<Vec<DemoAccount>, ServiceError> {
        let labour = DEMO_OFFICERS.map(|(name, email)| (name, email, Role::LabourOfficer));
        let mut accounts = Vec::new();
        for (name, email, role) in [&OTHERS[..1], &labour, &OTHERS[1..]].concat() {
            self.add_officer(name, email, role).await?;
            let password = self.demo_password(email);
            self.give_password(email, &password).await?;
            accounts.push(DemoAccount {
                role,
                email: email.to_owned(),
                password,
            });
        }
        Ok(accounts)
    }

    async fn give_password(&self, email: &str, password: &str) -> Result<(), ServiceError> {
        if !self.is_demo().await? {
            return Err(ServiceError::Installation(
                "Akun contoh hanya ada pada kota contoh.".to_owned(),
            ));
        }
        let account = self.store.read().await?.account_by_email(email).await?;
        let account = account.ok_or_else(|| ServiceError::Missing(format!("Petugas {email}")))?;
        let hash = account.password_hash.as_deref();
        if hash.is_some() && passwords::verify(hash, password).await {
            return Ok(());
        }
        let hash = passwords::hash(password).await;
        let tx = self.store.begin().await?;
        tx.set_password(account.officer.id, &hash).await?;
        let id = account.officer.id.to_string();
        tx.commit(self.entry(Actor::Command("demo"), "officer.password", id))
            .await?;
        Ok(())
    }

    /// Sixteen letters in groups of four: eighty bits.
    fn demo_password(&self, email: &str) -> String {
        let bytes = self.sign_in.key.derive("demo", email.as_bytes());
        let letters: Vec<char> = bytes[..16]
            .iter()
            .map(|byte| char::from(PLAIN[usize::from(byte % 32)]))
            .collect();
        let groups: Vec<String> = letters.chunks(4).map(|g| g.iter().collect()).collect();
        groups.join("-")
    }
}
