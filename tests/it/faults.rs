//! A mail server with every fault that a sender meets, on a real socket.
//!
//! It writes each message that it takes to a file before it says so, as a server does that has
//! learnt from its own crashes; then it may hang up all the same.

use std::{
    collections::{HashMap, HashSet},
    fs::File,
    io::{BufRead, BufReader, Lines, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use crate::process::some_part;

/// How long it says 421 to everybody, in connections.
const STORM: u32 = 15;

/// What it did, by the name of the fault.
pub type Faults = HashMap<&'static str, u32>;

/// A message that it took.
#[derive(Debug, Clone)]
pub struct Accepted {
    pub id: String,
    pub to: String,
    /// It says that the server may have had it before.
    pub marked: bool,
    pub text: String,
}

/// The server; its threads end with the test's process.
pub struct FaultyServer {
    pub port: u16,
    desk: Arc<Desk>,
}

struct Desk {
    state: Mutex<State>,
    /// Recipients that are refused for ever.
    refuses: fn(&str) -> bool,
}

struct State {
    log: File,
    place: PathBuf,
    faults: Faults,
    seen: HashSet<String>,
    connections: u32,
    accepted: usize,
    /// Takes everything from now on, except those that it refuses for ever.
    calm: bool,
}

impl FaultyServer {
    /// A server that writes what it takes to `place`.
    pub fn start(place: &Path, refuses: fn(&str) -> bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = State {
            log: File::create(place).unwrap(),
            place: place.to_owned(),
            faults: Faults::new(),
            seen: HashSet::new(),
            connections: 0,
            accepted: 0,
            calm: false,
        };
        let desk = Arc::new(Desk {
            state: Mutex::new(state),
            refuses,
        });
        let kept = Arc::clone(&desk);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let desk = Arc::clone(&kept);
                thread::spawn(move || Talk::new(stream, &desk).and_then(|mut talk| talk.run()));
            }
        });
        Self { port, desk }
    }

    /// How many messages it has taken.
    pub fn accepted(&self) -> usize {
        self.desk.state.lock().unwrap().accepted
    }

    /// What it did to its senders so far.
    pub fn faults(&self) -> Faults {
        self.desk.state.lock().unwrap().faults.clone()
    }

    /// Ends the storms and the whims.
    pub fn calm_down(&self) {
        self.desk.state.lock().unwrap().calm = true;
    }

    /// Every message that it took, in order.
    pub fn messages(&self) -> Vec<Accepted> {
        let text = std::fs::read_to_string(&self.desk.state.lock().unwrap().place).unwrap();
        text.split_terminator('\u{1e}').map(accepted).collect()
    }
}

fn accepted(text: &str) -> Accepted {
    let header = |name: &str| {
        let head = text.split("\r\n\r\n").next().unwrap();
        let found = head
            .lines()
            .find_map(|l| l.strip_prefix(name)?.strip_prefix(": "));
        found.unwrap_or_default().to_owned()
    };
    Accepted {
        id: header("Message-ID"),
        to: header("To"),
        marked: header("X-Patuh-Repeat") == "yes",
        text: text.to_owned(),
    }
}

/// One connection.
struct Talk<'a> {
    writer: TcpStream,
    lines: Lines<BufReader<TcpStream>>,
    desk: &'a Desk,
}

/// One of a hundred cases.
fn dice() -> u32 {
    u32::try_from(some_part(Duration::from_millis(100)).as_millis()).unwrap()
}

impl<'a> Talk<'a> {
    fn new(stream: TcpStream, desk: &'a Desk) -> Option<Self> {
        stream.set_nodelay(true).ok()?;
        Some(Self {
            writer: stream.try_clone().ok()?,
            lines: BufReader::new(stream).lines(),
            desk,
        })
    }

    fn say(&mut self, words: &str) -> Option<()> {
        self.writer
            .write_all(format!("{words}\r\n").as_bytes())
            .ok()
    }

    /// Whether a fault happens this time, in so many of a hundred cases; it is counted.
    fn strikes(&self, fault: &'static str, of_hundred: u32) -> bool {
        let mut state = self.desk.state.lock().unwrap();
        let strikes = !state.calm && dice() < of_hundred;
        if strikes {
            *state.faults.entry(fault).or_default() += 1;
        }
        strikes
    }

    /// Ends when either side hangs up.
    fn run(&mut self) -> Option<()> {
        let stormy = {
            let mut state = self.desk.state.lock().unwrap();
            state.connections += 1;
            let stormy = !state.calm && state.connections / STORM % 4 == 3;
            if stormy {
                *state.faults.entry("421 in a storm").or_default() += 1;
            }
            stormy
        };
        if stormy {
            return self.say("421 4.3.2 come back later");
        }
        self.say("220 mx.misal.example")?;
        let tls_fails = self.strikes("TLS that fails", 4);
        let mut to = String::new();
        loop {
            let line = self.lines.next()?.ok()?;
            if self.strikes("slow answer", 1) {
                thread::sleep(Duration::from_millis(30));
            }
            if line.starts_with("EHLO") && tls_fails {
                self.say("250-mx.misal.example\r\n250 STARTTLS")?;
            } else if line.starts_with("EHLO") {
                self.say("250-mx.misal.example\r\n250 DSN")?;
            } else if line == "STARTTLS" {
                self.say("220 go on\r\nthis is no handshake")?;
            } else if line.starts_with("MAIL FROM:") && self.strikes("4xx to the sender", 2) {
                self.say("451 4.3.0 out of breath")?;
            } else if let Some(typed) = line.strip_prefix("RCPT TO:<") {
                typed.split('>').next()?.clone_into(&mut to);
                let words = self.recipient(&to)?;
                self.say(words)?;
            } else if line == "DATA" {
                if self.strikes("hang-up before the content", 2) {
                    return None;
                }
                self.say("354 go on")?;
                self.content(&to)?;
            } else {
                self.say("250 2.0.0 Ok")?;
            }
        }
    }

    /// The answer to a recipient; `None` to hang up.
    fn recipient(&self, to: &str) -> Option<&'static str> {
        if (self.desk.refuses)(to) {
            return Some("550 5.1.1 no such user");
        }
        let new = self.desk.state.lock().unwrap().seen.insert(to.to_owned());
        if new && self.strikes("greylisting", 20) {
            return Some("451 4.7.1 greylisted");
        }
        if self.strikes("421 to a recipient", 2) {
            return Some("421 4.3.2 closing down");
        }
        if self.strikes("hang-up at the recipient", 2) {
            return None;
        }
        Some("250 2.1.5 Ok")
    }

    fn content(&mut self, to: &str) -> Option<()> {
        let mut text = String::new();
        loop {
            let line = self.lines.next()?.ok()?;
            if line == "." {
                break;
            }
            text.push_str(line.strip_prefix('.').unwrap_or(&line));
            text.push_str("\r\n");
        }
        if self.strikes("hang-up after the content, not taken", 2) {
            return None;
        }
        if self.strikes("4xx to the content", 2) {
            return self.say("452 4.3.1 no room");
        }
        assert!(text.contains(to), "the mail goes to whom it names");
        {
            let mut state = self.desk.state.lock().unwrap();
            state.log.write_all(text.as_bytes()).unwrap();
            state.log.write_all("\u{1e}".as_bytes()).unwrap();
            state.log.flush().unwrap();
            state.accepted += 1;
        }
        if self.strikes("hang-up after the content, taken", 2) {
            return None;
        }
        self.say("250 2.0.0 Ok: queued")
    }
}
