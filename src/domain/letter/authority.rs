//! What a letter of the city may not claim.
//!
//! BPJS Kesehatan warns and fines; services are withheld by the city and others at its request
//! (UU 24/2011 art. 17, PP 86/2013); labour inspection is the province's (UU 23/2014); courts
//! punish. A circular restates duties and can't create a sanction.

use super::LetterKind;

/// A limit of what the city's offices can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Warnings under PP 86/2013 are BPJS Kesehatan's.
    Warning,
    /// So are fines.
    Fine,
    /// Services are withheld at BPJS Kesehatan's request only.
    Services,
    /// Labour inspection is the province's.
    Inspection,
    /// Courts punish.
    Punishment,
    /// A circular is no regulation.
    Circular,
}

/// Every rule, in the order in which they are told.
pub const RULES: [Rule; 6] = [
    Rule::Warning,
    Rule::Fine,
    Rule::Services,
    Rule::Inspection,
    Rule::Punishment,
    Rule::Circular,
];

impl Rule {
    /// Name for messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Fine => "fine",
            Self::Services => "services",
            Self::Inspection => "inspection",
            Self::Punishment => "punishment",
            Self::Circular => "circular",
        }
    }

    /// Where it stands.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::Warning | Self::Fine => "UU 24/2011 ps. 17 ayat (3); PP 86/2013",
            Self::Services => "UU 24/2011 ps. 17 ayat (4); PP 86/2013",
            Self::Inspection => "UU 23/2014",
            Self::Punishment => "UU 24/2011 ps. 55",
            Self::Circular => "Permendagri 1/2023",
        }
    }

    /// Words that claim it; small letters.
    const fn claims(self) -> &'static [&'static str] {
        match self {
            Self::Warning => &[
                "teguran tertulis",
                "peringatan tertulis",
                "teguran sebagaimana dimaksud dalam peraturan pemerintah nomor 86",
                "surat peringatan pertama",
                "surat peringatan kedua",
                "sanksi administratif",
                "sanksi administrasi",
            ],
            Self::Fine => &[
                "mengenakan denda",
                "kami kenakan denda",
                "dikenai denda",
                "dikenakan denda",
                "denda administratif",
                "membayar denda",
                "didenda",
                "kami akan menjatuhkan sanksi",
                "kami akan memberikan sanksi",
                "kami kenakan sanksi",
            ],
            Self::Services => &[
                "tidak mendapat pelayanan publik",
                "tmp2t",
                "pembatasan pelayanan",
                "membatasi pelayanan",
                "mencabut izin",
                "pencabutan izin",
                "membekukan izin",
                "pembekuan izin",
                "menutup usaha",
                "penutupan usaha",
                "tidak akan melayani",
                "menolak perizinan",
                "menghentikan pelayanan",
            ],
            Self::Inspection => &[
                "nota pemeriksaan",
                "melakukan pemeriksaan ketenagakerjaan",
                "melakukan pengawasan ketenagakerjaan",
                "kami akan memeriksa",
                "penyidikan",
                "menyita",
            ],
            Self::Punishment => &[
                "dipidana",
                "pidana penjara",
                "dituntut",
                "diproses hukum",
                "melaporkan kepada kepolisian",
            ],
            Self::Circular => &[
                "dikenai sanksi",
                "dikenakan sanksi",
                "akan diberi sanksi",
                "sanksi berupa",
                "akan dijatuhkan sanksi",
            ],
        }
    }

    /// Words that, in the same sentence, say that others do it; small letters.
    const fn excuses(self) -> &'static [&'static str] {
        match self {
            Self::Warning | Self::Fine | Self::Punishment => &[],
            Self::Services => &[
                "diminta oleh bpjs kesehatan",
                "atas permintaan bpjs kesehatan",
                "permintaan bpjs kesehatan",
            ],
            Self::Inspection => &[
                "pengawas ketenagakerjaan pada instansi provinsi",
                "provinsi",
            ],
            Self::Circular => &["oleh pihak yang berwenang", "bpjs kesehatan"],
        }
    }
}

/// A claim that the letter's signatory can't make good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overreach {
    /// The limit that it oversteps.
    pub rule: Rule,
    /// The words that claim it.
    pub words: &'static str,
    /// Line of the text on which they begin, from 1.
    pub line: usize,
}

/// Every claim in a text that the city can't make; each rule once.
#[must_use]
pub fn overreaches(kind: LetterKind, text: &str) -> Vec<Overreach> {
    let sentences = sentences(text);
    let mut found = Vec::new();
    for rule in RULES {
        let claim = sentences.iter().find_map(|(line, sentence)| {
            let excused = rule.excuses().iter().any(|words| sentence.contains(words));
            if excused {
                return None;
            }
            let mut claims = rule.claims().iter();
            let words = claims.find(|words| sentence.contains(**words))?;
            Some((*line, *words))
        });
        let applies = rule != Rule::Circular || kind.is_to_many();
        let overreach = claim.map(|(line, words)| Overreach { rule, words, line });
        found.extend(overreach.filter(|_| applies));
    }
    found
}

/// Sentences in small letters with single blanks, each with the line it begins on. A line break is
/// no end: texts are wrapped anywhere.
fn sentences(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut sentence = String::new();
    let mut begun = 1;
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            end(&mut found, &mut sentence, begun);
        }
        for word in line.split_whitespace() {
            // Stars are weight, not words.
            let plain = word.replace("**", "");
            if sentence.is_empty() {
                begun = at + 1;
            } else {
                sentence.push(' ');
            }
            sentence.push_str(&plain.to_lowercase());
            let is_mark = plain.chars().count() <= 3 && plain.ends_with('.');
            if plain.ends_with(['.', '!', '?', ';']) && !is_mark {
                end(&mut found, &mut sentence, begun);
            }
        }
    }
    end(&mut found, &mut sentence, begun);
    found
}

fn end(found: &mut Vec<(usize, String)>, sentence: &mut String, begun: usize) {
    if !sentence.is_empty() {
        found.push((begun, std::mem::take(sentence)));
    }
}
