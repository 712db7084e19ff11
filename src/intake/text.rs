//! Bytes of a CSV file as UTF-8, whatever they were.

use std::{
    fmt,
    io::{self, Read},
};

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes read at once.
const CHUNK: usize = 256 * 1024;
/// Most bytes that a character of UTF-8 takes beyond its first.
const REST_OF_CHARACTER: usize = 3;

/// The bytes are no text; carried inside an [`io::Error`].
#[derive(Debug)]
pub(super) struct NotText {
    /// Offset in the file, from 1.
    pub byte: u64,
    /// Line, from 1.
    pub line: u64,
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no text at byte {} in line {}", self.byte, self.line)
    }
}

impl std::error::Error for NotText {}

enum Encoding {
    /// Nothing but ASCII so far.
    Unknown,
    Utf8,
    Windows1252(Decoder),
    Utf16(Decoder),
}

/// A reader of UTF-8 over a file in UTF-8, UTF-16 or Windows-1252.
pub(super) struct TextReader<R> {
    inner: R,
    encoding: Encoding,
    /// Bytes read and not yet decoded: the beginning of a character.
    raw: Vec<u8>,
    /// Decoded text and how much of it has been given out.
    text: Vec<u8>,
    given: usize,
    /// Bytes of the file that are decoded.
    done: u64,
    line: u64,
    ended: bool,
    /// A `\r` waits to see whether a `\n` follows.
    held_return: bool,
    /// The last line has no end yet.
    open_line: bool,
}

impl<R: Read> TextReader<R> {
    /// Looks at the first bytes; the byte order mark is dropped.
    pub(super) fn new(mut inner: R) -> io::Result<Self> {
        let mut raw = Vec::with_capacity(CHUNK + REST_OF_CHARACTER);
        inner.by_ref().take(CHUNK as u64).read_to_end(&mut raw)?;
        let (encoding, mark) = sniff(&raw);
        raw.drain(..mark);
        let mut reader = Self {
            inner,
            encoding,
            raw,
            text: Vec::with_capacity(CHUNK),
            given: 0,
            done: mark as u64,
            line: 1,
            ended: false,
            held_return: false,
            open_line: false,
        };
        reader.decode()?;
        Ok(reader)
    }

    fn refill(&mut self) -> io::Result<()> {
        let read = self
            .inner
            .by_ref()
            .take(CHUNK as u64)
            .read_to_end(&mut self.raw)?;
        self.ended = read == 0;
        self.decode()
    }

    /// Turns what was read into text, but for the beginning of a character at its end.
    fn decode(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        if matches!(self.encoding, Encoding::Unknown) {
            self.settle();
        }
        let used = match &mut self.encoding {
            Encoding::Unknown | Encoding::Utf8 => self.utf8()?,
            Encoding::Windows1252(_) => self.windows_1252()?,
            Encoding::Utf16(_) => self.by_table()?,
        };
        self.line += count_lines(&self.text);
        self.done += used as u64;
        self.raw.drain(..used);
        self.end_lines_alike();
        Ok(())
    }

    /// Ends every line, also the last one, with a bare `\n`, so that lines can be counted.
    fn end_lines_alike(&mut self) {
        if self.held_return {
            self.text.insert(0, b'\r');
        }
        self.held_return = !self.ended && self.text.pop_if(|last| *last == b'\r').is_some();
        if self.text.contains(&b'\r') {
            let mut kept = 0;
            for at in 0..self.text.len() {
                if self.text[at] == b'\r' && self.text.get(at + 1) == Some(&b'\n') {
                    continue;
                }
                self.text[kept] = self.text[at];
                kept += 1;
            }
            self.text.truncate(kept);
        }
        self.open_line = self
            .text
            .last()
            .map_or(self.open_line, |&last| last != b'\n');
        if self.ended && self.open_line {
            self.text.push(b'\n');
            self.open_line = false;
        }
    }

    /// The first character beyond ASCII tells UTF-8 from Windows-1252.
    fn settle(&mut self) {
        let Some(first) = self.raw.iter().position(|byte| !byte.is_ascii()) else {
            return;
        };
        self.encoding = match std::str::from_utf8(&self.raw[first..]) {
            Err(bad) if bad.valid_up_to() == 0 && (bad.error_len().is_some() || self.ended) => {
                Encoding::Windows1252(WINDOWS_1252.new_decoder_without_bom_handling())
            }
            Err(bad) if bad.valid_up_to() == 0 => Encoding::Unknown,
            _ => Encoding::Utf8,
        };
    }

    fn utf8(&mut self) -> io::Result<usize> {
        let used = match std::str::from_utf8(&self.raw) {
            Ok(_) => self.raw.len(),
            Err(bad) if bad.error_len().is_none() && !self.ended => bad.valid_up_to(),
            Err(bad) => return Err(self.not_text(bad.valid_up_to())),
        };
        self.text.extend_from_slice(&self.raw[..used]);
        Ok(used)
    }

    fn windows_1252(&mut self) -> io::Result<usize> {
        // Undefined in Windows-1252, or the first byte of what was UTF-8 before it was cut.
        let implausible = |byte: &u8| {
            matches!(
                byte,
                0x81 | 0x8d | 0x8f | 0x90 | 0x9d | 0xc2 | 0xc3 | 0xfe | 0xff
            )
        };
        if let Some(at) = self.raw.iter().position(implausible) {
            return Err(self.not_text(at));
        }
        self.by_table()
    }

    fn by_table(&mut self) -> io::Result<usize> {
        let (Encoding::Windows1252(decoder) | Encoding::Utf16(decoder)) = &mut self.encoding else {
            return Ok(0);
        };
        let room = decoder
            .max_utf8_buffer_length(self.raw.len())
            .unwrap_or(self.raw.len() * 3 + 16);
        self.text.resize(room, 0);
        let (result, read, written, replaced) =
            decoder.decode_to_utf8(&self.raw, &mut self.text, self.ended);
        self.text.truncate(written);
        if replaced || result == CoderResult::OutputFull {
            return Err(self.not_text(0));
        }
        Ok(read)
    }

    fn not_text(&self, at: usize) -> io::Error {
        let line = self.line + count_lines(&self.raw[..at]);
        let byte = self.done + at as u64 + 1;
        io::Error::new(io::ErrorKind::InvalidData, NotText { byte, line })
    }
}

impl<R: Read> Read for TextReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            if self.ended {
                return Ok(0);
            }
            self.refill()?;
        }
        let count = out.len().min(self.text.len() - self.given);
        out[..count].copy_from_slice(&self.text[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

fn count_lines(text: &[u8]) -> u64 {
    // In short runs the count fits a byte, which the processor adds up many at a time.
    text.chunks(255)
        .map(|run| u64::from(run.iter().map(|&byte| u8::from(byte == b'\n')).sum::<u8>()))
        .sum()
}

/// The encoding that the first bytes declare, and the length of their byte order mark.
fn sniff(first: &[u8]) -> (Encoding, usize) {
    let utf16 = |encoding: &'static encoding_rs::Encoding| {
        Encoding::Utf16(encoding.new_decoder_without_bom_handling())
    };
    match first {
        [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8, 3),
        [0xff, 0xfe, ..] => (utf16(UTF_16LE), 2),
        [0xfe, 0xff, ..] => (utf16(UTF_16BE), 2),
        // ASCII in two bytes, without a mark.
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => (utf16(UTF_16LE), 0),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => (utf16(UTF_16BE), 0),
        _ => (Encoding::Unknown, 0),
    }
}

/// The first bytes can't be the beginning of a text in any of these encodings.
pub(super) fn is_binary(first: &[u8]) -> bool {
    let (encoding, mark) = sniff(first);
    let control = |byte: &&u8| matches!(byte, 0..=8 | 14..=26 | 28..=31);
    !matches!(encoding, Encoding::Utf16(_)) && first[mark..].iter().filter(control).count() > 0
}
