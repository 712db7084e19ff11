//! Coverage over twelve months, as a drawing and as a table.

use std::fmt::Write;

use serde::Serialize;

use super::super::{visit::Visit, wording::percent};
use crate::{domain::membership::WorkerState, services::CityState};

/// The paper, and the part of it that the line has, in units of the drawing.
const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 388.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 160.0;

/// The drawing and its table.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    bottom: f64,
    /// Heights with the percentages written beside them.
    rulers: Vec<(f64, String)>,
    /// The height of the city's aim, and the aim as written.
    aim: Option<(f64, String)>,
    path: String,
    points: Vec<(f64, f64)>,
    /// What is written at the last point, and at which height.
    last: Option<(f64, String)>,
    /// Months written under the line: place, text, and how the text stands there.
    months: Vec<(f64, String, &'static str)>,
    rows: Vec<Row>,
    /// Enough months are known for a line.
    drawn: bool,
}

/// A month in the table.
#[derive(Debug, Serialize)]
struct Row {
    month: String,
    as_of: Option<String>,
    enrolled: u64,
    due: u64,
    share: Option<String>,
}

impl Line {
    pub(super) fn of(visit: &Visit, state: &CityState) -> Self {
        let rows: Vec<Row> = state
            .months
            .iter()
            .map(|month| {
                let day = month.day.as_ref();
                let workers = day.map(|day| {
                    let enrolled = day.figures.state(WorkerState::Enrolled);
                    (enrolled, day.figures.due())
                });
                let (enrolled, due) = workers.unwrap_or_default();
                let written = visit.language.day(month.month.first_day());
                Row {
                    month: written.split_once(' ').map_or("", |(_, m)| m).to_owned(),
                    as_of: day.map(|day| day.as_of.to_string()),
                    enrolled,
                    due,
                    share: (due > 0).then(|| percent(enrolled, due)),
                }
            })
            .collect();
        let aim = &visit.services.city.target_percent;
        draw(rows, aim)
    }
}

/// A share in percent, where anybody is due.
fn share(row: &Row) -> Option<f64> {
    let part = |n: u64| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    (row.due > 0).then(|| 100.0 * part(row.enrolled) / part(row.due))
}

fn draw(rows: Vec<Row>, aim: &str) -> Line {
    let wanted: Option<f64> = aim.replace(',', ".").parse().ok();
    let known = rows.iter().filter_map(share);
    let lowest = known.chain(wanted).fold(100.0_f64, f64::min);
    // From the next ten under everything that is shown, so that a little change can be seen.
    let floor = ((lowest - 1.0) / 10.0).floor().max(0.0) * 10.0;
    let tenth = |n: f64| (n * 10.0).round() / 10.0;
    let y = |percent: f64| tenth(BOTTOM - (percent - floor) / (100.0 - floor) * (BOTTOM - TOP));
    let step = (RIGHT - LEFT) / f64::from(u32::try_from(rows.len().max(2) - 1).unwrap_or(1));
    let (mut points, mut path, mut months) = (Vec::new(), String::new(), Vec::new());
    let mut x = LEFT;
    for (at, row) in rows.iter().enumerate() {
        if let Some(share) = share(row) {
            let pen = if path.is_empty() { 'M' } else { 'L' };
            write!(path, "{pen}{} {}", tenth(x), y(share)).expect("a string takes every text");
            points.push((tenth(x), y(share)));
        }
        let anchor = match at {
            0 => "start",
            _ if at + 1 == rows.len() => "end",
            _ => "middle",
        };
        if anchor != "middle" {
            months.push((tenth(x), row.month.clone(), anchor));
        }
        x += step;
    }
    let half = f64::midpoint(floor, 100.0);
    let last = points
        .last()
        .zip(rows.last().and_then(|row| row.share.clone()));
    // Under the point, where the line that leads to it does not run.
    let last = last.map(|(point, share)| (point.1 + 20.0, share));
    let rulers = [floor, half, 100.0].map(|at| (y(at), format!("{at:.0}%")));
    Line {
        width: WIDTH,
        height: HEIGHT,
        left: LEFT,
        right: RIGHT,
        bottom: BOTTOM,
        rulers: rulers.into(),
        aim: wanted.map(|at| (y(at), format!("{aim}%"))),
        drawn: points.len() > 1,
        path,
        last,
        points,
        months,
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(shares: &[Option<u64>]) -> Vec<Row> {
        let row = |share: &Option<u64>| Row {
            month: "Mar 2026".to_owned(),
            as_of: None,
            enrolled: share.unwrap_or(0),
            due: if share.is_some() { 100 } else { 0 },
            share: None,
        };
        shares.iter().map(row).collect()
    }

    #[test]
    fn the_line_begins_with_the_first_month_that_is_known_and_stays_on_the_paper() {
        let line = draw(rows(&[None, Some(60), Some(80), Some(100)]), "95");
        assert!(line.drawn);
        assert_eq!(line.points.len(), 3);
        assert!(line.path.starts_with("M156 "), "{}", line.path);
        assert_eq!(line.points[2], (RIGHT, TOP));
        assert!(line.points.iter().all(|p| p.1 >= TOP && p.1 <= BOTTOM));
        assert_eq!(line.rulers[0], (BOTTOM, "50%".to_owned()));
        assert_eq!(line.months.len(), 2);
    }

    #[test]
    fn one_month_is_no_line() {
        let line = draw(rows(&[None, Some(0)]), "95");
        assert!(!line.drawn);
        assert!(!draw(Vec::new(), "").drawn);
    }
}
