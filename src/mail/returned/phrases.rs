//! What servers and programs say in words, in English and in Indonesian. All in lower case.

/// The mailbox is full: it may be emptied.
const FULL: &[&str] = &[
    "mailbox full",
    "mailbox is full",
    "mailbox for user is full",
    "mail box full",
    "inbox is full",
    "inbox full",
    "mailfolder is full",
    "mail folder is full",
    "folder is full",
    "account is full",
    "mailbox is almost full",
    "over quota",
    "overquota",
    "over-quota",
    "quota exceeded",
    "exceeded quota",
    "exceeds quota",
    "exceeded its quota",
    "exceeded the quota",
    "quotaexceeded",
    "exceeded storage",
    "storage exceeded",
    "storage quota",
    "mailbox quota",
    "quota full",
    "exceeded their",
    "disk quota",
    "over disk quota",
    "out of storage",
    "insufficient storage",
    "insufficient system storage",
    "insufficient disk space",
    "not enough storage",
    "no space left",
    "mailbox size limit",
    "mailbox exceeds",
    "mailbox has exceeded",
    "maximum mailbox size",
    "mailbox over",
    "would be over quota",
    "user is over the quota",
    "user over quota",
    "exceeds allowed quota",
    "out of disk space",
    "kotak surat penuh",
    "kotak masuk penuh",
    "kotak pos penuh",
    "kotak pesan penuh",
    "kotak surat telah penuh",
    "kotak surat sudah penuh",
    "kotak masuk sudah penuh",
    "kotak surat penerima penuh",
    "kotak surat penerima sudah penuh",
    "kotak surat penerima telah penuh",
    "kotak masuk penerima penuh",
    "kotak masuk penerima sudah penuh",
    "kotak masuk penerima telah penuh",
    "mailbox penuh",
    "mailbox penerima penuh",
    "mailbox penerima sudah penuh",
    "email penuh",
    "inbox penuh",
    "kuota penuh",
    "kuota terlampaui",
    "kuota terlewati",
    "melebihi kuota",
    "kuota habis",
    "kuota sudah penuh",
    "kuota email",
    "kuota telah habis",
    "penyimpanan penuh",
    "penyimpanan sudah penuh",
    "ruang penyimpanan",
    "kapasitas penuh",
    "melebihi kapasitas",
    "kapasitas kotak",
    "kehabisan ruang",
    "sudah penuh",
    "telah penuh",
];

/// The one mail is too large: no matter of the mailbox.
const TOO_LARGE: &[&str] = &[
    "message size",
    "message too large",
    "message too big",
    "message is too large",
    "size limit for a message",
    "maximum message size",
    "ukuran pesan",
    "pesan terlalu besar",
    "message length exceeds",
    "message file too big",
    "maximum size for messages",
];

/// Nobody has this address.
const GONE: &[&str] = &[
    "user unknown",
    "unknown user",
    "unknown recipient",
    "unknown address",
    "unknown mailbox",
    "recipient unknown",
    "no such user",
    "no such recipient",
    "no such mailbox",
    "no such person",
    "no such address",
    "no mailbox here",
    "mailbox not found",
    "mailbox unavailable",
    "mailbox does not exist",
    "user does not exist",
    "user doesn't exist",
    "does not exist",
    "doesn't exist",
    "address rejected",
    "recipient rejected",
    "recipient not found",
    "user not found",
    "address not found",
    "wasn't found",
    "couldn't be found",
    "could not be found",
    "not a valid mailbox",
    "invalid recipient",
    "invalid mailbox",
    "invalid address",
    "bad destination mailbox",
    "account disabled",
    "account is disabled",
    "mailbox disabled",
    "mailbox is disabled",
    "account has been disabled",
    "account inactive",
    "is inactive",
    "no longer",
    "unrouteable address",
    "unroutable address",
    "no such domain",
    "domain not found",
    "host not found",
    "host or domain name not found",
    "name not found",
    "all relevant mx records point to non-existent",
    "mx records point to non-existent",
    "has no mail exchangers",
    "no valid hosts",
    "undeliverable address",
    "not our customer",
    "couldn't find any host",
    "relay access denied",
    "relaying denied",
    "not permitted to relay",
    "tidak ditemukan",
    "tidak dikenal",
    "tidak terdaftar",
    "tidak ada pengguna",
    "tidak tersedia",
    "alamat salah",
    "alamat tidak",
    "alamat email tidak",
    "pengguna tidak",
    "penerima tidak",
    "akun tidak",
    "akun telah dinonaktifkan",
    "akun dinonaktifkan",
    "sudah tidak aktif",
    "tidak aktif",
    "dinonaktifkan",
    "telah dihapus",
    "domain tidak",
    "user tidak",
    "email tidak ada",
    "tidak ada kotak",
    "belum terdaftar",
];

/// The server does not want the mail.
const REFUSED: &[&str] = &[
    "blocked",
    "blacklist",
    "block list",
    "blocklist",
    "rejected",
    "spam",
    "policy",
    "prohibited",
    "denied",
    "not authorized",
    "not allowed",
    "administratively",
    "unsolicited",
    "dmarc",
    "ditolak",
    "diblokir",
    "kebijakan",
];

/// Something that passes, if the mail had been tried for longer.
const PASSING: &[&str] = &[
    "connection timed out",
    "connection refused",
    "connection reset",
    "timed out",
    "time-out",
    "timeout",
    "retry timeout exceeded",
    "retry time not reached",
    "network is unreachable",
    "network unreachable",
    "no route to host",
    "greylist",
    "graylist",
    "try again",
    "try later",
    "temporarily",
    "temporary",
    "too many connections",
    "rate limit",
    "too quickly",
    "too much mail",
    "in the queue too long",
    "message expired",
    "delivery expired",
    "delivery time expired",
    "expired",
    "could not connect",
    "couldn't connect",
    "lost connection",
    "server did not respond",
    "did not accept our requests to connect",
    "service unavailable",
    "resources unavailable",
    "local error in processing",
    "deferred",
    "sementara",
    "coba lagi",
    "coba kembali",
    "waktu habis",
    "batas waktu",
    "kedaluwarsa",
    "kadaluarsa",
    "tidak dapat terhubung",
    "tidak dapat dihubungi",
    "koneksi ditolak",
    "koneksi terputus",
    "sibuk",
    "terlalu banyak",
];

/// It has not arrived yet, and is still being tried.
const DELAYED: &[&str] = &[
    "delayed",
    "not yet been delivered",
    "not been delivered yet",
    "has not yet",
    "will be retried",
    "will retry",
    "will keep trying",
    "will continue trying",
    "will continue to try",
    "still trying",
    "still being retried",
    "you do not need to resend",
    "no need to resend",
    "delivery delay",
    "delivery status notification (delay)",
    "delivery incomplete",
    "tertunda",
    "ditunda",
    "belum terkirim",
    "belum dapat dikirim",
    "belum berhasil dikirim",
    "belum disampaikan",
    "akan dicoba lagi",
    "akan dicoba kembali",
    "akan terus dicoba",
    "akan mencoba lagi",
    "akan mencoba kembali",
    "akan terus mencoba",
    "masih mencoba",
    "masih dicoba",
    "tidak perlu mengirim ulang",
    "keterlambatan pengiriman",
    "penundaan pengiriman",
];

/// A warning in whose subject one of these stands is about a mail that is still tried.
const DELAYED_SUBJECT: &[&str] = &[
    "delayed",
    "(delay)",
    "delay)",
    "warning: message",
    "warning: could not send",
    "delivery incomplete",
    "tertunda",
    "penundaan",
    "keterlambatan",
    "ditunda",
    "still trying",
    "belum terkirim",
    "peringatan: pesan",
];

/// It arrived.
const DELIVERED: &[&str] = &[
    "was successfully delivered",
    "successfully delivered",
    "has been delivered",
    "has been successfully delivered",
    "delivered to the following",
    "delivery was successful",
    "successful mail delivery",
    "berhasil dikirim",
    "berhasil disampaikan",
    "berhasil terkirim",
    "telah disampaikan",
    "telah diterima oleh kotak",
    "sudah terkirim",
];

/// It was handed on to a server that reports nothing.
const RELAYED: &[&str] = &[
    "was relayed to",
    "relayed to the following",
    "delivery confirmation is unavailable",
    "no delivery notification was sent by the destination",
    "no further delivery information",
    "diteruskan ke server",
];

/// It did not arrive.
const FAILED: &[&str] = &[
    "undeliver",
    "delivery failed",
    "delivery failure",
    "delivery has failed",
    "failure notice",
    "could not be delivered",
    "couldn't be delivered",
    "cannot be delivered",
    "can't be delivered",
    "unable to deliver",
    "not able to deliver",
    "wasn't able to deliver",
    "failed to deliver",
    "delivery to the following recipient",
    "returned mail",
    "returned to sender",
    "permanent error",
    "permanent fatal errors",
    "permanent failure",
    "mail delivery failed",
    "failed permanently",
    "wasn't delivered",
    "was not delivered",
    "has not been delivered",
    "have failed",
    "error has occurred while attempting to deliver",
    "non delivery",
    "non-delivery",
    "delivery status notification (failure)",
    "delivery status notification",
    "mail delivery system",
    "message blocked",
    "delivery problem",
    "address not found",
    "gagal dikirim",
    "gagal terkirim",
    "gagal mengirim",
    "gagal disampaikan",
    "tidak terkirim",
    "tidak dapat dikirim",
    "tidak dapat disampaikan",
    "tidak bisa dikirim",
    "tidak dapat mengirim",
    "tidak bisa disampaikan",
    "tidak berhasil dikirim",
    "tidak sampai",
    "tak terkirim",
    "pengiriman gagal",
    "kegagalan pengiriman",
    "gagal menyampaikan",
    "dikembalikan",
    "pesan anda ditolak",
    "pemberitahuan kegagalan",
];

/// Nobody tries any more.
const GIVEN_UP: &[&str] = &[
    "given up",
    "giving up",
    "will not be retried",
    "not going to try again",
    "no further attempts",
    "will not be sent",
    "permanent error",
    "permanently",
    "permanent fatal errors",
    "permanent failure",
    "was not delivered",
    "wasn't delivered",
    "too long",
    "tidak akan dicoba",
    "tidak dicoba lagi",
    "tidak akan mencoba",
    "menyerah",
    "secara permanen",
    "kesalahan permanen",
    "dihentikan",
];

/// A machine answers in somebody's name: how subjects begin.
const AUTO_SUBJECT: &[&str] = &[
    "out of office",
    "out-of-office",
    "automatic reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto:",
    "autosvar",
    "auto response",
    "auto-response",
    "automated response",
    "automatische antwort",
    "on vacation",
    "away from",
    "vacation",
    "i am out",
    "on leave",
    "annual leave",
    "balasan otomatis",
    "jawaban otomatis",
    "respon otomatis",
    "respons otomatis",
    "balas otomatis",
    "otomatis:",
    "sedang cuti",
    "cuti:",
    "cuti ",
    "di luar kantor",
    "tidak di kantor",
    "tidak berada di kantor",
    "penerimaan otomatis",
    "konfirmasi penerimaan",
    "automatic confirmation",
    "read:",
    "dibaca:",
    "[auto]",
];

/// The same in the first lines of a text.
const AUTO_TEXT: &[&str] = &[
    "this is an automat",
    "this is an auto",
    "automatic reply",
    "automated reply",
    "automated response",
    "auto-generated",
    "automatically generated",
    "do not reply to this",
    "please do not reply",
    "out of the office",
    "out of office",
    "i am on leave",
    "on annual leave",
    "i am currently away",
    "am away until",
    "limited access to my email",
    "limited access to email",
    "balasan otomatis",
    "jawaban otomatis",
    "dikirim secara otomatis",
    "dikirim otomatis",
    "dibuat secara otomatis",
    "dihasilkan secara otomatis",
    "dijawab secara otomatis",
    "dijawab otomatis",
    "pesan otomatis",
    "email otomatis",
    "surel otomatis",
    "jangan membalas",
    "mohon tidak membalas",
    "mohon untuk tidak membalas",
    "tidak perlu membalas",
    "harap tidak membalas",
    "saya sedang cuti",
    "kami sedang cuti",
    "sedang menjalani cuti",
    "sedang cuti",
    "sedang tidak berada di kantor",
    "sedang di luar kantor",
    "sedang berada di luar kantor",
    "kantor kami libur",
];

/// Where a returned message begins in a text.
pub(super) const COPY: &[&str] = &[
    "below this line is a copy",
    "this is a copy of the message",
    "this is a copy of your message",
    "below is a copy of the original",
    "copy of your message",
    "copy of the message, including",
    "original message headers",
    "original message follows",
    "----- original message",
    "-----original message",
    "---- original message",
    "original message header",
    "unsent message below",
    "returned message follows",
    "the following is a copy",
    "message header follows",
    "included is a copy",
    "text of the message follows",
    "salinan pesan",
    "salinan dari pesan",
    "pesan asli",
    "header pesan asli",
    "isi pesan asli",
    "di bawah ini adalah salinan",
    "berikut salinan",
    "kepala pesan asli",
];

fn any(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| text.contains(phrase))
}

/// What a text says, in lower case and with single spaces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a>(pub &'a str);

impl Said<'_> {
    /// The mailbox is full, and it is not the one mail that is too large.
    pub fn full(self) -> bool {
        any(self.0, FULL)
    }

    /// The mail itself is too large.
    pub fn too_large(self) -> bool {
        any(self.0, TOO_LARGE)
    }

    /// The address is none.
    pub fn gone(self) -> bool {
        any(self.0, GONE)
    }

    /// The server does not want it.
    pub fn refused(self) -> bool {
        any(self.0, REFUSED)
    }

    /// It might have worked later.
    pub fn passing(self) -> bool {
        any(self.0, PASSING)
    }

    /// It is still tried.
    pub fn delayed(self) -> bool {
        any(self.0, DELAYED)
    }

    /// Nobody tries any more.
    pub fn given_up(self) -> bool {
        any(self.0, GIVEN_UP)
    }

    /// It arrived.
    pub fn delivered(self) -> bool {
        any(self.0, DELIVERED)
    }

    /// Another server has it, and will say no more.
    pub fn relayed(self) -> bool {
        any(self.0, RELAYED)
    }

    /// It did not arrive.
    pub fn failed(self) -> bool {
        any(self.0, FAILED)
    }

    /// The subject of a warning.
    pub fn warns(self) -> bool {
        any(self.0, DELAYED_SUBJECT)
    }

    /// The subject of a machine that answers.
    pub fn is_auto_subject(self) -> bool {
        let subject = self
            .0
            .trim_start_matches("re: ")
            .trim_start_matches("bls: ");
        AUTO_SUBJECT
            .iter()
            .any(|phrase| subject.starts_with(phrase))
            || any(
                subject,
                &[
                    "balasan otomatis",
                    "automatic reply",
                    "out of office",
                    "autoreply",
                ],
            )
    }

    /// The text of a machine that answers.
    pub fn is_auto_text(self) -> bool {
        any(self.0, AUTO_TEXT)
    }
}

/// A text in lower case with single spaces, for looking phrases up.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().flat_map(char::to_lowercase).map(|c| match c {
            '\u{2019}' | '\u{2018}' => '\'',
            c => c,
        }));
    }
    plain
}
