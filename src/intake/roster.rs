//! A firm's list of its workers.

use super::{
    columns::Column,
    fields::{Fault, Fields},
    mapping::Whose,
    records::{Identifiers, RosterRow},
    rows::Row,
    why::Said,
};

const NO_EMPLOYER: Said = Said {
    code: "no_employer",
    text: "pemberi kerja tidak disebut; isi salah satu dari nib, npwp, atau kode_bu",
};
const ENDS_FIRST: Said = Said {
    code: "ends_first",
    text: "tanggal keluar mendahului tanggal masuk; periksa kedua tanggalnya",
};

/// Reads one worker of any firm, or of one that is known; a fault knows the employer where that much could be read.
pub(super) fn row<R: Row>(fields: &mut Fields<'_, R>, whose: Whose) -> Result<RosterRow, Fault> {
    let ids = fields.employer()?;
    if ids.is_empty() && whose == Whose::Any {
        return Err(Fault::new(first_number(fields), &NO_EMPLOYER));
    }
    match worker(fields) {
        Ok(worker) => Ok(RosterRow { ids, ..worker }),
        Err(fault) => Err(Fault {
            ids: Some(Box::new(ids)),
            ..fault
        }),
    }
}

fn worker<R: Row>(fields: &mut Fields<'_, R>) -> Result<RosterRow, Fault> {
    let person = fields.person()?;
    let wage = fields.money(Column::Upah)?;
    let started_on = fields.date(Column::TanggalMasuk)?;
    let ended_on = fields.date(Column::TanggalKeluar)?;
    if started_on
        .zip(ended_on)
        .is_some_and(|(started, ended)| ended < started)
    {
        return Err(Fault::new(Column::TanggalKeluar, &ENDS_FIRST));
    }
    Ok(RosterRow {
        ids: Identifiers::default(),
        person,
        wage,
        started_on,
        ended_on,
    })
}

/// The first column that could have named the employer.
fn first_number<R: Row>(fields: &Fields<'_, R>) -> Column {
    [Column::Nib, Column::Npwp, Column::KodeBu]
        .into_iter()
        .find(|&column| fields.layout.of(column).is_some())
        .unwrap_or(Column::Nib)
}
