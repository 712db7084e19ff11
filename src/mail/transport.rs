//! Where messages go.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{
    error::{Answer, MailError, SettingsError},
    folder::{self, Kept},
    message::{Outgoing, Sender, build},
    relay::{Relay, Sealed},
    return_path::ReturnPath,
    smtp::{MailSettings, Server},
};

/// Where messages go, and who writes them; cheap to clone.
#[derive(Clone)]
pub struct Transport {
    from: Sender,
    returns: Option<ReturnPath>,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Files(PathBuf),
    Smtp(Relay),
    Memory(Memory),
}

/// The messages that were handed to a memory transport, in order.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<Vec<String>>>);

impl Memory {
    /// Every message so far as it would have gone over the wire.
    #[must_use]
    pub fn messages(&self) -> Vec<String> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<String>> {
        // A push leaves the list whole or as it was.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport {
    /// Keeps each mail as `<id>.eml` under `folder`, which is made when the first one comes.
    ///
    /// # Errors
    /// When `from` is not `Name <address>` or an address.
    pub fn files(from: &str, folder: &Path) -> Result<Self, SettingsError> {
        Ok(Self {
            from: Sender::parse(from)?,
            returns: None,
            way: Way::Files(folder.to_owned()),
        })
    }

    /// Hands each mail to a server; the first connection is made with the first mail.
    ///
    /// # Errors
    /// When the settings contradict each other, or the sender is not an address.
    pub fn smtp(settings: &MailSettings) -> Result<Self, SettingsError> {
        Ok(Self {
            from: Sender::parse(&settings.from)?,
            returns: None,
            way: Way::Smtp(Relay::new(Server::new(settings)?)),
        })
    }

    /// Keeps each mail in memory, for stories that read what was sent.
    ///
    /// # Errors
    /// When `from` is not `Name <address>` or an address.
    pub fn memory(from: &str) -> Result<(Self, Memory), SettingsError> {
        let kept = Memory::default();
        let transport = Self {
            from: Sender::parse(from)?,
            returns: None,
            way: Way::Memory(kept.clone()),
        };
        Ok((transport, kept))
    }

    /// Mail that can't be delivered comes back to an address of its own for each mail; see
    /// [`ReturnPath`]. Without one it comes back to the sender.
    ///
    /// # Errors
    /// When that is no plain address, or has no room for the mark.
    pub fn returning_to(mut self, address: &str) -> Result<Self, SettingsError> {
        self.returns = Some(ReturnPath::parse(address)?);
        Ok(self)
    }

    /// Where mail comes back to that can't be delivered; `None` where that is the sender.
    #[must_use]
    pub fn return_path(&self) -> Option<&ReturnPath> {
        self.returns.as_ref()
    }

    /// Whether mails really leave the house.
    #[must_use]
    pub fn leaves_the_house(&self) -> bool {
        matches!(self.way, Way::Smtp(_))
    }

    /// Hands over one mail and returns what was answered.
    ///
    /// # Errors
    /// See [`MailError`]; [`MailError::is_final`] tells whether another try makes sense.
    pub async fn send(&self, mail: &Outgoing) -> Result<Answer, MailError> {
        let message = build(&self.from, mail)?;
        let bytes = message.formatted();
        match &self.way {
            Way::Files(folder) => keep(folder, mail, bytes).await,
            Way::Smtp(relay) => {
                let to = message.envelope().to().to_vec();
                let from = match &self.returns {
                    Some(returns) => returns.address_for(mail.id),
                    None => self.from.0.email.clone(),
                };
                let envelope = Sealed {
                    id: mail.id,
                    from,
                    to,
                };
                relay.send(&envelope, &bytes).await
            }
            Way::Memory(kept) => {
                kept.lock()
                    .push(String::from_utf8_lossy(&bytes).into_owned());
                Ok(Answer::new(None, "disimpan di memori"))
            }
        }
    }
}

async fn keep(folder: &Path, mail: &Outgoing, bytes: Vec<u8>) -> Result<Answer, MailError> {
    let (folder, id) = (folder.to_owned(), mail.id);
    let writing = tokio::task::spawn_blocking(move || folder::keep(&folder, id, &bytes));
    match writing.await {
        Ok(Ok(Kept::Now)) => Ok(Answer::new(None, &format!("disimpan sebagai {id}.eml"))),
        Ok(Ok(Kept::Before)) => Ok(Answer::new(None, &format!("sudah ada sebagai {id}.eml"))),
        Ok(Err(fault)) => Err(not_kept(fault)),
        Err(ended) => Err(not_kept(ended)),
    }
}

fn not_kept(fault: impl std::error::Error + Send + Sync + 'static) -> MailError {
    MailError::Deferred {
        answer: None,
        perhaps_taken: false,
        source: Some(Box::new(fault)),
    }
}
