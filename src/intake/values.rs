//! The values of spreadsheet cells as text.

use std::fmt::Write;

use calamine::{Data, DataRef, ExcelDateTime};

use super::rows::RowBuf;

/// Whole numbers beyond this are no longer exact in a numeric cell.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Puts a streamed cell into a row.
pub(super) fn put_ref(row: &mut RowBuf, column: usize, value: &DataRef<'_>) {
    match value {
        DataRef::SharedString(text) => row.put(column, false, |out| out.push_str(text)),
        DataRef::String(text) => row.put(column, false, |out| out.push_str(text)),
        DataRef::Float(number) => row.put(column, true, |out| write_number(*number, out)),
        DataRef::Int(number) => row.put(column, true, |out| write_into(out, number)),
        DataRef::Bool(truth) => row.put(column, false, |out| write_bool(*truth, out)),
        DataRef::DateTime(day) => put_date(row, column, day),
        DataRef::DateTimeIso(text) => row.put(column, false, |out| write_day(text, out)),
        DataRef::DurationIso(text) => row.put(column, false, |out| out.push_str(text)),
        DataRef::Error(error) => row.put(column, false, |out| write_into(out, error)),
        DataRef::Empty => {}
    }
}

/// Puts a cell of a sheet that was read whole into a row.
pub(super) fn put(row: &mut RowBuf, column: usize, value: &Data) {
    match value {
        Data::String(text) | Data::DurationIso(text) => {
            row.put(column, false, |out| out.push_str(text));
        }
        Data::Float(number) => row.put(column, true, |out| write_number(*number, out)),
        Data::Int(number) => row.put(column, true, |out| write_into(out, number)),
        Data::Bool(truth) => row.put(column, false, |out| write_bool(*truth, out)),
        Data::DateTime(day) => put_date(row, column, day),
        Data::DateTimeIso(text) => row.put(column, false, |out| write_day(text, out)),
        Data::Error(error) => row.put(column, false, |out| write_into(out, error)),
        Data::Empty => {}
    }
}

fn write_into(out: &mut String, value: impl std::fmt::Display) {
    write!(out, "{value}").expect("writing to a String can't fail");
}

fn write_bool(truth: bool, out: &mut String) {
    out.push_str(if truth { "TRUE" } else { "FALSE" });
}

/// Plain decimal digits; a number that lost digits keeps an exponent, by which it is known as damaged.
fn write_number(number: f64, out: &mut String) {
    if number.abs() >= EXACT {
        write!(out, "{number:E}").expect("writing to a String can't fail");
    } else {
        write_into(out, number);
    }
}

/// An ISO day without the time behind it.
fn write_day(text: &str, out: &mut String) {
    out.push_str(text.split_once('T').map_or(text, |(day, _)| day));
}

fn put_date(row: &mut RowBuf, column: usize, day: &ExcelDateTime) {
    let serial = day.as_f64();
    if day.is_duration() || serial < 1.0 {
        row.put(column, true, |out| write_number(serial, out));
        return;
    }
    let (year, month, day, ..) = day.to_ymd_hms_milli();
    row.put(column, false, |out| {
        write_into(out, format_args!("{year:04}-{month:02}-{day:02}"));
    });
}
