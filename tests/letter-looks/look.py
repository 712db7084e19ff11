"""Compares set letters with their references, and looks into their files.

    look.py FOLDER PICTURES KIND…   (see run)
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
from PIL import Image, ImageChops, ImageFilter

FOLDER, PICTURES, KINDS = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
PAGES = Path(__file__).parent / "pages"
UPDATE = bool(os.environ.get("UPDATE"))
# A dot may differ by so much, of 255, after a blur that evens out anti-aliasing; more than that
# many dots of a page may not.
MOST_DIFFERENCE = 40
MOST_DOTS = 4


def said(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def same_pages(kind):
    found = sorted(FOLDER.glob(f"{kind}-*.png"))
    if UPDATE:
        for old in PAGES.glob(f"{kind}-*.png"):
            old.unlink()
        for page in found:
            # Sixteen greys are enough to compare, and small.
            grey = Image.open(page).convert("L").point(lambda v: round(v / 17) * 17)
            grey.save(PAGES / page.name, optimize=True)
    known = sorted(PAGES.glob(f"{kind}-*.png"))
    names = [page.name for page in found]
    assert names and names == [page.name for page in known], f"pages {names}, known {len(known)}"
    for page, reference in zip(found, known):
        now, then = (Image.open(one).convert("L") for one in (page, reference))
        blurred = (one.filter(ImageFilter.BoxBlur(1)) for one in (now, then))
        assert now.size == then.size, f"{page.name}: {now.size}, known {then.size}"
        histogram = ImageChops.difference(*blurred).histogram()
        dots = sum(histogram[MOST_DIFFERENCE:])
        if dots > MOST_DOTS:
            PICTURES.mkdir(parents=True, exist_ok=True)
            shutil.copy(page, PICTURES / page.name)
            raise AssertionError(f"{page.name}: {dots} dots differ; see {PICTURES / page.name}")


def same_text(kind):
    now = (FOLDER / f"{kind}.txt").read_text()
    reference = PAGES / f"{kind}.txt"
    if UPDATE:
        reference.write_text(now)
    # How wide a gap is depends on the tool's version.
    words = lambda text: [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    now, then = words(now), words(reference.read_text())
    for a, b in zip(now, then):
        assert a == b, f"reads {a!r}, meant {b!r}"
    assert len(now) == len(then), f"{len(now)} lines, meant {len(then)}"


def marked(kind):
    pages = (FOLDER / f"{kind}.txt").read_text().split("\f")
    pages = [page for page in pages if page.strip()]
    for page in pages:
        for word in ("KONSEP", "CONTOH", "Kode surat 7K2M9-QXA4T"):
            assert word in page, f"a page without {word}"


def qr_on_every_page(kind):
    scans = sorted(FOLDER.glob(f"scan-{kind}-*.png"))
    for scan in scans:
        code = said("zbarimg", "-q", "--raw", str(scan)).strip()
        assert code == "https://patuh.kota.example/verify/7K2M9-QXA4T", code


def fonts_embedded(kind):
    lines = said("pdffonts", str(FOLDER / f"{kind}.pdf")).splitlines()[2:]
    assert lines, "no fonts"
    for line in lines:
        embedded = line.split()[-5]
        assert embedded == "yes", line


def tagged(kind):
    info = said("pdfinfo", str(FOLDER / f"{kind}.pdf"))
    assert re.search(r"^Tagged: +yes", info, re.M), "not tagged"
    assert re.search(r"^Title: +\S", info, re.M), "no title"
    tree = said("pdfinfo", "-struct-text", str(FOLDER / f"{kind}.pdf"))
    assert "Nomor" in tree or "NOMOR" in tree, "the tree does not hold the text"


def archivable(kind):
    with pikepdf.open(FOLDER / f"{kind}.pdf") as pdf:
        assert not pdf.is_encrypted
        metadata = pdf.open_metadata()
        assert metadata.pdfa_status == "2B", metadata.pdfa_status
        intents = list(pdf.Root.OutputIntents)
        assert [str(one.S) for one in intents] == ["/GTS_PDFA1"]
        assert "/DestOutputProfile" in intents[0]
        assert str(pdf.Root.Lang).startswith("id")
        assert pdf.Root.MarkInfo.Marked
        for object in pdf.objects:
            if not isinstance(object, (pikepdf.Dictionary, pikepdf.Stream)):
                continue
            kind_of = object.get("/Type")
            assert kind_of != "/EmbeddedFile" and "/JS" not in object and "/AA" not in object
            if kind_of == "/FontDescriptor":
                files = ("/FontFile", "/FontFile2", "/FontFile3")
                assert any(name in object for name in files), "a font is not embedded"
            if object.get("/Subtype") == "/Image":
                assert not object.get("/Interpolate", False), "an image is interpolated"


def accessible(kind):
    command = ["-m", "pdfua", "check", "--format", "json", "--min-severity", "error"]
    run = subprocess.run(
        [sys.executable, *command, str(FOLDER / f"{kind}.pdf")], capture_output=True, text=True
    )
    report = json.loads(run.stdout)
    assert report["summary"]["rules_run"] >= 11, report["summary"]
    wrong = [(one["rule_id"], one["message"]) for one in report["findings"]]
    assert not wrong, wrong


PAGES.mkdir(exist_ok=True)
passed = failed = 0
for kind in KINDS:
    for look in (
        same_pages,
        same_text,
        marked,
        qr_on_every_page,
        fonts_embedded,
        tagged,
        archivable,
        accessible,
    ):
        try:
            look(kind)
            passed += 1
        except AssertionError as fault:
            failed += 1
            print(f"FAILED {kind} {look.__name__}: {fault}")
print(f"test result: {passed} passed; {failed} failed")
sys.exit(failed > 0)
