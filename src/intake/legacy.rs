//! XLS and ODS, read whole once it is known that they fit.

use std::io::{BufReader, Cursor, Read, Seek};

use calamine::{Data, Ods, Range, Reader, SheetVisible, Xls};

use super::{
    biff::{self, Book},
    csv::too_wide,
    error::{IntakeError, Spot},
    fill::Merge,
    guard::guarded,
    input::Input,
    job::Job,
    ole::Ole,
    package,
    rows::RowBuf,
    sniff::Format,
    table::{MAX_COLUMNS, Next, Table},
    values,
    xlsx::{merged, visible},
};

/// Bytes of an XLS, which is not packed.
const MAX_XLS: u64 = 64 << 20;

/// Reads all visible sheets of an ODS.
pub(super) fn read_ods(mut file: Input, job: &mut Job<'_>) -> Result<(), IntakeError> {
    let mut spans = package::scan(&file, job.name, Format::Ods)?
        .spans
        .into_iter();
    let at = Spot::file(job.name);
    file.rewind().map_err(|source| IntakeError::Io {
        at: at.clone(),
        source,
    })?;
    let mut book: Ods<_> = guarded(&at, || Ods::new(BufReader::new(file)))?;
    for sheet in book.sheets_metadata().to_owned() {
        let spans = spans.next().unwrap_or_default();
        if sheet.visible != SheetVisible::Visible {
            continue;
        }
        let at = Spot::file(job.name).sheet(Some(&sheet.name));
        let cells = guarded(&at, || book.worksheet_range(&sheet.name))?;
        if read_sheet(job, &sheet.name, &cells, spans)? == Next::Stop {
            break;
        }
    }
    Ok(())
}

/// Reads all visible sheets of an XLS.
pub(super) fn read_xls(mut file: Input, job: &mut Job<'_>) -> Result<(), IntakeError> {
    let at = Spot::file(job.name);
    let mut bytes = Vec::new();
    file.by_ref()
        .take(MAX_XLS + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| IntakeError::Io {
            at: at.clone(),
            source,
        })?;
    if bytes.len() as u64 > MAX_XLS {
        let limit = format!("{} MB", MAX_XLS >> 20);
        return Err(IntakeError::TooLarge {
            at,
            what: "ukuran berkas XLS",
            limit,
        });
    }
    check_xls(&bytes, &at)?;
    let mut book: Xls<_> = guarded(&at, || Xls::new(Cursor::new(bytes)))?;
    for sheet in visible(book.sheets_metadata()) {
        let at = Spot::file(job.name).sheet(Some(&sheet));
        let cells = guarded(&at, || book.worksheet_range(&sheet))?;
        let spans = merged(&guarded(&at, || book.merge_cells_by_sheet_name(&sheet))?);
        if read_sheet(job, &sheet, &cells, spans)? == Next::Stop {
            break;
        }
    }
    Ok(())
}

fn check_xls(bytes: &[u8], at: &Spot) -> Result<(), IntakeError> {
    let damaged = |what| IntakeError::Damaged {
        at: at.clone(),
        what,
    };
    let ole = Ole::open(bytes).ok_or_else(|| damaged("susunan berkas XLS"))?;
    if ole.is_encrypted() {
        return Err(IntakeError::Encrypted { at: at.clone() });
    }
    let Some(stream) = ole.stream("Workbook").or_else(|| ole.stream("Book")) else {
        return Err(IntakeError::WrongContent {
            at: at.clone(),
            expected: "buku kerja XLS",
            found: "dokumen Office lama selain buku kerja",
        });
    };
    match biff::weigh(&stream) {
        Ok(Book::Open) => Ok(()),
        Ok(Book::Encrypted) => Err(IntakeError::Encrypted { at: at.clone() }),
        Err(refusal) => Err(refusal.error(&at.file)),
    }
}

fn read_sheet(
    job: &mut Job<'_>,
    sheet: &str,
    cells: &Range<Data>,
    spans: Vec<Merge>,
) -> Result<Next, IntakeError> {
    let (top, left) = cells.start().unwrap_or((0, 0));
    let mut table = Table::new(Some(sheet), spans);
    let mut row = RowBuf::default();
    for (number, values) in (top + 1..).zip(cells.rows()) {
        row.clear();
        for (column, value) in (left as usize..).zip(values) {
            if *value == Data::Empty {
                continue;
            }
            if column >= MAX_COLUMNS {
                return Err(too_wide(
                    Spot::file(job.name).sheet(Some(sheet)).row(number),
                ));
            }
            values::put(&mut row, column, value);
        }
        let next = table.push(job, number, &row)?;
        if next != Next::Row {
            return Ok(next);
        }
    }
    table.finish(job)
}
