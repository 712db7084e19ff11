//! What is asked of every mail that was accepted.

use std::collections::BTreeMap;

use mail_parser::{Message, MessageParser};
use patuh::{
    domain::ids::{EmployerId, MailId},
    mail::{ReturnPath, mark_in},
};
use sea_orm::{ConnectionTrait, Database, DbBackend, QueryResult, Statement};
use uuid::Uuid;

use super::{RETURNS, Story};
use crate::support::on_postgres;

/// Where answers come to, before the mark of the case.
const REPLIES: &str = "jkn@kota.example";

/// Codes of cases, and whose they are.
type Codes = BTreeMap<String, usize>;

impl Story {
    /// What the tables say, past the program.
    async fn rows(&self, text: &str) -> Vec<QueryResult> {
        let db = Database::connect(&self.p.url).await.unwrap();
        let backend = if on_postgres() {
            DbBackend::Postgres
        } else {
            DbBackend::Sqlite
        };
        let rows = db.query_all_raw(Statement::from_string(backend, text));
        let rows = rows.await.unwrap();
        db.close().await.unwrap();
        rows
    }

    /// Reads the records' ids and addresses.
    pub async fn look_up(&mut self) {
        for row in self.rows("SELECT id, code, email FROM employer").await {
            let id = EmployerId::from_uuid(row.try_get::<Uuid>("", "id").unwrap());
            let code: Option<i64> = row
                .try_get("", "code")
                .or_else(|_| {
                    row.try_get::<Option<i32>>("", "code")
                        .map(|c| c.map(i64::from))
                })
                .unwrap();
            let email: Option<String> = row.try_get("", "email").unwrap();
            let known = self.firms.0.iter().position(|firm| firm.id == id);
            let no = known.unwrap_or_else(|| usize::try_from(code.unwrap()).unwrap() - 10);
            let firm = &mut self.firms.0[no];
            firm.id = id;
            let told = email.unwrap_or_default();
            firm.registry = told
                .split("; ")
                .filter(|a| !a.is_empty())
                .map(str::to_owned)
                .collect();
            firm.settle();
        }
    }

    /// Codes of cases and whose they are, from the table.
    async fn codes(&self) -> Codes {
        let rows = self.rows("SELECT no, employer_id FROM cases").await;
        let of = |row: &QueryResult| {
            let no: i32 = row.try_get("", "no").unwrap();
            let id = EmployerId::from_uuid(row.try_get::<Uuid>("", "employer_id").unwrap());
            (format!("K-{no:05}"), self.firms.by_id(id))
        };
        rows.iter().map(of).collect()
    }

    /// Looks at what the server took since the last time.
    pub async fn look_at_mails(&mut self) {
        let (commands, messages) = (self.sink.commands(), self.sink.messages());
        assert_eq!(commands.len(), 2 * messages.len());
        let codes = self.codes().await;
        for (said, raw) in commands.chunks(2).zip(&messages).skip(self.seen) {
            let message = MessageParser::default().parse(raw.as_bytes()).unwrap();
            let id = message.message_id().unwrap().split('@').next().unwrap();
            let id: Uuid = id.parse().unwrap();
            let row = self.p.services.mail(MailId::from_uuid(id)).await.unwrap();
            let owner = self.firms.owner(self.firms.by_id(row.unwrap().employer));
            let ways = self.look_at_ways((said, id), &message, (owner, &codes));
            let words = ways.and_then(|()| self.look_at_words(raw, &message, (owner, &codes)));
            if let Err(what) = words {
                let (seed, deeds) = (self.seed, self.deeds.join("\n"));
                panic!("city {seed}: {what}\n{deeds}\n{said:?}\n{raw}");
            }
        }
        self.seen = messages.len();
    }

    /// Whether a case is the firm's.
    fn is_own(&self, case: &str, (owner, codes): (usize, &Codes)) -> bool {
        let of = codes.get(case);
        of.is_some_and(|no| self.firms.owner(*no) == owner)
    }

    /// It goes to the firm, and what comes back leads to it.
    fn look_at_ways(
        &self,
        (said, id): (&[String], Uuid),
        message: &Message<'_>,
        (owner, codes): (usize, &Codes),
    ) -> Result<(), String> {
        let to = message.to().unwrap().first().unwrap().address().unwrap();
        let to = to.to_lowercase();
        if !self.firms.may_write(owner, &to) {
            return Err("the firm has no such address, or may not be written to at it".into());
        }
        if !said[1].to_lowercase().contains(&format!("<{to}>")) {
            return Err("the envelope has another recipient".into());
        }
        let from = said[0].split(['<', '>']).nth(1).unwrap();
        if ReturnPath::parse(RETURNS).unwrap().mail_in(from) != Some(id) {
            return Err("it comes back to another mail's address".into());
        }
        let reply = message.reply_to().unwrap().first().unwrap();
        let case = mark_in(reply.address().unwrap(), REPLIES).unwrap_or_default();
        if !self.is_own(&case.to_uppercase(), (owner, codes)) {
            return Err("answers lead to another firm's case".into());
        }
        Ok(())
    }

    /// It speaks of the firm, and of no other one.
    fn look_at_words(
        &self,
        raw: &str,
        message: &Message<'_>,
        (owner, codes): (usize, &Codes),
    ) -> Result<(), String> {
        let (text, html) = (message.body_text(0), message.body_html(0));
        let parts = [message.subject(), text.as_deref(), html.as_deref()];
        let parts = parts.map(Option::unwrap_or_default).join("\n");
        let tokens: Vec<&str> = parts
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .collect();
        let mut cases = tokens.iter().filter(|token| token.starts_with("K-"));
        if !cases.all(|case| self.is_own(case, (owner, codes))) {
            return Err("it names another firm's case".into());
        }
        let mut own = self.firms.family(owner).into_iter().flat_map(|f| &f.words);
        if !own.any(|word| parts.contains(word)) {
            return Err("it does not say whom it is for".into());
        }
        let whole = format!("{raw}\n{parts}");
        let all = self.firms.0.iter();
        for other in all.filter(|firm| self.firms.owner(firm.no) != owner) {
            let named = other.words.iter().any(|word| whole.contains(word));
            let counted = tokens.contains(&other.figure.to_string().as_str());
            let addressed = whole.contains(&format!("@firma{}.example", other.no));
            if named || counted || addressed {
                return Err(format!("it speaks of firm {}", other.no));
            }
        }
        Ok(())
    }
}
