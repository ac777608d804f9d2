"""A page as a file: the templates, the scripts and styles that go into it, and the policy that allows no others."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.errors import StoreError, told_as
from pipeline.report.words import Words

HERE = Path(__file__).resolve().parent
STYLE = ("report.css",)
SCRIPTS = {
    "index.html": ("words.js",),
    "plan.html": ("words.js", "tree.js", "source.js", "findings.js", "search.js", "panes.js", "desk.js"),
}


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, made_from: str, **values: Any) -> str:
    """A whole page. `made_from` is kept in its head, so that `made_from_of` can tell what it was made from."""
    style, script = style_text(), script_text(template)
    return (
        _environment()
        .get_template(template)
        .render(
            words=Words(),
            made_from=made_from,
            policy=policy(style, script),
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own files
            **values,
        )
    )


@cache
def style_text() -> str:
    """All styles."""
    return "\n".join((HERE / "static" / name).read_text("utf-8") for name in STYLE)


@cache
def script_text(template: str) -> str:
    """The scripts of a page as one, with names of their own."""
    pieces = [(HERE / "static" / name).read_text("utf-8") for name in SCRIPTS[template]]
    return "\n".join(['(() => {\n"use strict";', *pieces, "})();"])


def policy(style: str, script: str) -> str:
    """Nothing may run or load but this style and this script (known by their hashes) and pictures beside the page."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def write(path: Path, text: str) -> None:
    """Write a page aside and put it in its place. Raises StoreError `store-write`."""
    aside = path.with_name(".page.tmp")
    try:
        with told_as(StoreError, "store-write", OSError, path=str(path)):
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text(text, "utf-8")
            aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def made_from_of(path: Path) -> str | None:
    """What the page at `path` says that it was made from; None if there is none, or it does not say."""
    try:
        with path.open("rb") as file:
            head = file.read(400)
    except OSError:
        return None
    _, _, rest = head.partition(b'<meta name="made-from" content="')
    return rest.partition(b'"')[0].decode("ascii", "replace") or None


@cache
def fingerprint() -> str:
    """A hash of everything beside the results that decides how a page looks."""
    whole = hashlib.sha256()
    messages = HERE.parent.parent / "schemas" / "messages"
    for path in sorted(
        [*HERE.glob("*.py"), *HERE.glob("static/*"), *HERE.glob("templates/*"), *messages.glob("*.toml")]
    ):
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()
