//! A mail server on loopback that answers what it is told to.

use std::{
    io::{BufRead, BufReader, Lines, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// One reply per place of the dialogue; an empty one is never given.
#[derive(Clone, Copy)]
pub(super) struct Answers {
    pub greeting: &'static str,
    pub mail: &'static str,
    pub rcpt: &'static str,
    pub content: &'static str,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            greeting: "220 mx.misal.example",
            mail: "250 2.1.0 Ok",
            rcpt: "250 2.1.5 Ok",
            content: "250 2.0.0 Ok: queued as 4B7",
        }
    }
}

/// What came in.
#[derive(Clone, Default)]
pub(super) struct Heard {
    pub connections: usize,
    pub envelopes: Vec<String>,
    pub messages: Vec<String>,
}

pub(super) struct Server {
    pub port: u16,
    heard: Arc<Mutex<Heard>>,
}

impl Server {
    pub(super) fn start(answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Heard::default()));
        let kept = Arc::clone(&heard);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                kept.lock().unwrap().connections += 1;
                let kept = Arc::clone(&kept);
                thread::spawn(move || talk(stream, answers, &kept));
            }
        });
        Self { port, heard }
    }

    pub(super) fn heard(&self) -> Heard {
        self.heard.lock().unwrap().clone()
    }
}

struct Talk {
    writer: TcpStream,
    lines: Lines<BufReader<TcpStream>>,
}

impl Talk {
    fn say(&mut self, words: &str) -> Option<()> {
        if words.is_empty() {
            // Silence, until the client loses patience and hangs up.
            self.lines.by_ref().map_while(Result::ok).for_each(drop);
            return None;
        }
        let line = format!("{words}\r\n");
        self.writer.write_all(line.as_bytes()).ok()
    }

    fn content(&mut self) -> String {
        let mut text = String::new();
        for line in self.lines.by_ref().map_while(Result::ok) {
            if line == "." {
                break;
            }
            text.push_str(line.strip_prefix('.').unwrap_or(&line));
            text.push_str("\r\n");
        }
        text
    }
}

/// Ends when the client hangs up.
fn talk(stream: TcpStream, answers: Answers, heard: &Mutex<Heard>) -> Option<()> {
    let mut talk = Talk {
        writer: stream.try_clone().ok()?,
        lines: BufReader::new(stream).lines(),
    };
    let mut from = String::new();
    talk.say(answers.greeting)?;
    loop {
        let line = talk.lines.next()?.ok()?;
        if let Some(sender) = line.strip_prefix("MAIL FROM:") {
            sender.clone_into(&mut from);
            talk.say(answers.mail)?;
        } else if let Some(to) = line.strip_prefix("RCPT TO:") {
            heard.lock().unwrap().envelopes.push(format!("{from} {to}"));
            talk.say(answers.rcpt)?;
        } else if line == "DATA" {
            talk.say("354 go on")?;
            let text = talk.content();
            heard.lock().unwrap().messages.push(text);
            talk.say(answers.content)?;
        } else {
            talk.say("250 2.0.0 Ok")?;
        }
    }
}
