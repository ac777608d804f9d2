"""The programs and packages that reading scans takes, and which of them are not there."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache
from importlib.util import find_spec

PROGRAM = "tesseract"
LANGUAGES = ("tha", "eng")
PACKAGES = {"tesseract": "tesseract-ocr", "tha": "tesseract-ocr-tha", "eng": "tesseract-ocr-eng"}
"""Debian packages of the program and of its languages."""
MODULES = {"cv2": "opencv-python-headless", "numpy": "numpy", "PIL": "Pillow"}
"""Python packages of the extra `ocr`, by the module that they bring."""
SECONDS = 30


def programs_missing() -> list[str]:
    """What has to be installed before scans can be read: Debian packages, then Python packages."""
    missing = [package for module, package in MODULES.items() if find_spec(module) is None]
    if shutil.which(PROGRAM) is None:
        return [PACKAGES[PROGRAM], PACKAGES["tha"], *missing]
    known = _languages()
    return [PACKAGES[name] for name in LANGUAGES if name not in known] + missing


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    command = [PROGRAM, "--list-langs"]
    told = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - a fixed command
    return frozenset(told.stdout.decode("utf-8", "replace").split())
