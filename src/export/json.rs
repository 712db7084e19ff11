//! An array of objects, one a line.

use std::io::{self, Write};

use serde::Serializer as _;
use serde_json::{Serializer, Value};

use super::{Cell, TableWriter};

pub(super) struct JsonWriter<'a> {
    columns: Vec<String>,
    out: Box<dyn Write + Send + 'a>,
    begun: bool,
}

impl<'a> JsonWriter<'a> {
    pub(super) fn begin(columns: &[&str], mut out: Box<dyn Write + Send + 'a>) -> io::Result<Self> {
        out.write_all(b"[")?;
        Ok(Self {
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            out,
            begun: false,
        })
    }
}

impl TableWriter for JsonWriter<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let between: &[u8] = if self.begun { b",\n" } else { b"\n" };
        self.out.write_all(between)?;
        self.begun = true;
        // Written field by field, because a map of `serde_json` would sort the columns.
        let mut object = Serializer::new(&mut self.out);
        let pairs = self
            .columns
            .iter()
            .zip(cells)
            .map(|(column, cell)| (column, value(cell)));
        Ok(object.collect_map(pairs)?)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_all(b"\n]\n")?;
        self.out.flush()
    }
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => text.clone().into(),
        Cell::Number(number) => (*number).into(),
        Cell::Share(share) => (f64::from(*share) / 10_000.0).into(),
        Cell::Day(day) => day.to_string().into(),
    }
}
