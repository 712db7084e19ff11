"""Asks the list of employers for what officers ask it for, at a steady pace, and says how long the
answers took.

    drive.py URL COOKIE FIRMS [--rate 200] [--seconds 30] [--pid PID]

Requests leave at their appointed times, whether or not earlier ones have been answered, and each
is measured from its appointed time: a server that falls behind can't hide it.
"""

import argparse
import asyncio
import json
import random
import time
import urllib.parse
from collections import defaultdict

from fill import FIRST, LAST, SYLLABLES, firm

GROUPS = {
    "verdict": ["compliant", "unregistered", "partial_workers", "in_arrears", "partial_wages", "unknown", "closed"],
    "finding": ["inactive_members", "city_funded", "state_funded", "no_email", "unregistered"],
    "kecamatan": ["bontang-utara", "bontang-selatan", "bontang-barat"],
    "kelurahan": ["lok-tuan", "kanaan", "satimpo", "guntung", "belimbing", "none"],
    "size": ["1-9", "10-49", "50-99", "100", "none"],
    "form": ["pt", "cv", "ud", "koperasi", "yayasan", "none"],
    "stage": ["verification", "appeal", "reprimand_1", "reprimand_2", "none"],
    "email": ["yes", "no"],
    "contact": ["never", "recent", "earlier"],
}
SORTS = [f"{sign}{sort}" for sort in ("name", "shortfall", "headcount", "coverage", "due_on") for sign in ("", "-")]
ALL_COLUMNS = "verdict,registered,shortfall,stage,due_on,headcount,coverage,findings,form,kelurahan,nib,code,email,contact"
# What an index of one column would choke on: properties that exclude each other, orders whose
# beginning holds nobody that is meant, tiny sets out of large ones.
HARD = [
    {"verdict": "compliant", "finding": "unregistered"},
    {"verdict": "compliant", "sort": "-shortfall"},
    {"verdict": "unregistered", "sort": "-coverage"},
    {"size": "1-9", "sort": "-headcount"},
    {"size": "100", "form": "koperasi", "kelurahan": "kanaan", "stage": "reprimand_2"},
    {"contact": "never", "stage": "appeal", "sort": "due_on"},
    {"email": "no", "finding": "no_email", "sort": "-name"},
]


def ask(dice, ids):
    """The kind of a request, its query, and whether it is made while somebody types."""
    kind = dice.choices(["filter", "search", "page", "hard", "columns"], [30, 25, 20, 15, 10])[0]
    query = {}
    if kind == "hard":
        query = dict(dice.choice(HARD))
    else:
        for group in dice.sample(list(GROUPS), dice.randint(0, 3)):
            options = GROUPS[group]
            query[group] = ",".join(dice.sample(options, dice.randint(1, min(2, len(options)))))
        query["sort"] = dice.choice(SORTS)
    if kind == "search":
        query = {} if dice.random() < 0.5 else query
        query["q"] = dice.choice(
            [
                lambda: dice.choice(FIRST)[: dice.randint(1, 6)],
                lambda: dice.choice(FIRST) + " " + "".join(dice.choices(SYLLABLES, k=2))[: dice.randint(1, 4)],
                lambda: dice.choice(["pt", "cv", "ud"]) + " " + dice.choice(LAST)[: dice.randint(1, 4)],
                lambda: str(dice.randrange(10**12, 10**13))[: dice.randint(1, 8)],
                lambda: f"{1_000_000 + dice.randrange(len(ids)):08}"[: dice.randint(2, 8)],
            ]
        )()
    if kind == "page":
        query[dice.choice(["after", "after", "before"])] = f"er_{dice.choice(ids)}"
    if kind == "columns":
        query["cols"] = ALL_COLUMNS
    return kind, urllib.parse.urlencode(query), kind == "search"


class Line:
    """One connection that is kept open."""

    def __init__(self, host, port, cookie):
        self.host, self.port, self.cookie = host, port, cookie
        self.reader = None

    async def get(self, path, typing):
        if self.reader is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port, limit=1 << 22)
        head = f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nCookie: patuh_session={self.cookie}\r\n"
        head += "Accept-Encoding: gzip\r\n" + ("HX-Request: true\r\n" if typing else "") + "\r\n"
        self.writer.write(head.encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin1")
        status, size = int(head[9:12]), 0
        fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        if "content-length" in fields:
            size = len(await self.reader.readexactly(int(fields["content-length"])))
        else:
            while chunk := int(await self.reader.readline(), 16):
                size += len(await self.reader.readexactly(chunk + 2)) - 2
            await self.reader.readline()
        return status, size


async def drive(args):
    dice = random.Random(2)
    ids = [firm_id for firm_id in firm_ids(args.firms)]
    where = urllib.parse.urlsplit(args.url)
    idle = [Line(where.hostname, where.port, args.cookie) for _ in range(64)]
    took, sizes, wrong, late = defaultdict(list), [], [], 0
    tasks = set()

    async def one(due, kind, path, typing):
        nonlocal late
        line = idle.pop() if idle else Line(where.hostname, where.port, args.cookie)
        late = max(late, time.perf_counter() - due)
        status, size = await line.get(path, typing)
        took[kind].append((time.perf_counter() - due) * 1000)
        sizes.append(size)
        if status != 200:
            wrong.append((status, path))
        idle.append(line)

    warm = Line(where.hostname, where.port, args.cookie)
    begin = time.perf_counter()
    await warm.get("/employers", False)
    first = time.perf_counter() - begin
    total = args.rate * args.seconds
    start = time.perf_counter() + 0.2
    for number in range(total):
        due = start + number / args.rate
        kind, query, typing = ask(dice, ids)
        pause = due - time.perf_counter()
        if pause > 0:
            await asyncio.sleep(pause)
        task = asyncio.create_task(one(due, kind, f"/employers?{query}", typing))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    while tasks:
        await asyncio.wait(tasks)
    report(args, took, (sizes, wrong, late, first))


def firm_ids(count):
    dice = random.Random(1)
    for number in range(count):
        ident = firm(number, dice)[0][0]
        if number % max(1, count // 5_000) == 0:
            yield ident


def share(values, part):
    return round(sorted(values)[min(len(values) - 1, int(len(values) * part))], 1)


def report(args, took, measured):
    sizes, wrong, late, first = measured
    every = [ms for values in took.values() for ms in values]
    lines = {
        kind: {"n": len(values), "p50": share(values, 0.5), "p95": share(values, 0.95), "p99": share(values, 0.99)}
        for kind, values in [("all", every), *sorted(took.items())]
    }
    out = {
        "firms": args.firms,
        "rate": args.rate,
        "ms": lines,
        "max_ms": round(max(every), 1),
        "kB": round(sum(sizes) / len(sizes) / 1000, 1),
        "driver_late_ms": round(late * 1000, 1),
        "first_request_s": round(first, 2),
        "wrong": wrong[:3],
    }
    if args.pid:
        status = open(f"/proc/{args.pid}/status").read()
        out["peak_MB"] = int(status.split("VmHWM:")[1].split()[0]) // 1024
        user, system = open(f"/proc/{args.pid}/stat").read().rsplit(")", 1)[1].split()[11:13]
        out["cpu_s"] = (int(user) + int(system)) / 100
    print(json.dumps(out, indent=1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("cookie")
    parser.add_argument("firms", type=int)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--pid", type=int)
    asyncio.run(drive(parser.parse_args()))


if __name__ == "__main__":
    main()
