"""The two lists as the peers get them: cleaned by the same few rules an analyst would write."""

import csv
import re

FORMS = {
    "PT": "PT", "PERSERO": "PT", "CV": "CV", "UD": "UD", "TOKO": "UD", "TK": "UD", "TB": "UD",
    "KOPERASI": "KOP", "KOP": "KOP", "KOPKAR": "KOP", "KSP": "KOP", "YAYASAN": "YAY", "YAY": "YAY",
    "YYS": "YAY", "FOUNDATION": "YAY", "COOPERATIVE": "KOP", "STORE": "UD", "LTD": "PT",
    "FIRMA": "FA", "FA": "FA", "PERUMDA": "PD", "PD": "PD",
}  # fmt: skip
DROPPED = {"TBK", "CO"}
ABBREVIATIONS = {
    "RS": "RUMAH SAKIT", "RSIA": "RUMAH SAKIT IBU DAN ANAK", "RM": "RUMAH MAKAN",
    "WM": "WARUNG MAKAN", "SMK": "SEKOLAH MENENGAH KEJURUAN", "PONPES": "PONDOK PESANTREN",
    "APOTIK": "APOTEK", "INTL": "INTERNASIONAL", "INTERNATIONAL": "INTERNASIONAL",
    "CAB": "CABANG", "GN": "GUNUNG", "GNG": "GUNUNG", "TJ": "TANJUNG", "II": "2", "III": "3",
}  # fmt: skip
HEADINGS = {
    "nama": ("nama", "Nama Badan Usaha"),
    "bentuk": ("bentuk",),
    "alamat": ("alamat", "Alamat"),
    "kelurahan": ("kelurahan",),
    "telepon": ("telepon", "No Telp"),
    "email": ("email",),
}


def words(text):
    text = text.upper().replace("&", " DAN ").replace("'", "")
    text = re.sub(r"\b([A-Z])\.([A-Z])\.?(?=\W|$)", r"\1\2", text)
    text = text.replace("USAHA DAGANG", "UD").replace("PERUSAHAAN UMUM DAERAH", "PERUMDA")
    found = re.findall(r"[A-Z0-9]+", text)
    return [part for word in found for part in ABBREVIATIONS.get(word, word).split()]


def clean(row):
    cell = {
        name: next((row[h].strip() for h in headings if row.get(h)), "")
        for name, headings in HEADINGS.items()
    }
    name = words(cell["nama"])
    form = next((FORMS[w] for w in words(cell["bentuk"]) + name if w in FORMS), "")
    bare = [w for w in name if w not in FORMS and w not in DROPPED] or name
    place = words(cell["kelurahan"])
    address = words(cell["alamat"])
    address = [w for w in address if w not in ("JL", "JLN", "JALAN", "GG", "GANG", "NO", "NOMOR")]
    numbers = [w.lstrip("0") for w in address if w.isdigit()]
    street = [w for w in address if not w.isdigit() and w not in ("RT", "RW")]
    phone = re.sub(r"\D", "", re.split(r"[/;,]", cell["telepon"])[0])
    return {
        "id": row["id"],
        "name": " ".join(bare),
        "name_sorted": " ".join(sorted(bare)),
        "first": bare[0] if bare else "",
        "last": bare[-1] if bare else "",
        "form": form,
        "street": " ".join(street),
        "number": numbers[0] if numbers else "",
        "kelurahan": " ".join(w for w in place if w not in ("KEL", "KELURAHAN")),
        "phone": phone[-9:],
        "email": re.split(r"[;,]", cell["email"].lower())[0].strip(),
    }


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        separator = ";" if ";" in file.readline() else ","
        file.seek(0)
        return [clean(row) for row in csv.DictReader(file, delimiter=separator)]


def write(path, pairs):
    """`pairs`: (a_id, b_id, probability or score)."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["a_id", "b_id", "probability"])
        out.writerows(pairs)
