"""Puts N waiting mails to N made-up firms into a database that `patuh migrate` has made. Their
wording is that of a mail of a demo city, with each firm's own name and code.

    fill.py DATABASE N DEMO_DATABASE
"""

import datetime
import json
import random
import sqlite3
import sys
import uuid


def template(path):
    """Subject, text and HTML of an appeal of the demo city, with marks for what is personal."""
    db = sqlite3.connect(path)
    subject, text, html, code, name = db.execute(
        "SELECT o.subject, o.body_text, o.body_html, o.reference, e.name FROM outbox o "
        "JOIN employer e ON e.id = o.employer_id WHERE o.kind = 'appeal' ORDER BY o.id LIMIT 1"
    ).fetchone()
    return [part.replace(name, "{name}").replace(code, "{code}") for part in (subject, text, html)]


def personal(parts, name, code):
    return [part.replace("{name}", name).replace("{code}", code) for part in parts]


def mails(parts, count):
    """Firm, address, subject, text and HTML of each mail."""
    dice = random.Random(7)
    for n in range(count):
        name = f"PT Contoh {dice.randrange(10**6):06} Jaya"
        yield (name, f"hrd@firma{n:06}.example", *personal(parts, name, f"K-{n:05}"))


def fill(path, count, parts):
    db = sqlite3.connect(path)
    # As the program writes instants.
    now = datetime.datetime(2026, 11, 20, 1, 0, tzinfo=datetime.timezone.utc).isoformat(" ")
    for n, (name, to, subject, text, html) in enumerate(mails(parts, count)):
        firm, mail = (uuid.UUID(int=(kind << 80) | n | 7 << 76 | 2 << 62).bytes for kind in (1, 2))
        db.execute(
            "INSERT INTO employer (id, name, match_name, email, closed, head_office_confirmed, sources, "
            "origins, changed, created_at) VALUES (?, ?, ?, ?, 0, 0, 'wlkp', '{}', 0, ?)",
            (firm, name, name.upper(), to, now),
        )
        db.execute(
            "INSERT INTO outbox (id, employer_id, kind, reference, recipient, subject, body_text, body_html, "
            "state, demo, queued_at, not_before, attempts, domain) "
            "VALUES (?, ?, 'appeal', ?, ?, ?, ?, ?, 'queued', 0, ?, ?, 0, ?)",
            (mail, firm, f"K-{n:05}", to, subject, text, html, now, now, to.split("@")[1]),
        )
    db.commit()
    db.close()


if __name__ == "__main__":
    if sys.argv[1] == "--parts":
        json.dump(template(sys.argv[2]), sys.stdout)
    else:
        fill(sys.argv[1], int(sys.argv[2]), template(sys.argv[3]))
