//! XLSX, streamed cell by cell.

use std::io::{BufReader, Seek};

use calamine::{
    Cell, DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError,
};

use super::{
    csv::too_wide,
    error::{IntakeError, Spot},
    fill::Merge,
    guard::guarded,
    input::Input,
    job::Job,
    package,
    rows::RowBuf,
    sniff::Format,
    table::{MAX_COLUMNS, Next, Table},
    values,
};

/// Bytes of text in one row.
const ROW_BYTES: usize = 4 * 1024 * 1024;

/// Reads all visible sheets.
pub(super) fn read(mut file: Input, job: &mut Job<'_>) -> Result<(), IntakeError> {
    let merges = package::scan(&file, job.name, Format::Xlsx)?.merges;
    let at = || Spot::file(job.name);
    file.rewind()
        .map_err(|source| IntakeError::Io { at: at(), source })?;
    let mut book = guarded(&at(), || Xlsx::new(BufReader::new(file)))?;
    let sheets: Vec<String> = visible(book.sheets_metadata());
    for sheet in &sheets {
        let spans = if merges {
            spans(&mut book, job.name, sheet)?
        } else {
            Vec::new()
        };
        if read_sheet(&mut book, job, sheet, spans)? == Next::Stop {
            break;
        }
    }
    Ok(())
}

/// Names of the worksheets that an officer sees.
pub(super) fn visible(sheets: &[calamine::Sheet]) -> Vec<String> {
    sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect()
}

/// The merged cells of a sheet that span rows.
fn spans(
    book: &mut Xlsx<BufReader<Input>>,
    name: &str,
    sheet: &str,
) -> Result<Vec<Merge>, IntakeError> {
    let at = Spot::file(name).sheet(Some(sheet));
    Ok(merged(&guarded(&at, || {
        book.merge_cells_by_sheet_name(sheet)
    })?))
}

/// Of the merged areas those that span rows.
pub(super) fn merged(areas: &[Dimensions]) -> Vec<Merge> {
    let spans = areas.iter().filter(|area| area.end.0 > area.start.0);
    spans
        .map(|area| Merge {
            first: area.start.0.saturating_add(1),
            last: area.end.0.saturating_add(1),
            column: area.start.1 as usize,
        })
        .collect()
}

fn read_sheet(
    book: &mut Xlsx<BufReader<Input>>,
    job: &mut Job<'_>,
    sheet: &str,
    spans: Vec<Merge>,
) -> Result<Next, IntakeError> {
    let at = Spot::file(job.name).sheet(Some(sheet));
    let cells = guarded(&at, || book.worksheet_cells_reader(sheet))?;
    let mut rows = Rows {
        cells,
        ahead: None,
        at,
        last: 0,
        ended: false,
    };
    let mut table = Table::new(Some(sheet), spans);
    let mut row = RowBuf::default();
    while let Some(number) = rows.next(&mut row)? {
        let next = table.push(job, number, &row)?;
        if next != Next::Row {
            return Ok(next);
        }
    }
    table.finish(job)
}

/// The cells of a sheet, gathered into rows.
struct Rows<'a> {
    cells: XlsxCellReader<'a, BufReader<Input>>,
    /// First cell of the next row.
    ahead: Option<Cell<DataRef<'a>>>,
    at: Spot,
    /// Number of the last row.
    last: u32,
    ended: bool,
}

enum Gathered {
    Row(u32),
    End,
    TooWide(u32),
    TooLong(u32),
}

impl Rows<'_> {
    /// Fills in the next row that has cells and tells its number, from 1.
    fn next(&mut self, row: &mut RowBuf) -> Result<Option<u32>, IntakeError> {
        if self.ended {
            return Ok(None);
        }
        let Self {
            cells,
            ahead,
            at,
            last,
            ended,
        } = self;
        let spot = at.clone().row(*last + 1);
        let gathered = guarded(&spot, || gather(cells, ahead, row));
        let number = match gathered? {
            Gathered::End => return Ok(None),
            Gathered::Row(number) => number,
            Gathered::TooWide(number) => return Err(too_wide(at.clone().row(number))),
            Gathered::TooLong(number) => {
                let limit = format!("{} MB", ROW_BYTES >> 20);
                let at = at.clone().row(number);
                return Err(IntakeError::TooLarge {
                    at,
                    what: "panjang satu baris",
                    limit,
                });
            }
        };
        *last = number;
        // Behind the last cell the library knows no end but a failure.
        *ended = ahead.is_none();
        Ok(Some(number))
    }
}

fn gather<'a>(
    cells: &mut XlsxCellReader<'a, BufReader<Input>>,
    ahead: &mut Option<Cell<DataRef<'a>>>,
    row: &mut RowBuf,
) -> Result<Gathered, XlsxError> {
    row.clear();
    let mut next = match ahead.take() {
        Some(cell) => Some(cell),
        None => cells.next_cell()?,
    };
    let Some(number) = next.as_ref().map(|cell| cell.get_position().0) else {
        return Ok(Gathered::End);
    };
    while let Some(cell) = next {
        let (at, column) = cell.get_position();
        if at != number {
            *ahead = Some(cell);
            break;
        }
        let value = cell.get_value();
        if *value != DataRef::Empty {
            if column as usize >= MAX_COLUMNS {
                return Ok(Gathered::TooWide(number.saturating_add(1)));
            }
            values::put_ref(row, column as usize, value);
            if row.bytes() > ROW_BYTES {
                return Ok(Gathered::TooLong(number.saturating_add(1)));
            }
        }
        next = cells.next_cell()?;
    }
    Ok(Gathered::Row(number.saturating_add(1)))
}
