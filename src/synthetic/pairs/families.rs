//! Firms that look alike because they have to do with each other, or by chance.

use super::{
    super::dice::Dice,
    firm::{Firm, Form, Town},
};

/// Why firms of one family look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Tie {
    /// Nobody else looks like this firm on purpose.
    Alone,
    /// One name in two forms: PT X and CV X.
    OtherForm,
    /// One name in one form at two addresses.
    SameForm,
    /// X 1, X 2, X 3.
    Series,
    /// Branches of one firm.
    Branches,
    /// X Energi and X Logistik at one address with one telephone.
    Sisters,
    /// The cooperative or foundation of a firm, in its house.
    HouseOf,
    /// X and X Transport.
    Holding,
    /// X Jaya and X Raya; Bina X and Dina X.
    Near,
}

impl Tie {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::OtherForm => "other_form",
            Self::SameForm => "same_form",
            Self::Series => "series",
            Self::Branches => "branches",
            Self::Sisters => "sisters",
            Self::HouseOf => "house_of",
            Self::Holding => "holding",
            Self::Near => "near",
        }
    }
}

/// Words that are one letter or one syllable from each other and mean something else.
const NEIGHBOURS: [(&str, &str); 16] = [
    ("Jaya", "Raya"),
    ("Bina", "Dina"),
    ("Surya", "Satya"),
    ("Karya", "Kurnia"),
    ("Cipta", "Citra"),
    ("Utama", "Utara"),
    ("Permata", "Pertama"),
    ("Mandala", "Mandiri"),
    ("Indah", "Intan"),
    ("Putra", "Putri"),
    ("Rahmat", "Rahmah"),
    ("Mulia", "Muara"),
    ("Sari", "Sarana"),
    ("Persada", "Perdana"),
    ("Bumi", "Budi"),
    ("Abadi", "Abdi"),
];

/// The next family and why its firms look alike; their numbers begin with `first`.
pub(super) fn family(town: &Town, first: u32, dice: &mut Dice) -> (Tie, Vec<Firm>) {
    let base = town.firm(first, dice);
    // So many of a thousand families; each has two firms or more, so the shares of firms are
    // about twice as large.
    let tie = dice.weighted(&[
        (868, Tie::Alone),
        (28, Tie::OtherForm),
        (12, Tie::SameForm),
        (10, Tie::Series),
        (10, Tie::Branches),
        (12, Tie::Sisters),
        (12, Tie::HouseOf),
        (10, Tie::Holding),
        (38, Tie::Near),
    ]);
    let mut firms = vec![base];
    let more = match tie {
        Tie::Alone => 0,
        Tie::Series | Tie::Branches | Tie::Sisters => dice.between(1, 3),
        _ => 1,
    };
    for nth in 1..=more {
        let mut other = firms[0].clone();
        other.number = first + nth;
        liken(tie, nth, &mut firms[0], &mut other, town, dice);
        // By chance two of one family may have become one firm, or branches of one kelurahan,
        // which go by one name.
        let is_taken = |firm: &Firm| {
            let same_place = firm.place.kelurahan == other.place.kelurahan;
            firm.is_written_like(&other) || tie == Tie::Branches && same_place
        };
        if !firms.iter().any(is_taken) {
            firms.push(other);
        }
    }
    (tie, firms)
}

/// Makes of a copy of `base` its relative.
fn liken(tie: Tie, nth: u32, base: &mut Firm, other: &mut Firm, town: &Town, dice: &mut Dice) {
    match tie {
        Tie::Alone => {}
        Tie::OtherForm => {
            let forms = [Form::Pt, Form::Cv, Form::Ud, Form::Koperasi, Form::Yayasan];
            // Persero is PT to most people, and Kopkar a cooperative.
            if !forms.contains(&base.form) {
                base.form = Form::Pt;
            }
            other.form = dice.pick(&forms);
            while other.form == base.form {
                other.form = dice.pick(&forms);
            }
            // A third of them belong to one owner and stand in one house.
            if !dice.chance(330) {
                elsewhere(other, town, dice);
            }
        }
        Tie::SameForm => elsewhere(other, town, dice),
        Tie::Series => {
            base.series = Some(1);
            other.series = Some(nth + 1);
            other.place = town.place(dice);
            if dice.chance(600) {
                other.phone = Town::phone(dice);
            }
        }
        Tie::Branches => {
            other.place = town.place(dice);
            other.branch = Some(other.place.kelurahan.clone());
            other.phone = Town::phone(dice);
        }
        Tie::Sisters => {
            if nth == 1 {
                base.words.truncate(2);
                base.words.push(town.words.trade(dice));
            }
            other.words = base.words[..base.words.len() - 1].to_vec();
            other
                .words
                .push(another(&base.words, || town.words.trade(dice)));
        }
        Tie::HouseOf => {
            base.form = dice.pick(&[Form::Pt, Form::Pt, Form::Cv, Form::Persero]);
            other.form = dice.pick(&[Form::Kopkar, Form::Kopkar, Form::Koperasi, Form::Yayasan]);
            other.of_company = dice.chance(500);
            other.opening = None;
        }
        Tie::Holding => {
            other
                .words
                .push(another(&base.words, || town.words.trade(dice)));
            if dice.chance(500) {
                elsewhere(other, town, dice);
            }
        }
        Tie::Near => {
            near(base, other, dice);
            elsewhere(other, town, dice);
        }
    }
}

/// A word that isn't among these.
fn another(of: &[String], mut next: impl FnMut() -> String) -> String {
    loop {
        let word = next();
        if !of.contains(&word) {
            return word;
        }
    }
}

fn elsewhere(firm: &mut Firm, town: &Town, dice: &mut Dice) {
    let there = town.place(dice);
    // Often the same kelurahan, now and then the same street.
    if dice.chance(250) {
        firm.place.number = firm.place.number % 180 + dice.between(2, 40);
        firm.place.rt = dice.between(1, 45);
    } else {
        firm.place = there;
    }
    firm.phone = Town::phone(dice);
    Town::mail(firm, dice);
}

/// Changes one word into a neighbour.
fn near(base: &mut Firm, other: &mut Firm, dice: &mut Dice) {
    for (nth, word) in base.words.iter().enumerate() {
        for (one, two) in NEIGHBOURS {
            if word == one || word == two {
                other.words[nth] = String::from(if word == one { two } else { one });
                return;
            }
        }
    }
    if dice.chance(600) {
        let (one, two) = dice.pick(&NEIGHBOURS);
        base.words.push(one.to_owned());
        other.words.push(two.to_owned());
    } else {
        // Another letter in the middle of the longest word.
        let longest = (0..base.words.len())
            .max_by_key(|&n| base.words[n].len())
            .expect("a name has words");
        let word = &mut other.words[longest];
        let at = word.len() / 2;
        let old = word.as_bytes()[at];
        let mut new = dice.pick(b"aiuknrstlmd");
        while new == old {
            new = dice.pick(b"aiuknrstlmd");
        }
        word.replace_range(at..=at, &char::from(new).to_string());
    }
}
