//! What a person says of two records, and what follows: "one firm" merges them, "two firms" keeps
//! them apart, "unsure" only remembers the doubt.

use std::fmt;

use crate::{
    domain::{
        employer::Field,
        ids::{EmployerId, JudgementId, OfficerId},
        judgement::{Contradiction, Ground, Judgement, Pair, Said},
        words::date_words,
    },
    services::{
        Forms, Refusal, ServiceError, Services, barred,
        employers::{own, pair as both},
        written::written,
    },
    store::{Actor, KnownEmployer, NewJudgement, PairJudgement, StoreError, Tx},
};

/// Characters of what a person writes down at once.
const MAX_WORDS: usize = 4_000;

/// How a person knows.
#[derive(Debug, Clone)]
pub(in crate::services) struct Saying {
    pub(in crate::services) ground: Ground,
    /// May be empty, but for [`Ground::Other`].
    pub(in crate::services) words: String,
}

/// What a person says of two records.
#[derive(Debug, Clone)]
pub struct NewSaying {
    /// Both records.
    pub pair: (EmployerId, EmployerId),
    /// What.
    pub says: Judgement,
    /// How that person knows.
    pub ground: Ground,
    /// In own words; may be empty, but for [`Ground::Other`].
    pub words: String,
    /// Which record stays, where both are one firm; the one of which more is known, where nobody
    /// chose.
    pub kept: Option<EmployerId>,
    /// Whether that person vouches for different legal forms.
    pub forms: Forms,
}

/// What stands already says something else.
#[derive(Debug)]
pub struct Contradicted {
    /// The rule.
    pub refusal: Refusal,
    /// The judgements that stand against it, from one record to the other.
    pub chain: Vec<PairJudgement>,
}

impl fmt::Display for Contradicted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.refusal.words)?;
        for (number, one) in self.chain.iter().enumerate() {
            let says = match one.said.says {
                Judgement::Same => "satu badan usaha",
                Judgement::Different => "dua badan usaha",
                Judgement::Unsure => "belum pasti",
            };
            let lead = if number == 0 { " " } else { "; " };
            let [a, b] = &one.names;
            let (who, on) = (&one.by_name, date_words(one.at.date_naive()));
            write!(f, "{lead}{a} dan {b}: {says} ({who}, {on})")?;
        }
        write!(f, ".")
    }
}

/// What a person writes; needed where nothing else tells how that person knows.
fn words(ground: Ground, typed: &str) -> Result<String, ServiceError> {
    if ground != Ground::Other && typed.trim().is_empty() {
        return Ok(String::new());
    }
    let refusal = ("words", "Tulis alasannya, paling banyak 4.000 huruf.");
    written(typed, MAX_WORDS, refusal)
}

/// Whether two records may be said to be that beside what stands.
pub(in crate::services) async fn not_contradicted(
    tx: &Tx,
    pair: Pair,
    says: Judgement,
) -> Result<(), ServiceError> {
    let standing = tx.standing_judgements().await?;
    let Err(Contradiction(ids)) = standing.allow(pair, says) else {
        return Ok(());
    };
    let mut found = tx.judgements_by_id(&ids).await?;
    found.sort_by_key(|one| ids.iter().position(|id| *id == one.said.id));
    let refusal = match says {
        Judgement::Different => Refusal {
            code: "distinct-same",
            words: "Tercatat bahwa keduanya satu badan usaha; batalkan dahulu salah satu penilaian \
                    ini.",
        },
        Judgement::Same | Judgement::Unsure => Refusal {
            code: "merge-distinct",
            words: "Tercatat bahwa keduanya badan usaha yang berbeda; batalkan dahulu salah satu \
                    penilaian ini.",
        },
    };
    Err(ServiceError::Contradicted(Box::new(Contradicted {
        refusal,
        chain: found,
    })))
}

/// Which of two records stays: the one with more numbers, then with more fields, then the older.
fn better(a: &KnownEmployer, b: &KnownEmployer) -> EmployerId {
    let known = |one: &KnownEmployer| {
        let has = |field: &&Field| one.record.get(**field).is_some();
        let numbers = [Field::Nib, Field::NpwpKey, Field::Code];
        let (numbers, fields) = (
            numbers.iter().filter(has).count(),
            Field::ALL.iter().filter(has).count(),
        );
        (numbers, fields, std::cmp::Reverse(one.id))
    };
    if known(b) > known(a) { b.id } else { a.id }
}

impl Services {
    /// Puts on record what a person says of two records, and does what follows: one firm is
    /// merged; two firms are proposed no more.
    ///
    /// # Errors
    /// When one of them is unknown or merged, both are the same record, what stands contradicts
    /// it, identifiers or forms speak against a merger, or the words are missing, too long or hold
    /// a NIK.
    pub async fn judge_pair(
        &self,
        new: NewSaying,
        by: OfficerId,
    ) -> Result<JudgementId, ServiceError> {
        let saying = Saying {
            ground: new.ground,
            words: words(new.ground, &new.words)?,
        };
        if new.says == Judgement::Same {
            let kept = self.kept_of(&new).await?;
            let merged = if kept == new.pair.0 {
                new.pair.1
            } else {
                new.pair.0
            };
            return self
                .merge_saying((kept, merged), (new.forms, saying), by)
                .await;
        }
        let tx = self.store.begin().await?;
        let pair = standing_pair(&tx, new.pair).await?;
        if new.says == Judgement::Unsure {
            not_decided(&tx, pair).await?;
        } else {
            not_contradicted(&tx, pair, new.says).await?;
        }
        let said = Said {
            id: JudgementId::from_uuid(self.clock.new_id()),
            pair,
            says: new.says,
        };
        self.write_down(&tx, said, saying, (by, None)).await?;
        let action = if new.says == Judgement::Unsure {
            "employer.doubt"
        } else {
            "employer.distinguish"
        };
        self.judged(tx, said, (action, by)).await?;
        Ok(said.id)
    }

    /// Which record stays, where nobody chose.
    async fn kept_of(&self, new: &NewSaying) -> Result<EmployerId, ServiceError> {
        let chosen = new.kept.filter(|k| [new.pair.0, new.pair.1].contains(k));
        if let Some(chosen) = chosen {
            return Ok(chosen);
        }
        let tx = self.store.read().await?;
        let (a, b) = both(&tx, new.pair.0, new.pair.1).await?;
        Ok(better(&a, &b))
    }

    /// The judgement as a row, in somebody's transaction.
    pub(in crate::services) async fn write_down(
        &self,
        tx: &Tx,
        said: Said,
        saying: Saying,
        (by, merger): (OfficerId, Option<i32>),
    ) -> Result<(), ServiceError> {
        let new = NewJudgement {
            said,
            ground: saying.ground,
            words: saying.words,
            merger,
            by,
            at: self.clock.now(),
        };
        tx.add_judgement(&new).await.map_err(|error| match error {
            StoreError::Twice(_) => barred(
                "distinct-twice",
                "Sudah tercatat bahwa keduanya badan usaha yang berbeda.",
            ),
            other => other.into(),
        })
    }

    /// Takes a judgement back, and what it did with it.
    ///
    /// # Errors
    /// When it does not stand, or it merged two records and something newer builds on that.
    pub async fn undo_judgement(
        &self,
        id: JudgementId,
        by: OfficerId,
    ) -> Result<PairJudgement, ServiceError> {
        let tx = self.store.begin().await?;
        let none = || {
            barred(
                "judgement-none",
                "Penilaian itu sudah dibatalkan atau tidak ada.",
            )
        };
        let one = tx.judgement(id).await?.filter(PairJudgement::stands);
        let one = one.ok_or_else(none)?;
        if let Some(merger) = one.merger {
            drop(tx);
            self.unmerge_of(merger, by).await?;
            return Ok(one);
        }
        if !tx.undo_judgement(id, (by, self.clock.now())).await? {
            return Err(none());
        }
        let action = if one.said.says == Judgement::Unsure {
            "employer.undoubt"
        } else {
            "employer.undistinguish"
        };
        self.judged(tx, one.said, (action, by)).await?;
        Ok(one)
    }

    /// Takes the merger of a judgement back, where it is the latest of its employer.
    async fn unmerge_of(&self, merger: i32, by: OfficerId) -> Result<(), ServiceError> {
        let tx = self.store.read().await?;
        let kept = tx
            .kept_by_merger(merger)
            .await?
            .ok_or_else(|| ServiceError::Missing(format!("Penggabungan nomor {merger}")))?;
        own(&tx, kept).await?;
        let mergers = tx.mergers_of(kept).await?.into_iter();
        let latest = mergers
            .filter(|one| one.undone.is_none())
            .max_by_key(|m| m.batch_no);
        drop(tx);
        if latest.is_none_or(|latest| latest.batch_no != merger) {
            return Err(barred(
                "judgement-later",
                "Badan usaha ini digabung lagi sesudah itu; batalkan dahulu penggabungan yang \
                 lebih baru.",
            ));
        }
        self.unmerge(kept, by).await
    }

    /// Puts on record that two employers are two firms, and how somebody knows.
    ///
    /// # Errors
    /// As [`Services::judge_pair`].
    pub async fn distinguish(
        &self,
        employers: (EmployerId, EmployerId),
        typed: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let new = NewSaying {
            pair: employers,
            says: Judgement::Different,
            ground: Ground::Other,
            words: typed.to_owned(),
            kept: None,
            forms: Forms::AsWritten,
        };
        self.judge_pair(new, by).await.map(|_| ())
    }

    /// Takes that back.
    ///
    /// # Errors
    /// When it does not stand.
    pub async fn undo_distinction(
        &self,
        employers: (EmployerId, EmployerId),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let tx = self.store.read().await?;
        let about = tx.judgements_about(&[employers.0]).await?;
        drop(tx);
        let pair = Pair::of(employers.0, employers.1);
        let mut about = about.iter().filter(|one| {
            one.stands() && one.said.says == Judgement::Different && Some(one.said.pair) == pair
        });
        let Some(one) = about.next() else {
            return Err(barred(
                "distinct-none",
                "Tidak ada catatan bahwa keduanya badan usaha yang berbeda.",
            ));
        };
        self.undo_judgement(one.said.id, by).await.map(|_| ())
    }

    /// Saves what was said, and judges both firms anew where their verdicts may depend on it.
    async fn judged(
        &self,
        tx: Tx,
        said: Said,
        (action, by): (&'static str, OfficerId),
    ) -> Result<(), ServiceError> {
        let decides = said.says != Judgement::Unsure;
        let [one, other] = said.pair.ids();
        if decides {
            for employer in [one, other] {
                tx.mark_changed(employer).await?;
            }
        }
        // The list shows it when both are judged.
        tx.touches([]);
        let entry = self.entry(Actor::Officer(by), action, format!("{one} {other}"));
        tx.commit(entry).await?;
        if decides {
            self.recheck().await;
        }
        Ok(())
    }
}

/// Two employers that each stand for themselves.
async fn standing_pair(
    tx: &Tx,
    (one, other): (EmployerId, EmployerId),
) -> Result<Pair, ServiceError> {
    let (one, other) = both(tx, one, other).await?;
    Ok(Pair::of(one.id, other.id).expect("two different employers were found"))
}

/// Nobody can be unsure of what is decided.
async fn not_decided(tx: &Tx, pair: Pair) -> Result<(), ServiceError> {
    if tx.standing_judgements().await?.decide(pair) {
        return Err(barred(
            "judgement-decided",
            "Keduanya sudah dinilai; batalkan dahulu penilaian itu.",
        ));
    }
    Ok(())
}
