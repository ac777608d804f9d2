"""The picture of a page with its lines' boxes; the real PDF stays outside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

import run

REAL = "pdf/senate-hr-2566.pdf"


def test_boxes_are_drawn_on_the_page(plans_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = plans_folder / REAL
    if not path.is_file():
        pytest.skip(f"the real plan {REAL} is not in {plans_folder}")
    out = tmp_path / "หน้า 9.png"
    assert run.main(["read", str(path), "--page", "9", "--picture", str(out)]) == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    assert "17" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == [out.name]
