"""docs/reference.md is held to the code: settings, commands, options and routes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from flows.cli.app import app
from flows.settings import Settings

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"`WENGAO_{name.upper()}`" in REFERENCE


def test_no_setting_is_documented_that_does_not_exist() -> None:
    named = set(re.findall(r"`WENGAO_([A-Z_]+)`", REFERENCE))
    assert named == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    row = next(line for line in REFERENCE.splitlines() if line.startswith(f"| `wengao {name}"))
    told = set(re.findall(r"`(--[a-z-]+)`", row))
    command = COMMANDS[name]
    real = {
        option
        for part in getattr(command, "commands", {name: command}).values()
        for parameter in part.params
        if parameter.param_type_name == "option"
        for option in parameter.opts
        if option.startswith("--")
    }
    assert told == real - {"--home", "--help"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_what_it_does(name: str) -> None:
    assert len(COMMANDS[name].help or "") > 30
    for parameter in COMMANDS[name].params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name} has no help"


def test_links_between_documents_lead_somewhere() -> None:
    for document in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"
