import json
import os

import pytest

from faceorg.cli.output import Output, path_text, printable, region_list
from faceorg.core.geometry import Region


def test_a_single_result_is_one_json_object_or_text(capsys):
    Output(as_json=True).one({"photos": 2}, "two photos")
    Output(as_json=False).one({"photos": 2}, "two photos")
    assert capsys.readouterr().out == '{"photos": 2}\ntwo photos\n'


def test_a_list_is_json_lines_and_an_empty_one_nothing(capsys):
    Output(as_json=True).many(({"n": n} for n in (1, 2)), str, "none")
    Output(as_json=True).many([], str, "none")
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [{"n": 1}, {"n": 2}]


def test_a_person_reads_a_line_each_or_a_sentence(capsys):
    Output(as_json=False).many([{"n": 1}, {"n": 2}], lambda row: f"number {row['n']}", "none")
    Output(as_json=False).many([], str, "none")
    assert capsys.readouterr().out == "number 1\nnumber 2\nnone\n"


def test_undecodable_bytes_survive_json_surrogate_escaped():
    path = b"/photos/\xff\xfe.jpg"
    carried = json.loads(json.dumps({"photo": path_text(path)}))["photo"]
    assert os.fsencode(carried) == path


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (b"/a/plain name.jpg", "/a/plain name.jpg"),
        ("/ä/😀.jpg".encode(), "/ä/😀.jpg"),
        (b"/two\nlines.jpg", "/two\\nlines.jpg"),
        (b"/red\x1b[31m.jpg", "/red\\x1b[31m.jpg"),
        (b"/\xff.jpg", "/\\udcff.jpg"),
    ],
)
def test_no_name_can_break_a_terminal(path, shown):
    assert printable(path_text(path)) == shown


def test_a_region_is_four_fractions():
    assert region_list(Region(0.1, 0.2, 1 / 3, 0.4)) == [0.1, 0.2, 0.333333, 0.4]
