#!/usr/bin/env python3
"""What an analyst would write instead: read the four files, give each employer a verdict.

    peer.py FOLDER DATE pandas|duckdb

FOLDER holds employers, roster, participants and contributions, each as .csv or .xlsx with the
canonical column names. Prints one JSON document: seconds to read, seconds to reconcile, counts
by verdict.

It is a floor for the work and not a model of it. It knows one of the identifiers, no head offices,
no headcounts, no wages, no due dates; it validates nothing, hides no NIK, remembers nothing and
explains nothing.
"""

import json
import sys
import time
from pathlib import Path

KINDS = ("employers", "roster", "participants", "contributions")
GRACE_DAYS = 30

# A worker's state as a rank, the best first; from MISSING on somebody should be enrolled and isn't.
ENROLLED, INACTIVE, ELSEWHERE, MISSING = 1, 2, 3, 4
CITY, STATE, SELF, OTHER, NOBODY = 4, 5, 6, 8, 9


def locate(folder):
    def one(kind):
        for ending in ("csv", "xlsx"):
            path = folder / f"{kind}.{ending}"
            if path.exists():
                return path
        raise SystemExit(f"{folder} holds no {kind}.csv and no {kind}.xlsx")

    return {kind: one(kind) for kind in KINDS}


class Pandas:
    def read(self, paths):
        import pandas

        self.pd = pandas
        frames = []
        for kind in KINDS:
            take = pandas.read_csv if paths[kind].suffix == ".csv" else pandas.read_excel
            frames.append(take(paths[kind], dtype=str))
        self.employers, self.roster, self.participants, self.contributions = frames

    def check(self, day):
        employers = self.employers.assign(employer=range(len(self.employers))).set_index("employer")
        states = self.worker_states(employers, self.pd.Timestamp(day))
        missing = states[states >= MISSING].groupby("employer").size()
        members = self.members
        registered = members[(members["seg"] == "PPUBU") & members["main"]].groupby("kode_bu").size()
        bills = self.contributions
        short = bills[self.pd.to_numeric(bills["dibayar"]) < self.pd.to_numeric(bills["tagihan"])]
        arrears = short.groupby("kode_bu").size()

        code = employers["kode_bu"]
        verdict = self.pd.Series("compliant", index=employers.index)
        verdict[code.map(arrears).fillna(0) > 0] = "in_arrears"
        verdict[missing.reindex(employers.index).fillna(0) > 0] = "partial_workers"
        verdict[code.map(registered).fillna(0) == 0] = "unregistered"
        return {name: int(n) for name, n in verdict.value_counts().items()}

    def worker_states(self, employers, day):
        """The best rank of each due worker at each employer."""
        pd = self.pd
        known = employers.reset_index()[["employer", "nib", "kode_bu"]].dropna(subset=["nib"])
        roster = self.roster.merge(known, on="nib")
        begin = pd.to_datetime(roster["tanggal_masuk"])
        end = pd.to_datetime(roster["tanggal_keluar"])
        due = roster[(begin < day - pd.Timedelta(days=GRACE_DAYS)) & ~(end <= day)]
        people = self.participants
        self.members = members = pd.DataFrame(
            {
                "nik": people["nik"],
                "kode_bu": people["kode_bu"],
                "seg": people["segmen"].str.upper().str.replace(r"[^A-Z]", "", regex=True),
                "active": people["status"].str.upper() == "AKTIF",
                "main": people["pisa"] == "1",
            }
        )
        due = due[["employer", "nik", "kode_bu"]]
        j = due.merge(members, on="nik", how="left", suffixes=("", "_p"), indicator=True)
        found, active, main = j["_merge"] == "both", j["active"].eq(True), j["main"].eq(True)
        seg = j["seg"].fillna("")
        own = main & (seg == "PPUBU") & j["kode_bu_p"].notna() & (j["kode_bu_p"] == j["kode_bu"])
        rank = pd.Series(NOBODY, index=j.index)
        # From the worst to the best, so that the best stays.
        for state, holds in (
            (OTHER, found),
            (SELF, active & (seg == "PBPU")),
            (STATE, active & seg.str.startswith("PBIJK")),
            (CITY, active & (seg == "PBPUPEMDA")),
            (ELSEWHERE, active & main & seg.str.startswith("PPU")),
            (INACTIVE, own & ~active),
            (ENROLLED, own & active),
        ):
            rank[holds] = state
        return j.assign(rank=rank).groupby(["employer", "nik"])["rank"].min()


class DuckDb:
    def read(self, paths):
        import duckdb

        self.db = duckdb.connect()
        for kind in KINDS:
            if paths[kind].suffix != ".csv":
                raise SystemExit("DuckDB reads workbooks only with an extension from the network")
            self.db.execute(
                f"CREATE TABLE {kind} AS SELECT * FROM read_csv(?, all_varchar = true)",
                [str(paths[kind])],
            )

    def check(self, day):
        rows = self.db.execute(
            f"""
            WITH employer AS (SELECT row_number() OVER () AS id, nib, kode_bu FROM employers),
            due AS (
                SELECT DISTINCT e.id, r.nik, e.kode_bu FROM roster r JOIN employer e USING (nib)
                WHERE r.tanggal_masuk::DATE < $day::DATE - {GRACE_DAYS}
                AND (nullif(r.tanggal_keluar, '') IS NULL OR r.tanggal_keluar::DATE > $day::DATE)
            ),
            member AS (
                SELECT nik, kode_bu, pisa = '1' AS main, upper(status) = 'AKTIF' AS active,
                       regexp_replace(upper(segmen), '[^A-Z]', '', 'g') AS seg FROM participants
            ),
            worker AS (
                SELECT due.id, due.nik, min(CASE
                    WHEN m.nik IS NULL THEN {NOBODY}
                    WHEN m.main AND m.seg = 'PPUBU' AND m.kode_bu = due.kode_bu
                        THEN CASE WHEN m.active THEN {ENROLLED} ELSE {INACTIVE} END
                    WHEN m.active AND m.main AND m.seg LIKE 'PPU%' THEN {ELSEWHERE}
                    WHEN m.active AND m.seg = 'PBPUPEMDA' THEN {CITY}
                    WHEN m.active AND m.seg LIKE 'PBIJK%' THEN {STATE}
                    WHEN m.active AND m.seg = 'PBPU' THEN {SELF}
                    ELSE {OTHER} END) AS state
                FROM due LEFT JOIN member m ON m.nik = due.nik GROUP BY due.id, due.nik
            ),
            missing AS (SELECT DISTINCT id FROM worker WHERE state >= {MISSING}),
            registered AS (SELECT DISTINCT kode_bu FROM member WHERE seg = 'PPUBU' AND main),
            arrears AS (
                SELECT DISTINCT kode_bu FROM contributions
                WHERE dibayar::BIGINT < tagihan::BIGINT
            )
            SELECT CASE WHEN r.kode_bu IS NULL THEN 'unregistered'
                        WHEN m.id IS NOT NULL THEN 'partial_workers'
                        WHEN a.kode_bu IS NOT NULL THEN 'in_arrears'
                        ELSE 'compliant' END AS verdict, count(*)
            FROM employer e LEFT JOIN missing m USING (id)
            LEFT JOIN registered r USING (kode_bu) LEFT JOIN arrears a USING (kode_bu)
            GROUP BY verdict ORDER BY count(*) DESC
            """,
            {"day": day},
        ).fetchall()
        return dict(rows)


def main(folder, day, engine):
    peer = {"pandas": Pandas, "duckdb": DuckDb}[engine]()
    paths = locate(Path(folder))
    start = time.perf_counter()
    peer.read(paths)
    read = time.perf_counter()
    verdicts = peer.check(day)
    end = time.perf_counter()
    seconds = {"read_s": round(read - start, 3), "check_s": round(end - read, 3)}
    print(json.dumps({"engine": engine, **seconds, "verdicts": verdicts}))


if __name__ == "__main__":
    main(*sys.argv[1:])
