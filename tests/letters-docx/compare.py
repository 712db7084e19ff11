#!/usr/bin/env python3
"""compare.py KIND LETTER.pdf FROM-DOCX.pdf: whether two prints of one letter say the same.

Lines, cells and pages break elsewhere, and heads and feet come once on each page: every word of
the one must stand in the other, however its text is taken from the page.
"""

import re
import subprocess
import sys

# The frame for the emblem says less in the DOCX, and marks across the page are drawings there.
FREE = {"Garuda", "KONSEP", "CONTOH"}
PAGE_NUMBER = re.compile(r"^\s*-\s*\d+\s*-\s*$", re.MULTILINE)


def text(pdf, *how):
    said = subprocess.run(["pdftotext", *how, pdf, "-"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=True)
    return said.stdout.decode()


def print_of(pdf):
    """How many pages, the words, and all text without blanks, by column and by line."""
    by_line, by_column = text(pdf, "-layout"), text(pdf)
    words = PAGE_NUMBER.sub("", by_line.replace("\f", "\n")).split()
    whole = "".join((by_line + by_column).split())
    return by_line.count("\f"), words, whole


kind, *files = sys.argv[1:]
(pages, words, whole), (docx_pages, docx_words, docx_whole) = map(print_of, files)
faults = [f"in the PDF only: {w}" for w in words if w not in FREE and w not in docx_whole]
faults += [f"in the DOCX only: {w}" for w in docx_words if w not in FREE and w not in whole]
if abs(pages - docx_pages) > 1:
    faults.append("too many pages, or too few")
if not words or not docx_words:
    faults.append("a print is empty")
print(f"{kind}: {pages} and {docx_pages} pages" + "".join(f"\n  {fault}" for fault in faults[:9]))
sys.exit(bool(faults))
