"""Splink on DuckDB, its weights learned by its own EM from the two lists.

    by_splink.py A B OUT
"""

import logging
import sys

import duckdb
import pyarrow
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

import lists

logging.getLogger("splink").setLevel(logging.ERROR)


def table(rows):
    cells = {name: [row[name] or None for row in rows] for name in rows[0]}
    cells["unique_id"] = cells.pop("id")
    schema = pyarrow.schema([(name, pyarrow.string()) for name in cells])
    return pyarrow.table(cells, schema=schema)


def main(a_path, b_path, out):
    connection = duckdb.connect()
    api = DuckDBAPI(connection=connection)
    a, b = (
        api.register(table(lists.read(path)), dataset_display_name=name)
        for path, name in ((a_path, "a"), (b_path, "b"))
    )
    blocks = [
        block_on("name_sorted"),
        block_on("phone"),
        block_on("email"),
        block_on("first", "kelurahan"),
        block_on("last", "kelurahan"),
        block_on("substr(name, 1, 5)"),
        block_on("street", "number"),
        block_on("substr(name_sorted, 1, 6)"),
        block_on("first", "form"),
    ]
    settings = SettingsCreator(
        link_type="link_only",
        unique_id_column_name="unique_id",
        comparisons=[
            cl.JaroWinklerAtThresholds("name_sorted", [0.97, 0.92, 0.85, 0.75]).configure(
                term_frequency_adjustments=True
            ),
            cl.JaroWinklerAtThresholds("name", [0.97, 0.92, 0.85]),
            cl.ExactMatch("form"),
            cl.JaroWinklerAtThresholds("street", [0.95, 0.85]),
            cl.ExactMatch("number"),
            cl.JaroWinklerAtThresholds("kelurahan", [0.9]).configure(
                term_frequency_adjustments=True
            ),
            cl.ExactMatch("phone").configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
        blocking_rules_to_generate_predictions=blocks,
    )
    linker = Linker([a, b], settings, log_level=logging.ERROR)
    train = linker.training
    train.estimate_probability_two_random_records_match(
        [block_on("name_sorted", "form"), block_on("phone")], recall=0.7
    )
    train.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in (block_on("phone"), block_on("name_sorted"), block_on("street", "number")):
        train.estimate_parameters_using_expectation_maximisation(rule, max_pairs=5e6)
    scored = linker.inference.predict(threshold_match_probability=0.01)
    best = connection.sql(
        f"""
        SELECT unique_id_l, unique_id_r, match_probability FROM {scored.physical_name}
        QUALIFY row_number() OVER (
            PARTITION BY unique_id_r ORDER BY match_weight DESC, unique_id_l) = 1
        ORDER BY unique_id_r"""
    )
    lists.write(out, best.fetchall())


main(*sys.argv[1:])
