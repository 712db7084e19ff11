//! What a firm is, apart from how anybody writes it.

use super::{
    super::{
        dice::{Dice, mix},
        identifiers::{CodeOf, Identifiers},
    },
    words::{OPENINGS, Vocabulary},
};
use crate::domain::regions::KELURAHAN;

/// The legal form, as finely as people write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Pt,
    Persero,
    Cv,
    Ud,
    Toko,
    TokoBangunan,
    Koperasi,
    Kopkar,
    Ksp,
    Yayasan,
    Firma,
    Perumda,
    Perorangan,
}

impl Form {
    /// Nobody says "Maju" and means its cooperative or foundation.
    pub(super) const fn may_be_left_out(self) -> bool {
        !matches!(
            self,
            Self::Koperasi | Self::Kopkar | Self::Ksp | Self::Yayasan
        )
    }
}

/// Where a firm is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// An office building and the floor in it.
    pub(super) building: Option<(String, u32)>,
    /// A lane and not a street.
    pub(super) lane: bool,
    pub(super) street: String,
    pub(super) number: u32,
    pub(super) rt: u32,
    pub(super) rw: u32,
    pub(super) kelurahan: String,
}

/// One firm, in full.
#[derive(Clone, Debug)]
pub(super) struct Firm {
    /// The number that its identifiers are made from; no other firm has it.
    pub(super) number: u32,
    pub(super) form: Form,
    /// "Apotek", "Hotel": stands before the name.
    pub(super) opening: Option<&'static str>,
    pub(super) words: Vec<String>,
    /// The number in the name, of a series.
    pub(super) series: Option<u32>,
    /// A cooperative or foundation says whose it is.
    pub(super) of_company: bool,
    /// The branch that it is.
    pub(super) branch: Option<String>,
    pub(super) place: Place,
    /// National digits with the zero.
    pub(super) phone: String,
    pub(super) mailbox: String,
    pub(super) domain: String,
}

/// A firm's identifiers, digits only.
pub(super) struct Ids {
    pub(super) nib: String,
    pub(super) npwp: String,
    pub(super) code: String,
}

impl Firm {
    /// Nobody could tell the two apart by name and address.
    pub(super) fn is_written_like(&self, other: &Self) -> bool {
        self.words == other.words
            && self.form == other.form
            && self.series == other.series
            && self.branch == other.branch
            && self.place == other.place
    }

    pub(super) fn ids(&self, ids: Identifiers) -> Ids {
        let head = ids.npwp_head(self.number % 1_000_000, 1 + self.number / 1_000_000);
        Ids {
            nib: format!("{:013}", ids.nib(self.number)),
            npwp: format!("{head:09}724000"),
            code: format!("{:08}", ids.code(CodeOf::Firm(self.number))),
        }
    }
}

/// The town that firms are made in.
pub(super) struct Town {
    pub(super) words: Vocabulary,
    kelurahan: Vec<String>,
    streets: u32,
    agents: u32,
}

impl Town {
    /// Bontang's kelurahan for an even seed, invented ones for an odd one; more of them for more
    /// firms.
    pub(super) fn new(seed: u64, firms: u32) -> Self {
        let words = Vocabulary::new(seed, firms);
        let mut kelurahan: Vec<String> = Vec::new();
        if seed.is_multiple_of(2) {
            kelurahan.extend(KELURAHAN.iter().map(|k| k.name.to_owned()));
        }
        let more = 20 + firms / 4_000;
        for n in u32::try_from(kelurahan.len()).unwrap_or(more)..more {
            let word = words.place(900_000 + n);
            kelurahan.push(match n % 5 {
                0 => format!("Gunung {word}"),
                1 => format!("Tanjung {word}"),
                2 => format!("{word} Tengah"),
                _ => word,
            });
        }
        Self {
            words,
            kelurahan,
            streets: 60 + firms / 50,
            agents: 3 + firms / 250,
        }
    }

    pub(super) fn kelurahan(&self, dice: &mut Dice) -> String {
        let n = u32::try_from(self.kelurahan.len()).expect("a short list");
        // The first ones are the town's centre.
        let (a, b) = (dice.below(n), dice.below(n));
        self.kelurahan[a.min(b) as usize].clone()
    }

    pub(super) fn place(&self, dice: &mut Dice) -> Place {
        let number = dice.below(self.streets).min(dice.below(self.streets));
        let (street, lane) = match number % 7 {
            0 => (format!("{} Raya", self.words.place(number)), false),
            1 => (format!("Gunung {}", self.words.place(number)), false),
            2 => (
                format!("{} {}", self.words.place(number), 1 + number % 4),
                true,
            ),
            3 => (self.words.place(number), true),
            _ => (self.words.place(number), false),
        };
        Place {
            building: None,
            lane,
            street,
            number: dice.between(1, 180),
            rt: dice.between(1, 45),
            rw: dice.between(1, 12),
            kelurahan: self.kelurahan(dice),
        }
    }

    /// A number nobody can have.
    pub(super) fn phone(dice: &mut Dice) -> String {
        if dice.chance(300) {
            format!("05480{:05}", dice.below(100_000))
        } else {
            format!("08000{:07}", dice.below(10_000_000))
        }
    }

    /// A firm of no family.
    pub(super) fn firm(&self, number: u32, dice: &mut Dice) -> Firm {
        let form = dice.weighted(&[
            (330, Form::Pt),
            (8, Form::Persero),
            (370, Form::Cv),
            (55, Form::Ud),
            (55, Form::Toko),
            (15, Form::TokoBangunan),
            (25, Form::Koperasi),
            (18, Form::Kopkar),
            (12, Form::Ksp),
            (45, Form::Yayasan),
            (8, Form::Firma),
            (6, Form::Perumda),
            (55, Form::Perorangan),
        ]);
        let (opening, words) = self.name(form, dice);
        let mailbox = dice.pick(&["hrd", "admin", "personalia", "kantor", "info", "keuangan"]);
        let mut made = Firm {
            number,
            form,
            opening,
            words,
            series: None,
            of_company: false,
            branch: None,
            place: self.place(dice),
            phone: Self::phone(dice),
            mailbox: mailbox.to_owned(),
            domain: String::new(),
        };
        Self::mail(&mut made, dice);
        self.share(&mut made, dice);
        made
    }

    /// A firm's own domain, or a box at a free provider that holds a part of its name.
    pub(super) fn mail(firm: &mut Firm, dice: &mut Dice) {
        let name = firm.words.join("").to_lowercase();
        if dice.chance(600) {
            firm.mailbox = format!("{name}{}", dice.below(90));
            firm.domain = String::from(dice.pick(&["surel.example", "pos-gratis.example"]));
        } else {
            // Two firms of one name have two domains.
            firm.domain = format!("{name}{}.example", dice.below(1000));
        }
    }

    /// Offices in one building; agents who give their own telephone and address of mail.
    fn share(&self, firm: &mut Firm, dice: &mut Dice) {
        if dice.chance(20) {
            let house = dice.below(2 + self.agents);
            let mut there = Dice::new(u64::from(house), 77);
            firm.place = self.place(&mut there);
            firm.place.building = Some((self.words.place(500_000 + house), dice.between(1, 9)));
        }
        if dice.chance(90) {
            let agent = dice.below(self.agents);
            let mut theirs = Dice::new(mix(u64::from(agent)), 99);
            let phone = Self::phone(&mut theirs);
            let domain = format!("biro-{}.example", self.words.place(600_000 + agent));
            if dice.chance(600) {
                firm.phone = phone;
            }
            firm.mailbox = String::from("berkas");
            firm.domain = domain.to_lowercase();
        }
    }

    fn name(&self, form: Form, dice: &mut Dice) -> (Option<&'static str>, Vec<String>) {
        let w = &self.words;
        let small = matches!(
            form,
            Form::Toko | Form::TokoBangunan | Form::Perorangan | Form::Ud
        );
        let company = matches!(form, Form::Pt | Form::Cv | Form::Persero | Form::Firma);
        let opens = match form {
            Form::Perorangan => 850,
            Form::Yayasan => 200,
            _ if company => 60,
            _ => 0,
        };
        let opening = dice.chance(opens).then(|| dice.pick(&OPENINGS));
        if small && dice.chance(450) {
            return (opening, self.person(dice));
        }
        let words = match dice.below(100) {
            0..30 => vec![w.rare(dice), w.common(dice)],
            30..48 => vec![w.rare(dice), w.common(dice), w.common(dice)],
            48..58 => vec![w.common(dice), w.rare(dice)],
            58..65 => vec![w.common(dice), w.common(dice), w.rare(dice)],
            65..77 => vec![w.rare(dice), w.trade(dice)],
            77..84 => vec![w.rare(dice), w.common(dice), w.trade(dice)],
            84..87 => vec![w.common(dice), w.common(dice)],
            87..95 => vec![w.common(dice), w.common(dice), w.common(dice)],
            95..97 => vec![w.rare(dice), "dan".to_owned(), w.rare(dice)],
            _ => vec![w.rare(dice), w.rare(dice)],
        };
        (opening, words)
    }

    /// A shop that is named after its keeper.
    fn person(&self, dice: &mut Dice) -> Vec<String> {
        let w = &self.words;
        match dice.below(10) {
            0..2 => vec![w.given(dice)],
            2..4 => vec![
                dice.pick(&["Pak", "Bu", "Haji", "Mbak"]).to_owned(),
                w.given(dice),
            ],
            4..7 => vec![w.given(dice), w.rare(dice)],
            7..9 => vec![w.given(dice), w.common(dice)],
            _ => vec![w.given(dice), w.given(dice)],
        }
    }
}
