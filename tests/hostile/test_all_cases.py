"""None of the 104 cases is without a test: those that stand elsewhere are named here."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.hostile import csv_cases, yaml_cases

COUNTS = {"Y": 35, "C": 35, "X": 7, "H": 6, "M": 2, "T": 3, "F": 16}
TESTS = Path(__file__).parents[1]
TABLES, BOOK, SITE = "report_md/test_tables.py", "data/test_workbook.py", "report/test_hostile.py"
CLI, FILES, HERE = "cli/test_hostile.py", "test_files.py", "hostile/test_files.py"

WHERE: dict[str, tuple[str, ...]] = {
    "C30": (f"{HERE}::test_c30_a_sparse_file_of_10_gb",),
    "C31": ("data/test_hostile_csv.py::test_c31_what_is_no_file", "data/test_hostile_csv.py::test_c31_pipe_and_device"),
    "X1": (
        f"{TABLES}::test_x1_text_that_begins_a_formula_is_prefixed",
        f"{TABLES}::test_x1_numbers_stay_numbers",
    ),
    "X2": (
        f"{TABLES}::test_x2_a_formula_as_a_name",
        "report_md/test_xlsx.py::test_x2_no_formula_and_no_link_in_any_sheet",
    ),
    "X3": (
        f"{TABLES}::test_x3_behind_spaces_and_in_other_widths",
        f"{TABLES}::test_x3_behind_the_delimiter_of_another_country",
        f"{TABLES}::test_x3_every_text_is_quoted_and_codes_too",
        f"{TABLES}::test_x3_no_text_begins_a_formula",
    ),
    "X4": ("report_md/test_xlsx.py::test_x4_illegal_characters_do_not_break_the_file",),
    "X5": (f"{BOOK}::test_x5_zip_bomb", f"{BOOK}::test_x5_sum_of_sizes"),
    "X6": (
        f"{BOOK}::test_x6_uncached_formula",
        f"{BOOK}::test_x6_hidden_merged_and_other_sheets",
        f"{BOOK}::test_x6_password",
        f"{BOOK}::test_x6_macros_are_told",
    ),
    "X7": (f"{BOOK}::test_x7_document_type",),
    "H1": (f"{SITE}::test_h01_nothing_from_a_file_becomes_markup",),
    "H2": (f"{SITE}::test_h02_only_whole_web_addresses_become_links",),
    "H3": (f"{SITE}::test_h03_nothing_breaks_out_of_the_embedded_data",),
    "H4": (f"{SITE}::test_h04_no_text_of_a_file_reaches_a_style",),
    "H5": (
        f"{SITE}::test_h05_the_policy_allows_only_what_is_inlined",
        f"{SITE}::test_h05_nothing_is_loaded_from_anywhere",
    ),
    "H6": (f"{SITE}::test_h06_titles_of_charts_and_marks_hold_the_words_as_text",),
    "M1": (
        "report_md/test_escape.py::test_m1_a_cell_reads_back_as_its_source",
        "report_md/test_escape.py::test_m1_any_text_reads_back",
    ),
    "M2": ("report_md/test_escape.py::test_m2_what_a_host_would_make_live_stands_in_code",),
    "T1": (
        f"{CLI}::test_t1_rich_markup_in_a_name_is_shown_as_it_is",
        f"{CLI}::test_t1_rich_markup_on_a_terminal",
    ),
    "T2": (
        f"{CLI}::test_t2_control_characters_never_reach_a_terminal",
        f"{CLI}::test_t2_a_file_name_that_is_no_text",
        f"{CLI}::test_t2_safe_text_is_printable_idempotent_and_keeps_the_rest",
    ),
    "T3": (f"{CLI}::test_t3_any_code_page_of_stdout",),
    "F1": ("report/test_site.py::test_f01_f02_a_page_is_named_by_a_safe_name", f"{HERE}::test_f1_f2_ids_are_no_paths"),
    "F2": ("report/test_site.py::test_f01_f02_a_page_is_named_by_a_safe_name", f"{HERE}::test_f1_f2_ids_are_no_paths"),
    "F3": ("report/test_site.py::test_f03_names_equal_under_casefold_do_not_clash",),
    "F4": (f"{HERE}::test_f4_names_that_are_too_long",),
    "F5": (
        f"{CLI}::test_f5_f10_outputs_that_cannot_be_written",
        f"{CLI}::test_f5_a_read_only_folder",
        f"{CLI}::test_f5_a_full_disk",
        "cli/test_exit_codes.py::test_f5_stdout_on_a_full_disk",
        "test_fault_injection.py::test_every_fault_while_scoring",
    ),
    "F6": (
        f"{CLI}::test_f6_what_a_killed_run_left_is_swept",
        f"{HERE}::test_f6_killed_at_any_moment",
        f"{HERE}::test_f6_what_a_killed_run_left_goes_even_where_nothing_changes",
    ),
    "F7": ("cli/test_exit_codes.py::test_f7_signals", "cli/test_exit_codes.py::test_f7_a_closed_pipe_is_silent"),
    "F8": (f"{CLI}::test_f8_two_runs_in_one_folder",),
    "F9": (
        f"{HERE}::test_f9_a_file_of_someone_else",
        f"{HERE}::test_f9_what_we_made_is_made_again",
        f"{HERE}::test_f9_a_page_of_someone_else",
        f"{HERE}::test_f9_what_is_read_is_not_written_over",
    ),
    "F10": (
        f"{CLI}::test_f5_f10_outputs_that_cannot_be_written",
        f"{FILES}::test_f10_a_hard_link_elsewhere_keeps_its_content",
    ),
    "F11": (f"{HERE}::test_f11_what_was_parsed_is_what_was_hashed",),
    "F12": (f"{HERE}::test_f12_a_file_that_excel_holds",),
    "F13": (f"{CLI}::test_f13_the_same_bytes_everywhere",),
    "F14": ("cli/test_exit_codes.py::test_f14_one_bad_region_and_the_others_are_written",),
    "F15": (
        f"{CLI}::test_f15_not_enough_memory",
        f"{HERE}::test_f15_200_mb_in_512_mb",
        f"{HERE}::test_f15_few_file_handles",
    ),
    "F16": (f"{CLI}::test_f16_nothing_in_the_working_folder_is_run",),
}


def numbers() -> list[str]:
    return [f"{letter}{n}" for letter, most in COUNTS.items() for n in range(1, most + 1)]


def test_there_are_104() -> None:
    assert len(numbers()) == 104
    assert set(WHERE) <= set(numbers())


@pytest.mark.parametrize("number", numbers())
def test_every_case_has_a_test(number: str) -> None:
    in_tables = {case.number for case in (*yaml_cases.CASES, *csv_cases.CASES)}
    assert number in in_tables or number in WHERE
    for place in WHERE.get(number, ()):
        path, _, function = place.partition("::")
        body = ast.parse((TESTS / path).read_text(encoding="utf-8")).body
        assert function in {node.name for node in body if isinstance(node, ast.FunctionDef)}, place
