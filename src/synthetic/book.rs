//! The four files of a city, open at the same time.

use std::path::{Path, PathBuf};

use super::{
    CityFiles, CityPlan, Format, SyntheticError, WrittenFile, clean,
    csv_out::{CsvOut, Dialect},
    line::Line,
    messy::{self, Quirks},
    rows::{Bill, Employer, Participant, Worker},
    xlsx_out::XlsxOut,
};

/// The kinds of files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Employers,
    Roster,
    Participants,
    Contributions,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [
        Self::Employers,
        Self::Roster,
        Self::Participants,
        Self::Contributions,
    ];

    const fn stem(self) -> &'static str {
        match self {
            Self::Employers => "employers",
            Self::Roster => "roster",
            Self::Participants => "participants",
            Self::Contributions => "contributions",
        }
    }

    const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Employers => &clean::EMPLOYERS,
            Self::Roster => &clean::ROSTER,
            Self::Participants => &clean::PARTICIPANTS,
            Self::Contributions => &clean::CONTRIBUTIONS,
        }
    }

    /// Where a file of this kind ends up, and where it stands until the city is complete.
    pub(super) fn paths(self, folder: &Path, format: Format) -> (PathBuf, PathBuf) {
        let name = format!("{}.{}", self.stem(), format.extension());
        (folder.join(&name), folder.join(format!(".{name}.part")))
    }
}

/// A file of either format.
pub(super) enum Out {
    Csv(CsvOut),
    Xlsx(Box<XlsxOut>),
}

/// A file being written, and whether its writer had quirks.
struct Table {
    out: Out,
    part: PathBuf,
    done: PathBuf,
    quirks: Option<Quirks>,
    line: Line,
    rows: u64,
}

/// The four files of a city.
pub(super) struct Book {
    employers: Table,
    roster: Table,
    participants: Table,
    contributions: Table,
}

impl Book {
    pub(super) fn create(plan: &CityPlan, folder: &Path) -> Result<Self, SyntheticError> {
        Ok(Self {
            employers: Table::create(Kind::Employers, plan, folder)?,
            roster: Table::create(Kind::Roster, plan, folder)?,
            participants: Table::create(Kind::Participants, plan, folder)?,
            contributions: Table::create(Kind::Contributions, plan, folder)?,
        })
    }

    pub(super) fn employer(&mut self, row: &Employer) -> Result<(), SyntheticError> {
        self.employers.write(
            |line| clean::employer(row, line),
            |q, line| q.employer(row, line),
        )
    }

    pub(super) fn worker(&mut self, row: &Worker<'_>) -> Result<(), SyntheticError> {
        self.roster.write(
            |line| clean::worker(row, line),
            |q, line| q.worker(row, line),
        )
    }

    pub(super) fn participant(&mut self, row: &Participant) -> Result<(), SyntheticError> {
        self.participants.write(
            |line| clean::participant(row, line),
            |q, line| q.participant(row, line),
        )
    }

    pub(super) fn bill(&mut self, row: &Bill) -> Result<(), SyntheticError> {
        self.contributions
            .write(|line| clean::bill(row, line), |q, line| q.bill(row, line))
    }

    /// Completes all four files; only then do they get their names.
    pub(super) fn close(self) -> Result<CityFiles, SyntheticError> {
        let (employers, roster) = (self.employers.finish()?, self.roster.finish()?);
        let (participants, contributions) =
            (self.participants.finish()?, self.contributions.finish()?);
        Ok(CityFiles {
            employers: employers.publish()?,
            roster: roster.publish()?,
            participants: participants.publish()?,
            contributions: contributions.publish()?,
        })
    }
}

impl Table {
    fn create(kind: Kind, plan: &CityPlan, folder: &Path) -> Result<Self, SyntheticError> {
        let (done, part) = kind.paths(folder, plan.format);
        let failed = |error| SyntheticError::file(&done, error);
        let dialect = if plan.messy {
            messy::dialect(kind)
        } else {
            Dialect::PLAIN
        };
        let mut out = match plan.format {
            Format::Csv => Out::Csv(CsvOut::create(&part, dialect).map_err(|e| failed(e.into()))?),
            Format::Xlsx => Out::Xlsx(Box::new(
                XlsxOut::create(&part).map_err(|e| failed(e.into()))?,
            )),
        };
        let quirks = plan.messy.then(|| Quirks::new(kind, plan));
        let begun = match &quirks {
            Some(quirks) => quirks.begin(&mut out),
            None => out.write_header(vec![Line::of(kind.columns())]),
        };
        begun.map_err(failed)?;
        Ok(Self {
            out,
            part,
            done,
            quirks,
            line: Line::default(),
            rows: 0,
        })
    }

    fn write(
        &mut self,
        clean: impl FnOnce(&mut Line),
        messy: impl FnOnce(&mut Quirks, &mut Line),
    ) -> Result<(), SyntheticError> {
        self.line.clear();
        self.rows += 1;
        let written = match &mut self.quirks {
            None => {
                clean(&mut self.line);
                self.out.write(&self.line)
            }
            Some(quirks) => {
                messy(quirks, &mut self.line);
                quirks
                    .put(&self.line, &mut self.out)
                    .map(|again| self.rows += again)
            }
        };
        written.map_err(|error| SyntheticError::file(&self.done, error))
    }

    fn finish(mut self) -> Result<Finished, SyntheticError> {
        let ended = match &self.quirks {
            Some(quirks) => quirks.end(&mut self.out),
            None => Ok(()),
        };
        ended
            .and_then(|()| self.out.finish())
            .map_err(|error| SyntheticError::file(&self.done, error))?;
        Ok(Finished {
            part: self.part,
            done: self.done,
            rows: self.rows,
        })
    }
}

/// A complete file that has not got its name yet.
struct Finished {
    part: PathBuf,
    done: PathBuf,
    rows: u64,
}

impl Finished {
    fn publish(self) -> Result<WrittenFile, SyntheticError> {
        std::fs::rename(&self.part, &self.done)
            .map_err(|error| SyntheticError::file(&self.done, error.into()))?;
        Ok(WrittenFile {
            path: self.done,
            rows: self.rows,
        })
    }
}

/// Why a row could not be written.
pub(super) type OutError = Box<dyn std::error::Error + Send + Sync>;

impl Out {
    pub(super) fn write(&mut self, line: &Line) -> Result<(), OutError> {
        match self {
            Self::Csv(csv) => Ok(csv.write(line)?),
            Self::Xlsx(xlsx) => Ok(xlsx.write(line)?),
        }
    }

    /// Writes the rows of a header.
    pub(super) fn write_header(&mut self, header: Vec<Line>) -> Result<(), OutError> {
        match self {
            Self::Csv(csv) => Ok(header.iter().try_for_each(|line| csv.write(line))?),
            Self::Xlsx(xlsx) => Ok(xlsx.write_header(header)?),
        }
    }

    /// Writes captions, each over its columns, in a row of `width` columns.
    pub(super) fn write_groups(
        &mut self,
        groups: &[(u16, u16, &str)],
        width: usize,
    ) -> Result<(), OutError> {
        match self {
            Self::Csv(csv) => {
                let mut captions = vec![""; width];
                for &(first, _, caption) in groups {
                    captions[usize::from(first)] = caption;
                }
                Ok(csv.write(&Line::of(&captions))?)
            }
            Self::Xlsx(xlsx) => Ok(xlsx.write_groups(groups)?),
        }
    }

    /// A sheet out of sight, where the format has such.
    pub(super) fn add_hidden_sheet(&mut self, lines: &[Line]) -> Result<(), OutError> {
        match self {
            Self::Csv(_) => Ok(()),
            Self::Xlsx(xlsx) => Ok(xlsx.add_hidden_sheet(lines)?),
        }
    }

    fn finish(self) -> Result<(), OutError> {
        match self {
            Self::Csv(csv) => Ok(csv.finish()?),
            Self::Xlsx(xlsx) => Ok(xlsx.finish()?),
        }
    }
}
