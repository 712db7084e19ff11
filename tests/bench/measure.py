#!/usr/bin/env python3
"""Measures the program and its peers on one city, in turns; called by `run`.

    measure.py --patuh FILE --peer FILE --city FOLDER --scratch FOLDER --runs N [--engine NAME]…

Prints Markdown. Every command is a process of its own, timed from outside with its start, and
its peak memory is what the kernel says of it (wait4).
"""

import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DAY = "2026-11-02"
NOW = f"{DAY}T09:00:00+08:00"
KINDS = ("employers", "roster", "participants", "contributions")


class Sample:
    """What one process took, and what it said."""

    def __init__(self, command, accept=(0,)):
        with tempfile.TemporaryFile() as errors:
            begin = time.perf_counter()
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors)
            out = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = time.perf_counter() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in accept:
                errors.seek(0)
                sys.exit(f"{' '.join(map(str, command))}\n{errors.read().decode()}")
        self.mib = usage.ru_maxrss / 1024
        self.said = json.loads(out) if out.strip() else None


class Patuh:
    """The program on a data folder of its own."""

    def __init__(self, binary, data):
        shutil.rmtree(data, ignore_errors=True)
        self.start = [str(binary), "--data", str(data), "--at", NOW, "--json"]

    def run(self, *words, accept=(0,)):
        return Sample([*self.start, *map(str, words)], accept)

    def load(self, kind, path):
        # 3: some rows were rejected, the others are saved.
        return self.run("import", kind, path, "--as-of", DAY, accept=(0, 3))


def one_round(args, numbers, facts):
    """All commands once on a fresh database, then each peer once."""

    def note(key, sample):
        numbers.setdefault(key, []).append(sample.seconds)
        return sample

    patuh = Patuh(args.patuh, args.scratch / "data")
    peak, whole = 0, 0.0
    for kind in KINDS:
        sample = note(f"import {kind}", patuh.load(kind, args.files[kind]))
        facts.setdefault("rows", {})[kind] = sample.said["rows"]
        peak, whole = max(peak, sample.mib), whole + sample.seconds
    sample = note("check", patuh.run("check", "--as-of", DAY))
    facts["verdicts"] = sample.said["verdicts"]
    peak, whole = max(peak, sample.mib), whole + sample.seconds
    numbers.setdefault("import + check", []).append(whole)
    again = [
        note("check --full", patuh.run("check", "--as-of", DAY, "--full")),
        note("list", patuh.run("list", "--out", args.scratch / "list.json")),
    ]
    load = patuh.load("roster", args.scratch / "one.csv")
    again += [load, note("re-check", patuh.run("check", "--as-of", DAY))]
    facts["re-checked"] = again[-1].said["assessed"]
    numbers.setdefault("one roster + re-check", []).append(load.seconds + again[-1].seconds)
    numbers.setdefault("patuh MiB", []).append(max(peak, *(s.mib for s in again)))
    database = sum(f.stat().st_size for f in (args.scratch / "data").glob("patuh.db*"))
    facts["database MiB"] = database / 2**20
    for engine in args.engine:
        sample = note(engine, Sample([sys.executable, str(args.peer), args.city, DAY, engine]))
        numbers.setdefault(f"{engine} MiB", []).append(sample.mib)
        numbers.setdefault(f"{engine} check", []).append(sample.said["check_s"])
        facts[f"{engine} verdicts"] = sample.said["verdicts"]


def one_firm_fewer(roster, out):
    """A roster file with the first firm of several workers, less its last worker."""
    with open(roster, newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        header = next(rows)
        at, firm = header.index("nib"), []
        for row in rows:
            if firm and row[at] != firm[0][at]:
                if len(firm) > 1:
                    break
                firm = []
            firm.append(row)
    with open(out, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *firm[:-1]])


def seconds(value):
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|---" + "|---:" * (len(head) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def report(args, numbers, facts):
    median = {key: statistics.median(values) for key, values in numbers.items()}
    spread = {key: f"{min(v):.2f}–{max(v):.2f}" for key, v in numbers.items()}
    rows = facts["rows"]
    print(f"### {args.title}\n")
    print(f"{sum(rows.values()):,} rows; median of {args.runs} runs in turns, one process a command.\n")
    lines = []
    for kind in KINDS:
        took = median[f"import {kind}"]
        rate = f"{rows[kind] / took:,.0f} rows/s"
        lines.append([f"import {kind}, {rows[kind]:,} rows", seconds(took), spread[f"import {kind}"], rate])
    firms = sum(facts["verdicts"].values())
    for key, label, unit in (
        ("check", "first check", f"{firms / median['check']:,.0f} firms/s"),
        ("import + check", "**import + check**", ""),
        ("check --full", "full check again", f"{firms / median['check --full']:,.0f} firms/s"),
        ("re-check", f"re-check after one roster ({facts['re-checked']} firm)", ""),
        ("one roster + re-check", "the same with its import", ""),
        ("list", "`list`, all columns, JSON", f"{firms / median['list']:,.0f} lines/s"),
    ):
        lines.append([label, seconds(median[key]), spread[key], unit])
    lines.append(["peak memory", f"{median['patuh MiB']:.0f} MiB", spread["patuh MiB"], ""])
    lines.append(["database", f"{facts['database MiB']:.0f} MiB", "", ""])
    table(["Patuh", "median", "range", "rate"], lines)
    if not args.engine:
        return
    mine = median["import + check"]
    check = seconds(median["check --full"])
    lines = [["Patuh", seconds(mine), check, f"{median['patuh MiB']:.0f} MiB", "1.0"]]
    for engine in args.engine:
        took, memory = median[engine], median[f"{engine} MiB"]
        ratio = statistics.median(
            peer / own for peer, own in zip(numbers[engine], numbers["import + check"])
        )
        check = seconds(median[f"{engine} check"])
        lines.append([engine, seconds(took), check, f"{memory:.0f} MiB", f"{ratio:.1f}"])
    table(["files to verdicts", "whole", "check alone", "peak memory", "time ÷ Patuh"], lines)
    print(f"Verdicts: Patuh {json.dumps(facts['verdicts'])}", end="")
    for engine in args.engine:
        print(f"; {engine} {json.dumps(facts[f'{engine} verdicts'])}", end="")
    print(".\n")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--title", required=True)
    parser.add_argument("--patuh", type=Path, required=True)
    parser.add_argument("--peer", type=Path, required=True)
    parser.add_argument("--city", type=Path, required=True)
    parser.add_argument("--roster-csv", type=Path, required=True)
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--runs", type=int, required=True)
    parser.add_argument("--engine", action="append", default=[])
    return parser.parse_args()


def main():
    args = arguments()
    args.scratch.mkdir(parents=True, exist_ok=True)
    args.files = {kind: next(args.city.glob(f"{kind}.*")) for kind in KINDS}
    one_firm_fewer(args.roster_csv, args.scratch / "one.csv")
    numbers, facts = {}, {}
    for number in range(args.runs):
        print(f"{args.title}: run {number + 1} of {args.runs}", file=sys.stderr)
        one_round(args, numbers, facts)
    shutil.rmtree(args.scratch / "data", ignore_errors=True)
    report(args, numbers, facts)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
