//! Where messages go.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use lettre::Address;
use tokio::sync::OwnedMutexGuard;

use super::{
    dkim::{self, DkimKey},
    error::{Answer, BadMessage, MailError, SettingsError},
    folder::{self, Kept},
    message::{Made, Outgoing, Sender, build, message_id},
    relay::Relay,
    relays::Relays,
    return_path::ReturnPath,
    sealed::Sealed,
    smtp::{MailSettings, Server},
};

/// Where messages go, and who writes them; cheap to clone.
#[derive(Clone)]
pub struct Transport {
    from: Sender,
    returns: Option<ReturnPath>,
    way: Way,
    lanes: usize,
    keys: Arc<Vec<DkimKey>>,
    busy: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Clone)]
enum Way {
    Files(PathBuf),
    Smtp(Relays),
    Memory(Memory),
}

/// One hand-over, for the record.
#[derive(Debug)]
pub struct HandOver {
    /// Name and port of the server; `None` where mail is captured.
    pub relay: Option<String>,
    /// What was handed over; `None` where no message could be built.
    pub message: Option<Made>,
    /// What became of it.
    pub outcome: Result<Answer, MailError>,
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
    fn new(from: &str, (way, lanes): (Way, usize)) -> Result<Self, SettingsError> {
        Ok(Self {
            from: Sender::parse(from)?,
            returns: None,
            way,
            lanes,
            keys: Arc::default(),
            busy: Arc::default(),
        })
    }

    /// Keeps each mail as `<id>.eml` under `folder`, which is made when the first one comes.
    ///
    /// # Errors
    /// When `from` is not `Name <address>` or an address.
    pub fn files(from: &str, folder: &Path) -> Result<Self, SettingsError> {
        Self::new(from, (Way::Files(folder.to_owned()), 2))
    }

    /// Hands each mail to a server; the first connection is made with the first mail.
    ///
    /// # Errors
    /// When the settings contradict each other, or the sender is not an address.
    pub fn smtp(settings: &MailSettings) -> Result<Self, SettingsError> {
        let server = Server::new(settings)?;
        let lanes = server.connections;
        let relays = Relays::new(Relay::new(server));
        Self::new(&settings.from, (Way::Smtp(relays), lanes))
    }

    /// Keeps each mail in memory, for stories that read what was sent.
    ///
    /// # Errors
    /// When `from` is not `Name <address>` or an address.
    pub fn memory(from: &str) -> Result<(Self, Memory), SettingsError> {
        let kept = Memory::default();
        let transport = Self::new(from, (Way::Memory(kept.clone()), 1))?;
        Ok((transport, kept))
    }

    /// Hands mail to this server where those before it can't be used; its sender is theirs.
    ///
    /// # Errors
    /// When the settings contradict each other.
    pub fn or_by(mut self, settings: &MailSettings) -> Result<Self, SettingsError> {
        let relay = Relay::new(Server::new(settings)?);
        if let Way::Smtp(relays) = &mut self.way {
            relays.add(relay);
        }
        Ok(self)
    }

    /// Signs each mail with each of these keys, in the name of the sender's domain.
    #[must_use]
    pub fn signing(mut self, keys: Vec<DkimKey>) -> Self {
        self.keys = Arc::new(keys);
        self
    }

    /// How many mails may be handed over at one time.
    #[must_use]
    pub fn lanes(&self) -> usize {
        self.lanes
    }

    /// Lets one pass over the outbox run at a time in this process; `None` while another one does.
    #[must_use]
    pub fn alone(&self) -> Option<OwnedMutexGuard<()>> {
        Arc::clone(&self.busy).try_lock_owned().ok()
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
        self.hand_over(mail).await.outcome
    }

    /// Hands over one mail; tells what was handed over, to whom, and what became of it.
    pub async fn hand_over(&self, mail: &Outgoing) -> HandOver {
        let (made, to) = match self.make(mail) {
            Ok(made) => made,
            Err(bad) => {
                return HandOver {
                    relay: None,
                    message: None,
                    outcome: Err(bad.into()),
                };
            }
        };
        let (relay, outcome) = match &self.way {
            Way::Files(folder) => (None, keep(folder, mail, made.bytes.clone()).await),
            Way::Smtp(relays) => {
                let from = match &self.returns {
                    Some(returns) => returns.address_for(mail.id),
                    None => self.from.0.email.clone(),
                };
                let id = mail.id;
                let sealed = Sealed { id, from, to };
                // The dialogue is long, and callers carry its state about.
                let (name, outcome) = Box::pin(relays.send(&sealed, &made.bytes)).await;
                (Some(name), outcome)
            }
            Way::Memory(kept) => {
                let text = String::from_utf8_lossy(&made.bytes).into_owned();
                kept.lock().push(text);
                (None, Ok(Answer::new(None, "disimpan di memori")))
            }
        };
        HandOver {
            relay,
            message: Some(made),
            outcome,
        }
    }

    fn make(&self, mail: &Outgoing) -> Result<(Made, Vec<Address>), BadMessage> {
        let message = build(&self.from, mail)?;
        let made = Made {
            message_id: message_id(&self.from, mail),
            bytes: dkim::sign(&message.formatted(), self.from.0.email.domain(), &self.keys),
        };
        Ok((made, message.envelope().to().to_vec()))
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
        unreachable: true,
        source: Some(Box::new(fault)),
    }
}
