"""`profile check`: what each rule took and what nothing took, failing examples, rules that contend for a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from pipeline.account import Account, BadExample, Contention
from pipeline.terminal.layout import Column, Table, fit, printable
from pipeline.terminal.voice import Voice

SHOWN, LINE_SHOWN = 3, 100


def check_data(
    name: str, bad: Sequence[BadExample], contended: Sequence[Contention], accounts: Sequence[Account]
) -> dict[str, Any]:
    """What `profile check --json` prints."""
    return {
        "profile": name,
        "examples_failing": [asdict(one) for one in bad],
        "examples_contended": [asdict(one) for one in contended],
        "documents": [asdict(one) for one in accounts],
    }


def check_lines(
    voice: Voice,
    name: str,
    bad: Sequence[BadExample],
    contended: Sequence[Contention],
    accounts: Sequence[Account],
    *,
    full: bool,
) -> Iterator[str]:
    """The same for a person; with `full` every line of every document with its rule."""
    yield voice.paint(voice.text("profile-examples", profile=name, failing=len(bad), contended=len(contended)), "bold")
    for one in bad:
        wish = voice.text("profile-should-take" if one.should else "profile-should-leave")
        yield voice.paint(f"  {one.rule}", "red") + f"  {wish}: {printable(one.example)}"
    for other in contended:
        yield f"  {voice.text('profile-contended', rule=other.rule, other=other.other)}: {printable(other.text)}"
    for made in accounts:
        yield ""
        yield from _document(voice, made, full=full)


def _document(voice: Voice, made: Account, *, full: bool) -> Iterator[str]:
    columns = voice.columns or LINE_SHOWN
    yield voice.paint(printable(made.path), "bold")
    verdict = "profile-fits" if made.score >= made.threshold else "profile-does-not-fit"
    yield f"  {voice.text(verdict, score=f'{made.score:.2f}', threshold=f'{made.threshold:.2f}', chosen=made.chosen)}"
    told = [f"{voice.name('kind', kind, 'many')} {count}" for kind, count in made.counts.items()]
    if told:
        yield f"  {' · '.join(told)}"
    if full:
        yield ""
        for line in made.lines:
            yield fit(f"{line.line:>6}  {line.rule or line.role:<24}  {printable(line.text)}", columns)
    rows = [
        [rule, str(len(lines)), " ".join(str(one.line) for one in lines[:SHOWN]), printable(lines[0].text)]
        for rule, lines in made.by_rule().items()
    ]
    heads = [
        voice.text("column-rule"),
        voice.text("column-lines"),
        voice.text("column-first"),
        voice.text("column-example"),
    ]
    yield ""
    yield from Table(
        [Column(heads[0]), Column(heads[1], "right"), Column(heads[2]), Column(heads[3], elastic=True)], rows
    ).lines(columns)
    if made.contended:
        yield ""
        yield voice.text("profile-contended-lines", count=len(made.contended))
        for one in made.contended:
            yield fit(f"{one.line:>6}  {one.rule} / {one.other}  {printable(one.text)}", columns)
    unclaimed = made.unclaimed()
    yield ""
    yield voice.text("outline-unclaimed", count=len(unclaimed))
    for line in unclaimed:
        yield fit(f"{line.line:>6}  {printable(line.text)}", columns)
