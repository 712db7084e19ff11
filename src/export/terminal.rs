//! Columns on a terminal: the first rows decide how wide they are.

use std::io::{self, Write};

use super::{Cell, TableWriter};

/// Rows that are looked at before the first is written.
const LOOKED_AT: usize = 200;
/// No column is wider.
const WIDEST: usize = 34;

pub(super) struct TerminalWriter<'a> {
    columns: Vec<String>,
    out: Box<dyn Write + Send + 'a>,
    waiting: Vec<Vec<Cell>>,
    widths: Option<Vec<usize>>,
}

impl<'a> TerminalWriter<'a> {
    #[expect(clippy::unnecessary_wraps, reason = "every writer begins the same way")]
    pub(super) fn begin(columns: &[&str], out: Box<dyn Write + Send + 'a>) -> io::Result<Self> {
        Ok(Self {
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            out,
            waiting: Vec::new(),
            widths: None,
        })
    }

    fn open(&mut self) -> io::Result<()> {
        let widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let widest = self
                    .waiting
                    .iter()
                    .map(|row| row[at].plain().chars().count())
                    .max();
                widest.unwrap_or(0).max(column.chars().count()).min(WIDEST)
            })
            .collect();
        let names: Vec<String> = self
            .columns
            .iter()
            .zip(&widths)
            .map(|(c, w)| format!("{c:<w$}"))
            .collect();
        writeln!(self.out, "{}", names.join("  ").trim_end())?;
        let rules: Vec<String> = widths.iter().map(|w| "─".repeat(*w)).collect();
        writeln!(self.out, "{}", rules.join("  "))?;
        self.widths = Some(widths);
        for row in std::mem::take(&mut self.waiting) {
            self.write(&row)?;
        }
        Ok(())
    }

    fn write(&mut self, cells: &[Cell]) -> io::Result<()> {
        let Some(widths) = &self.widths else {
            return Ok(());
        };
        let texts: Vec<String> = cells
            .iter()
            .zip(widths)
            .map(|(cell, width)| {
                let plain = cell.plain();
                let text = if plain.chars().count() > *width {
                    let kept: String = plain.chars().take(width - 1).collect();
                    format!("{kept}…")
                } else {
                    plain
                };
                match cell {
                    Cell::Number(_) | Cell::Share(_) => format!("{text:>width$}"),
                    _ => format!("{text:<width$}"),
                }
            })
            .collect();
        writeln!(self.out, "{}", texts.join("  ").trim_end())
    }
}

impl TableWriter for TerminalWriter<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        if self.widths.is_some() {
            return self.write(cells);
        }
        self.waiting.push(cells.to_vec());
        if self.waiting.len() >= LOOKED_AT {
            self.open()
        } else {
            Ok(())
        }
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        if self.widths.is_none() {
            self.open()?;
        }
        self.out.flush()
    }
}
