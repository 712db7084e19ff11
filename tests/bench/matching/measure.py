"""Runs Patuh and its peers on made-up lists and prints Markdown tables.

    measure.py quality --patuh FILE --lists FILE --work DIR [--firms N] [--others N]
                       [--noises A,B] [--seeds 1,2] [--identifiers] [--only-patuh]
    measure.py scale   --patuh FILE --lists FILE --work DIR [--sizes 100000,300000,1000000]
"""

import argparse
import csv
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
THRESHOLDS = (0.5, 0.9, 0.99, 0.999)


def run(command):
    """Seconds and the most memory (MiB) of a command and its children, timed from outside."""
    began = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return time.monotonic() - began, usage.ru_maxrss / 1024


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def make(args, firms, others, seed, noise):
    some = ["--identifiers"] if args.identifiers else []
    folder = Path(args.work) / f"{noise}-{seed}-{firms}-{others}{''.join(some)}"
    if not (folder / "b.csv").exists():
        command = [args.lists, "--firms", firms, "--others", others, "--seed", seed]
        run([*command, "--noise", noise, "--out", folder, *some])
    return folder


class Found:
    """What somebody found, beside the truth."""

    def __init__(self, path, truth):
        same = {row["b_id"]: row["a_id"] for row in truth}
        self.same = sum(1 for a in same.values() if a)
        self.pairs = [
            (float(row["probability"]), same[row["b_id"]] == row["a_id"], row.get("status", ""))
            for row in rows(path)
        ]
        self.pairs.sort(key=lambda pair: -pair[0])

    def at(self, keep):
        """Precision and recall of the pairs that `keep` takes."""
        kept = [right for probability, right, status in self.pairs if keep(probability, status)]
        return (sum(kept) / len(kept) if kept else 1.0), sum(kept) / max(1, self.same)

    def curve(self):
        """Precision and recall after each probability, the highest first."""
        right = 0
        for nth, (probability, is_right, _) in enumerate(self.pairs, 1):
            right += is_right
            if nth == len(self.pairs) or self.pairs[nth][0] < probability:
                yield right / nth, right / max(1, self.same)

    def best_f1(self):
        return max((2 * p * r / (p + r) for p, r in self.curve() if p + r), default=0.0)

    def recall_at(self, precision):
        return max((r for p, r in self.curve() if p >= precision), default=0.0)


def engines(args, folder):
    a, b = folder / "a.csv", folder / "b.csv"
    peer = lambda *words: [sys.executable, *words]  # noqa: E731
    out = lambda name: folder / f"found-{name}.csv"  # noqa: E731
    yield "Patuh", [args.patuh, "match", a, b, "--out", out("patuh")], out("patuh")
    if args.only_patuh:
        return
    splink = peer(HERE / "by_splink.py", a, b, out("splink"))
    yield "splink", splink, out("splink")
    for scorer in ("token_sort_ratio", "WRatio"):
        fuzz = peer(HERE / "by_rapidfuzz.py", scorer, a, b, out(scorer))
        yield f"rapidfuzz {scorer}", fuzz, out(scorer)


def pair(precision_and_recall):
    precision, recall = precision_and_recall
    return f"{precision:.4f} / {recall:.3f}"


def quality(args):
    some = "some identifiers, 3 % of them wrong" if args.identifiers else "no identifiers"
    print(f"Precision / recall, {args.firms:,} × about {args.others:,} rows, {some}.\n")
    at = " | ".join(f"≥ {threshold}" for threshold in THRESHOLDS)
    print(f"| noise, seed | by | probable | {at} | best F1 | recall at precision ≥ 0.999 | s | MiB |")
    print("|---|---|" + "---|" * (len(THRESHOLDS) + 5))
    for noise in args.noises.split(","):
        for seed in args.seeds.split(","):
            folder = make(args, args.firms, args.others, seed, noise)
            truth = list(rows(folder / "truth.csv"))
            for name, command, path in engines(args, folder):
                seconds, memory = run(command)
                found = Found(path, truth)
                usable = ("probable", "confirmed")
                probable = (
                    pair(found.at(lambda _, status: status in usable)) if name == "Patuh" else ""
                )
                cells = [
                    pair(found.at(lambda probability, _, least=least: probability >= least))
                    for least in THRESHOLDS
                ]
                cells += [f"{found.best_f1():.4f}", f"{found.recall_at(0.999):.3f}"]
                cells += [f"{seconds:.1f}", f"{memory:.0f}"]
                print(f"| {noise}, {seed} | {name} | {probable} | {' | '.join(cells)} |", flush=True)
    print()


def scale(args):
    print("`patuh match` on growing lists (noise `mixed`, seed 1), the second a fifth of the first.\n")
    print("| rows | s | µs a row | peak MiB | probable: precision / recall |")
    print("|---|---|---|---|---|")
    for firms in map(int, args.sizes.split(",")):
        folder = make(args, firms, firms // 5, 1, "mixed")
        out = folder / "found-patuh.csv"
        command = [args.patuh, "match", folder / "a.csv", folder / "b.csv", "--out", out]
        seconds, memory = run(command)
        truth = list(rows(folder / "truth.csv"))
        found = Found(out, truth)
        probable = pair(found.at(lambda _, status: status in ("probable", "confirmed")))
        both = firms + len(truth)
        print(
            f"| {firms:,} × {len(truth):,} | {seconds:.1f} | {seconds / both * 1e6:.0f} "
            f"| {memory:.0f} | {probable} |",
            flush=True,
        )
    print()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["quality", "scale"])
    parser.add_argument("--patuh", required=True)
    parser.add_argument("--lists", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--firms", type=int, default=20_000)
    parser.add_argument("--others", type=int, default=8_000)
    parser.add_argument("--noises", default="registry,clerk,typist,ocr,spreadsheet,bpjs,foreign,mixed")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--sizes", default="100000,300000,1000000")
    parser.add_argument("--only-patuh", action="store_true")
    parser.add_argument("--identifiers", action="store_true")
    args = parser.parse_args()
    {"quality": quality, "scale": scale}[args.what](args)


main()
