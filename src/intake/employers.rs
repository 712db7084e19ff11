//! The registry of firms.

use super::{
    columns::Column,
    fields::{Fault, Fields},
    records::EmployerRow,
    rows::Row,
    warnings::Note,
};
use crate::domain::values;

/// Length of a KBLI code.
const KBLI_DIGITS: usize = 5;

/// Reads one firm; without any number its name is enough.
pub(super) fn row<R: Row>(fields: &mut Fields<'_, R>) -> Result<EmployerRow, Fault> {
    let ids = fields.employer()?;
    let name = fields
        .text(Column::Nama)
        .ok_or_else(|| Fault::empty(Column::Nama))?;
    let head_code = fields.code(Column::KodeBuPusat).unwrap_or_else(|_| {
        fields.notes.add(Note::HeadCodeDropped);
        None
    });
    let closed = fields
        .cell(Column::Status)
        .map(|cell| values::is_closed(cell.clean()).map_err(|bad| Fault::new(Column::Status, &bad)))
        .transpose()?;
    let emails = emails(fields);
    Ok(EmployerRow {
        id: None,
        ids,
        head_code,
        name,
        form: fields.text(Column::Bentuk),
        kbli: kbli(fields),
        address: fields.text(Column::Alamat),
        kelurahan: fields.text(Column::Kelurahan),
        wlkp: fields.count(Column::PekerjaWlkp)?,
        wlkp_on: fields.date(Column::TanggalWlkp)?,
        bpjs_tk: fields.count(Column::PekerjaBpjstk)?,
        planned: fields.count(Column::RencanaTki)?,
        contact_name: fields.text(Column::NamaKontak),
        emails,
        phone: fields.text(Column::Telepon),
        closed,
    })
}

/// Reads one firm of a list that is to be linked: whatever it says of names, numbers, places and
/// ways of reaching it. A number that is not sound is dropped, for others may tell which firm it is.
pub(super) fn linked<R: Row>(fields: &mut Fields<'_, R>) -> Result<EmployerRow, Fault> {
    let ids = fields.sound_numbers();
    let name = fields.text(Column::Nama).unwrap_or_default();
    if name.is_empty() && ids.is_empty() {
        return Err(Fault::empty(Column::Nama));
    }
    Ok(EmployerRow {
        id: fields.text(Column::Id),
        ids,
        name,
        form: fields.text(Column::Bentuk),
        address: fields.text(Column::Alamat),
        kelurahan: fields.text(Column::Kelurahan),
        emails: fields.text(Column::Email),
        phone: fields.text(Column::Telepon),
        ..EmployerRow::default()
    })
}

/// A numeric cell loses the zeros with which the codes of farming and mining begin.
fn kbli<R: Row>(fields: &Fields<'_, R>) -> Option<String> {
    let cell = fields.cell(Column::Kbli)?;
    let code = cell.clean();
    Some(if cell.number {
        format!("{code:0>KBLI_DIGITS$}")
    } else {
        code.to_owned()
    })
}

/// The valid ones of the addresses that share a cell.
fn emails<R: Row>(fields: &mut Fields<'_, R>) -> Option<String> {
    let cell = fields.cell(Column::Email)?;
    let (valid, bad) = values::addresses(cell.clean());
    for _ in 0..bad {
        fields.notes.add(Note::EmailDropped);
    }
    (!valid.is_empty()).then(|| valid.join("; "))
}
