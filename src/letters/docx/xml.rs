//! Writing a part of the file: well-formed by construction, every value escaped.

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use crate::letters::LetterError;

/// Names of the vocabularies that a part may use.
const VOCABULARIES: [(&str, &str); 8] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:pic",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
    ("xmlns:w10", "urn:schemas-microsoft-com:office:word"),
];

/// Attributes of an element.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A part in the making.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    /// The first character that no XML can hold.
    unwritable: Option<char>,
}

impl Xml {
    /// A part of the document itself.
    pub(super) fn document(root: &str) -> Self {
        Self::with_root(root, &VOCABULARIES)
    }

    pub(super) fn with_root(root: &str, attributes: Attributes) -> Self {
        let mut writer = Self {
            writer: Writer::new(Vec::with_capacity(16 << 10)),
            unwritable: None,
        };
        writer.put(Event::Decl(BytesDecl::new(
            "1.0",
            Some("UTF-8"),
            Some("yes"),
        )));
        writer.open(root, attributes);
        writer
    }

    /// Closes the root; the part's bytes.
    pub(super) fn end(mut self, root: &str) -> Result<Vec<u8>, LetterError> {
        self.close(root);
        match self.unwritable {
            Some(character) => Err(LetterError::Unprintable(character)),
            None => Ok(self.writer.into_inner()),
        }
    }

    pub(super) fn open(&mut self, name: &str, attributes: Attributes) {
        let start = self.start(name, attributes);
        self.put(Event::Start(start));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing in it.
    pub(super) fn leaf(&mut self, name: &str, attributes: Attributes) {
        let start = self.start(name, attributes);
        self.put(Event::Empty(start));
    }

    /// An element with one value, as most of Word's are.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.leaf(name, &[("w:val", value)]);
    }

    /// An element and what is in it.
    pub(super) fn inside(
        &mut self,
        name: &str,
        attributes: Attributes,
        fill: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        fill(self);
        self.close(name);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.look(text);
        self.put(Event::Text(BytesText::new(text)));
    }

    /// Elements that stand in a file of this program.
    pub(super) fn shipped(&mut self, elements: &str) {
        self.put(Event::Text(BytesText::from_escaped(elements.trim_end())));
    }

    fn start<'a>(&mut self, name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            self.look(value);
            start.push_attribute((*key, *value));
        }
        start
    }

    fn look(&mut self, text: &str) {
        let is_unwritable = |c: &char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
        if self.unwritable.is_none() {
            self.unwritable = text.chars().find(is_unwritable);
        }
    }

    fn put(&mut self, event: Event) {
        self.writer
            .write_event(event)
            .expect("memory takes whatever is written");
    }
}

/// A paragraph's form where it differs from its style's.
#[derive(Default, Clone, Copy)]
pub(super) struct Form {
    /// Whether it stays on the page of what follows; `None` as its style says.
    pub keep_next: Option<bool>,
    /// Begins a page.
    pub new_page: bool,
    /// List and level.
    pub list: Option<(u32, u8)>,
    /// Has a dashed frame.
    pub framed: bool,
}

impl Xml {
    /// A paragraph of a style.
    pub(super) fn paragraph(&mut self, style: &str, form: Form, fill: impl FnOnce(&mut Self)) {
        self.open("w:p", &[]);
        self.open("w:pPr", &[]);
        self.set("w:pStyle", style);
        if let Some(keep) = form.keep_next {
            self.set("w:keepNext", if keep { "1" } else { "0" });
        }
        if form.new_page {
            self.leaf("w:pageBreakBefore", &[]);
        }
        if let Some((list, level)) = form.list {
            self.inside("w:numPr", &[], |xml| {
                xml.set("w:ilvl", &level.to_string());
                xml.set("w:numId", &list.to_string());
            });
        }
        if form.framed {
            self.inside("w:pBdr", &[], |xml| {
                for side in ["w:top", "w:left", "w:bottom", "w:right"] {
                    let line = [
                        ("w:val", "dashed"),
                        ("w:sz", "4"),
                        ("w:space", "1"),
                        ("w:color", "969696"),
                    ];
                    xml.leaf(side, &line);
                }
            });
        }
        self.close("w:pPr");
        fill(self);
        self.close("w:p");
    }

    /// A paragraph of plain words.
    pub(super) fn line(&mut self, style: &str, text: &str) {
        self.paragraph(style, Form::default(), |xml| xml.run(text));
    }

    /// Plain words.
    pub(super) fn run(&mut self, text: &str) {
        self.words(text, false);
    }

    /// Words of one weight.
    pub(super) fn words(&mut self, text: &str, bold: bool) {
        self.inside("w:r", &[], |xml| {
            if bold {
                xml.inside("w:rPr", &[], |xml| {
                    xml.leaf("w:b", &[]);
                    xml.leaf("w:bCs", &[]);
                });
            }
            xml.inside("w:t", &[("xml:space", "preserve")], |xml| xml.text(text));
        });
    }

    /// A table's beginning: its form and the widths of its columns.
    pub(super) fn open_table(&mut self, style: Option<&str>, indent: i32, columns: &[i32]) {
        let total: i32 = columns.iter().sum();
        self.open("w:tbl", &[]);
        self.inside("w:tblPr", &[], |xml| {
            if let Some(style) = style {
                xml.set("w:tblStyle", style);
            }
            xml.leaf("w:tblW", &[("w:w", &total.to_string()), ("w:type", "dxa")]);
            if indent != 0 {
                xml.leaf(
                    "w:tblInd",
                    &[("w:w", &indent.to_string()), ("w:type", "dxa")],
                );
            }
            xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
            if style.is_none() {
                xml.inside("w:tblCellMar", &[], |xml| {
                    for side in ["w:left", "w:right"] {
                        xml.leaf(side, &[("w:w", "0"), ("w:type", "dxa")]);
                    }
                });
            }
            let first = if style.is_some() { "1" } else { "0" };
            xml.leaf("w:tblLook", &[("w:firstRow", first), ("w:noVBand", "1")]);
        });
        self.inside("w:tblGrid", &[], |xml| {
            for width in columns {
                xml.leaf("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
    }

    /// A cell; it has to hold a paragraph.
    pub(super) fn cell(&mut self, width: i32, fill: impl FnOnce(&mut Self)) {
        self.inside("w:tc", &[], |xml| {
            xml.inside("w:tcPr", &[], |xml| {
                xml.leaf("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            });
            fill(xml);
        });
    }
}
