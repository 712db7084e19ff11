#!/usr/bin/env python3
"""The same letters by others: peer.py typst|weasyprint|docxtpl FOLDER COUNT PROCESSES

FOLDER holds what `run` puts there: what the letters print (letters.jsonl), the program's template
(letters.typ, letter.typ), its fonts, the emblem, and its first letter as DOCX.
"""

import io
import json
import multiprocessing
import re
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy
import zxingcpp

HERE = Path(__file__).parent


def code_of(address):
    """The QR code of an address."""
    return zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")


def drawn(address):
    """The same as SVG."""
    svg = code_of(address).to_svg(add_quiet_zones=False)
    return re.sub(r'width="(\d+)" height="(\d+)"', r'viewBox="0 0 \1 \2"', svg[svg.index("<svg") :], count=1)


def pixels(address):
    """The same as grey pixels, four a module's side; and how many there are in a row."""
    rows = numpy.array(code_of(address).to_image(scale=4, add_quiet_zones=False))
    return rows.tobytes(), len(rows)


def letters(folder, first, count, step):
    """One process's part of the letters."""
    with open(folder / "letters.jsonl", encoding="utf-8") as lines:
        for no, line in zip(range(count), lines):
            if no % step == first:
                yield no, json.loads(line)


def typst(folder, mine):
    """Typst itself, by its Python package: the program's template, values and standards."""
    import typst

    with tempfile.TemporaryDirectory() as root:
        for name in ("letters.typ", "letter.typ", "emblem.svg"):
            shutil.copy(folder / name, root)
        press = typst.Compiler(
            Path(root) / "letters.typ",
            root=root,
            font_paths=[folder / "fonts"],
            ignore_system_fonts=True,
        )
        (Path(root) / "letters.json").write_text('["letter-0.json"]')
        for no, letter in mine:
            picture, side = pixels(letter["verify_url"])
            (Path(root) / "qr-0").write_bytes(picture)
            letter |= {
                "title": f"{letter['subject']} - {letter['case_code']}",
                "author": letter["head"]["name"],
                "emblem": "emblem.svg",
                "qr": {"file": "qr-0", "side": side},
                "open": None,
            }
            (Path(root) / "letter-0.json").write_text(json.dumps(letter))
            yield no, press.compile(format="pdf", pdf_standards=["a-2b", "ua-1"])


def weasyprint(folder, mine):
    """WeasyPrint, of HTML with the same text on the same pages."""
    import jinja2
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    loader = jinja2.FileSystemLoader(HERE)
    template = jinja2.Environment(loader=loader, autoescape=True).get_template("letter.html")
    fonts, pictures = FontConfiguration(), {}
    style = weasyprint.CSS(HERE / "letter.css", base_url=str(folder) + "/", font_config=fonts)
    for no, letter in mine:
        page = template.render(letter=letter, qr=drawn(letter["verify_url"]))
        page = weasyprint.HTML(string=page, base_url=str(folder) + "/")
        yield no, page.write_pdf(
            stylesheets=[style], font_config=fonts, cache=pictures, pdf_variant="pdf/a-2b", pdf_tags=True
        )


def docxtpl(folder, mine):
    """docxtpl, with the program's first letter for its template; the QR code stays as it is."""
    from docxtpl import DocxTemplate

    made = io.BytesIO()
    with zipfile.ZipFile(folder / "letter.docx") as old:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.namelist():
                data = old.read(part)
                if part.endswith(".xml") and part.startswith("word/"):
                    data = places(data.decode()).encode()
                new.writestr(part, data)
    source = made.getvalue()
    for no, letter in mine:
        docx = DocxTemplate(io.BytesIO(source))
        figures = letter["annex"]["figures"]
        docx.render(
            {
                "no": no,
                "case": letter["case_code"],
                "number": letter["number"],
                "workers": figures[0]["value"],
                "code": letter["code"],
            }
        )
        made = io.BytesIO()
        docx.save(made)
        yield no, made.getvalue()


def places(text):
    """The first letter's text with its places."""
    text = text.replace("${ttd}", "ttd")
    for value, place in (
        ("CV Contoh Sentosa 0", "CV Contoh Sentosa {{ no }}"),
        ("500.15.14.1/00000/Disnaker", "{{ number }}"),
        ("K-00000", "{{ case }}"),
        ("7K2M9-00000", "{{ code }}"),
        ("11 orang", "{{ workers }} orang"),
        (">11<", ">{{ workers }}<"),
    ):
        text = text.replace(value, place)
    return text


def work(job):
    peer, folder, first, count, step = job
    size = 0
    for no, letter in peer(folder, letters(folder, first, count, step)):
        size += len(letter)
        if no == 0:
            end = "docx" if peer is docxtpl else "pdf"
            (folder / f"{peer.__name__}.{end}").write_bytes(letter)
    return size


def main():
    peer = {"typst": typst, "weasyprint": weasyprint, "docxtpl": docxtpl}[sys.argv[1]]
    folder, count, processes = Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    with multiprocessing.Pool(processes) as pool:
        jobs = [(peer, folder, first, count, processes) for first in range(processes)]
        print(json.dumps({"letters": count, "bytes": sum(pool.map(work, jobs, chunksize=1))}))


if __name__ == "__main__":
    main()
