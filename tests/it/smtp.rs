//! A mail server on loopback that answers what it is told to.

use std::{
    io::{BufRead, BufReader, Lines, Write},
    net::{TcpListener, TcpStream},
    num::NonZeroU16,
    sync::{Arc, Mutex},
    thread,
};

use patuh::mail::{Authorities, MailSettings, Tls, Transport};

/// What the server says now, and what it has heard.
struct Desk {
    rcpt: &'static str,
    content: &'static str,
    hello: &'static str,
    commands: Vec<String>,
    messages: Vec<String>,
}

/// How to reach a server on this machine.
pub fn settings(port: u16) -> MailSettings {
    MailSettings {
        host: "127.0.0.1".to_owned(),
        port: NonZeroU16::new(port).unwrap(),
        tls: Tls::None,
        user: None,
        password: None,
        from: "Disnaker <jkn@kota.example>".to_owned(),
        timeout_s: 5,
        connections: NonZeroU16::new(4).unwrap(),
        authorities: Authorities::default(),
    }
}

/// The server; its threads end with the test's process.
pub struct Sink {
    port: u16,
    desk: Arc<Mutex<Desk>>,
}

impl Sink {
    /// A server that takes everything.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let desk = Desk {
            rcpt: "250 Ok",
            content: "250 Ok",
            hello: "250 mx.misal.example",
            commands: Vec::new(),
            messages: Vec::new(),
        };
        let desk = Arc::new(Mutex::new(desk));
        let kept = Arc::clone(&desk);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let desk = Arc::clone(&kept);
                thread::spawn(move || talk(stream, &desk));
            }
        });
        Self { port, desk }
    }

    /// A transport that hands mail to it.
    pub fn transport(&self) -> Transport {
        Transport::smtp(&self.settings()).unwrap()
    }

    /// How to reach it.
    pub fn settings(&self) -> MailSettings {
        settings(self.port)
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Answers recipients like this from now on.
    pub fn answer_recipients(&self, words: &'static str) {
        self.desk.lock().unwrap().rcpt = words;
    }

    /// Answers contents like this from now on, or hangs up on an empty answer; the content is
    /// heard all the same.
    pub fn answer_contents(&self, words: &'static str) {
        self.desk.lock().unwrap().content = words;
    }

    /// Offers reports about what became of a mail from now on.
    pub fn offer_reports(&self) {
        self.desk.lock().unwrap().hello = "250-mx.misal.example\r\n250 DSN";
    }

    /// Every command about a sender or a recipient so far.
    pub fn commands(&self) -> Vec<String> {
        self.desk.lock().unwrap().commands.clone()
    }

    /// Every content so far.
    pub fn messages(&self) -> Vec<String> {
        self.desk.lock().unwrap().messages.clone()
    }
}

fn content(lines: &mut Lines<BufReader<TcpStream>>) -> String {
    let lines = lines
        .by_ref()
        .map_while(Result::ok)
        .take_while(|line| line != ".");
    lines
        .map(|line| line.strip_prefix('.').unwrap_or(&line).to_owned() + "\r\n")
        .collect()
}

/// Ends when the client hangs up.
fn talk(stream: TcpStream, desk: &Mutex<Desk>) -> Option<()> {
    let mut writer = stream.try_clone().ok()?;
    let mut lines = BufReader::new(stream).lines();
    let mut say = |words: &str| writer.write_all(format!("{words}\r\n").as_bytes()).ok();
    say("220 mx.misal.example")?;
    loop {
        let line = lines.next()?.ok()?;
        if line.starts_with("EHLO") {
            let words = desk.lock().unwrap().hello;
            say(words)?;
        } else if line.starts_with("MAIL FROM:") {
            desk.lock().unwrap().commands.push(line);
            say("250 Ok")?;
        } else if line.starts_with("RCPT TO:") {
            desk.lock().unwrap().commands.push(line);
            let words = desk.lock().unwrap().rcpt;
            say(words)?;
        } else if line == "DATA" {
            say("354 go on")?;
            let text = content(&mut lines);
            let mut desk = desk.lock().unwrap();
            desk.messages.push(text);
            // Without an answer it hangs up.
            let words = desk.content;
            drop(desk);
            if words.is_empty() {
                return None;
            }
            say(words)?;
        } else {
            say("250 Ok")?;
        }
    }
}
