"""The documents say what is there: commands, settings, links, labels and one worked example."""

import ast
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.management import get_commands, load_command_class
from django.urls import resolve

from annotations.management.commands.extract import answers
from annotations.models import Outcome, Status
from annotations.models.annotations import LABELS, SLOTS, Layer, Telling
from annotations.pipeline import codes, serialise
from annotations.pipeline.parsing import language

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENTS = [PROJECT / "README.md", PROJECT / "annotations/GUIDELINES.md"]
README, GUIDELINES = (document.read_text(encoding="utf-8") for document in DOCUMENTS)
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")
APPS = ("annotations", "articles", "newsdesk")
# What is kept at the top: everything else has its place in a folder.
TOP = {
    *(".ci", ".deploy", ".github", ".gitignore", "LICENSE", "Makefile", "README.md", "benchmarks"),
    *("manage.py", "pyproject.toml", "requirements.txt", "static"),
    *("templates", "tests", *APPS),
}
# What reads a setting, with its default as second argument.
READERS = ("os.environ.get", "os.getenv", "listed", "number", "chosen", "networks")
# Set by newsdesk itself for what it stands on: who runs it never sets them.
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "PROMETHEUS_MULTIPROC_DIR"}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")


def code(document):
    """All code of a document: its blocks and what stands between backticks."""
    blocks = [block for _, block in BLOCK.findall(document)]
    return "\n".join([*blocks, *INLINE.findall(BLOCK.sub("", document))])


def table(document, heading):
    """The rows of all tables whose first column has this heading, each the list of its cells."""
    found = re.findall(rf"^\| {heading} \|.*\n\| ---.*\n((?:\|.*\n)+)", document, re.MULTILINE)
    lines = [line for body in found for line in body.splitlines()]
    return [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]


def first_words(document, heading):
    """The code with which the first cell of each row begins."""
    return [INLINE.search(row[0]).group(1) for row in table(document, heading)]


# --- Commands -------------------------------------------------------------------------------------


def test_every_make_target_is_explained_and_no_other():
    targets = set(re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE).group(1).split())
    assert set(re.findall(r"\bmake ([a-z]+)", code(README))) == targets
    assert {words for words in first_words(README, "command") if words.startswith("make")} == {
        f"make {target}" for target in targets
    }


def test_every_management_command_named_exists_and_ours_are_all_explained():
    ours = {name for name, app in get_commands().items() if app in APPS}
    named = set(re.findall(r"manage\.py ([a-z_]+)", code(README)))
    explained = set(re.findall(r"manage\.py ([a-z_]+)", str(first_words(README, "command"))))
    assert named - set(get_commands()) == set()
    assert explained == ours


def test_the_options_named_are_options_of_their_commands():
    lines = re.findall(r"^.*`.*--[a-z].*`.*$", BLOCK.sub("", README), re.MULTILINE)
    checked = 0
    for line in lines:
        for name in set(re.findall(r"`(?:manage\.py )?([a-z_]+)", line)) & set(get_commands()):
            parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
            assert set(re.findall(r"--[a-z-]+", line)) <= set(parser._option_string_actions)
            checked += 1
    assert checked >= 2


def test_the_addresses_of_the_api_lead_somewhere():
    addresses = set(re.findall(r"(/api/v1/[a-z0-9_./]*)", code(README)))
    assert len(addresses) > 5
    assert [address for address in addresses if not resolve(address).url_name] == []


# --- Settings -------------------------------------------------------------------------------------


class Setting(NamedTuple):
    """A variable of the environment, and the expression for it where it is not set."""

    name: str
    default: ast.expr | None
    is_switch: bool = False


def settings_in(path):
    """What a module reads from the environment, itself or through the readers of the settings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    choices = {
        node.values[0]: node.values[-1] for node in ast.walk(tree) if isinstance(node, ast.BoolOp)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            if ast.unparse(node.value) == "os.environ":
                yield Setting(node.slice.value, None)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name, second = node.args[0].value, (node.args[1] if node.args[1:] else None)
            reader = ast.unparse(node.func)
            if reader in READERS:
                yield Setting(name, choices.get(node, second))
            elif reader == "switched_on":
                yield Setting(name, None, is_switch=True)


def settings_of_the_code():
    modules = [path for app in APPS for path in sorted((PROJECT / app).rglob("*.py"))]
    found = [setting for path in modules for setting in settings_in(path)]
    return {setting.name: setting for setting in found if setting.name not in NOT_OURS}


def settings_of_make():
    """What the Makefile and the scripts it calls take from the environment: name and default."""
    scripts = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / ".ci").iterdir())
    found = dict.fromkeys(re.findall(r"\$\{([A-Z_]+):[-+]", scripts), "")
    return found | dict(re.findall(r"^([A-Z_]+) \?= (\S+)$", MAKEFILE, re.MULTILINE))


def constants(expression):
    """The texts and numbers in an expression; names are those of the pipeline's language."""
    for node in ast.walk(expression):
        if isinstance(node, ast.Constant) and node.value not in ("", None):
            yield str(node.value)
        elif isinstance(node, ast.Name) and isinstance(getattr(language, node.id, None), str):
            yield getattr(language, node.id)


TABLE = {row[0].strip("`"): row[1:] for row in table(README, "name")}
CODE, MAKE = settings_of_the_code(), settings_of_make()


def test_the_table_of_settings_is_whole_and_holds_nothing_else():
    assert {"NEWSDESK_VAR", "NEWSDESK_ALLOWED_HOSTS", "NEWSDESK_HTTPS", "PORT"} <= set(CODE)
    assert {"HOST", "PYTHON"} <= set(MAKE)
    assert set(TABLE) == set(CODE) | set(MAKE)


@pytest.mark.parametrize("setting", CODE.values(), ids=CODE)
def test_the_table_gives_the_default_of_the_code(setting):
    stated, *_ = TABLE[setting.name]
    values = list(constants(setting.default)) if setting.default else []
    if setting.is_switch:
        assert stated == "off"
    elif values and isinstance(setting.default, ast.Constant):
        assert stated == f"`{values[0]}`"
    elif values:
        assert all(value in stated for value in values)
    else:
        assert not INLINE.fullmatch(stated)  # there is none: words say what happens then


@pytest.mark.parametrize(("name", "default"), [pair for pair in MAKE.items() if pair[1]])
def test_the_table_gives_the_default_of_make(name, default):
    assert TABLE[name][0] == f"`{default}`"


def test_the_table_says_what_make_run_sets_by_itself():
    run = (PROJECT / "newsdesk/run.py").read_text(encoding="utf-8")
    names = set(re.findall(r'os\.environ\.setdefault\("([A-Z_]+)"', run)) - NOT_OURS
    assert names
    assert [name for name in names if "`make run`" not in TABLE[name][1]] == []


# --- Links, paths and what is at the top ----------------------------------------------------------


def anchors(document):
    """The fragments by which the headings of a document are reached."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


LINKS = [
    pytest.param(document, target, id=f"{document.name} {target}")
    for document in DOCUMENTS
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
    if not target.startswith("https://")
]


@pytest.mark.parametrize(("document", "target"), LINKS)
def test_every_link_and_picture_leads_somewhere(document, target):
    path, _, fragment = target.partition("#")
    destination = document.parent / path if path else document
    assert destination.is_file()
    assert not fragment or fragment in anchors(destination)


def test_every_path_named_is_there():
    named = [words for words in INLINE.findall(README) if words.split("/")[0] in TOP]
    paths = [words for words in named if "/" in words]
    assert len(paths) > 10
    assert [path for path in paths if not (PROJECT / path).exists()] == []


@pytest.mark.skipif(
    not (shutil.which("git") and (PROJECT / ".git").exists()), reason="not a checkout of git"
)
def test_nothing_else_is_at_the_top():
    listing = ["git", "-c", f"safe.directory={PROJECT}", "ls-files"]
    done = subprocess.run(listing, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert {path.split("/")[0] for path in done.stdout.splitlines()} == TOP


# --- The guidelines say what the models hold ------------------------------------------------------


def test_the_guidelines_name_the_layers_with_their_labels_and_slots():
    rows = table(GUIDELINES, "layer")
    told = {row[0].strip("`"): (INLINE.findall(row[1]), INLINE.findall(row[3])) for row in rows}
    assert told == {layer: (list(LABELS[layer]), list(SLOTS[layer])) for layer in Layer}


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("status", Status.values),
        ("telling", Telling.values),
        ("outcome", Outcome.values),
        ("label", [*LABELS[Layer.NAME], *LABELS[Layer.ATTRIBUTION]]),
        ("slot", [*SLOTS[Layer.PROPOSAL], *SLOTS[Layer.RESPONSE]]),
    ],
)
def test_the_guidelines_explain_every_value(heading, values):
    assert sorted(first_words(GUIDELINES, heading)) == sorted(values)


@pytest.mark.parametrize(
    ("heading", "coded"),
    [
        ("act", {label: codes.of_act(label, "") for label in LABELS[Layer.PROPOSAL]}),
        ("stance", {label: codes.of_stance(label) for label in LABELS[Layer.RESPONSE]}),
    ],
)
def test_the_guidelines_give_acts_and_stances_their_codes(heading, coded):
    told = {row[0].strip("`"): row[-2:] for row in table(GUIDELINES, heading)}
    assert told == {
        label: [code.get("plover", ""), code.get("cameo", "")] for label, code in coded.items()
    }


# --- The example ----------------------------------------------------------------------------------


def holds(told, shown):
    """Whether what is told holds all that is shown, which may leave out keys and entries."""
    if isinstance(shown, dict):
        return all(key in told and holds(told[key], value) for key, value in shown.items())
    if isinstance(shown, list):
        return all(any(holds(each, one) for each in told) for one in shown)
    return told == shown


def examples():
    return [json.loads(text) for kind, text in BLOCK.findall(README) if kind == "json"]


def test_the_knowledge_shown_is_read_and_written_again_as_it_is():
    *_, shown = examples()
    dumped = serialise.dumped(serialise.knowledge(shown))
    assert serialise.dumped(serialise.knowledge(dumped)) == dumped
    assert {kind: len(pieces) for kind, pieces in dumped.items()} == {
        kind: len(pieces) for kind, pieces in shown.items()
    }


def test_extract_answers_the_example_as_shown():
    given, shown, _ = examples()
    (told,) = answers([(1, json.dumps(given).encode())])
    assert holds(told, shown)
    assert len(told["mentions"]) == 6
    assert told["responses"] == []
