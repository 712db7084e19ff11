//! Taking a merger back: both are again what they were. What came in since stays with the kept
//! one, where it came in.

use super::{
    any, barred,
    joining::joined,
    mergers::{Before, Roster, mark_both},
    own,
};
use crate::{
    domain::{
        employer::Field,
        ids::{EmployerId, OfficerId, RemarkId},
        merging::{belongs, gains},
        remark::RemarkKind,
        words::date_words,
    },
    services::{ServiceError, Services, imports::derived},
    store::{Actor, KnownEmployer, MailRow, Merger, NewRemark, StoreError, Tx},
};

/// Mails that are looked through for those that left while two were one.
const MAILS: u64 = 200;
/// Mails that a note names.
const LISTED: usize = 10;

/// Fields that belong to the merged employer whoever repeated them since.
const NUMBERS: [Field; 4] = [Field::Nib, Field::Npwp, Field::NpwpKey, Field::Code];

impl Services {
    /// Takes the latest merger of an employer back.
    ///
    /// # Errors
    /// When there is none to take back, or the kept one was itself merged since.
    pub async fn unmerge(&self, kept: EmployerId, by: OfficerId) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let kept = own(&tx, kept).await?;
        let merger = tx.mergers_of(kept.id).await?.into_iter();
        let merger = merger
            .filter(|merger| merger.undone.is_none())
            .max_by_key(|merger| merger.batch_no)
            .ok_or_else(|| {
                barred(
                    "merge-none",
                    "Tidak ada penggabungan yang dapat dibatalkan.",
                )
            })?;
        let before = read(&merger)?;
        let other = any(&tx, merger.merged).await?;
        let batch = self.person_batch(&tx, "unmerge", by).await?;
        let kept_then = before.kept.put_over(&kept);
        let merged_then = before.merged.put_over(&other);
        let after = parted(&kept, &kept_then, &merged_then);
        for employer in [&after, &merged_then] {
            tx.put_employers(&[(employer, derived(employer))], batch.at)
                .await?;
        }
        let changes: Vec<_> = Field::ALL
            .into_iter()
            .filter(|field| kept.record.get(*field) != after.record.get(*field))
            .map(|field| (kept.id, field, kept.record.get(field).map(str::to_owned)))
            .collect();
        tx.add_employer_changes(batch.no, &changes).await?;
        tx.part(merger.merged, &before.followers).await?;
        let since = (merger.batch_no, before.followers.as_slice());
        give_records(&tx, (&after, &merged_then), since).await?;
        // What waits was written about both.
        tx.take_back_waiting(kept.id, self.verification_due())
            .await?;
        give_back(&tx, &merger, &before).await?;
        self.reopen_cases(&tx, kept.id, &before).await?;
        self.tell_notices(&tx, (&after, &merged_then), (&merger, by))
            .await?;
        mark_both(&tx, &kept, &merged_then).await?;
        tx.undo_merger(merger.batch_no, (by, batch.at)).await?;
        tx.undo_judgement_of_merger(merger.batch_no, (by, batch.at))
            .await?;
        let subject = format!("{} {}", merger.kept, merger.merged);
        tx.commit(self.entry(Actor::Officer(by), "employer.part", subject))
            .await?;
        self.find_again(&[kept.id, merger.merged]).await;
        self.recheck().await;
        if let Some(verdict) = &before.verdict {
            let tx = self.store.begin().await?;
            tx.date_verdict(merger.merged, verdict).await?;
            let subject = merger.merged.to_string();
            tx.commit(self.entry(Actor::Officer(by), "employer.part", subject))
                .await?;
        }
        Ok(())
    }

    /// What left while two were one spoke of both: each page says so, and whom to call.
    async fn tell_notices(
        &self,
        tx: &Tx,
        (kept, other): (&KnownEmployer, &KnownEmployer),
        (merger, by): (&Merger, OfficerId),
    ) -> Result<(), ServiceError> {
        let mails = tx.mails(Some(kept.id), MAILS).await?;
        let left = |mail: &&MailRow| mail.sent_at.is_some_and(|at| at >= merger.at);
        let sent: Vec<String> = mails
            .iter()
            .filter(left)
            .map(|mail| {
                let on = mail
                    .sent_at
                    .map(|at| date_words(self.local(at).date_naive()));
                let on = on.unwrap_or_default();
                format!(
                    "\u{201c}{}\u{201d} kepada {} pada {on}",
                    mail.subject, mail.recipient
                )
            })
            .collect();
        if sent.is_empty() {
            return Ok(());
        }
        let count = sent.len();
        let listed = sent[..count.min(LISTED)].join("; ");
        let since = date_words(self.local(merger.at).date_naive());
        for (one, another) in [(kept, other), (other, kept)] {
            let name = another.record.get(Field::Name).unwrap_or_default();
            let note = NewRemark {
                id: RemarkId::from_uuid(self.clock.new_id()),
                employer: one.id,
                kind: RemarkKind::Note,
                words: format!(
                    "Penggabungan dengan {name} dibatalkan. Sejak {since} terkirim {count} pos-el \
                     yang memuat data keduanya: {listed}. Hubungi penerimanya untuk meminta maaf \
                     dan menjelaskan bahwa data badan usaha lain termuat di dalamnya."
                ),
                from_on: self.today(),
                until_on: None,
                attachment: None,
                by: Some(by),
            };
            tx.add_remark(&note, self.clock.now()).await?;
        }
        Ok(())
    }

    /// Cases are again as they were; what only the merger opened is closed.
    async fn reopen_cases(
        &self,
        tx: &Tx,
        kept: EmployerId,
        before: &Before,
    ) -> Result<(), ServiceError> {
        for (case, _) in tx.open_rounds(&[kept]).await? {
            if !before.cases.iter().any(|(id, _)| *id == case) {
                self.close_case(tx, (case, self.today()), "parted").await?;
            }
        }
        Ok(tx.reopen(&before.cases).await?)
    }
}

fn read(merger: &Merger) -> Result<Before, ServiceError> {
    let corrupt = StoreError::Corrupt {
        table: "merger",
        column: "before",
    };
    serde_json::from_str(&merger.before).map_err(|_| corrupt.into())
}

/// The kept employer as it is now, without what the merger gave it.
fn parted(now: &KnownEmployer, kept: &KnownEmployer, merged: &KnownEmployer) -> KnownEmployer {
    let given = joined(kept, merged);
    let mut parted = now.clone();
    for field in gains(&kept.record, &merged.record) {
        let same = now.record.get(field) == given.record.get(field);
        let untold =
            now.origins.of(field).map(|o| o.batch) == given.origins.of(field).map(|o| o.batch);
        if same && (untold || NUMBERS.contains(&field)) {
            let was = kept.record.get(field).map(str::to_owned);
            parted.record.set(field, was);
            match kept.origins.of(field) {
                Some(origin) => parted.origins.put(&origin.clone(), &[field]),
                None => parted.origins.forget(field),
            }
        }
    }
    if parted.origins.say_the_same(&kept.origins) {
        parted.origins = kept.origins.clone();
    }
    parted
        .sources
        .retain(|source| kept.sources.contains(source) || !merged.sources.contains(source));
    parted
}

/// What came in since under a number of the merged one, or of those merged into it before, goes
/// back with it.
async fn give_records(
    tx: &Tx,
    (kept, merged): (&KnownEmployer, &KnownEmployer),
    (batch_no, followers): (i32, &[EmployerId]),
) -> Result<(), ServiceError> {
    let since: Vec<_> = tx
        .source_records_of(kept.id)
        .await?
        .into_iter()
        .filter(|record| record.employer == kept.id && record.seen[0].batch > batch_no)
        .collect();
    let mut others = tx.employers(followers).await?;
    others.insert(0, merged.clone());
    for other in others {
        let own = since
            .iter()
            .filter(|one| belongs(&one.said, &other.record, &kept.record))
            .map(|one| one.id);
        tx.give_source_records(&own.collect::<Vec<_>>(), other.id)
            .await?;
    }
    Ok(())
}

/// The roster goes back, unless a newer one has come since.
async fn give_back(tx: &Tx, merger: &Merger, before: &Before) -> Result<(), ServiceError> {
    if before.roster == Roster::Stayed {
        return Ok(());
    }
    let now = tx.roster_of(merger.kept).await?;
    let came_since = now
        .as_ref()
        .is_none_or(|roster| roster.batch > merger.batch_no);
    if came_since {
        return Ok(());
    }
    tx.give_roster(merger.kept, merger.merged).await?;
    if let Some(roster) = &before.kept_roster {
        tx.bring_roster_back(merger.kept, merger.batch_no, roster)
            .await?;
    }
    Ok(())
}
