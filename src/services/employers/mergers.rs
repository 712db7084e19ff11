//! Two employers that are one: side by side, and made one. `parting` takes it back.
//!
//! The kept one gains what it lacks, with the origin it had; the other keeps its row, its
//! history, cases and mails, and is found through the kept one from then on. What only one of
//! them can have (a NIB, a tax number, a roster) goes to the kept one; a second code at BPJS, or
//! a tax number that was written wrongly, stays with the other, to be found by.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    barred,
    joining::{emptied, joined, refused},
    own,
};
use crate::{
    domain::{
        employer::{Field, Record},
        ids::{CaseId, EmployerId, JudgementId, OfficerId},
        judgement::{Ground, Judgement, Pair, Said},
        merging::{Against, gains, may_merge},
        names::match_name,
        remark::RemarkKind,
    },
    services::{
        ServiceError, Services,
        imports::derived,
        matching::{Saying, not_contradicted},
    },
    store::{Actor, Batch, KnownEmployer, Origins, RosterSource, Tx},
};

/// Whether a person vouches that different legal forms are one firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forms {
    /// Nobody said so.
    AsWritten,
    /// One of them was written wrongly.
    SameFirm,
}

/// One of two employers, for comparing them.
#[derive(Debug, Clone)]
pub struct Side {
    /// Which employer.
    pub id: EmployerId,
    /// Its fields.
    pub record: Record,
    /// Codes of the sources that name it.
    pub sources: Vec<String>,
    /// Its roster.
    pub roster: Option<RosterSource>,
}

/// Two employers side by side.
#[derive(Debug, Clone)]
pub struct MergePreview {
    /// The one that stays.
    pub kept: Side,
    /// The one that goes into it.
    pub merged: Side,
    /// What the kept one gains.
    pub gains: Vec<Field>,
    /// What speaks against it, unless somebody vouches for the form.
    pub against: Option<Against>,
}

/// Both employers as they were.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Before {
    pub(super) kept: Snapshot,
    pub(super) merged: Snapshot,
    pub(super) roster: Roster,
    /// The kept one's roster that was put aside.
    pub(super) kept_roster: Option<RosterSource>,
    /// Open cases of both, with the round each was in.
    pub(super) cases: Vec<(CaseId, i32)>,
    /// Since when the merged one's verdict had stood, its code and its findings.
    pub(super) verdict: Option<(NaiveDate, String, String)>,
    /// Employers merged into the merged one before.
    pub(super) followers: Vec<EmployerId>,
}

/// Where the merged employer's roster went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Roster {
    /// It stayed: there was none, or an older one.
    Stayed,
    /// To the kept one.
    Given,
}

/// What an employer's record said, and where from.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Snapshot {
    fields: Vec<(String, String)>,
    origins: Origins,
    sources: Vec<String>,
}

impl Snapshot {
    pub(super) fn of(employer: &KnownEmployer) -> Self {
        let values = Field::ALL.into_iter().filter_map(|field| {
            let value = employer.record.get(field)?;
            Some((field.code().to_owned(), value.to_owned()))
        });
        Self {
            fields: values.collect(),
            origins: employer.origins.clone(),
            sources: employer.sources.clone(),
        }
    }

    /// The employer with what the snapshot holds.
    pub(super) fn put_over(&self, employer: &KnownEmployer) -> KnownEmployer {
        KnownEmployer {
            record: self.record(),
            origins: self.origins.clone(),
            sources: self.sources.clone(),
            ..employer.clone()
        }
    }

    fn record(&self) -> Record {
        let mut record = Record::default();
        for (code, value) in &self.fields {
            if let Some(field) = Field::from_code(code) {
                record.set(field, Some(value.as_str()));
            }
        }
        record
    }
}

impl Services {
    /// Employers that may be the same as this one: of the same name and not judged to be another
    /// firm, or found by what somebody typed, which is an id, a NIB, a tax number, a BPJS code or
    /// the beginning of a name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn merge_candidates(
        &self,
        employer: EmployerId,
        typed: &str,
    ) -> Result<Vec<KnownEmployer>, ServiceError> {
        let tx = self.store.read().await?;
        let mut found = Vec::new();
        let typed = typed.trim();
        if typed.is_empty() {
            let one = own(&tx, employer).await?;
            let name = match_name(one.record.get(Field::Name).unwrap_or_default());
            found = tx.namesakes(&name, false).await?;
            let judged = tx.standing_judgements().await?;
            found.retain(|other| {
                Pair::of(employer, other.id).is_none_or(|pair| !judged.decide(pair))
            });
        } else {
            let wanted = self.wanted(typed);
            if wanted.id.is_some() || !wanted.ids.is_empty() {
                found = tx.find_employers(wanted.id, &wanted.ids).await?;
            }
            let name = match_name(typed);
            if found.is_empty() && !name.is_empty() {
                found = tx.namesakes(&name, true).await?;
            }
        }
        found.retain(|other| other.id != employer);
        Ok(found)
    }

    /// Two employers side by side.
    ///
    /// # Errors
    /// When one of them is unknown or merged, or both are the same.
    pub async fn merge_preview(
        &self,
        kept: EmployerId,
        merged: EmployerId,
    ) -> Result<MergePreview, ServiceError> {
        let tx = self.store.read().await?;
        let (kept, merged) = pair(&tx, kept, merged).await?;
        let gains = gains(&kept.record, &merged.record);
        let against = may_merge(&kept.record, &merged.record, false).err();
        Ok(MergePreview {
            kept: side(&tx, kept).await?,
            merged: side(&tx, merged).await?,
            gains,
            against,
        })
    }

    /// Makes two employers one.
    ///
    /// # Errors
    /// When identifiers or forms speak against it, what people judged contradicts it, or something
    /// about the merged one is not settled yet.
    pub async fn merge(
        &self,
        employers: (EmployerId, EmployerId),
        forms: Forms,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let saying = Saying {
            ground: Ground::Other,
            words: String::new(),
        };
        self.merge_saying(employers, (forms, saying), by).await?;
        Ok(())
    }

    /// The same, with how the person who says so knows.
    pub(in crate::services) async fn merge_saying(
        &self,
        (kept, merged): (EmployerId, EmployerId),
        (forms, saying): (Forms, Saying),
        by: OfficerId,
    ) -> Result<JudgementId, ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let (kept, merged) = pair(&tx, kept, merged).await?;
        may_merge(&kept.record, &merged.record, forms == Forms::SameFirm).map_err(refused)?;
        let said = Said {
            id: JudgementId::from_uuid(self.clock.new_id()),
            pair: Pair::of(kept.id, merged.id).expect("two different employers were found"),
            says: Judgement::Same,
        };
        not_contradicted(&tx, said.pair, said.says).await?;
        self.is_settled(&tx, merged.id).await?;
        let batch = self.person_batch(&tx, "merger", by).await?;
        let before = self.set_aside(&tx, (&kept, &merged), &batch).await?;
        let after = joined(&kept, &merged);
        let rest = emptied(&merged, (&kept, &after));
        // First the one that lets go of the NIB, which two can't have at once.
        for employer in [&rest, &after] {
            tx.put_employers(&[(employer, derived(employer))], batch.at)
                .await?;
        }
        let changes: Vec<_> = gains(&kept.record, &merged.record)
            .into_iter()
            .map(|field| (kept.id, field, kept.record.get(field).map(str::to_owned)))
            .collect();
        tx.add_employer_changes(batch.no, &changes).await?;
        tx.merge_into(merged.id, kept.id).await?;
        mark_both(&tx, &kept, &merged).await?;
        let before = serde_json::to_string(&before).expect("a snapshot is plain data");
        tx.add_merger((batch.no, kept.id, merged.id), (by, batch.at), before)
            .await?;
        self.write_down(&tx, said, saying, (by, Some(batch.no)))
            .await?;
        let subject = format!("{} {}", kept.id, merged.id);
        tx.commit(self.entry(Actor::Officer(by), "employer.merge", subject))
            .await?;
        self.find_again(&[kept.id]).await;
        self.recheck().await;
        Ok(said.id)
    }

    /// A ruling on the merged one would be lost from sight.
    async fn is_settled(&self, tx: &Tx, merged: EmployerId) -> Result<(), ServiceError> {
        for kind in RemarkKind::ALL {
            let standing = tx.standing_remark(merged, kind).await?;
            let today = self.today();
            if kind != RemarkKind::Note && standing.is_some_and(|s| s.holds_on(today)) {
                return Err(barred(
                    "merge-standing",
                    "Badan usaha yang akan digabung masih punya sanggahan, pengecualian, atau \
                     konfirmasi kantor pusat yang berlaku; akhiri dahulu di halamannya.",
                ));
            }
        }
        Ok(())
    }

    /// Moves the roster and closes the cases; answers how it was.
    async fn set_aside(
        &self,
        tx: &Tx,
        (kept, merged): (&KnownEmployer, &KnownEmployer),
        batch: &Batch,
    ) -> Result<Before, ServiceError> {
        let (mine, theirs) = (tx.roster_of(kept.id).await?, tx.roster_of(merged.id).await?);
        let age = |r: &RosterSource| (r.as_of, r.batch);
        let newer = match (&mine, &theirs) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(mine), Some(theirs)) => age(theirs) > age(mine),
        };
        if newer {
            if mine.is_some() {
                tx.set_roster_aside(kept.id, batch.no).await?;
            }
            tx.give_roster(merged.id, kept.id).await?;
        }
        for one in [kept.id, merged.id] {
            // What waits was written about half of the firm.
            tx.take_back_waiting(one, self.verification_due()).await?;
        }
        let cases = tx.open_rounds(&[kept.id, merged.id]).await?;
        for (case, _) in tx.open_rounds(&[merged.id]).await? {
            self.close_case(tx, (case, self.today()), "merged").await?;
        }
        Ok(Before {
            kept: Snapshot::of(kept),
            merged: Snapshot::of(merged),
            roster: if newer { Roster::Given } else { Roster::Stayed },
            kept_roster: mine.filter(|_| newer),
            cases,
            verdict: tx.verdict_since(merged.id).await?,
            followers: tx.family(merged.id).await?.split_off(1),
        })
    }
}

/// Two employers that each stand for themselves.
pub(in crate::services) async fn pair(
    tx: &Tx,
    kept: EmployerId,
    merged: EmployerId,
) -> Result<(KnownEmployer, KnownEmployer), ServiceError> {
    if kept == merged {
        return Err(barred(
            "merge-self",
            "Keduanya badan usaha yang sama; pilih badan usaha lain.",
        ));
    }
    Ok((own(tx, kept).await?, own(tx, merged).await?))
}

async fn side(tx: &Tx, employer: KnownEmployer) -> Result<Side, ServiceError> {
    Ok(Side {
        roster: tx.roster_of(employer.id).await?,
        id: employer.id,
        record: employer.record,
        sources: employer.sources,
    })
}

/// Both are judged anew, and so is who may be like one of them.
pub(super) async fn mark_both(
    tx: &Tx,
    kept: &KnownEmployer,
    merged: &KnownEmployer,
) -> Result<(), ServiceError> {
    let names: Vec<String> = [kept, merged]
        .into_iter()
        .filter_map(|e| e.record.get(Field::Name).map(match_name))
        .collect();
    tx.mark_namesakes(&names).await?;
    Ok(tx.mark_changed(kept.id).await?)
}
