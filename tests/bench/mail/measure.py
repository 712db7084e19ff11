"""Hands mails to one smtp-sink by several senders, one after another, and prints a table.

    measure.py PATUH WORK_FOLDER      (see run)
"""

import datetime
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import fill

HERE = Path(__file__).resolve().parent
PATUH, WORK = sys.argv[1], Path(sys.argv[2])
MAILS = int(os.environ.get("MAILS", "10000"))
LANES = int(os.environ.get("LANES", "8"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
# What is aimed at: mails a second, as a multiple of nodemailer's; seconds until 95 % of a batch
# are taken; the most memory of a process.
TIMES_NODEMAILER, SECONDS, MEGABYTES = 5, 10, 80


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Sink:
    """Postfix's smtp-sink, which takes everything."""

    def __enter__(self):
        self.port = free_port()
        user = ["-u", "nobody"] if os.getuid() == 0 else []
        command = ["smtp-sink", *user, f"127.0.0.1:{self.port}", "1000"]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return self
            except OSError:
                time.sleep(0.02)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def settings(port, keys=()):
    env = {k: v for k, v in os.environ.items() if not k.startswith("PATUH")}
    env.pop("DATABASE_URL", None)
    mail = {"TRANSPORT": "smtp", "HOST": "127.0.0.1", "PORT": port, "TLS": "none", "TRIAL": "off",
            "WINDOW": "off", "CHECK_DOMAINS": "off", "CONNECTIONS": LANES}
    env |= {f"PATUH__MAIL__{k}": str(v) for k, v in mail.items()}
    env |= {f"PATUH__MAIL__DKIM__{k.upper()}_KEY_FILE": str(WORK / f"{k}.pem") for k in keys}
    return env


def office(name, mails):
    """A data folder with so many mails that wait; made once and copied."""
    full = WORK / f"full-{mails}"
    if not full.exists():
        subprocess.run([PATUH, "--data", full, "migrate"], env=settings(1), check=True, capture_output=True)
        fill.fill(full / "patuh.db", mails, json.loads((WORK / "parts.json").read_text()))
    place = WORK / name
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(full, place)
    return place


def patuh(sink, keys=()):
    """Seconds and most MB of one `mail send` from its start to its end."""
    place = office("send", MAILS)
    command = [PATUH, "--data", place, "mail", "send", "--json", "--at", "2026-11-23T01:00:00Z"]
    began = time.monotonic()
    process = subprocess.Popen(command, env=settings(sink.port, keys), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    report = json.loads(out)
    assert status == 0 and report["sent"] == MAILS, report
    db = sqlite3.connect(place / "patuh.db")
    recorded = db.execute("SELECT COUNT(*) FROM delivery_attempt WHERE outcome = 'taken' AND sha256 <> ''").fetchone()
    assert recorded == (MAILS,), recorded
    return seconds, usage.ru_maxrss * 1024 / 1e6


def nodemailer(sink):
    command = ["node", HERE / "pool.mjs", str(sink.port), str(LANES), str(MAILS), WORK / "parts.json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return json.loads(out)["seconds"], usage.ru_maxrss * 1024 / 1e6


def smtp_source(sink):
    size = sum(len(part.encode()) for part in json.loads((WORK / "parts.json").read_text()))
    command = ["smtp-source", "-d", "-s", str(LANES), "-m", str(MAILS), "-l", str(size), "-f", "jkn@kota.example",
               "-t", "hrd@firma.example", f"127.0.0.1:{sink.port}"]
    began = time.monotonic()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return time.monotonic() - began, usage.ru_maxrss * 1024 / 1e6


def resident(pid):
    """MB that a process holds, at most until now and now, and what of it now is not a file's."""
    status = Path(f"/proc/{pid}/status").read_text()
    return [int(status.split(f"{key}:")[1].split()[0]) * 1024 / 1e6 for key in ("VmHWM", "VmRSS", "RssAnon")]


def batch(sink, mails):
    """When `serve` had handed over 95 % and all of a batch after its window opened; its memory at
    most, and before anything was sent, each with what of it is not a file's."""
    place = office("serve", mails)
    env = settings(sink.port) | {"PATUH__MAIL__WINDOW": "on"}
    # The program beats with the minutes of the machine; the rehearsal's are made to agree.
    while datetime.datetime.now().second != 50:
        time.sleep(0.02)
    command = [PATUH, "--data", place, "serve", "--listen", f"127.0.0.1:{free_port()}", "--at", "2026-11-22T23:59:50Z"]
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    db = sqlite3.connect(f"file:{place}/patuh.db?mode=ro", uri=True)
    began, looked, sent, own, idle = time.monotonic(), 0, 0, 0, (0, 0)
    while sent < mails and time.monotonic() < began + 120:
        time.sleep(0.02)
        most, now, anonymous = resident(process.pid)
        own = max(own, anonymous)
        if time.monotonic() - looked > 0.5:
            (sent,) = db.execute("SELECT COUNT(*) FROM outbox WHERE state = 'sent'").fetchone()
            looked = time.monotonic()
        # The window opens ten seconds after the start.
        if time.monotonic() < began + 9:
            idle = (now, anonymous)
    most, _, _ = resident(process.pid)
    process.send_signal(signal.SIGTERM)
    process.wait()
    opened = datetime.datetime(2026, 11, 23, 0, 0, tzinfo=datetime.timezone.utc)
    rows = db.execute("SELECT at FROM delivery_attempt WHERE outcome = 'taken' ORDER BY at").fetchall()
    times = [(datetime.datetime.fromisoformat(at) - opened).total_seconds() for (at,) in rows]
    assert len(times) == mails, len(times)
    return times[int(mails * 0.95) - 1], times[-1], (most, own), idle


def load():
    return os.getloadavg()[0]


def main():
    contestants = {
        "Patuh, no DKIM": patuh,
        "Patuh, Ed25519": lambda sink: patuh(sink, ["ed25519"]),
        "Patuh, RSA-2048": lambda sink: patuh(sink, ["rsa"]),
        "nodemailer's pool (nothing recorded)": nodemailer,
        "smtp-source (one text, nothing recorded)": smtp_source,
    }
    best = {}
    for _ in range(ROUNDS):
        for name, send in contestants.items():
            with Sink() as sink:
                best.setdefault(name, []).append((*send(sink), load()))
    print(f"{MAILS} mails, {LANES} connections, {ROUNDS} rounds in turn; the middle one of each.\n")
    print("| sender | s | mails/s | most memory, MB | load |\n|---|---|---|---|---|")
    middle = {name: sorted(runs)[len(runs) // 2] for name, runs in best.items()}
    for name, (seconds, memory, busy) in middle.items():
        print(f"| {name} | {seconds:.2f} | {MAILS / seconds:.0f} | {memory:.0f} | {busy:.1f} |")
    with Sink() as sink:
        in_time, last, (most, own), (idle, idle_own) = batch(sink, 5_000)
    print(f"\nA batch for 5,000 firms after its window opened: 95 % after {in_time:.1f} s, all after {last:.1f} s "
          f"(load {load():.1f}). `serve` held {idle:.0f} MB before it ({idle_own:.0f} of them its own, the rest pages "
          f"of the program's file) and {most:.0f} MB at most ({own:.0f} its own).\n")
    ours = middle["Patuh, no DKIM"][0]
    theirs = middle["nodemailer's pool (nothing recorded)"][0]
    sending = max(memory for name, runs in best.items() if name.startswith("Patuh") for _, memory, _ in runs)
    print("| aim | found | holds |\n|---|---|---|")
    for aim, found, holds in [
        (f"at least {TIMES_NODEMAILER} × nodemailer", f"{theirs / ours:.1f} ×", theirs / ours >= TIMES_NODEMAILER),
        (f"95 % of 5,000 within {SECONDS} s", f"{in_time:.1f} s", in_time <= SECONDS),
        (f"`serve` under {MEGABYTES} MB", f"{most:.0f} MB", most < MEGABYTES),
        (f"`mail send` under {MEGABYTES} MB", f"{sending:.0f} MB", sending < MEGABYTES),
    ]:
        print(f"| {aim} | {found} | {'yes' if holds else '**no**'} |")


main()
