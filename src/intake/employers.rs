//! The registry of firms.

use super::{
    columns::Column,
    fields::{Fault, Fields},
    records::EmployerRow,
    rows::Row,
    warnings::Note,
};
use crate::domain::values;

/// Longest address that a mail server takes, in characters.
const EMAIL_CHARS: usize = 254;
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
    let mut valid: Vec<&str> = Vec::new();
    let parts = cell
        .clean()
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | ';' | '|'));
    for part in parts {
        let part =
            part.trim_matches(|c: char| matches!(c, '<' | '>' | '(' | ')' | '"' | '\'' | '.'));
        let word = ["", "dan", "atau", "&", "-"]
            .iter()
            .any(|word| part.eq_ignore_ascii_case(word));
        if word || valid.iter().any(|known| known.eq_ignore_ascii_case(part)) {
            continue;
        }
        if is_address(part) {
            valid.push(part);
        } else {
            fields.notes.add(Note::EmailDropped);
        }
    }
    (!valid.is_empty()).then(|| valid.join("; "))
}

fn is_address(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else {
        return false;
    };
    let dotted = |part: &str| !part.split('.').any(str::is_empty);
    let local_sign = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-=?^_`{|}~.".contains(c);
    let label = |part: &str| {
        part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    text.len() <= EMAIL_CHARS
        && (1..=64).contains(&local.len())
        && local.chars().all(local_sign)
        && dotted(local)
        && dotted(host)
        && host.contains('.')
        && host.split('.').all(label)
        && host
            .rsplit('.')
            .next()
            .is_some_and(|top| top.len() > 1 && !top.contains(|c: char| c.is_ascii_digit()))
}
