//! The container of XLS files, walked with care before the spreadsheet library walks it.
//!
//! The library follows the chains of sectors as they are written: one that bites its own tail
//! would fill the memory. Here every chain that it will follow must end.

use std::io::{Read, Seek};

use super::input::Input;

const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Sector ids from here on are marks, not sectors.
const FIRST_MARK: u32 = 0xffff_fffa;
const END: u32 = 0xffff_fffe;
const DIRECTORY_ENTRY: usize = 128;
/// Streams below this size live in the short sectors.
const SHORT_STREAM: usize = 4_096;
const SHORT_SECTOR: usize = 64;
/// Sector ids that fit into the header.
const IDS_IN_HEADER: usize = 109;
/// Bytes looked at together.
const CHUNK: usize = 1 << 20;

/// A container whose chains all end.
pub(super) struct Ole<'a> {
    bytes: &'a [u8],
    sector: usize,
    chains: Vec<u32>,
    directory: Vec<u8>,
    short_chains: Vec<u32>,
    short_sectors: Vec<u8>,
}

impl<'a> Ole<'a> {
    /// Walks the container; `None` if any chain that matters is broken or endless.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4_096,
            _ => return None,
        };
        let mut ole = Self {
            bytes,
            sector,
            chains: Vec::new(),
            directory: Vec::new(),
            short_chains: Vec::new(),
            short_sectors: Vec::new(),
        };
        ole.chains = ole.read_chains()?;
        ole.directory = ole.chain(u32_at(bytes, 48)?)?;
        if u32_at(bytes, 64)? > 0 {
            let root = u32_at(&ole.directory, 116)?;
            ole.short_sectors = ole.chain(root)?;
            ole.short_chains = words(&ole.chain(u32_at(bytes, 60)?)?).collect();
        }
        Some(ole)
    }

    /// A password is needed.
    pub(super) fn is_encrypted(&self) -> bool {
        self.entry("EncryptedPackage").is_some()
    }

    /// The stream with this name.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entry(name)?;
        let start = u32_at(entry, 116)?;
        let length = u32_at(entry, 120)? as usize;
        let mut stream = if length < SHORT_STREAM {
            self.short_chain(start, length)?
        } else {
            self.chain(start)?
        };
        stream.truncate(length);
        Some(stream)
    }

    fn entry(&self, name: &str) -> Option<&[u8]> {
        let called = |entry: &&[u8]| {
            let units = entry[..64]
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
            String::from_utf16_lossy(&units).eq_ignore_ascii_case(name)
        };
        self.directory.chunks_exact(DIRECTORY_ENTRY).find(called)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The table of what follows what, itself in sectors that the header and a chain name.
    fn read_chains(&self) -> Option<Vec<u32>> {
        let mut ids: Vec<u32> = words(self.bytes.get(76..76 + IDS_IN_HEADER * 4)?).collect();
        let mut next = u32_at(self.bytes, 68)?;
        let mut walked = 0;
        while next < FIRST_MARK {
            walked += 1;
            if walked > self.sectors() {
                return None;
            }
            ids.extend(words(self.sector(next)?));
            next = ids.pop()?;
        }
        ids.retain(|id| *id < FIRST_MARK);
        if ids.len() > self.sectors() {
            return None;
        }
        let mut chains = Vec::new();
        for id in ids {
            chains.extend(words(self.sector(id)?));
        }
        Some(chains)
    }

    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut id = start;
        let mut walked = 0;
        while id != END {
            walked += 1;
            if walked > self.sectors() {
                return None;
            }
            bytes.extend_from_slice(self.sector(id)?);
            id = *self.chains.get(id as usize)?;
        }
        Some(bytes)
    }

    fn short_chain(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut id = start;
        while id != END && bytes.len() < length {
            let at = (id as usize).checked_mul(SHORT_SECTOR)?;
            bytes.extend_from_slice(self.short_sectors.get(at..at + SHORT_SECTOR)?);
            id = *self.short_chains.get(id as usize)?;
        }
        Some(bytes)
    }
}

/// Whether an OLE file of any size holds an encrypted workbook, by the name in its directory.
pub(super) fn is_encrypted(file: &mut Input) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut kept = Vec::new();
    let mut read = || -> std::io::Result<bool> {
        file.rewind()?;
        loop {
            let old = kept.len();
            file.by_ref().take(CHUNK as u64).read_to_end(&mut kept)?;
            if kept.windows(name.len()).any(|window| window == name) {
                return Ok(true);
            }
            if kept.len() == old {
                return Ok(false);
            }
            kept.drain(..kept.len().saturating_sub(name.len()));
        }
    };
    read().unwrap_or(false)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes
        .chunks_exact(4)
        .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}
