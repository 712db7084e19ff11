//! A made-up name server on loopback: each domain answers as its name says.

use std::{
    net::{SocketAddr, UdpSocket},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use hickory_resolver::proto::{
    op::{Message, OpCode, ResponseCode},
    rr::{
        Name, RData, Record, RecordType,
        rdata::{A, MX, NS, SOA},
    },
};

/// The server; its thread ends with the test's process.
pub struct NameServer {
    place: SocketAddr,
    heard: Arc<Mutex<Vec<(String, RecordType)>>>,
    /// It knows the names of its own house alone.
    narrow: Arc<AtomicBool>,
}

impl NameServer {
    /// A server of the whole world.
    pub fn start() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let place = socket.local_addr().unwrap();
        let (heard, narrow) = (
            Arc::<Mutex<Vec<_>>>::default(),
            Arc::<AtomicBool>::default(),
        );
        let (kept, small) = (Arc::clone(&heard), Arc::clone(&narrow));
        thread::spawn(move || {
            let mut buffer = [0; 1500];
            while let Ok((length, from)) = socket.recv_from(&mut buffer) {
                let asked = Message::from_vec(&buffer[..length]).unwrap();
                let query = asked.queries[0].clone();
                let name = query.name().to_ascii().to_lowercase();
                let name = name.trim_end_matches('.').to_owned();
                kept.lock()
                    .unwrap()
                    .push((name.clone(), query.query_type()));
                let mut answer = Message::response(asked.metadata.id, OpCode::Query);
                answer.metadata.recursion_available = true;
                answer.add_query(query.clone());
                let world = !small.load(Ordering::Relaxed);
                if speak(
                    &mut answer,
                    (&name, query.name()),
                    query.query_type(),
                    world,
                ) {
                    socket.send_to(&answer.to_vec().unwrap(), from).unwrap();
                }
            }
        });
        Self {
            place,
            heard,
            narrow,
        }
    }

    /// Where it listens.
    pub fn place(&self) -> String {
        self.place.to_string()
    }

    /// From now on it knows nobody's root.
    pub fn forget_the_world(&self) {
        self.narrow.store(true, Ordering::Relaxed);
    }

    /// How often it was asked about a name.
    pub fn asked(&self, name: &str) -> usize {
        let heard = self.heard.lock().unwrap();
        heard.iter().filter(|(asked, _)| asked == name).count()
    }
}

/// Fills the answer; `false` where there is none.
fn speak(answer: &mut Message, (text, name): (&str, &Name), kind: RecordType, world: bool) -> bool {
    let first = text.split('.').next().unwrap_or_default();
    let named = |text: &str| Name::from_ascii(text).unwrap();
    let mut say = |data: RData| {
        answer.add_answer(Record::from_rdata(name.clone(), 300, data));
    };
    match (first, kind) {
        ("", RecordType::NS) if world => say(RData::NS(NS(named("a.root-servers.example.")))),
        ("null", RecordType::MX) => say(RData::MX(MX::new(0, Name::root()))),
        ("contoh", RecordType::MX) => say(RData::MX(MX::new(10, named("mx.contoh.example.")))),
        ("hanya-a", RecordType::A) => say(RData::A(A::new(192, 0, 2, 7))),
        ("rusak", _) => answer.metadata.response_code = ResponseCode::ServFail,
        ("diam", _) => return false,
        ("null" | "contoh" | "hanya-a" | "tanpa-server" | "", _) => {}
        _ => answer.metadata.response_code = ResponseCode::NXDomain,
    }
    if answer.answers.is_empty() && answer.metadata.response_code != ResponseCode::ServFail {
        let (mother, box_of) = (named("ns.example."), named("hostmaster.example."));
        let soa = SOA::new(mother, box_of, 1, 3600, 600, 86_400, 300);
        answer.add_authority(Record::from_rdata(named("example."), 300, RData::SOA(soa)));
    }
    true
}
