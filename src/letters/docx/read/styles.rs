//! What a paragraph is, by the name of its style.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::{DocxFault, attribute, child, is_on, name, parsed, value};

/// Styles that rest on each other; ours rest on one.
const MOST_BASES: usize = 12;

/// A part of the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// What the program prints and nobody corrects: letterhead, number, day.
    Head,
    Importance,
    Enclosure,
    Subject,
    Addressee,
    Destination,
    Heading,
    Body,
    Finding,
    Item,
    Under,
    Signature,
    CopiesTitle,
    Copy,
    Annex,
}

/// Level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    pub list: String,
    pub depth: u8,
    pub is_bullet: bool,
    /// A., B., …: what headings of a circular have.
    pub is_heading: bool,
}

#[derive(Default, Clone)]
struct Style {
    role: Option<Role>,
    base: Option<String>,
    list: Option<String>,
    depth: Option<u8>,
    bold: Option<bool>,
}

/// Styles and lists of a file.
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// Kinds of the levels of each list.
    lists: BTreeMap<String, Vec<String>>,
}

impl Styles {
    pub(super) fn read(styles: &str, numbering: &str) -> Result<Self, DocxFault> {
        let mut read = Self {
            styles: BTreeMap::new(),
            lists: BTreeMap::new(),
        };
        if !styles.is_empty() {
            let styles = parsed(styles)?;
            for style in styles.root_element().children() {
                if name(&style) == "style"
                    && let Some(id) = attribute(&style, "styleId")
                {
                    read.styles.insert(id.to_owned(), style_of(&style));
                }
            }
        }
        if !numbering.is_empty() {
            let numbering = parsed(numbering)?;
            read.lists = lists_of(&numbering.root_element());
        }
        Ok(read)
    }

    /// The first thing that a style or one of those it rests on says.
    fn says<T>(&self, id: &str, what: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut id = id;
        for _ in 0..MOST_BASES {
            let style = self.styles.get(id)?;
            if let Some(said) = what(style) {
                return Some(said);
            }
            id = style.base.as_deref()?;
        }
        None
    }

    pub(super) fn role(&self, id: &str) -> Option<Role> {
        self.says(id, |style| style.role)
    }

    pub(super) fn is_bold(&self, id: &str) -> bool {
        self.says(id, |style| style.bold).unwrap_or(false)
    }

    /// The list that a paragraph is in, by itself or by its style.
    pub(super) fn level(&self, properties: &Node, style: Option<&str>) -> Option<Level> {
        let own = child(properties, "numPr");
        let of_own = |what| {
            let said = own.as_ref().and_then(|own| child(own, what));
            said.and_then(|said| value(&said)).map(str::to_owned)
        };
        let by_style =
            |what: fn(&Style) -> Option<String>| style.and_then(|id| self.says(id, what));
        let list = of_own("numId").or_else(|| by_style(|style| style.list.clone()))?;
        let depth = of_own("ilvl")
            .or_else(|| by_style(|style| style.depth.map(|depth| depth.to_string())))
            .and_then(|depth| depth.parse().ok())
            .unwrap_or(0);
        let kinds = self.lists.get(&list)?;
        let kind = kinds
            .get(usize::from(depth))
            .map_or("decimal", String::as_str);
        // Without a number, a paragraph of a list is a paragraph.
        (kind != "none").then(|| Level {
            is_bullet: kind == "bullet",
            is_heading: kind == "upperLetter" && depth == 0,
            list,
            depth,
        })
    }
}

fn style_of(node: &Node) -> Style {
    let called = child(node, "name").and_then(|name| value(&name));
    let base = child(node, "basedOn").and_then(|base| value(&base));
    let paragraph = child(node, "pPr");
    let list = paragraph.and_then(|form| child(&form, "numPr"));
    let of_list = |what| {
        let said = list.as_ref().and_then(|list| child(list, what));
        said.and_then(|said| value(&said))
    };
    let letters = child(node, "rPr");
    let of_letters = attribute(node, "type") == Some("character");
    Style {
        role: called.and_then(role_of),
        base: base.map(str::to_owned),
        list: of_list("numId").map(str::to_owned),
        depth: of_list("ilvl").and_then(|depth| depth.parse().ok()),
        // That a whole style is bold is the style's own affair.
        bold: letters
            .filter(|_| of_letters)
            .and_then(|letters| is_on(&letters, "b")),
    }
}

fn lists_of(root: &Node) -> BTreeMap<String, Vec<String>> {
    let mut forms: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for form in root.children().filter(|node| name(node) == "abstractNum") {
        let Some(id) = attribute(&form, "abstractNumId") else {
            continue;
        };
        let levels = form.children().filter(|node| name(node) == "lvl");
        let kinds = levels.map(|level| {
            let kind = child(&level, "numFmt").and_then(|kind| value(&kind));
            kind.unwrap_or("decimal").to_owned()
        });
        forms.insert(id, kinds.collect());
    }
    let mut lists = BTreeMap::new();
    for list in root.children().filter(|node| name(node) == "num") {
        let form = child(&list, "abstractNumId").and_then(|form| value(&form));
        if let (Some(id), Some(form)) = (attribute(&list, "numId"), form) {
            lists.insert(id.to_owned(), forms.get(form).cloned().unwrap_or_default());
        }
    }
    lists
}

/// Our styles by their names. Word appends a number where it met the name before, and further
/// names behind a comma.
fn role_of(called: &str) -> Option<Role> {
    let called = called.split(',').next().unwrap_or_default().to_lowercase();
    let called = called.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    Some(match called {
        "kop atas" | "kop nama" | "kop alamat" | "kop wali kota" | "lambang" | "tempat lambang"
        | "tempat dan tanggal" | "keterangan surat" | "nomor surat" | "judul edaran"
        | "nomor edaran" | "catatan contoh" => Role::Head,
        "sifat surat" => Role::Importance,
        "lampiran surat" => Role::Enclosure,
        "hal surat" | "tentang edaran" => Role::Subject,
        "tujuan surat" => Role::Addressee,
        "tempat tujuan" => Role::Destination,
        "judul bagian" | "heading" => Role::Heading,
        "isi surat" => Role::Body,
        "uraian kasus" => Role::Finding,
        "butir" => Role::Item,
        "rincian" => Role::Under,
        "tanda tangan" | "ruang tanda tangan" | "nama penanda tangan" => Role::Signature,
        "judul tembusan" => Role::CopiesTitle,
        "tembusan" => Role::Copy,
        "kepala lampiran" | "judul lampiran" | "subjudul lampiran" | "teks lampiran"
        | "sel tabel" => Role::Annex,
        _ => return None,
    })
}
