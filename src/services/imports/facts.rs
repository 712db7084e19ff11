//! Rosters, participants and contributions: rows about persons and bills.

use std::sync::Arc;

use super::{Errand, Reading, Seen, Stop, Watcher};
use crate::{
    domain::{
        directory::{Directory, Found, Ids},
        identifiers::BpjsCode,
        ids::EmployerId,
    },
    intake::{Identifiers, Record, Rejection},
    services::{ServiceError, Services},
    store::{Batch, BilledRow, Clustered, EmployedRow, LoadCounts, MemberRow, Tx},
};

/// Rows about persons and bills, ready to be put in their place.
pub(super) enum Facts {
    Roster(Clustered<EmployedRow>, Seen),
    Participants(Clustered<MemberRow>),
    Contributions(Clustered<BilledRow>),
}

impl Facts {
    pub(super) async fn load(self, tx: &Tx, batch: &Batch) -> Result<LoadCounts, ServiceError> {
        Ok(match self {
            Self::Roster(rows, seen) => tx.load_roster(batch, rows, &seen).await?,
            Self::Participants(rows) => tx.load_participants(batch, rows).await?,
            Self::Contributions(rows) => tx.load_contributions(batch, rows).await?,
        })
    }
}

/// What a roster's rows are found by, and what they gave.
struct RosterReading {
    directory: Directory,
    ids: Vec<EmployerId>,
    rows: Clustered<EmployedRow>,
    seen: Seen,
}

/// Identifiers as the directory compares them.
pub(in crate::services) fn ids_of(ids: &Identifiers) -> Ids {
    Ids {
        nib: ids.nib.as_ref().map(|nib| nib.as_str().into()),
        npwp: ids.npwp.as_ref().map(|npwp| npwp.match_key.as_str().into()),
        code: ids.code.map(BpjsCode::number),
    }
}

impl RosterReading {
    fn employer(&self, ids: &Identifiers) -> Result<EmployerId, Box<Rejection>> {
        let (column, value) = if let Some(nib) = &ids.nib {
            ("nib", nib.as_str().to_owned())
        } else if let Some(npwp) = &ids.npwp {
            ("npwp", npwp.shown.clone())
        } else {
            (
                "kode_bu",
                ids.code.map_or_else(String::new, |code| code.to_string()),
            )
        };
        let (code, problem) = match self.directory.find(&ids_of(ids)) {
            Found::One(number) => return Ok(self.ids[number]),
            Found::Nobody => (
                "unknown_employer",
                "badan usaha tidak ada di registri; impor dahulu daftar badan usahanya".to_owned(),
            ),
            Found::Several(column) => (
                "shared",
                format!("{column} ini dimiliki lebih dari satu badan usaha; isi NIB"),
            ),
        };
        Err(Box::new(Rejection {
            column,
            value,
            code,
            problem,
            ids: None,
        }))
    }
}

impl Services {
    pub(super) async fn read_roster(
        &self,
        errand: &Errand,
        watcher: Arc<dyn Watcher>,
    ) -> Result<Reading<Facts>, ServiceError> {
        let mut start = RosterReading {
            directory: Directory::default(),
            ids: Vec::new(),
            rows: Clustered::new(&self.scratch()),
            seen: Seen::new(),
        };
        let tx = self.store.read().await?;
        for keys in tx.employer_keys().await? {
            let number = start.directory.add(keys.ids);
            start.directory.also(number, &keys.further);
            start.ids.push(keys.id);
        }
        drop(tx);
        let reading = self
            .read_files(
                errand,
                watcher,
                start,
                |roster, (_, row_no), row| match row {
                    Ok(Record::Roster(row)) => {
                        let employer = roster.employer(&row.ids).map_err(Stop::Reject)?;
                        roster.seen.entry(employer).or_default().0 += 1;
                        let dates = (row.started_on, row.ended_on);
                        let new = EmployedRow::new((row.person, employer), dates, row.wage, row_no);
                        Ok(roster.rows.push(new)?)
                    }
                    Ok(_) => Ok(()),
                    Err(rejection) => {
                        let known = rejection
                            .ids
                            .as_ref()
                            .and_then(|ids| roster.employer(ids).ok());
                        if let Some(employer) = known {
                            let seen = roster.seen.entry(employer).or_default();
                            seen.0 += 1;
                            seen.1 += 1;
                        }
                        Ok(())
                    }
                },
            )
            .await?;
        // The directory of a large city is as large as all that sorting needs: it goes before that.
        Ok(reading.map(|roster| Facts::Roster(roster.rows, roster.seen)))
    }

    pub(super) async fn read_participants(
        &self,
        errand: &Errand,
        watcher: Arc<dyn Watcher>,
    ) -> Result<Reading<Facts>, ServiceError> {
        let start = Clustered::new(&self.scratch());
        let reading = self
            .read_files(errand, watcher, start, |rows, (_, row_no), row| {
                if let Ok(Record::Participant(row)) = row {
                    let code = row.code.map_or(0, BpjsCode::number);
                    let key = (row.person, code, row.segment);
                    rows.push(MemberRow::new(
                        key,
                        (row.main, row.active),
                        row.wage,
                        row_no,
                    ))?;
                }
                Ok(())
            })
            .await?;
        Ok(reading.map(Facts::Participants))
    }

    pub(super) async fn read_contributions(
        &self,
        errand: &Errand,
        watcher: Arc<dyn Watcher>,
    ) -> Result<Reading<Facts>, ServiceError> {
        let start = Clustered::new(&self.scratch());
        let reading = self
            .read_files(errand, watcher, start, |rows, (_, row_no), row| {
                if let Ok(Record::Contribution(row)) = row {
                    let key = (row.code.number(), row.month);
                    rows.push(BilledRow::new(
                        key,
                        (row.billed, row.paid),
                        row.paid_on,
                        row_no,
                    ))?;
                }
                Ok(())
            })
            .await?;
        Ok(reading.map(Facts::Contributions))
    }
}
