//! A firm's name as somebody writes it.

use super::{
    super::dice::Dice,
    firm::{Firm, Form},
    habits::Habits,
    slips,
};

/// Short ways to write words, and words said otherwise; read both ways.
const SHORT: [(&str, &str); 38] = [
    ("Rumah Sakit Ibu dan Anak", "RSIA"),
    ("Rumah Sakit", "RS"),
    ("Rumah Makan", "RM"),
    ("Warung Makan", "WM"),
    ("Taman Kanak-Kanak", "TK"),
    ("Sekolah Menengah Kejuruan", "SMK"),
    ("Pondok Pesantren", "Ponpes"),
    ("Apotek", "Apotik"),
    ("Internasional", "Intl"),
    ("Internasional", "International"),
    ("Indonesia", "Ind"),
    ("Nusantara", "Nstr"),
    ("Teknik", "Tek"),
    ("Teknik", "Tehnik"),
    ("Konstruksi", "Konst"),
    ("Kontraktor", "Kontr"),
    ("Konsultan", "Kons"),
    ("Transport", "Trans"),
    ("Transport", "Transportasi"),
    ("Logistik", "Log"),
    ("Logistik", "Logistic"),
    ("Engineering", "Eng"),
    ("Elektronik", "Elektronic"),
    ("Ekspedisi", "Eksp"),
    ("Ekspres", "Express"),
    ("Percetakan", "Perc"),
    ("Sejahtera", "Sjhtr"),
    ("Sejahtera", "Sejahtra"),
    ("Sentosa", "Sentausa"),
    ("Rejeki", "Rezeki"),
    ("Anugerah", "Anugrah"),
    ("Samudra", "Samudera"),
    ("Muhammad", "Moh"),
    ("Muhammad", "M"),
    ("Haji", "H"),
    ("Properti", "Property"),
    ("Motor", "Mtr"),
    ("Bersaudara", "Brs"),
];

/// What an English list makes of words.
const ENGLISH: [(&str, &str); 30] = [
    ("Rumah Sakit", "Hospital"),
    ("Rumah Makan", "Restaurant"),
    ("Bengkel", "Workshop"),
    ("Klinik", "Clinic"),
    ("Apotek", "Pharmacy"),
    ("Teknik", "Technic"),
    ("Konstruksi", "Construction"),
    ("Kontraktor", "Contractor"),
    ("Konsultan", "Consultant"),
    ("Logistik", "Logistics"),
    ("Energi", "Energy"),
    ("Elektronik", "Electronics"),
    ("Komputer", "Computer"),
    ("Katering", "Catering"),
    ("Tambang", "Mining"),
    ("Kimia", "Chemical"),
    ("Properti", "Property"),
    ("Wisata", "Tour"),
    ("Servis", "Service"),
    ("Percetakan", "Printing"),
    ("Furnitur", "Furniture"),
    ("Kargo", "Cargo"),
    ("Ekspedisi", "Expedition"),
    ("Asuransi", "Insurance"),
    ("Finansial", "Finance"),
    ("Internasional", "International"),
    ("Timur", "East"),
    ("Saudara", "Brothers"),
    ("Mineral", "Minerals"),
    ("Telekomunikasi", "Telecommunication"),
];

const GENERIC: [&str; 5] = ["Indonesia", "Group", "Cabang Bontang", "Bontang", "Kaltim"];

/// A name, and what stands in the column of forms.
pub(super) struct Written {
    pub(super) name: String,
    pub(super) form: String,
}

/// Writes a firm's name.
pub(super) fn name(firm: &Firm, habits: &Habits, dice: &mut Dice) -> Written {
    let mut parts: Vec<String> = Vec::new();
    if let Some(opening) = firm.opening
        && !dice.chance(habits.opening_dropped)
    {
        parts.push(opening.to_owned());
    }
    parts.extend(core(firm, habits, dice));
    parts = parts.iter().map(|part| word(part, habits, dice)).collect();
    arrange(&mut parts, habits, dice);
    parts.extend(firm.series.map(|n| numeral(n, dice)));
    if let Some(branch) = &firm.branch {
        let says = dice.pick(&["Cabang", "Cab.", "Cabang", "Unit", "Kantor Cabang"]);
        // Whoever leaves the branch out has its address all the same.
        if !dice.chance(habits.generic) {
            parts.push(format!("{says} {branch}"));
        }
    } else if dice.chance(habits.generic) {
        generic(&mut parts, dice);
    }
    let mut bare = parts.join(" ");
    if dice.chance(habits.glued) {
        bare = glued(&bare, dice);
    } else if dice.chance(habits.split) {
        bare = split(&bare, dice);
    }
    bare = slip(&bare, habits, dice);
    let mut written = with_form(firm, &bare, habits, dice);
    if dice.chance(habits.cut) {
        let most = dice.between(18, 30) as usize;
        written.name = written.name.chars().take(most).collect::<String>();
    }
    written.name = if dice.chance(habits.shouted) {
        written.name.to_uppercase()
    } else if dice.chance(30) {
        written.name.to_lowercase()
    } else {
        written.name
    };
    if dice.chance(40) {
        written.name = written.name.replacen(' ', "  ", 1);
    }
    written
}

/// Typing and reading errors of one row.
pub(super) fn slip(text: &str, habits: &Habits, dice: &mut Dice) -> String {
    let mut text = text.to_owned();
    if dice.chance(habits.rows_with_slips) {
        let rate = dice.below(2 * habits.slips + 1);
        text = slips::typed(&text, rate, dice);
    }
    if habits.misread > 0 {
        let rate = dice.below(2 * habits.misread + 1);
        text = slips::misread(&text, rate, dice);
    }
    text
}

fn core(firm: &Firm, habits: &Habits, dice: &mut Dice) -> Vec<String> {
    let mut words = firm.words.clone();
    for word in &mut words {
        if word == "dan" {
            *word = String::from(dice.pick(&["dan", "&", "&", "and"]));
        }
    }
    // Initials are of use to nobody who has no more than them.
    if words.len() >= 3 && dice.chance(habits.initials) {
        let short: String = words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect();
        return vec![short.to_uppercase()];
    }
    if words.len() >= 3 && dice.chance(habits.initials) {
        let last = words.len() - 1;
        words[last].truncate(1);
        words[last].push('.');
    }
    words
}

/// One word or opening, perhaps shorter, in English or in another spelling.
fn word(word: &str, habits: &Habits, dice: &mut Dice) -> String {
    if dice.chance(habits.translated)
        && let Some((_, english)) = ENGLISH.iter().find(|(own, _)| *own == word)
    {
        return (*english).to_owned();
    }
    if dice.chance(habits.abbreviated) {
        let ways: Vec<&str> = SHORT
            .iter()
            .filter(|(long, _)| *long == word)
            .map(|(_, short)| *short)
            .collect();
        if !ways.is_empty() {
            return dice.pick(&ways).to_owned();
        }
    }
    if word.len() > 3 && !word.contains(' ') && dice.chance(habits.spelt) {
        return slips::respelt(word, dice);
    }
    word.to_owned()
}

fn arrange(parts: &mut [String], habits: &Habits, dice: &mut Dice) {
    if parts.len() > 1 && dice.chance(habits.reordered) {
        if dice.chance(500) {
            parts.rotate_left(1);
        } else {
            let last = parts.len() - 1;
            parts.swap(last - 1, last);
        }
    }
}

/// Leaves out a word that says little, or adds one.
fn generic(parts: &mut Vec<String>, dice: &mut Dice) {
    let says_little = |part: &String| matches!(part.as_str(), "Indonesia" | "Group" | "Nusantara");
    if parts.len() > 2 && parts.last().is_some_and(says_little) {
        parts.pop();
    } else {
        parts.push(dice.pick(&GENERIC).to_owned());
    }
}

fn numeral(number: u32, dice: &mut Dice) -> String {
    let roman = ["I", "II", "III", "IV", "V", "VI"];
    let words = ["Satu", "Dua", "Tiga", "Empat", "Lima", "Enam"];
    let at = number as usize - 1;
    match dice.below(10) {
        0..3 if at < roman.len() => roman[at].to_owned(),
        3 if at < words.len() => words[at].to_owned(),
        _ => number.to_string(),
    }
}

/// Two words become one.
fn glued(name: &str, dice: &mut Dice) -> String {
    let gaps: Vec<usize> = name.match_indices(' ').map(|(at, _)| at).collect();
    if gaps.is_empty() {
        return name.to_owned();
    }
    if dice.chance(150) {
        return name.replace(' ', "");
    }
    let at = dice.pick(&gaps);
    format!("{}{}", &name[..at], &name[at + 1..])
}

/// One word becomes two.
fn split(name: &str, dice: &mut Dice) -> String {
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    if let Some(longest) = words.iter_mut().max_by_key(|word| word.len())
        && longest.len() >= 6
        && longest.is_ascii()
    {
        let most = u32::try_from(longest.len() - 2).expect("a word");
        longest.insert(dice.between(2, most) as usize, ' ');
    }
    words.join(" ")
}

/// The form set before, behind or beside the name, or nowhere.
fn with_form(firm: &Firm, bare: &str, habits: &Habits, dice: &mut Dice) -> Written {
    let foreign = habits.translated > 0;
    let mut says = form_words(firm.form, foreign, dice).to_owned();
    if firm.of_company && dice.chance(700) {
        says.push_str(" PT");
    }
    let column = column(firm.form);
    let (name, form_cell) = if says.is_empty() {
        (bare.to_owned(), column)
    } else if firm.form.may_be_left_out() && dice.chance(habits.form_dropped) {
        (bare.to_owned(), "")
    } else if dice.chance(habits.form_in_column) {
        let twice = dice.chance(500);
        let name = if twice {
            format!("{says} {bare}")
        } else {
            bare.to_owned()
        };
        (name, column)
    } else if foreign_end(&says) || dice.chance(habits.form_moved) && !firm.of_company {
        let gap = dice.pick(&[", ", " ", ", ", " - "]);
        (format!("{bare}{gap}{says}"), "")
    } else {
        // "CV.Maju" is written by many.
        let gap = if says.ends_with('.') && dice.chance(300) {
            ""
        } else {
            " "
        };
        (format!("{says}{gap}{bare}"), "")
    };
    let tail = match firm.form {
        Form::Persero if dice.chance(600) => {
            dice.pick(&[" (Persero)", " (Persero) Tbk", " Persero"])
        }
        Form::Pt if dice.chance(10) => " Tbk",
        _ => "",
    };
    Written {
        name: format!("{name}{tail}"),
        form: form_cell.to_owned(),
    }
}

fn foreign_end(form: &str) -> bool {
    matches!(
        form,
        "Foundation" | "Cooperative" | "Store" | "Ltd" | "Co. Ltd"
    )
}

fn form_words(form: Form, foreign: bool, dice: &mut Dice) -> &'static str {
    if foreign && dice.chance(450) {
        match form {
            Form::Pt => return dice.pick(&["PT", "Ltd", "Co. Ltd"]),
            Form::Yayasan => return "Foundation",
            Form::Koperasi => return "Cooperative",
            Form::Toko => return "Store",
            _ => {}
        }
    }
    match form {
        Form::Pt | Form::Persero => dice.pick(&["PT", "PT", "PT.", "PT.", "P.T.", "Pt"]),
        Form::Cv => dice.pick(&["CV", "CV", "CV.", "CV.", "C.V.", "Cv"]),
        Form::Ud => dice.pick(&["UD", "UD.", "U.D.", "Usaha Dagang"]),
        Form::Toko => dice.pick(&["Toko", "Toko", "Tk."]),
        Form::TokoBangunan => dice.pick(&["TB", "TB.", "Toko Bangunan"]),
        Form::Koperasi => dice.pick(&["Koperasi", "Kop.", "Kop"]),
        Form::Kopkar => dice.pick(&["Koperasi Karyawan", "Kopkar", "KOPKAR", "Kop. Karyawan"]),
        Form::Ksp => dice.pick(&["Koperasi Simpan Pinjam", "KSP", "KSP."]),
        Form::Yayasan => dice.pick(&["Yayasan", "Yayasan", "Yay.", "Yys."]),
        Form::Firma => dice.pick(&["Firma", "Fa.", "Fa"]),
        Form::Perumda => dice.pick(&["Perumda", "PD", "PD.", "Perusahaan Umum Daerah"]),
        Form::Perorangan => "",
    }
}

const fn column(form: Form) -> &'static str {
    match form {
        Form::Pt | Form::Persero => "Perseroan Terbatas (PT)",
        Form::Cv => "Persekutuan Komanditer (CV)",
        Form::Ud | Form::Toko | Form::TokoBangunan => "Usaha Dagang",
        Form::Koperasi | Form::Kopkar | Form::Ksp => "Koperasi",
        Form::Yayasan => "Yayasan",
        Form::Firma => "Persekutuan Firma (Fa)",
        Form::Perumda => "Perusahaan Umum Daerah (Perumda)",
        Form::Perorangan => "Perorangan",
    }
}
