//! The registry: many rows, one employer each, found by identifiers alone.

use std::{collections::HashMap, path::Path, sync::Arc};

use super::{
    Errand, FileSummary, Reading, Stop, Watcher,
    alike::{Newcomers, is_renamed},
    clashes::{Became, Clashing, Other},
    facts::ids_of,
    records::Notes,
    registry::{Registry, known_of, words_of},
    told::{Told, blank, derived, merge},
};
use crate::{
    domain::{
        directory::{Directory, Found, Ids},
        employer::{Field, Record as Fields},
        identifiers::BpjsCode,
        ids::EmployerId,
        joined::Joined,
        names::{form_of, match_name},
    },
    intake::{EmployerRow, Place, Record, Rejection},
    services::{ServiceError, Services},
    store::{Batch, BatchFile, LoadCounts, Said, Source, Tx},
};

/// Employers that are put in their place at one time.
const PAGE: usize = 1_000;

/// The employers that the files name, in the order in which they first do.
pub(super) struct Named {
    /// What the registry holds already.
    known: Directory,
    directory: Directory,
    pub(super) fields: Vec<Fields>,
    pub(super) places: Vec<(u32, u32)>,
    /// Rows without any identifier, by everything that could tell them apart.
    by_words: HashMap<String, usize>,
    /// The record of each entry of the directory.
    numbers: Vec<usize>,
    /// What each row said.
    pub(super) notes: Notes,
    /// Numbers that several of them use.
    clashing: Clashing,
}

impl Named {
    fn new(folder: &Path) -> Self {
        Self {
            known: Directory::default(),
            directory: Directory::default(),
            fields: Vec::new(),
            places: Vec::new(),
            by_words: HashMap::new(),
            numbers: Vec::new(),
            notes: Notes::new(folder),
            clashing: Clashing::default(),
        }
    }

    fn put(&mut self, place: Place<'_>, row: &EmployerRow) -> Result<(), Stop> {
        let fields = fields_of(row);
        let (said, ids) = (Said::of(&fields), ids_of(&row.ids));
        let place = (u32::try_from(place.file).unwrap_or(0), place.row);
        let met = self.meet(place, row, fields).map_err(Stop::Reject)?;
        Ok(self.notes.put(met, place, (&said, &ids))?)
    }

    /// Puts a row to the entry that it means, or lets it begin one; answers which, and how it met
    /// it.
    fn meet(
        &mut self,
        place: (u32, u32),
        row: &EmployerRow,
        fields: Fields,
    ) -> Result<(usize, Option<Joined>), Box<Rejection>> {
        let ids = ids_of(&row.ids);
        if ids.is_empty() {
            let words = words_of(&fields);
            if let Some(number) = self.by_words.get(&words) {
                self.fields[*number].fold(&fields);
                return Ok((*number, Some(Joined::Name)));
            }
            let number = self.add(place, fields);
            self.by_words.insert(words, number);
            return Ok((number, None));
        }
        if let Found::Several(column) = self.known.find(&ids) {
            return Err(Box::new(shared(column, row)));
        }
        match self.directory.find(&ids) {
            Found::One(entry) => {
                let number = self.numbers[entry];
                let met = ids.shared(self.directory.ids(entry));
                self.clash((place, &fields), entry, (met, Became::Joined));
                self.share((place, &fields), (&ids, Some(entry)));
                self.fields[number].fold(&fields);
                self.directory.learn(entry, &ids);
                Ok((number, met))
            }
            Found::Nobody => {
                self.share((place, &fields), (&ids, None));
                self.directory.add(ids);
                let number = self.add(place, fields);
                self.numbers.push(number);
                Ok((number, None))
            }
            Found::Several(column) => Err(Box::new(shared(column, row))),
        }
    }

    /// Another entry uses an identifier of a row, but is another firm.
    fn share(&mut self, row: ((u32, u32), &Fields), (ids, own): (&Ids, Option<usize>)) {
        if let Some((entry, by)) = self.directory.bearer(ids, own) {
            self.clash(row, entry, (Some(by), Became::Apart));
        }
    }

    fn clash(&mut self, row: ((u32, u32), &Fields), entry: usize, how: (Option<Joined>, Became)) {
        let number = self.numbers[entry];
        let (file, first) = self.places[number];
        let other = (Other::Row(file, first), &self.fields[number]);
        self.clashing.meet(row, other, how);
    }

    fn add(&mut self, place: (u32, u32), fields: Fields) -> usize {
        self.fields.push(fields);
        self.places.push(place);
        self.fields.len() - 1
    }
}

fn shared(column: &'static str, row: &EmployerRow) -> Rejection {
    let value = match column {
        "npwp" => row.ids.npwp.as_ref().map(|n| n.shown.clone()),
        _ => row.ids.code.map(|c| c.to_string()),
    };
    Rejection {
        column,
        value: value.unwrap_or_default(),
        code: "shared",
        problem: format!("{column} ini dimiliki lebih dari satu badan usaha; isi NIB"),
        ids: None,
    }
}

fn fields_of(row: &EmployerRow) -> Fields {
    let mut fields = Fields::default();
    let number = |n: Option<u32>| n.map(|n| n.to_string());
    fields.set(
        Field::Nib,
        row.ids.nib.as_ref().map(|n| n.as_str().to_owned()),
    );
    fields.set(Field::Npwp, row.ids.npwp.as_ref().map(|n| n.shown.clone()));
    fields.set(
        Field::NpwpKey,
        row.ids.npwp.as_ref().map(|n| n.match_key.clone()),
    );
    fields.set(Field::Code, number(row.ids.code.map(BpjsCode::number)));
    fields.set(Field::HeadCode, number(row.head_code.map(BpjsCode::number)));
    fields.set(Field::Name, Some(row.name.clone()));
    // In the word that is stored, or the same file would differ from it for ever.
    let form = form_of("", row.form.as_deref()).map(|form| form.code().to_owned());
    fields.set(Field::Form, form.or_else(|| row.form.clone()));
    fields.set(Field::Kbli, row.kbli.clone());
    fields.set(Field::Address, row.address.clone());
    fields.set(Field::Kelurahan, row.kelurahan.clone());
    fields.set(Field::Wlkp, number(row.wlkp));
    fields.set(
        Field::WlkpOn,
        row.wlkp.and(row.wlkp_on).map(|d| d.to_string()),
    );
    fields.set(Field::BpjsTk, number(row.bpjs_tk));
    fields.set(Field::Planned, number(row.planned));
    fields.set(Field::ContactName, row.contact_name.clone());
    fields.set(Field::Email, row.emails.clone());
    fields.set(Field::Phone, row.phone.clone());
    fields.set(Field::Closed, row.closed.map(|c| c.to_string()));
    fields
}

/// Tells the source from the columns that a file has.
pub(super) fn source_of(summaries: &[FileSummary]) -> Source {
    let has = |name: &str| summaries.iter().any(|s| s.columns_found.contains(&name));
    let told = [
        (Source::Oss, has("rencana_tki")),
        (Source::Wlkp, has("pekerja_wlkp") || has("tanggal_wlkp")),
        (Source::BpjsTk, has("pekerja_bpjstk")),
        (Source::Bpjs, has("kode_bu") && !has("nib") && !has("npwp")),
    ];
    let mut fitting = told
        .into_iter()
        .filter(|(_, fits)| *fits)
        .map(|(source, _)| source);
    match (fitting.next(), fitting.next()) {
        (Some(source), None) => source,
        // The city's own list has a bit of everything, or of nothing.
        _ => Source::City,
    }
}

impl Services {
    pub(super) async fn read_employers(
        &self,
        errand: &Errand,
        watcher: Arc<dyn Watcher>,
    ) -> Result<Reading<Named>, ServiceError> {
        let mut start = Named::new(&self.scratch());
        for keys in self.store.read().await?.employer_keys().await? {
            let number = start.known.add(keys.ids);
            start.known.also(number, &keys.further);
        }
        self.read_files(errand, watcher, start, |named, (place, _), row| match row {
            Ok(Record::Employer(row)) => named.put(place, &row),
            _ => Ok(()),
        })
        .await
    }

    pub(super) async fn keep_employers(
        &self,
        tx: &Tx,
        batch: &Batch,
        mut named: Named,
        files: &[BatchFile],
    ) -> Result<(LoadCounts, Newcomers, Clashing), ServiceError> {
        let mut clashing = std::mem::take(&mut named.clashing);
        let (rows, mut records) = Registry::open(tx).await?.resolve(named)?;
        clashing.refuse_one(rows.len(), files)?;
        let (mut counts, mut newcomers) = (LoadCounts::default(), Newcomers::default());
        for (page, part) in rows.chunks(PAGE).enumerate() {
            let mut known = known_of(tx, part).await?;
            let (mut changes, mut touched, mut past) = (Vec::new(), Vec::new(), Vec::new());
            let (mut namesakes, mut named) = (Vec::new(), Vec::with_capacity(part.len()));
            for row in part {
                row.clash(&known, &mut clashing);
                let new = row.known.is_none();
                let id = row
                    .known
                    .unwrap_or_else(|| EmployerId::from_uuid(self.clock.new_id()));
                named.push(id);
                let employer = known.entry(id).or_insert_with(|| blank(id));
                // Who was like it under its old name may be like nobody now.
                namesakes.extend(employer.record.get(Field::Name).map(match_name));
                let (before, was) = (changes.len(), (!new).then(|| employer.clone()));
                let told = merge(employer, &row.fields, (batch, row.place), &mut changes);
                let called = new || is_renamed(employer, &changes[before..]);
                if new {
                    changes.truncate(before);
                }
                let said = new || told == Told::Change;
                newcomers.changed.extend(said.then_some(id));
                if new || told != Told::Nothing {
                    touched.push((id, called.then_some(row.place)));
                    past.push((id, was));
                } else {
                    namesakes.pop();
                }
                counts.created += u64::from(new);
                counts.updated += u64::from(!new && said);
                counts.unchanged += u64::from(!said);
            }
            let write: Vec<_> = touched
                .iter()
                .map(|(id, _)| (&known[id], derived(&known[id])))
                .collect();
            newcomers.add_named(&touched);
            tx.put_employers(&write, self.clock.now()).await?;
            let written: Vec<EmployerId> = touched.iter().map(|(id, _)| *id).collect();
            tx.take_back_strays(&written, self.verification_due())
                .await?;
            tx.keep_employers(batch.no, &past).await?;
            tx.add_employer_changes(batch.no, &changes).await?;
            namesakes.extend(write.iter().map(|(_, f)| f.match_name.clone()));
            tx.mark_namesakes(&namesakes).await?;
            let old: Vec<EmployerId> = part.iter().filter_map(|row| row.known).collect();
            self.keep_records(tx, batch, (page * PAGE, &named, &old), &mut records)
                .await?;
        }
        Ok((counts, newcomers, clashing))
    }
}
