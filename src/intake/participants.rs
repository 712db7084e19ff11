//! The list of participants, the largest file of all.

use super::{
    columns::Column,
    fields::{Fault, Fields},
    records::ParticipantRow,
    rows::Row,
    warnings::Note,
};
use crate::domain::values;

/// Reads one membership.
pub(super) fn row<R: Row>(fields: &mut Fields<'_, R>) -> Result<ParticipantRow, Fault> {
    let person = fields.person()?;
    let segment = fields
        .cell(Column::Segmen)
        .ok_or_else(|| Fault::empty(Column::Segmen))?;
    let segment =
        values::segment(segment.clean()).map_err(|bad| Fault::new(Column::Segmen, &bad))?;
    let status = fields
        .cell(Column::Status)
        .ok_or_else(|| Fault::empty(Column::Status))?;
    let active =
        values::is_active(status.clean()).map_err(|bad| Fault::new(Column::Status, &bad))?;
    let main = match fields.layout.of(Column::Pisa) {
        Some(at) => values::is_main(fields.row.cell(at).clean()),
        None => true,
    };
    let code = fields.code(Column::KodeBu).unwrap_or_else(|_| {
        fields.notes.add(Note::ParticipantCodeDropped);
        None
    });
    let wage = fields.money(Column::Upah)?;
    // Not kept, but a row with an impossible day was damaged on its way.
    fields.date(Column::Tmt)?;
    Ok(ParticipantRow {
        person,
        segment,
        active,
        main,
        code,
        wage,
    })
}
