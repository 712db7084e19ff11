"""RapidFuzz: for each row of B the row of A whose name and kelurahan look most alike.

    by_rapidfuzz.py SCORER A B OUT      SCORER: token_sort_ratio or WRatio

WRatio takes half a minute for a thousand rows against twenty thousand, so it only chooses among
the twenty rows that token_sort_ratio likes best.
"""

import sys

import numpy
from rapidfuzz import fuzz, process

import lists

CHUNK = 200
CHOICES = 20


def main(scorer, a_path, b_path, out):
    a, b = lists.read(a_path), lists.read(b_path)
    text = lambda row: f"{row['form']} {row['name']} {row['kelurahan']}".strip()  # noqa: E731
    choices = [text(row) for row in a]
    found = []
    for start in range(0, len(b), CHUNK):
        rows = b[start : start + CHUNK]
        scores = process.cdist(
            [text(row) for row in rows],
            choices,
            scorer=fuzz.token_sort_ratio,
            dtype=numpy.float32,
            score_cutoff=40,
            workers=-1,
        )
        for row, theirs in zip(rows, scores):
            if scorer == "token_sort_ratio":
                best = theirs.argmax()
                score = theirs[best]
            else:
                near = numpy.argpartition(-theirs, CHOICES)[:CHOICES]
                score, best = max((fuzz.WRatio(text(row), choices[n]), n) for n in near)
            found.append((a[best]["id"], row["id"], round(float(score) / 100, 6)))
    lists.write(out, found)


main(*sys.argv[1:])
