//! The rows of a messy file.

use chrono::NaiveDate;

use super::{
    super::{
        dice::mix,
        line::Line,
        rows::{Bill, Employer, Participant, Worker},
    },
    Quirks, words,
};

impl Quirks {
    pub(in super::super) fn employer(&mut self, row: &Employer, line: &mut Line) {
        self.count(line, row.wlkp.map_or(0, |(workers, _)| workers.into()));
        line.free(&words::firm_name(&row.name, &mut self.dice));
        self.firm_identifiers(row, line);
        line.free(words::form(row.form, &mut self.dice));
        line.plain(row.kbli);
        let mut address = row.address.clone();
        if self.dice.chance(80) {
            address = address.replace(" RT", " \u{2013} RT");
        }
        line.free(&address);
        line.free(&words::kelurahan(row.kelurahan, &mut self.dice));
        self.workers(row.wlkp.map(|(workers, _)| workers), line);
        self.maybe_day(row.wlkp.map(|(_, day)| day), line);
        self.workers(row.bpjs_tk, line);
        match &row.contact {
            Some(name) if self.dice.chance(50) => {
                line.free(&name.replacen('a', "a\u{2019}", 1));
            }
            contact => self.maybe_text(contact.clone(), line),
        }
        let email = row.email.as_ref();
        let email = email.map(|email| words::emails(email, row.firm, &mut self.dice));
        self.maybe_text(email, line);
        let phone = row
            .phone
            .as_ref()
            .map(|phone| words::phone(phone, &mut self.dice));
        self.maybe_text(phone, line);
        line.plain(match (row.closed, self.dice.below(3)) {
            (true, 0) => "TUTUP",
            (true, _) => "Tutup",
            (false, 0) => "AKTIF",
            (false, _) => "Aktif",
        });
        line.blank();
    }

    /// A wrong number is only written where another right one stands in the same row, and
    /// never a wrong NIB where a roster needs it.
    fn firm_identifiers(&mut self, row: &Employer, line: &mut Line) {
        let can_lose_nib = !row.has_roster && row.npwp.is_some();
        let loses_nib = can_lose_nib && self.dice.chance(80);
        match row.nib {
            Some(nib) if loses_nib => line.digits(nib / 10, 12),
            Some(nib) if self.in_workbook && nib > 999_999_999_999 && self.dice.chance(50) => {
                line.number(nib);
            }
            nib => {
                let nib = nib.map(|nib| words::copied(&format!("{nib:013}"), &mut self.dice));
                self.maybe_text(nib, line);
            }
        }
        let npwp_may_fail = row.nib.is_some() && !loses_nib;
        match row.npwp {
            Some(npwp) if npwp_may_fail && self.dice.chance(15) => line.digits(npwp / 100, 13),
            Some(npwp) if npwp_may_fail && self.dice.chance(15) => {
                // Ninth from the left is the check digit.
                let check = npwp / 1_000_000 % 10;
                line.digits(npwp - check * 1_000_000 + (check + 1) % 10 * 1_000_000, 15);
            }
            npwp => {
                let npwp = npwp.map(|npwp| words::npwp(npwp, &mut self.dice));
                self.maybe_text(npwp, line);
            }
        }
        self.maybe_code(row.code, line);
        self.maybe_code(row.head_code, line);
    }

    pub(in super::super) fn worker(&mut self, row: &Worker<'_>, line: &mut Line) {
        self.count(line, row.wage);
        line.free(&words::copied(&format!("{:013}", row.nib), &mut self.dice));
        line.free(row.name);
        self.nik(row, line);
        self.day(row.born_on, line);
        self.money(row.wage, line);
        self.day(row.started_on, line);
        self.maybe_day(row.ended_on, line);
        line.blank();
    }

    /// Some firms typed their NIKs as numbers; of those about half can be seen to be spoilt.
    fn nik(&mut self, row: &Worker<'_>, line: &mut Line) {
        let types_numbers = row.firm_size < 250 && mix(self.seed ^ u64::from(row.firm)) % 100 < 13;
        match self.dice.below(1000) {
            0..450 if types_numbers && self.in_workbook => line.number(row.nik / 10 * 10),
            0..450 if types_numbers => line.free(&words::scientific(row.nik)),
            450..470 if self.in_workbook && !row.nik.is_multiple_of(10) => line.number(row.nik),
            470..475 => line.free(&format!("{}\u{200b}", row.nik)),
            _ => line.free(&words::copied(&row.nik.to_string(), &mut self.dice)),
        }
    }

    pub(in super::super) fn participant(&mut self, row: &Participant, line: &mut Line) {
        self.number += 1;
        line.free(&words::copied(&row.nik.to_string(), &mut self.dice));
        line.plain(words::kinship(row.pisa, &mut self.dice));
        line.plain(words::segment(row.segment, &mut self.dice));
        line.free(words::status(row.active, &mut self.dice));
        self.maybe_code(row.code, line);
        match row.wage {
            Some(wage) => self.money(wage, line),
            None => line.plain(words::nothing(&mut self.dice)),
        }
        self.day(row.since, line);
    }

    pub(in super::super) fn bill(&mut self, row: &Bill, line: &mut Line) {
        self.count(line, row.billed);
        self.maybe_code(Some(row.code), line);
        line.plain(&words::month(row.year, row.month, &mut self.dice));
        self.money(row.billed, line);
        if row.paid == 0 && self.dice.chance(500) {
            line.plain(words::nothing(&mut self.dice));
        } else {
            self.money(row.paid, line);
        }
        self.maybe_day(row.paid_on, line);
    }

    fn count(&mut self, line: &mut Line, to_total: u64) {
        self.number += 1;
        self.total += to_total;
        line.number(self.number);
    }

    fn workers(&mut self, workers: Option<u32>, line: &mut Line) {
        match workers {
            Some(workers) if self.dice.chance(50) => line.free(&format!("{workers} orang")),
            Some(workers) => line.number(workers.into()),
            None => line.plain(words::nothing(&mut self.dice)),
        }
    }

    fn money(&mut self, rupiah: u64, line: &mut Line) {
        if self.dice.chance(500) {
            line.number(rupiah);
        } else {
            line.free(&words::money(rupiah, &mut self.dice));
        }
    }

    fn day(&mut self, day: NaiveDate, line: &mut Line) {
        if self.in_workbook && self.dice.chance(500) {
            line.spreadsheet_day(day);
        } else {
            line.free(&words::day(day, &mut self.dice));
        }
    }

    fn maybe_day(&mut self, day: Option<NaiveDate>, line: &mut Line) {
        match day {
            Some(day) => self.day(day, line),
            None => line.plain(words::nothing(&mut self.dice)),
        }
    }

    fn maybe_text(&mut self, text: Option<String>, line: &mut Line) {
        match text {
            Some(text) => line.free(&text),
            None => line.plain(words::nothing(&mut self.dice)),
        }
    }

    /// A code; as a number in a workbook it loses its zeros.
    fn maybe_code(&mut self, code: Option<u32>, line: &mut Line) {
        match code {
            Some(code) if self.in_workbook && self.dice.chance(80) => line.number(code.into()),
            Some(code) => {
                line.free(&words::copied(&format!("{code:08}"), &mut self.dice));
            }
            None if self.dice.chance(50) => line.plain("0"),
            None => line.plain(words::nothing(&mut self.dice)),
        }
    }
}
