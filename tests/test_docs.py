"""The documents say what is true: every file, field, column, option and component, and links that lead somewhere."""

import re
from typing import get_args

import pytest
import typer

from entityx.cli.main import app
from entityx.collect import COLUMNS
from entityx.recognise.pipeline import COMPONENTS, OWN_WORDS, RULER
from entityx.records import LABELS, AgreementKind, Document, Status, Subject
from tests.conftest import PROJECT

PAGES = [
    *PROJECT.glob("*.md"),
    *(PROJECT / "docs").glob("*.md"),
    PROJECT / "models" / "README.md",
    PROJECT / "data" / "processed" / "README.md",
]
OUTPUT = (PROJECT / "docs" / "output.md").read_text(encoding="utf-8")


def section(page, heading):
    return page.split(f"\n{heading}\n", 1)[1].split("\n#", 1)[0]


@pytest.mark.parametrize("table", COLUMNS)
def test_every_column_is_documented_under_its_table(table):
    documented = set(re.findall(r"`(\w+)`", section(OUTPUT, f"### {table}.csv")))
    assert set(COLUMNS[table]) <= documented


def test_every_field_and_label_is_documented():
    documented = set(re.findall(r"`(\w+)`", OUTPUT))
    assert set(Document.__dataclass_fields__) | set(LABELS) <= documented


@pytest.mark.parametrize("classes", [Status, AgreementKind, Subject])
def test_every_class_of_agreements_is_documented(classes):
    assert set(get_args(classes)) <= set(re.findall(r"`(\w+)`", OUTPUT.partition("## Entities")[0]))


@pytest.mark.parametrize("name", typer.main.get_command(app).commands)
def test_every_option_is_documented(name):
    usage = (PROJECT / "docs" / "usage.md").read_text(encoding="utf-8")
    options = {option for p in typer.main.get_command(app).commands[name].params for option in p.opts}
    long = {option for option in options if option.startswith("--")} - {"--help", "--output"}
    assert long
    assert [option for option in long if option not in usage] == []


@pytest.mark.parametrize("component", [*COMPONENTS, RULER, OWN_WORDS])
def test_every_component_is_in_the_model_card(component):
    assert f"`{component}`" in (PROJECT / "models" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_every_module_of_the_package_is_where_the_guide_says():
    guide = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    package = PROJECT / "src" / "entityx"
    folders = [path.name for path in package.iterdir() if path.is_dir() and not path.name.startswith("__")]
    assert [name for name in folders if f"`{name}/`" not in guide] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_no_figure_is_left_to_fill_in(page):
    assert re.findall(r"@[A-Z]+@", page.read_text(encoding="utf-8")) == []
