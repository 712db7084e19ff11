//! Many PDFs as one, for a printer: a letter at a time goes through, so a thousand need no more
//! memory than one.

use std::io::{self, Write};

use hayro_syntax::Pdf;
use hayro_write::{ChunkSettings, ExtractionQuery, extract};
use pdf_writer::{Chunk, Ref};

/// Why letters can't be joined.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// The file can't be read as PDF.
    #[error("a file among them is no readable PDF")]
    Unreadable,
    /// The joined file can't be written.
    #[error("the joined file can't be written")]
    Write(#[source] io::Error),
}

const CATALOG: i32 = 1;
const PAGES: i32 = 2;

/// How many pages a PDF has; `None` where it can't be read.
#[must_use]
pub fn page_count(file: &[u8]) -> Option<u32> {
    let pages = Pdf::new(file.to_vec()).ok()?.pages().len();
    u32::try_from(pages).ok().filter(|pages| *pages > 0)
}

/// A PDF that grows by whole PDFs.
pub struct JoinedPdf<W: Write> {
    out: W,
    at: u64,
    /// Where each object stands, by its number less one.
    offsets: Vec<u64>,
    /// The node of each file in the tree of pages, with its pages.
    nodes: Vec<Ref>,
    pages: i32,
    next: Ref,
}

impl<W: Write> JoinedPdf<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn begin(out: W) -> Result<Self, JoinError> {
        let mut joined = Self {
            out,
            at: 0,
            offsets: vec![0; 2],
            nodes: Vec::new(),
            pages: 0,
            next: Ref::new(PAGES + 1),
        };
        joined.put(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(joined)
    }

    /// Adds all pages of a file.
    ///
    /// # Errors
    /// When it is no PDF that can be read, of which nothing is written then, or the joined file
    /// can't be written.
    pub fn add(&mut self, file: Vec<u8>) -> Result<(), JoinError> {
        let pdf = Pdf::new(file).map_err(|_| JoinError::Unreadable)?;
        let queries: Vec<ExtractionQuery> = (0..pdf.pages().len())
            .map(ExtractionQuery::new_page)
            .collect();
        if queries.is_empty() {
            return Err(JoinError::Unreadable);
        }
        let first = self.next;
        let next = &mut self.next;
        let settings = ChunkSettings::default();
        let taken = extract(&pdf, Box::new(|| next.bump()), settings, |_| {}, &queries);
        let pages: Option<Vec<Ref>> = taken.as_ref().ok().and_then(|taken| {
            let pages = taken.root_refs.iter();
            pages.map(|page| page.as_ref().ok().copied()).collect()
        });
        let (Ok(taken), Some(pages)) = (taken, pages) else {
            self.next = first;
            return Err(JoinError::Unreadable);
        };
        let mut chunk = taken.chunk;
        let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
        chunk
            .pages(taken.page_tree_parent_ref)
            .parent(Ref::new(PAGES))
            .kids(pages)
            .count(count);
        self.nodes.push(taken.page_tree_parent_ref);
        self.pages = self.pages.saturating_add(count);
        self.put_objects(&chunk)
    }

    /// Writes the tree of pages and the table of objects; answers the writer.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn finish(mut self) -> Result<W, JoinError> {
        let mut chunk = Chunk::new();
        chunk
            .pages(Ref::new(PAGES))
            .kids(std::mem::take(&mut self.nodes))
            .count(self.pages);
        self.put_objects(&chunk)?;
        self.offsets[0] = self.at;
        // Single-sided, and at its own size: a letter never begins on the back of another one.
        let catalog = format!(
            "{CATALOG} 0 obj\n<< /Type /Catalog /Pages {PAGES} 0 R /Lang (id) /ViewerPreferences \
             << /PrintScaling /None /Duplex /Simplex >> >>\nendobj\n"
        );
        self.put(catalog.as_bytes())?;
        let (table, size) = (self.at, self.offsets.len() + 1);
        self.put(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes())?;
        for offset in std::mem::take(&mut self.offsets) {
            // A number that was handed out and not used is free.
            let line = if offset == 0 {
                "0000000000 00000 f \n".to_owned()
            } else {
                format!("{offset:010} 00000 n \n")
            };
            self.put(line.as_bytes())?;
        }
        let end =
            format!("trailer\n<< /Size {size} /Root {CATALOG} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        self.put(end.as_bytes())?;
        self.out.flush().map_err(JoinError::Write)?;
        Ok(self.out)
    }

    fn put_objects(&mut self, chunk: &Chunk) -> Result<(), JoinError> {
        let bytes = chunk.as_bytes();
        let mut from = 0;
        for (index, id) in chunk.refs().enumerate() {
            // Objects follow one another as they are told; the number makes the place sure.
            let begins = if index == 0 {
                0
            } else {
                let head = format!("\nendobj\n\n{} 0 obj\n", id.get());
                let found = find(&bytes[from..], head.as_bytes()).ok_or(JoinError::Unreadable)?;
                from + found + "\nendobj\n\n".len()
            };
            from = begins;
            let slot = usize::try_from(id.get() - 1).expect("numbers of objects begin at 1");
            if self.offsets.len() <= slot {
                self.offsets.resize(slot + 1, 0);
            }
            self.offsets[slot] = self.at + begins as u64;
        }
        self.put(bytes)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), JoinError> {
        self.out.write_all(bytes).map_err(JoinError::Write)?;
        self.at += bytes.len() as u64;
        Ok(())
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}
