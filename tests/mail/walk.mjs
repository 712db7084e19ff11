// The stories: mails go out through a real server and come back as real reports and answers.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";

const [program, scratch] = process.argv.slice(2);
const servers = join(scratch, "servers");
const data = join(scratch, "data");
const ports = Object.fromEntries(
  readFileSync(join(servers, "ports"), "utf8").trim().split("\n").map((line) => line.split("=")),
);
const settings = readFileSync(new URL("../../config/default.toml", import.meta.url), "utf8");
const signs = settings.includes("[mail.dkim]");
/** Longest wait for what servers do by themselves, in seconds. */
const PATIENCE = 60;

let passed = 0;
let failed = 0;

function tell(name, works, seen) {
  if (works) passed += 1;
  else failed += 1;
  console.log(`${works ? "ok  " : "FAIL"} ${name}`);
  if (!works && seen !== undefined) console.log(`     ${JSON.stringify(seen)}`);
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function until(name, look) {
  const end = Date.now() + PATIENCE * 1000;
  let seen;
  while (Date.now() < end) {
    seen = look();
    if (seen.works) return tell(name, true);
    await pause(500);
  }
  return tell(name, false, seen.saw);
}

const env = {
  PATH: process.env.PATH,
  HOME: scratch,
  PATUH__OFFICE__REPLY_EMAIL: "jkn-kembali@kota.test",
  PATUH__MAIL__TRANSPORT: "smtp",
  PATUH__MAIL__FROM: "Disnaker Kota Contoh <jkn@kota.test>",
  PATUH__MAIL__HOST: "127.0.0.1",
  PATUH__MAIL__PORT: ports.relay,
  PATUH__MAIL__TLS: "required",
  PATUH__MAIL__CA_FILE: join(servers, "tls/ca.pem"),
  // Its domains are made up.
  PATUH__MAIL__CHECK_DOMAINS: "off",
  PATUH__MAIL__TRIAL: "off",
  PATUH__MAIL__WINDOW: "off",
  PATUH__MAIL__RETURN_ADDRESS: "jkn-kembali@kota.test",
  PATUH__MAIL__REPLY_BY_CASE: "true",
  PATUH__MAIL__INBOX__HOST: "127.0.0.1",
  PATUH__MAIL__INBOX__PORT: ports.imap,
  PATUH__MAIL__INBOX__TLS: "required",
  PATUH__MAIL__INBOX__CA_FILE: join(servers, "tls/ca.pem"),
  PATUH__MAIL__INBOX__USER: "jkn-kembali@kota.test",
  PATUH__MAIL__INBOX__PASSWORD: "rahasia",
  PATUH__MAIL__INBOX__POLL_S: "2",
};

function sign() {
  const keys = join(scratch, "keys");
  mkdirSync(keys);
  const key = join(keys, "rsa.pem");
  execFileSync("openssl", ["genrsa", "-out", key, "2048"], { stdio: "ignore" });
  const opened = execFileSync("openssl", ["rsa", "-in", key, "-pubout"], { stdio: ["ignore", "pipe", "ignore"] });
  const body = opened.toString().split("\n").filter((line) => !line.startsWith("-")).join("");
  writeFileSync(join(keys, "public"), `patuh-rsa._domainkey.kota.test v=DKIM1; k=rsa; p=${body}\n`);
  writeFileSync(
    join(keys, "conf"),
    `Mode v\nTestPublicKeys ${join(keys, "public")}\nSyslog no\nBackground no\nInternalHosts ${join(keys, "nobody")}\n`,
  );
  writeFileSync(join(keys, "nobody"), "192.0.2.1\n");
  env.PATUH__MAIL__DKIM__RSA_KEY_FILE = key;
}

function patuh(...args) {
  return execFileSync(program, [...args, "--data", data], { env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** What it says with other settings, where it may fail. */
function otherwise(settings, ...args) {
  try {
    const options = { env: { ...env, ...settings }, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] };
    return { code: 0, said: execFileSync(program, [...args, "--data", data], options), log: "" };
  } catch (error) {
    return { code: error.status, said: error.stdout, log: error.stderr };
  }
}

function rows(sql) {
  const said = execFileSync("sqlite3", ["-json", "-cmd", ".timeout 5000", join(data, "patuh.db"), sql], { encoding: "utf8" });
  return said.trim() === "" ? [] : JSON.parse(said);
}

/** The messages in a firm's mailbox, or in ours. */
function box(domain, name, folder = "") {
  const root = join(servers, "box", domain, name, folder);
  const found = [];
  for (const part of ["new", "cur"]) {
    try {
      found.push(...readdirSync(join(root, part)).map((file) => join(root, part, file)));
    } catch {
      // Nothing came yet.
    }
  }
  return found;
}

function header(message, name) {
  const found = message.match(new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, "im"));
  return found ? found[1].replace(/\r?\n[ \t]+/g, " ").trim() : "";
}

/** Hands a message to a server, as another mail server does. */
function hand(port, from, to, message) {
  return new Promise((done, fail) => {
    const steps = ["EHLO firma.test", `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, "DATA", `${message.replace(/\r?\n/g, "\r\n")}\r\n.`, "QUIT"];
    const socket = net.connect(Number(port), "127.0.0.1");
    let said = "";
    socket.on("data", (bytes) => {
      said += bytes;
      while (/^\d{3} .*\r\n/m.test(said)) {
        const end = said.search(/^\d{3} .*\r\n/m);
        const line = said.slice(end).split("\r\n")[0];
        said = said.slice(end + line.length + 2);
        if (!/^[23]/.test(line)) return fail(new Error(line));
        const next = steps.shift();
        if (next) socket.write(`${next}\r\n`);
        else socket.end();
      }
      return undefined;
    });
    socket.on("close", done);
    socket.on("error", fail);
  });
}

// Who is written to, and at which address.
const firms = {
  "CV Contoh Sampai": "hrd@perusahaan.test",
  "CV Contoh Hilang": "tidak-ada@perusahaan.test",
  "CV Contoh Diterima Dulu": "siapa@terima-dulu.test",
  "CV Contoh Penuh": "hrd@penuh.test",
  "CV Contoh Mati": "hrd@mati.test",
  "CV Contoh Dua Alamat": "personalia@perusahaan.test; keuangan@perusahaan.test",
  "CV Contoh Diteruskan": "hrd@diteruskan.test",
  "CV Contoh Cuti": "cuti@perusahaan.test",
  "CV Contoh Jawab": "jawab@perusahaan.test",
};

function prepare() {
  const today = patuh("workdays", "2026-01-05", "0", "--json") && new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Makassar" }).format(new Date());
  const file = (name, text) => {
    const path = join(scratch, name);
    writeFileSync(path, text);
    return path;
  };
  const lines = Object.entries(firms).map(
    ([name, email], n) => `${name},912000000000${n},0000001${n},Lok Tuan,"${email}",4,${today}`,
  );
  patuh("import", "employers", file("employers.csv", `nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n${lines.join("\n")}\n`), "--as-of", today);
  patuh("import", "participants", file("participants.csv", "nik,pisa,segmen,status,kode_bu,upah\n6474010101900003,1,PPU BU,AKTIF,00000099,5000000\n"), "--as-of", today);
  patuh("check");
  for (const name of ["rina", "budi"]) {
    patuh("user", "add", "--name", `${name} contoh`, "--email", `${name}@kota.test`, "--role", "labour_officer");
  }
  patuh("case", "confirm", "--all", "--by", "rina@kota.test", "--second", "budi@kota.test");
  patuh("schedule", "run", "reminders");
}

/** What is known of the first mail to a firm. */
function known(firm) {
  const [mail] = rows(
    `SELECT hex(o.id) AS id, o.state, o.recipient, e.mail_to, hex(e.id) AS firm FROM outbox o JOIN employer e ON e.id = o.employer_id WHERE e.name = '${firm}' AND o.replaces IS NULL`,
  );
  const reports = rows(`SELECT kind, status, matched_by, reason FROM returned WHERE hex(mail_id) = '${mail.id}' ORDER BY at, id`);
  return { ...mail, reports };
}

const says = (firm, works) => () => {
  const saw = known(firm);
  return { works: works(saw), saw };
};

const has = (saw, kind, status) =>
  saw.reports.some((report) => report.kind === kind && (status === undefined || report.status === status));

async function stories() {
  if (signs) sign();
  prepare();
  await strangers();
  const sent = JSON.parse(patuh("mail", "send", "--json"));
  tell("the relay takes a mail for each firm", sent.sent === Object.keys(firms).length, sent);

  const serve = spawn(program, ["serve", "--listen", "127.0.0.1:0", "--data", data], { env, stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  serve.stderr.on("data", (bytes) => {
    log += bytes;
  });
  try {
    await there();
    await back();
    await answers();
    await again();
  } finally {
    serve.kill("SIGTERM");
    await new Promise((done) => serve.on("exit", done));
    if (failed > 0) console.log(log.split("\n").slice(-20).join("\n"));
  }
}

/** Servers whose authority the program was not told of, or told wrongly. */
async function strangers() {
  const missing = otherwise({ PATUH__MAIL__CA_FILE: join(scratch, "tidak-ada.pem") }, "mail", "status");
  tell("a file of authorities that is not there is named", missing.code === 2 && missing.log.includes("tidak-ada.pem"), missing);
  const wrong = otherwise({ PATUH__MAIL__INBOX__CA_FILE: join(servers, "tls/server.csr") }, "mail", "status");
  tell("one without a certificate too", wrong.code === 2 && wrong.log.includes("mail.inbox.ca_file"), wrong);

  const alone = { PATUH__MAIL__CA_FILE: "", PATUH__MAIL__INBOX__CA_FILE: "" };
  const sent = JSON.parse(otherwise(alone, "mail", "send", "--json").said);
  const answers = rows("SELECT DISTINCT answer FROM delivery_attempt");
  const refused = answers.length === 1 && /certificate/i.test(answers[0].answer);
  tell("a relay whose authority nobody knows gets no mail", sent.sent === 0 && sent.deferred > 0 && refused, { sent, answers });
  // As if the time of the next try had come.
  execFileSync("sqlite3", ["-cmd", ".timeout 5000", join(data, "patuh.db"), "UPDATE outbox SET not_before = queued_at"]);

  const options = { env: { ...env, ...alone }, stdio: ["ignore", "ignore", "pipe"] };
  const serve = spawn(program, ["serve", "--listen", "127.0.0.1:0", "--data", data], options);
  let log = "";
  serve.stderr.on("data", (bytes) => {
    log += bytes;
  });
  await until("nor does a mailbox get the password", () => ({ works: /mailbox[^]*certificate/i.test(log), saw: log.slice(-600) }));
  serve.kill("SIGTERM");
  await new Promise((done) => serve.on("exit", done));
  execFileSync("sqlite3", ["-cmd", ".timeout 5000", join(data, "patuh.db"), "UPDATE outbox SET not_before = queued_at"]);
}

async function there() {
  await until("the mail lies in the firm's mailbox", () => {
    const found = box("perusahaan.test", "hrd");
    return { works: found.length === 1, saw: found };
  });
  const message = readFileSync(box("perusahaan.test", "hrd")[0], "utf8");
  const path = header(message, "Return-Path");
  tell("it comes back to an address of its own", /^<jkn-kembali\+[0-9a-f]{32}@kota\.test>$/.test(path), path);
  const reply = header(message, "Reply-To");
  tell("answers go to an address of the case", /^<?jkn-kembali\+K-\d{5}@kota\.test>?$/.test(reply), reply);
  if (!signs) {
    console.log("!!! the program does not sign yet: DKIM was not looked at");
    return;
  }
  const keys = join(scratch, "keys");
  const told = execFileSync("sh", ["-c", `opendkim -x ${keys}/conf -t ${box("perusahaan.test", "hrd")[0]} 2>&1 || true`], { encoding: "utf8" });
  tell("opendkim finds its signature good", /verification \(s=patuh-rsa, d=kota\.test, .*\) succeeded/.test(told), told);
}

async function back() {
  await until(
    "a success report delivers the mail and is its receipt",
    says("CV Contoh Sampai", (saw) => {
      const proofs = rows(`SELECT r.how, r.made_by FROM receipt r JOIN cases c ON c.id = r.case_id WHERE hex(c.employer_id) = '${saw.firm}'`);
      return saw.state === "delivered" && has(saw, "delivered") && proofs.length === 1 && proofs[0].how === "report" && proofs[0].made_by === null;
    }),
  );
  await until(
    "a report that the mail was handed on proves nothing",
    says("CV Contoh Diteruskan", (saw) => saw.state === "sent" && has(saw, "unknown", "2.0.0")),
  );
  await until(
    "an unknown user bounces, and the address is marked",
    says("CV Contoh Hilang", (saw) => saw.state === "bounced" && has(saw, "hard", "5.1.1") && saw.mail_to === ""),
  );
  await until(
    "a server that takes the mail first and then returns it is the same",
    says("CV Contoh Diterima Dulu", (saw) => saw.state === "bounced" && has(saw, "hard", "5.1.1") && saw.mail_to === ""),
  );
  await until(
    "a full mailbox is tried again on another day",
    says("CV Contoh Penuh", (saw) => {
      const next = rows(`SELECT state, recipient FROM outbox WHERE hex(replaces) = '${saw.id}' AND not_before > queued_at`);
      return saw.state === "delayed" && has(saw, "soft", "5.2.2") && saw.mail_to === null && next.length === 1;
    }),
  );
  await until(
    "a warning of a delay changes nothing but the state",
    says("CV Contoh Mati", (saw) => saw.state === "delayed" && has(saw, "delayed", "4.4.1") && saw.mail_to === null),
  );
  await until(
    "what the relay gives up after that is soft",
    says("CV Contoh Mati", (saw) => has(saw, "soft", "4.4.1") && saw.mail_to === null),
  );
  await until(
    "the notice goes to the next address, once",
    says("CV Contoh Dua Alamat", (saw) => {
      const next = rows(`SELECT recipient FROM outbox WHERE hex(replaces) = '${saw.id}'`);
      return saw.state === "bounced" && next.length === 1 && next[0].recipient !== saw.recipient && saw.mail_to === next[0].recipient;
    }),
  );
}

async function answers() {
  for (const name of ["cuti", "jawab"]) {
    await until(`the mail for ${name} arrived`, () => {
      const found = box("perusahaan.test", name);
      return { works: found.length === 1, saw: found };
    });
  }
  const away = readFileSync(box("perusahaan.test", "cuti")[0], "utf8");
  const path = header(away, "Return-Path").replace(/[<>]/g, "");
  await hand(
    ports.relay,
    "",
    path,
    `From: Bagian SDM <cuti@perusahaan.test>\nTo: ${path}\nSubject: Balasan otomatis: ${header(away, "Subject")}\nAuto-Submitted: auto-replied (vacation)\nIn-Reply-To: ${header(away, "Message-ID")}\nMessage-ID: <cuti-1@perusahaan.test>\n\nSaya sedang cuti sampai hari Senin.\n`,
  );
  await until(
    "a vacation reply is filed and stops nothing",
    says("CV Contoh Cuti", (saw) => {
      const said = rows(`SELECT kind FROM remark WHERE hex(employer_id) = '${saw.firm}'`);
      return has(saw, "auto_reply") && saw.state === "delivered" && said.length === 0;
    }),
  );
  const asked = readFileSync(box("perusahaan.test", "jawab")[0], "utf8");
  const to = header(asked, "Reply-To").replace(/[<>]/g, "");
  await hand(
    ports.relay,
    "jawab@perusahaan.test",
    to,
    `From: Bagian SDM <jawab@perusahaan.test>\nTo: ${to}\nSubject: Re: Imbauan\nMessage-ID: <jawab-1@perusahaan.test>\n\nSeluruh pekerja kami sudah didaftarkan.\n\nPada hari ini Disnaker menulis:\n> Yth. Pimpinan\n`,
  );
  await until(
    "a person's answer stands at the firm and stops its clock",
    says("CV Contoh Jawab", (saw) => {
      const said = rows(`SELECT kind, words, made_by, ended_at FROM remark WHERE hex(employer_id) = '${saw.firm}'`);
      const [reply] = said;
      return has(saw, "reply") && said.length === 1 && reply.kind === "reply" && reply.made_by === null && reply.words.includes("sudah didaftarkan") && !reply.words.includes("Yth. Pimpinan");
    }),
  );
  const forged = "Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x.test\n\nFinal-Recipient: rfc822; cuti@perusahaan.test\nAction: failed\nStatus: 5.1.1\n\n--B--\n";
  await hand(ports.relay, "iseng@lain.test", path, `From: Iseng <iseng@lain.test>\nTo: ${path}\nSubject: Undelivered\nMIME-Version: 1.0\n${forged}`);
  await until("a report that a person sends is filed and changes nothing", () => {
    const saw = rows("SELECT kind, reason FROM returned WHERE mail_id IS NULL");
    return { works: saw.length === 1 && saw[0].reason === "sender" && known("CV Contoh Cuti").state === "delivered", saw };
  });
}

async function again() {
  await until("what was read lies in the other folder", () => {
    const [left, kept] = [box("kota.test", "jkn-kembali"), box("kota.test", "jkn-kembali", ".Patuh")];
    const [{ n }] = rows("SELECT COUNT(*) AS n FROM returned");
    return { works: left.length === 0 && kept.length === n, saw: { left: left.length, kept: kept.length, n } };
  });
  // As if the program had died between its record and the move.
  const before = rows("SELECT COUNT(*) AS n FROM returned");
  const mails = rows("SELECT COUNT(*) AS n FROM outbox");
  for (const file of box("kota.test", "jkn-kembali", ".Patuh")) {
    const name = file.split("/").pop().split(":")[0];
    renameSync(file, join(servers, "box/kota.test/jkn-kembali/new", name));
  }
  await pause(1500);
  await until("what is read a second time changes nothing and is put away again", () => {
    const left = box("kota.test", "jkn-kembali");
    const saw = { left: left.length, now: rows("SELECT COUNT(*) AS n FROM returned"), mails: rows("SELECT COUNT(*) AS n FROM outbox") };
    return { works: left.length === 0 && saw.now[0].n === before[0].n && saw.mails[0].n === mails[0].n, saw };
  });
  const wire = rows("SELECT COUNT(*) AS n FROM returned WHERE channel = 'imap'");
  tell("everything came by IMAP", wire[0].n === before[0].n, wire);
}

const began = Date.now();
await stories().catch((error) => {
  failed += 1;
  console.log(`FAIL ${error.stack}\n${error.stderr ?? ""}`);
});
console.log(`${((Date.now() - began) / 1000).toFixed(0)} s`);
console.log(`test result: ${failed === 0 ? "ok" : "FAILED"}. ${passed} passed; ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
