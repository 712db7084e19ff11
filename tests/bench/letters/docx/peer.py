#!/usr/bin/env python3
"""The same letters with docxtpl: peer.py LETTER.docx COUNT PROCESSES

The template is the program's own first letter with a place for the firm and one for the code, so
that both write the same text, styles and pictures.
"""

import io
import json
import multiprocessing
import sys
import time
import zipfile

from docxtpl import DocxTemplate


def template(letter):
    """The letter with its places, as bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(letter) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "word/document.xml":
                text = data.decode().replace("${ttd}", "ttd")
                text = text.replace("CV Contoh Sentosa 0", "CV Contoh Sentosa {{ no }}")
                data = text.replace("K-00000", "{{ code }}").encode()
            new.writestr(part, data)
    return made.getvalue()


def write(job):
    source, first, count, step = job
    size = 0
    for no in range(first, count, step):
        letter = DocxTemplate(io.BytesIO(source))
        letter.render({"no": no, "code": f"K-{no:05}"})
        made = io.BytesIO()
        letter.save(made)
        size += len(made.getvalue())
    return size


def main():
    letter, count, processes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    source = template(letter)
    begin = time.perf_counter()
    with multiprocessing.Pool(processes) as pool:
        jobs = [(source, first, count, processes) for first in range(processes)]
        size = sum(pool.map(write, jobs))
    seconds = time.perf_counter() - begin
    print(json.dumps({"letters": count, "seconds": round(seconds, 3), "bytes": size}))


if __name__ == "__main__":
    main()
