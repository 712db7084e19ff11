//! Where a firm is and how it is reached, as somebody writes it.

use super::{
    super::dice::Dice,
    firm::{Firm, Ids, Place, Town},
    habits::Habits,
    naming::slip,
};

/// The cells beside a firm's name.
#[derive(Default)]
pub(super) struct Cells {
    pub(super) address: String,
    pub(super) kelurahan: String,
    pub(super) phone: String,
    pub(super) email: String,
}

/// Writes where a firm is.
pub(super) fn cells(firm: &Firm, town: &Town, habits: &Habits, dice: &mut Dice) -> Cells {
    let moved = dice.chance(habits.moved);
    let place = if moved {
        &town.place(dice)
    } else {
        &firm.place
    };
    let mut cells = Cells::default();
    if !dice.chance(habits.place_missing) {
        cells.address = slip(&address(place, habits, dice), habits, dice);
        // Who has no column for it writes it behind the street.
        if habits.kelurahan_missing == 1000 && dice.chance(450) {
            let kelurahan = kelurahan(&place.kelurahan, dice);
            cells.address = format!("{}, {kelurahan}", cells.address);
        }
    }
    if !dice.chance(habits.kelurahan_missing) {
        cells.kelurahan = kelurahan(&place.kelurahan, dice);
    }
    if dice.chance(habits.shouted) {
        cells.address = cells.address.to_uppercase();
        cells.kelurahan = cells.kelurahan.to_uppercase();
    }
    if !dice.chance(habits.phone_missing) {
        let other = dice.chance(habits.phone_other);
        let digits = if other {
            Town::phone(dice)
        } else {
            firm.phone.clone()
        };
        cells.phone = phone(&digits, dice);
    }
    if !dice.chance(habits.email_missing) {
        cells.email = email(firm, habits, dice);
    }
    cells
}

fn address(place: &Place, habits: &Habits, dice: &mut Dice) -> String {
    let plain = dice.chance(habits.plain_address);
    let street_word = match (place.lane, plain) {
        (true, true) => "Gg.",
        (true, false) => dice.pick(&["Gang", "Gg", "GG.", "Jl. Gg."]),
        (false, true) => "Jl.",
        (false, false) => dice.pick(&["Jalan", "Jln.", "Jl", "JL.", ""]),
    };
    let mut street = place.street.clone();
    if !plain && dice.chance(500) {
        street = street.replace("Gunung ", dice.pick(&["Gn. ", "Gng. "]));
    }
    let mut parts = Vec::new();
    if let Some((building, floor)) = &place.building {
        parts.push(match dice.below(3) {
            0 => format!("Gedung {building} Lt. {floor}"),
            1 => format!("Gd. {building} Lantai {floor}"),
            _ => format!("Gedung {building}"),
        });
    }
    let number = if dice.chance(habits.number_missing) {
        String::new()
    } else {
        let says = if plain {
            "No. "
        } else {
            dice.pick(&["No.", "Nomor ", "No ", "", "# "])
        };
        format!(" {says}{}", place.number)
    };
    let gap = if street_word.is_empty() || street_word.ends_with('.') && dice.chance(200) {
        ""
    } else {
        " "
    };
    parts.push(format!("{street_word}{gap}{street}{number}"));
    let (rt, rw) = (place.rt, place.rw);
    match dice.below(10) {
        0..3 => parts.push(format!("RT {rt:02}")),
        3 => parts.push(format!("RT.{rt:03}/RW.{rw:03}")),
        4 => parts.push(format!("Rt {rt} Rw {rw}")),
        _ => {}
    }
    parts.join(dice.pick(&[" ", ", ", " "]))
}

fn kelurahan(name: &str, dice: &mut Dice) -> String {
    match dice.below(12) {
        0 => format!("Kel. {name}"),
        1 => name.replace("Gunung ", "Gn. ").replace("Tanjung ", "Tj. "),
        2 => name
            .replace("Lok Tuan", "Loktuan")
            .replace("Berbas", "Berebas"),
        3 => name.replace('-', " "),
        _ => name.to_owned(),
    }
}

fn phone(digits: &str, dice: &mut Dice) -> String {
    let national = &digits[1..];
    match dice.below(8) {
        0 => format!("+62{national}"),
        1 => format!("62 {national}"),
        2 => format!("{}-{}-{}", &digits[..4], &digits[4..7], &digits[7..]),
        3 => format!("({}) {}", &digits[..4], &digits[4..]),
        // A spreadsheet took the zero.
        4 => national.to_owned(),
        5 => format!("{digits} / {}", Town::phone(dice)),
        _ => digits.to_owned(),
    }
}

fn email(firm: &Firm, habits: &Habits, dice: &mut Dice) -> String {
    let mut mailbox = firm.mailbox.clone();
    let mut domain = firm.domain.clone();
    if dice.chance(habits.email_other) {
        if domain.starts_with("surel") || domain.starts_with("pos-gratis") {
            mailbox = format!("usaha{}", dice.below(100_000));
            domain = String::from("surel.example");
        } else {
            mailbox = String::from(dice.pick(&["hrd", "finance", "pajak", "sdm", "cs"]));
        }
    }
    let address = format!("{mailbox}@{domain}");
    match dice.below(10) {
        0 => address.to_uppercase(),
        1 => format!("{address}; usaha{}@surel.example", dice.below(100_000)),
        _ => address,
    }
}

/// Which identifiers a list has of a firm, and in which state. `rates` are of a thousand: NIB,
/// NPWP, BPJS code present; and of those present, corrupted.
pub(super) fn ids(own: &Ids, rates: [u32; 3], corrupted: u32, dice: &mut Dice) -> Ids {
    let [nib, npwp, code] = rates;
    let npwp = kept(&own.npwp, npwp, corrupted, dice);
    let dotted = npwp.len() == 15 && dice.chance(300);
    Ids {
        nib: kept(&own.nib, nib, corrupted, dice),
        npwp: if dotted { with_points(&npwp) } else { npwp },
        code: kept(&own.code, code, corrupted, dice),
    }
}

/// An identifier, an empty cell, or one with a wrong digit.
fn kept(digits: &str, rate: u32, corrupted: u32, dice: &mut Dice) -> String {
    if !dice.chance(rate) {
        return String::new();
    }
    if !dice.chance(corrupted) {
        return digits.to_owned();
    }
    let n = u32::try_from(digits.len()).expect("a short identifier");
    let (at, more) = (dice.below(n) as usize, dice.between(1, 9));
    let wrong = |(nth, digit): (usize, char)| match digit.to_digit(10) {
        Some(digit) if nth == at => char::from_digit((digit + more) % 10, 10).unwrap_or('0'),
        _ => digit,
    };
    digits.chars().enumerate().map(wrong).collect()
}

/// `01.312.166.0-091.000`
fn with_points(npwp: &str) -> String {
    let (a, b, c, d) = (&npwp[..2], &npwp[2..5], &npwp[5..8], &npwp[8..9]);
    format!("{a}.{b}.{c}.{d}-{}.{}", &npwp[9..12], &npwp[12..])
}
