"""`docs/new-family.md` does what it says: files are written, commands run, edits made, output looked for."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest

import run

PAGE = Path(__file__).resolve().parent.parent / "docs" / "new-family.md"
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROFILE = Path("profiles/garden-plan.toml")


class Block(NamedTuple):
    """A fenced block: its language, the word behind it, and its text."""

    language: str
    name: str
    text: str


def blocks() -> list[Block]:
    return [Block(*groups) for groups in FENCE.findall(PAGE.read_text("utf-8"))]


def told(text: str) -> str:
    """Printed text with single blanks: how wide a column is stands on no page."""
    return " ".join(text.split())


class Reader:
    """Somebody who does what the page says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys
        self.printed, self.wanted = "", ""

    def do(self, block: Block) -> None:
        getattr(self, f"_{block.language}")(block)

    def _text(self, block: Block) -> None:
        Path(block.name).write_text(block.text, "utf-8")

    def _sh(self, block: Block) -> None:
        self.capsys.readouterr()
        for line in block.text.splitlines():
            words = shlex.split(line)
            if words[0] == "export":
                self.monkeypatch.setenv(*words[1].split("="))
                continue
            assert words[:2] == ["python", "run.py"], line
            assert run.main(words[2:]) == 0, line
        printed = self.capsys.readouterr()
        self.printed = told(printed.out + printed.err)

    def _output(self, block: Block) -> None:
        for line in block.text.splitlines():
            assert told(line) in self.printed, f"{line!r} was not printed, but: {self.printed}"

    def _toml(self, block: Block) -> None:
        if block.name == "find":
            self.wanted = block.text.rstrip("\n")
            return
        text = PROFILE.read_text("utf-8")
        assert self.wanted in text, f"{self.wanted!r} is not in the draft"
        PROFILE.write_text(text.replace(self.wanted, block.text.rstrip("\n")), "utf-8")


def test_the_page_is_followed_literally(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], english: None
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PHAEN_PROFILES", raising=False)
    reader = Reader(monkeypatch, capsys)
    for block in blocks():
        reader.do(block)
    assert (tmp_path / PROFILE).is_file()
    assert {block.language for block in blocks()} == {"text", "sh", "output", "toml"}
