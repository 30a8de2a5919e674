"""What SECURITY.md promises of the code and of what it is installed with."""

import ast
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import PROJECT

LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
CODE_FROM_DATA = {"pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle", "eval", "exec", "unsafe_load"}
MODULES = sorted((PROJECT / "src").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_no_module_makes_code_of_data(path):
    used = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                used |= {name.name.partition(".")[0] for name in names}
            case ast.ImportFrom(module=str(module)):
                used.add(module.partition(".")[0])
            case ast.Call(func=ast.Name(id=name)) | ast.Attribute(attr=name):
                used.add(name)
    assert used.isdisjoint(CODE_FROM_DATA)


def test_every_locked_package_has_its_version_and_hashes():
    blocks = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert len(blocks) > 100
    for block in blocks:
        assert re.match(r"[a-z0-9._-]+==\S+", block), block[:80]
        assert "--hash=sha256:" in block, block[:80]


def test_everything_that_the_project_asks_for_is_locked():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = dict(project["optional-dependencies"])
    apart = extras.pop("train-accurate")  # what trains, and is never installed with the rest: PyTorch is large
    assert [one for one in apart if "==" not in one] == ["onnx>=1.20"]
    asked = [*project["dependencies"], *(one for extra in extras.values() for one in extra)]
    names = {canonicalize_name(Requirement(one).name) for one in asked} - {"entityx"}
    locked = {canonicalize_name(name) for name in re.findall(r"^([a-z0-9._-]+)==", LOCK, flags=re.MULTILINE)}
    assert names - locked == set()
