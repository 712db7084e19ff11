//! Bills and payments per firm and month.

use super::{
    columns::Column,
    fields::{Fault, Fields},
    records::ContributionRow,
    rows::Row,
};
use crate::domain::values;

/// Reads one bill; a blank payment is none.
pub(super) fn row<R: Row>(fields: &mut Fields<'_, R>) -> Result<ContributionRow, Fault> {
    let code = fields
        .code(Column::KodeBu)?
        .ok_or_else(|| Fault::empty(Column::KodeBu))?;
    let month = fields
        .cell(Column::Bulan)
        .ok_or_else(|| Fault::empty(Column::Bulan))?;
    let month = values::month(month.clean()).map_err(|bad| Fault::new(Column::Bulan, &bad))?;
    let billed = fields
        .money(Column::Tagihan)?
        .ok_or_else(|| Fault::empty(Column::Tagihan))?;
    let paid = fields.money(Column::Dibayar)?.unwrap_or_default();
    let paid_on = fields.date(Column::TanggalBayar)?;
    Ok(ContributionRow {
        code,
        month,
        billed,
        paid,
        paid_on,
    })
}
