"""Fills a database that `patuh migrate` has made with N made-up employers, each with a verdict,
many with a case and some with a mail, the way a check would leave them. Nothing here is a real
firm, and nothing goes through the program: this is about reading.

    fill.py DATABASE N        DATABASE: a SQLite file, or postgres://…

Prints the cookie of a made-up officer's session.
"""

import datetime
import hashlib
import random
import sqlite3
import subprocess
import sys
import uuid

FORMS = ["PT"] * 5 + ["CV"] * 7 + ["UD"] * 3 + ["Koperasi", "Yayasan", "Perorangan", "Perorangan", None]
FIRST = ["Contoh", "Misal", "Umpama", "Andai", "Rekaan", "Khayal", "Karangan", "Buatan", "Teladan", "Sampel"]
SYLLABLES = ["ba", "de", "ri", "lo", "su", "ma", "ti", "ko", "ne", "ra", "pi", "du", "sa", "ge", "ha", "lu"]
LAST = ["Jaya", "Sentosa", "Abadi", "Karya", "Teknik", "Borneo", "Niaga", "Mandiri", "Bersama", "Lestari"]
PLACES = [
    ("64.74.01.1001", "Bontang Kuala", "Bontang Utara"),
    ("64.74.01.1002", "Bontang Baru", "Bontang Utara"),
    ("64.74.01.1003", "Lok Tuan", "Bontang Utara"),
    ("64.74.01.1004", "Guntung", "Bontang Utara"),
    ("64.74.01.1005", "Gunung Elai", "Bontang Utara"),
    ("64.74.01.1006", "Api-api", "Bontang Utara"),
    ("64.74.02.1001", "Tanjung Laut", "Bontang Selatan"),
    ("64.74.02.1002", "Berbas Tengah", "Bontang Selatan"),
    ("64.74.02.1003", "Berbas Pantai", "Bontang Selatan"),
    ("64.74.02.1004", "Satimpo", "Bontang Selatan"),
    ("64.74.02.1005", "Bontang Lestari", "Bontang Selatan"),
    ("64.74.02.1006", "Tanjung Laut Indah", "Bontang Selatan"),
    ("64.74.03.1001", "Belimbing", "Bontang Barat"),
    ("64.74.03.1002", "Gunung Telihan", "Bontang Barat"),
    ("64.74.03.1003", "Kanaan", "Bontang Barat"),
    (None, None, None),
]
VERDICTS = ["compliant"] * 66 + ["unregistered"] * 11 + ["partial_workers"] * 8 + ["in_arrears"] * 5
VERDICTS += ["partial_wages"] * 4 + ["unknown"] * 3 + ["closed"] * 3
CASES = {
    "unregistered": "registration",
    "partial_workers": "data_submission",
    "partial_wages": "data_submission",
    "in_arrears": "contribution_payment",
}
STAGES = ["verification"] * 5 + ["appeal"] * 3 + ["reprimand_1", "reprimand_2"]
TODAY = datetime.date.today()
NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
PAGE = 20_000

TABLES = {
    "employer": "id nib npwp code name match_name form kelurahan kecamatan place wlkp wlkp_on email "
    "closed head_office_confirmed sources origins changed next_change_on created_at",
    "assessment": "employer_id since ruleset verdict findings basis headcount registered enrolled inactive "
    "elsewhere city_funded state_funded self_funded dependant lapsed not_found in_grace unreadable shortfall "
    "coverage arrears_months arrears_amount missing_contribution participants_on contributions_on inputs",
    "cases": "id no employer_id case_type directive_id is_open stage round opened_on due_on",
    "outbox": "id employer_id kind reference recipient subject body_text body_html state demo queued_at "
    "not_before attempts sent_at",
    "session": "id_hash officer_id stage created_at seen_at expires_at agent",
    "officer": "id name email role created_at",
    "installation": "name value",
    "directive": "id name title body ladder valid_from",
}


class Sqlite:
    def __init__(self, path):
        self.db = sqlite3.connect(path, timeout=30)
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute("PRAGMA cache_size = -200000")

    def put(self, table, rows):
        columns = TABLES[table].split()
        marks = ",".join("?" * len(columns))
        rows = [[v.bytes if isinstance(v, uuid.UUID) else v for v in row] for row in rows]
        self.db.executemany(f"INSERT INTO {table} ({','.join(columns)}) VALUES ({marks})", rows)

    def one(self, query):
        row = self.db.execute(query).fetchone()
        return row and (uuid.UUID(bytes=row[0]) if isinstance(row[0], bytes) else row[0])

    def close(self):
        self.db.execute("ANALYZE")
        self.db.commit()
        self.db.close()


class Postgres:
    def __init__(self, url):
        self.url = url

    def psql(self, query, data=None):
        command = ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", self.url, "-c", query]
        return subprocess.run(command, input=data, capture_output=True, text=True, check=True).stdout.strip()

    def put(self, table, rows):
        def cell(value):
            return r"\N" if value is None else str(value)

        lines = "".join("\t".join(map(cell, row)) + "\n" for row in rows)
        self.psql(f"COPY {table} ({','.join(TABLES[table].split())}) FROM STDIN", lines)

    def one(self, query):
        return self.psql(query) or None

    def close(self):
        self.psql("ANALYZE")


def firm(n, dice):
    """Employer, assessment, and a case and a mail or nothing."""
    ident = uuid.UUID(int=(n * 7919 + 1) << 64 | 7 << 76 | dice.getrandbits(60) | 2 << 62)
    form = dice.choice(FORMS)
    middle = "".join(dice.choices(SYLLABLES, k=3)).capitalize()
    name = f"{form or 'Toko'} {dice.choice(FIRST)} {middle} {dice.choice(LAST)}"
    code, kelurahan, kecamatan = dice.choice(PLACES)
    verdict = dice.choice(VERDICTS)
    headcount = min(3_000, max(1, int(dice.paretovariate(0.9)) + dice.randrange(6)))
    email = f"hrd@firma-{n}.example" if dice.random() < 0.8 else None
    missing = 0
    findings = []
    if verdict == "unregistered":
        missing = headcount
        findings.append(verdict)
    elif verdict == "partial_workers":
        missing = dice.randint(1, headcount)
        findings.append(verdict)
    elif verdict in CASES:
        findings.append(verdict)
    if verdict != "closed":
        findings += [f for f in ("inactive_members", "city_funded", "state_funded") if dice.random() < 0.08]
        findings += [] if email else ["no_email"]
    unknown = verdict in ("unknown", "closed")
    count = None if unknown else headcount
    on = TODAY.isoformat()
    employer = (
        ident, f"{9_120_000_000_000 + n * 8_999_999 % 10**12:013}", None, 1_000_000 + n, name, name.upper(), form,
        kelurahan, kecamatan, code, headcount, on, email, verdict == "closed", False, "wlkp", "[]", False, None, NOW,
    )
    states = [None] * 9 if unknown else [headcount - missing, 0, 0, 0, 0, 0, 0, 0, missing]
    coverage = None if unknown else (headcount - missing) * 10_000 // headcount
    months = dice.randint(1, 9) if verdict == "in_arrears" else 0
    assessment = (
        ident, on, "2026.1", verdict, ";".join(findings), "none" if unknown else "roster", count,
        0 if unknown else headcount - missing, *states, None if unknown else 0, 0, 0 if unknown else missing, coverage,
        months, months * 41_500_000, missing * 19_000_000, on, on, "{}",
    )
    case = mail = None
    if verdict in CASES:
        stage = dice.choice(STAGES)
        due = TODAY + datetime.timedelta(days=dice.randint(-20, 20))
        case = (uuid.UUID(int=dice.getrandbits(128)), n + 1, ident, CASES[verdict], stage, 1, on, due.isoformat())
        if stage != "verification" and email:
            sent = NOW - datetime.timedelta(days=dice.randint(1, 90))
            mail = (
                uuid.UUID(int=dice.getrandbits(128)), ident, "appeal", f"K-{n:05}", email, "-", "-", "-", "sent",
                False, sent, sent, 1, sent,
            )
    return employer, assessment, case, mail


def main():
    target, count = sys.argv[1], int(sys.argv[2])
    db = Postgres(target) if target.startswith("postgres") else Sqlite(target)
    dice = random.Random(1)
    directive = db.one("SELECT id FROM directive")
    if directive is None:
        directive = uuid.UUID(int=1)
        db.put("directive", [(directive, "jkn", "JKN", "-", "city", TODAY.isoformat())])
    for start in range(0, count, PAGE):
        firms = [firm(n, dice) for n in range(start, min(start + PAGE, count))]
        db.put("employer", [f[0] for f in firms])
        db.put("assessment", [f[1] for f in firms])
        cases = [f[2] for f in firms if f[2]]
        db.put("cases", [(*c[:4], directive, True, *c[4:]) for c in cases])
        db.put("outbox", [f[3] for f in firms if f[3]])
        print(f"{start + len(firms):,} employers", file=sys.stderr)
    officer, token = uuid.UUID(int=2), hashlib.sha256(b"bench").hexdigest()
    db.put("officer", [(officer, "Contoh", "ukur@kota.example", "labour_officer", NOW)])
    id_hash = hashlib.sha256(token.encode()).hexdigest()
    later = NOW + datetime.timedelta(hours=12)
    db.put("session", [(id_hash, officer, "full", NOW, NOW, later, "bench")])
    db.put("installation", [("checked_on", TODAY.isoformat())])
    db.close()
    print(token)


if __name__ == "__main__":
    main()
