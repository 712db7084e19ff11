//! What a PDF would do besides showing pages.
//!
//! Nothing is believed of what the file says about itself: not its table of objects, which may
//! point into the middle of another object, and not where its streams end. Names are read
//! wherever they stand, and packed objects are unpacked. No page is ever drawn here, and nothing
//! nests, so no file can make this take long.

use std::{
    collections::BTreeSet,
    io::{self, Read},
};

use flate2::read::ZlibDecoder;

use super::{Unsafe, find, has, is_other_file, is_page};

/// Names of what acts, or carries something else than pages.
const ACTIVE: [&[u8]; 15] = [
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"Rendition",
    b"RichMedia",
    b"RichMediaExecute",
    b"RichMediaSettings",
    b"SubmitForm",
    b"ImportData",
    b"GoToE",
    b"GoToR",
    b"GoToDp",
    b"XFA",
    b"FileAttachment",
];
/// Packed bytes of objects, unpacked: enough for thousands of pages.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
/// Streams of objects, and actions at the opening, that a file may have.
const MOST_PACKED: usize = 20_000;
const MOST_OPENINGS: usize = 16;
/// Bytes before a stream in which its dictionary stands.
const DICTIONARY: usize = 4_096;
/// Bytes at the beginning in which a browser that guesses looks for a page.
const GUESSED: usize = 1_024;
/// Bytes at the end in which the file has to say that it ends.
const END: usize = 2_048;

/// Whether the file may be kept as it is.
pub(super) fn inspect(file: &[u8]) -> Result<(), Unsafe> {
    let end = ends_at(file).ok_or(Unsafe::Unreadable)?;
    if is_other_file(&file[end..]) || is_page(&file[..file.len().min(GUESSED)]) {
        return Err(Unsafe::Mixed);
    }
    let mut opening = Vec::new();
    look(file, Whole::File, &mut opening)?;
    let packed = packed_objects(file)?;
    for objects in &packed {
        look(objects, Whole::Objects, &mut opening)?;
    }
    opening.sort_unstable();
    opening.dedup();
    if opening.len() > MOST_OPENINGS {
        return Err(Unsafe::Active);
    }
    let leads_to_page = |opening: &Opening| match opening {
        Opening::Page => true,
        Opening::Action => false,
        Opening::Object(number) => {
            let found = objects_of(*number, file, &packed);
            !found.is_empty() && found.iter().all(|one| opens(one) == Some(Opening::Page))
        }
    };
    if opening.iter().all(leads_to_page) {
        Ok(())
    } else {
        Err(Unsafe::Active)
    }
}

/// Behind the last sign of the end; what is cut off has none.
fn ends_at(file: &[u8]) -> Option<usize> {
    let tail = file.len().saturating_sub(END);
    let place = |wanted: &[u8]| {
        let from = &file[tail..];
        let found = from.windows(wanted.len()).rposition(|one| one == wanted);
        found.map(|at| tail + at + wanted.len())
    };
    place(b"startxref")?;
    // Some programs write a line of noughts or a signature's note behind it.
    place(b"%%EOF")
}

/// What is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    /// A file, with streams in it.
    File,
    /// Unpacked objects, where no stream can stand.
    Objects,
}

/// What happens when the file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Opening {
    /// A page is shown.
    Page,
    /// Something else.
    Action,
    /// What the object of that number says.
    Object(u32),
}

/// Looks at every name in some bytes.
fn look(bytes: &[u8], whole: Whole, opening: &mut Vec<Opening>) -> Result<(), Unsafe> {
    let mut at = 0;
    // Outside of streams even short names are names; among packed dots they come up by chance.
    let mut stream = (whole == Whole::File).then(|| stream_from(bytes, 0));
    while let Some(slash) = find(bytes, b"/", at) {
        let (name, after) = name_at(bytes, slash);
        at = slash + 1;
        while let Some(Some((_, end))) = stream
            && end <= slash
        {
            stream = Some(stream_from(bytes, end));
        }
        let is_dots = matches!(stream, Some(Some((begin, _))) if begin < slash);
        match name.as_slice() {
            b"Encrypt" if follows_value(bytes, after) => return Err(Unsafe::Encrypted),
            b"OpenAction" => opening.push(opens(&bytes[after..]).ok_or(Unsafe::Active)?),
            b"JS" if !is_dots && follows_value(bytes, after) => return Err(Unsafe::Active),
            name if ACTIVE.contains(&name) => return Err(Unsafe::Active),
            _ => {}
        }
    }
    Ok(())
}

/// Where the next stream begins and ends.
fn stream_from(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let word = find(bytes, b"stream", at)?;
        at = word + 6;
        let begins = matches!(bytes.get(at), Some(b'\r' | b'\n'));
        if begins && !bytes[..word].ends_with(b"end") {
            let end = find(bytes, b"endstream", at).unwrap_or(bytes.len());
            return Some((at, end));
        }
    }
}

/// The name that begins at a slash, with what is written as `#41` as the letter it stands for; and
/// the place behind it.
fn name_at(bytes: &[u8], slash: usize) -> (Vec<u8>, usize) {
    const LONGEST: usize = 20;
    let mut name = Vec::new();
    let mut at = slash + 1;
    while let Some(&byte) = bytes.get(at) {
        if is_blank(byte) || is_delimiter(byte) {
            break;
        }
        let digits = bytes.get(at + 1..at + 3).filter(|_| byte == b'#');
        let digits = digits.and_then(|two| std::str::from_utf8(two).ok());
        if let Some(letter) = digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            name.push(letter);
            at += 3;
        } else {
            name.push(byte);
            at += 1;
        }
        if name.len() > LONGEST {
            break;
        }
    }
    (name, at)
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

/// What follows blanks and remarks.
fn value_at(bytes: &[u8], from: usize) -> &[u8] {
    let mut at = from;
    loop {
        while bytes.get(at).is_some_and(|byte| is_blank(*byte)) {
            at += 1;
        }
        if bytes.get(at) != Some(&b'%') {
            return bytes.get(at..).unwrap_or_default();
        }
        while bytes
            .get(at)
            .is_some_and(|byte| !matches!(byte, b'\r' | b'\n'))
        {
            at += 1;
        }
    }
}

/// A text, a dictionary or a number of an object follows.
fn follows_value(bytes: &[u8], from: usize) -> bool {
    let first = value_at(bytes, from).first();
    first.is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'(' | b'<'))
}

/// What a value says that stands where an action may; `None` where it can't be told.
fn opens(bytes: &[u8]) -> Option<Opening> {
    let value = value_at(bytes, 0);
    match value.first()? {
        b'[' | b'(' => Some(Opening::Page),
        b'n' if value.starts_with(b"null") => Some(Opening::Page),
        b'<' if value.starts_with(b"<<") => Some(action(value)),
        byte if byte.is_ascii_digit() => {
            let digits = value.iter().take_while(|byte| byte.is_ascii_digit());
            let number = digits.take(10).fold(0_u64, |sum, digit| {
                sum.saturating_mul(10) + u64::from(digit - b'0')
            });
            Some(Opening::Object(u32::try_from(number).ok()?))
        }
        _ => None,
    }
}

/// What a dictionary of an action does: only going to a page is nothing.
fn action(dictionary: &[u8]) -> Opening {
    let near = &dictionary[..dictionary.len().min(DICTIONARY)];
    let near = &near[..dictionary_end(near)];
    let (mut at, mut goes) = (0, false);
    while let Some(slash) = find(near, b"/", at) {
        let (name, after) = name_at(near, slash);
        at = slash + 1;
        let value = value_at(near, after);
        match name.as_slice() {
            b"Next" => return Opening::Action,
            b"S" if value.first() == Some(&b'/') => {
                if name_at(value, 0).0 != b"GoTo" {
                    return Opening::Action;
                }
                goes = true;
            }
            _ => {}
        }
    }
    if goes { Opening::Page } else { Opening::Action }
}

/// Where a dictionary closes that begins at the first byte.
fn dictionary_end(bytes: &[u8]) -> usize {
    let (mut at, mut depth) = (0, 0_u32);
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"<<" => depth += 1,
            b">>" if depth == 1 => return at + 2,
            b">>" => depth = depth.saturating_sub(1),
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    bytes.len()
}

/// Every object of that number, of whatever age.
fn objects_of<'a>(number: u32, file: &'a [u8], packed: &'a [Vec<u8>]) -> Vec<&'a [u8]> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(obj) = find(file, b"obj", at) {
        at = obj + 3;
        if file[..obj].ends_with(b"end") {
            continue;
        }
        // `12 0 obj`, read backwards.
        let head = file[obj.saturating_sub(24)..obj].trim_ascii_end();
        let age = head.iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let head = head[..head.len() - age].trim_ascii_end();
        let digits = head.iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let text = std::str::from_utf8(&head[head.len() - digits..]);
        if age > 0 && text.is_ok_and(|text| text.parse() == Ok(number)) {
            found.push(&file[at..]);
        }
    }
    for objects in packed {
        found.extend(packed_object(number, objects));
    }
    found
}

/// An object in a stream of objects, which begins with a list of their numbers and places. Where
/// the list seems to end elsewhere than it does, because an object is a number, what is found is
/// no page, and the file is refused.
fn packed_object(number: u32, objects: &[u8]) -> Vec<&[u8]> {
    let is_head = |byte: &&u8| byte.is_ascii_digit() || is_blank(**byte);
    let first = objects.iter().take_while(is_head).count();
    let head = std::str::from_utf8(&objects[..first]).unwrap_or_default();
    let numbers: Vec<usize> = head
        .split_ascii_whitespace()
        .map_while(|number| number.parse().ok())
        .collect();
    let pairs = numbers.chunks_exact(2);
    let nearest = pairs.clone().map(|pair| pair[1]).min().unwrap_or(0);
    pairs
        .filter(|pair| u32::try_from(pair[0]) == Ok(number))
        .filter_map(|pair| objects.get(first.checked_add(pair[1] - nearest)?..))
        .collect()
}

/// The unpacked content of every stream of objects.
fn packed_objects(file: &[u8]) -> Result<Vec<Vec<u8>>, Unsafe> {
    let mut unpacked = Vec::new();
    let mut streams = BTreeSet::new();
    let (mut at, mut left) = (0, MOST_UNPACKED);
    while let Some(slash) = find(file, b"/", at) {
        at = slash + 1;
        let (name, after) = name_at(file, slash);
        if name != b"ObjStm" {
            continue;
        }
        let near = &file[..file.len().min(after + DICTIONARY)];
        let stream = find(near, b"stream", after).ok_or(Unsafe::Unreadable)?;
        if !streams.insert(stream) {
            continue;
        }
        if streams.len() > MOST_PACKED {
            return Err(Unsafe::Active);
        }
        let ([b'\r', b'\n', content @ ..] | [b'\n' | b'\r', content @ ..]) = &file[stream + 6..]
        else {
            return Err(Unsafe::Unreadable);
        };
        let begins = stream.saturating_sub(DICTIONARY);
        let before = &file[begins..stream];
        let object = before.windows(3).rposition(|word| word == b"obj");
        let dictionary = &before[object.unwrap_or(0)..];
        let objects = unpack(dictionary, content, left)?;
        left -= objects.len() as u64;
        unpacked.push(objects);
    }
    Ok(unpacked)
}

/// A stream's content. What is packed in a way that hardly anybody uses for objects hides them.
fn unpack(dictionary: &[u8], content: &[u8], most: u64) -> Result<Vec<u8>, Unsafe> {
    let mut names = BTreeSet::new();
    let mut at = 0;
    while let Some(slash) = find(dictionary, b"/", at) {
        names.insert(name_at(dictionary, slash).0);
        at = slash + 1;
    }
    let says = |name: &[u8]| names.contains(name);
    let is_odd = |name: &Vec<u8>| name.ends_with(b"Decode") && name != b"FlateDecode";
    if names.iter().any(is_odd) || says(b"Predictor") || says(b"Crypt") {
        return Err(Unsafe::Active);
    }
    if !says(b"FlateDecode") {
        let end = find(content, b"endstream", 0).unwrap_or(content.len());
        let plain = &content[..end];
        return if plain.len() as u64 > most {
            Err(Unsafe::Active)
        } else {
            Ok(plain.to_vec())
        };
    }
    let mut objects = Vec::new();
    let mut reader = ZlibDecoder::new(content).take(most + 1);
    match reader.read_to_end(&mut objects) {
        Ok(_) if objects.len() as u64 > most => Err(Unsafe::Active),
        Ok(_) => Ok(objects),
        // Readers show what they get out of a stream that is cut off.
        Err(error) if error.kind() == io::ErrorKind::OutOfMemory => Err(Unsafe::Unreadable),
        Err(_) if has(&objects, b"<<") => Ok(objects),
        Err(_) => Err(Unsafe::Unreadable),
    }
}
