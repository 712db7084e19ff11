//! Names of firms and the legal forms in them.

/// The legal form of an employer.
///
/// "PT X" and "CV X" are two employers, so the form is a part of who a firm is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Limited company (*perseroan terbatas*), state-owned ones (*persero*) too.
    Pt,
    /// Limited partnership (*persekutuan komanditer*).
    Cv,
    /// Sole trader (*usaha dagang*), shops (*toko*, *toko bangunan*) too.
    Ud,
    /// Cooperative.
    Koperasi,
    /// Foundation.
    Yayasan,
    /// General partnership.
    Firma,
    /// One person without a form.
    Perorangan,
    /// State-owned enterprise that is not a limited company.
    Bumn,
    /// Region-owned enterprise (*perumda*, *perusda*, *PD*).
    Bumd,
    /// Village-owned enterprise.
    Bumdes,
}

impl Form {
    /// Every form.
    pub const ALL: [Form; 10] = [
        Form::Pt,
        Form::Cv,
        Form::Ud,
        Form::Koperasi,
        Form::Yayasan,
        Form::Firma,
        Form::Perorangan,
        Form::Bumn,
        Form::Bumd,
        Form::Bumdes,
    ];

    /// The word for lists and storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Form::Pt => "PT",
            Form::Cv => "CV",
            Form::Ud => "UD",
            Form::Koperasi => "Koperasi",
            Form::Yayasan => "Yayasan",
            Form::Firma => "Firma",
            Form::Perorangan => "Perorangan",
            Form::Bumn => "BUMN",
            Form::Bumd => "BUMD",
            Form::Bumdes => "BUMDes",
        }
    }

    /// The form of a [`Form::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.code() == code)
    }
}

/// The legal form of a firm: what its register says (`bentuk`), else what its name tells; `None`
/// where neither does.
///
/// ```
/// use patuh_domain::names::{Form, form_of};
///
/// assert_eq!(form_of("Contoh Sentosa, PT", None), Some(Form::Pt));
/// assert_eq!(form_of("Contoh Sentosa", Some("Persekutuan Komanditer (CV)")), Some(Form::Cv));
/// assert_eq!(form_of("Contoh Sentosa", None), None);
/// ```
#[must_use]
pub fn form_of(name: &str, bentuk: Option<&str>) -> Option<Form> {
    bentuk
        .and_then(registered_form)
        .or_else(|| form_in_name(name))
}

/// A name in the form in which two spellings are equal: upper case, no punctuation, no words of
/// legal form, "&" as DAN, single spaces.
///
/// A name of nothing but form words keeps them, so that it is never empty without need.
///
/// ```
/// use patuh_domain::names::match_name;
///
/// assert_eq!(match_name("PT. Contoh  Sentosa (Persero) Tbk"), "CONTOH SENTOSA");
/// assert_eq!(match_name("Contoh & Sentosa, CV"), "CONTOH DAN SENTOSA");
/// ```
#[must_use]
pub fn match_name(name: &str) -> String {
    let words = words_of(name);
    let bare = without_form(&words);
    let kept = if bare.is_empty() { &words } else { &bare };
    let written_out = kept
        .iter()
        .map(|word| if word == "KOPKAR" { "KARYAWAN" } else { word });
    written_out.collect::<Vec<_>>().join(" ")
}

/// Forms in several words, and the one word that stands for them; longer ones first.
const LONG_FORMS: [(&[&str], &str); 13] = [
    (&["BADAN", "USAHA", "MILIK", "NEGARA"], "BUMN"),
    (&["BADAN", "USAHA", "MILIK", "DAERAH"], "BUMD"),
    (&["BADAN", "USAHA", "MILIK", "DESA"], "BUMDES"),
    (&["PERUSAHAAN", "UMUM", "DAERAH"], "PERUMDA"),
    (&["PERUSAHAAN", "UMUM"], "PERUM"),
    (&["PERUSAHAAN", "DAERAH"], "PERUSDA"),
    (&["PERUSAHAAN", "DAGANG"], "UD"),
    (&["PERSEROAN", "DAERAH"], "PERSERODA"),
    (&["PERSEROAN", "TERBATAS"], "PT"),
    (&["PERSEKUTUAN", "KOMANDITER"], "CV"),
    (&["PERSEKUTUAN", "FIRMA"], "FIRMA"),
    (&["USAHA", "DAGANG"], "UD"),
    (&["ORANG", "PERSEORANGAN"], "PERORANGAN"),
];

/// Upper-case words; apostrophes are left out, dotted forms like "P.T." become one word, and long
/// forms their short one.
pub(crate) fn words_of(text: &str) -> Vec<String> {
    let upper = text
        .to_uppercase()
        .replace(['\'', '\u{2018}', '\u{2019}', '`'], "");
    let upper = upper.replace('&', " DAN ");
    let mut words: Vec<String> = upper
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    for short in ["PT", "CV", "UD", "TB", "PD"] {
        let (first, second) = short.split_at(1);
        replace_run(&mut words, &[first, second], short);
    }
    for (long, short) in LONG_FORMS {
        replace_run(&mut words, long, short);
    }
    words
}

pub(crate) fn replace_run(words: &mut Vec<String>, run: &[&str], short: &str) {
    if !words.windows(run.len()).any(|window| window == run) {
        return;
    }
    let mut replaced = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let [first, others @ ..] = rest {
        if rest.len() >= run.len() && &rest[..run.len()] == run {
            replaced.push(short.to_owned());
            rest = &rest[run.len()..];
        } else {
            replaced.push(first.clone());
            rest = others;
        }
    }
    *words = replaced;
}

/// The form that a word stands for at the beginning or the end of a name.
fn form_word(word: &str) -> Option<Form> {
    Some(match word {
        "PT" | "PERSERO" => Form::Pt,
        "CV" => Form::Cv,
        "UD" | "TB" | "TOKO" => Form::Ud,
        "KOPERASI" | "KOP" | "KOPKAR" => Form::Koperasi,
        "YAYASAN" | "YAY" => Form::Yayasan,
        "FIRMA" | "FA" => Form::Firma,
        "PERUM" | "BUMN" => Form::Bumn,
        "PD" | "PERUMDA" | "PERUSDA" | "PERSERODA" | "BUMD" => Form::Bumd,
        "BUMDES" | "BUMDESA" => Form::Bumdes,
        _ => return None,
    })
}

fn form_in_name(name: &str) -> Option<Form> {
    let words = words_of(name);
    let company = |word: &&String| matches!(word.as_str(), "PT" | "CV");
    let first = words.first().and_then(|word| form_word(word));
    let last = || {
        words
            .iter()
            .rev()
            .find(|word| *word != "TBK")
            .and_then(|word| form_word(word))
    };
    let inside = || words.iter().find(company).and_then(|word| form_word(word));
    match first {
        Some(form) => Some(form),
        // "X (Persero), PT" and "X Perseroda, PT" are companies first.
        None => inside().or_else(last),
    }
}

/// Words of legal form taken off: PT and CV and their attributes anywhere, others at both ends.
fn without_form(words: &[String]) -> Vec<String> {
    let anywhere = |word: &str| matches!(word, "PT" | "CV" | "TBK" | "PERSERO" | "PERSERODA");
    let mut bare: Vec<String> = words
        .iter()
        .filter(|word| !anywhere(word))
        .cloned()
        .collect();
    if bare.len() > 1 && bare.last().is_some_and(|word| form_word(word).is_some()) {
        bare.pop();
    }
    if bare.len() > 1 && bare[0] != "KOPKAR" && form_word(&bare[0]).is_some() {
        bare.remove(0);
    }
    bare
}

/// The form that a register's own column names.
fn registered_form(bentuk: &str) -> Option<Form> {
    let words = words_of(bentuk);
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    let forms: [(&[&str], Form); 10] = [
        (&["BUMDES", "BUMDESA"], Form::Bumdes),
        (
            &["BUMD", "PERUMDA", "PERUSDA", "PERSERODA", "PD"],
            Form::Bumd,
        ),
        (&["BUMN", "PERUM"], Form::Bumn),
        (&["PT", "PERSERO", "PERSEROAN"], Form::Pt),
        (&["CV", "KOMANDITER"], Form::Cv),
        (&["KOPERASI", "KOP", "KOPKAR"], Form::Koperasi),
        (&["YAYASAN", "YAY"], Form::Yayasan),
        (&["FIRMA", "FA"], Form::Firma),
        (&["UD", "TB", "TOKO"], Form::Ud),
        (&["PERORANGAN", "PERSEORANGAN"], Form::Perorangan),
    ];
    forms
        .into_iter()
        .find(|(names, _)| has(names))
        .map(|(_, form)| form)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_form_is_found_wherever_it_stands() {
        for (name, form) in [
            ("PT Contoh Sentosa", Form::Pt),
            ("PT. Contoh Sentosa", Form::Pt),
            ("P.T. Contoh Sentosa", Form::Pt),
            ("Contoh Sentosa, PT", Form::Pt),
            ("Contoh Sentosa, P.T.", Form::Pt),
            ("PT Contoh Sentosa (Persero) Tbk", Form::Pt),
            ("Contoh Sentosa (Persero), PT", Form::Pt),
            ("Contoh Sentosa Tbk, PT", Form::Pt),
            ("Perseroan Terbatas Contoh", Form::Pt),
            ("CV.Contoh", Form::Cv),
            ("contoh cv", Form::Cv),
            ("UD Misal", Form::Ud),
            ("Toko Misal", Form::Ud),
            ("TB. Misal Jaya", Form::Ud),
            ("Koperasi Karyawan PT Contoh", Form::Koperasi),
            ("Kop. Misal", Form::Koperasi),
            ("Kopkar Contoh", Form::Koperasi),
            ("Yay. Andai", Form::Yayasan),
            ("Fa. Andai Bersama", Form::Firma),
            ("PD Andai", Form::Bumd),
            ("Perumda Air Andai", Form::Bumd),
            ("BUMDes Andai", Form::Bumdes),
        ] {
            assert_eq!(form_of(name, None), Some(form), "{name}");
        }
        for name in [
            "",
            "Contoh Sentosa",
            "Warung Andai",
            "Ptolemeus",
            "Rumah Toko Andai",
        ] {
            assert_eq!(form_of(name, None), None, "{name}");
        }
    }

    #[test]
    fn the_register_knows_better_than_the_name() {
        for (bentuk, form) in [
            ("Perseroan Terbatas (PT)", Form::Pt),
            ("PT", Form::Pt),
            ("PT Perorangan", Form::Pt),
            ("CV", Form::Cv),
            ("Persekutuan Komanditer", Form::Cv),
            (
                "Persekutuan Komanditer (CV / Commanditaire Vennootschap)",
                Form::Cv,
            ),
            ("Usaha Dagang", Form::Ud),
            ("Orang Perseorangan", Form::Perorangan),
            ("Perorangan", Form::Perorangan),
            ("Persekutuan Firma (Fa)", Form::Firma),
            ("Koperasi", Form::Koperasi),
            ("Yayasan", Form::Yayasan),
            ("Perusahaan Umum (Perum)", Form::Bumn),
            ("Perusahaan Umum Daerah (Perumda)", Form::Bumd),
            ("Badan Usaha Milik Daerah", Form::Bumd),
            ("BUMN", Form::Bumn),
        ] {
            assert_eq!(form_of("CV Contoh", Some(bentuk)), Some(form), "{bentuk}");
        }
        assert_eq!(form_of("CV Contoh", Some("lainnya")), Some(Form::Cv));
        assert_eq!(form_of("CV Contoh", Some("")), Some(Form::Cv));
    }

    #[test]
    fn spellings_of_one_name_are_equal() {
        for name in [
            "PT Contoh & Sentosa",
            "PT. CONTOH dan  SENTOSA",
            "Contoh & Sentosa, PT",
            "P.T. Contoh & Sentosa Tbk.",
            "CV.Contoh & Sentosa",
            "Contoh-Sentosa".replace('-', " & ").as_str(),
            "UD Contoh dan Sentosa",
            "PT Contoh & Sentosa (Persero) Tbk",
        ] {
            assert_eq!(match_name(name), "CONTOH DAN SENTOSA", "{name}");
        }
        assert_eq!(
            match_name("Kopkar Contoh"),
            match_name("Koperasi Karyawan Contoh")
        );
        assert_eq!(match_name("Toko Jum'at"), "JUMAT");
        assert_eq!(match_name("Rumah Toko Andai"), "RUMAH TOKO ANDAI");
        assert_eq!(match_name("PT"), "PT");
        assert_eq!(match_name("Toko"), "TOKO");
        assert_eq!(match_name(" - "), "");
    }

    #[test]
    fn every_code_leads_back_to_its_form() {
        for form in Form::ALL {
            assert_eq!(Form::from_code(form.code()), Some(form));
        }
    }

    proptest! {
        #[test]
        fn matching_never_panics_and_is_tidy(name in ".*", bentuk in ".*") {
            let _ = form_of(&name, Some(&bentuk));
            let key = match_name(&name);
            prop_assert!(!key.contains("  ") && key.trim() == key);
        }
    }
}
