//! Two lists of firms in files, linked without a database.

use std::{ops::ControlFlow, path::Path};

use crate::{
    domain::{
        directory::Ids,
        identifiers::BpjsCode,
        matching::{Link, Listed, in_words, link},
    },
    intake::{self, EmployerRow, PersonKeyer, Record, Warning, Warnings},
    services::ServiceError,
};

/// The name of a column of the links.
pub const LINK_COLUMNS: [&str; 5] = ["a_id", "b_id", "probability", "status", "explanation"];

/// Two lists of firms, linked.
#[derive(Debug, Clone)]
pub struct LinkedLists {
    /// What the first list calls its firms, in its order.
    pub a: Vec<String>,
    /// What the second list calls its firms, in its order.
    pub b: Vec<String>,
    /// At most one for each firm of the second list, in its order.
    pub links: Vec<Link>,
    /// Rows of both lists that name no firm.
    pub rejected: u64,
    /// What somebody should know about the files; `file` 0 is the first list.
    pub warnings: Vec<Warning>,
}

impl LinkedLists {
    /// The words of a link under [`LINK_COLUMNS`].
    #[must_use]
    pub fn words(&self, link: &Link) -> [String; 5] {
        [
            self.a[link.a].clone(),
            self.b[link.b].clone(),
            format!("{:.6}", link.probability),
            link.status.code().to_owned(),
            in_words(&link.reasons, link.against),
        ]
    }
}

/// Reads two lists of firms and says which record of the second is which of the first. Nothing is
/// kept; blocks until it is done.
///
/// # Errors
/// When a file can't be read, or has none of the columns that name a firm.
pub fn link_files(a: &Path, b: &Path) -> Result<LinkedLists, ServiceError> {
    let mut warnings = Warnings::new();
    let (a, rejected_a) = read(a, 0, &mut warnings)?;
    let (b, rejected_b) = read(b, 1, &mut warnings)?;
    let (a_ids, a_firms): (Vec<String>, Vec<Listed>) = a.into_iter().unzip();
    let (b_ids, b_firms): (Vec<String>, Vec<Listed>) = b.into_iter().unzip();
    Ok(LinkedLists {
        a: a_ids,
        b: b_ids,
        links: link(a_firms, b_firms),
        rejected: rejected_a + rejected_b,
        warnings: warnings.iter().cloned().collect(),
    })
}

/// A row of a list: what it calls the firm, and what it says of it.
type Row = (String, Listed);

fn read(
    path: &Path,
    file_no: usize,
    warnings: &mut Warnings,
) -> Result<(Vec<Row>, u64), ServiceError> {
    // A tax number that is a citizen's is compared as a hash that nobody sees.
    let keyer = PersonKeyer::new(&[0; 32]);
    let mut rows: Vec<Row> = Vec::new();
    let mut number = 0_u64;
    let summary = intake::read_linked((path, file_no), &keyer, warnings, &mut |_, row| {
        number += 1;
        if let Ok(Record::Employer(row)) = row {
            rows.push(listed(*row, number));
        }
        ControlFlow::Continue(())
    })?;
    Ok((rows, summary.rejected))
}

/// Without an id the number of the row of data stands for it.
fn listed(row: EmployerRow, number: u64) -> Row {
    let id = row.id.unwrap_or_else(|| number.to_string());
    let listed = Listed {
        name: row.name,
        form: row.form,
        ids: Ids {
            nib: row.ids.nib.map(|nib| nib.as_str().into()),
            npwp: row.ids.npwp.map(|npwp| npwp.match_key.into()),
            code: row.ids.code.map(BpjsCode::number),
        },
        address: row.address,
        kelurahan: row.kelurahan,
        phone: row.phone,
        email: row.emails,
    };
    (id, listed)
}
