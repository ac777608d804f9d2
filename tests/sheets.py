"""PDFs of a few bytes that tests write themselves, operator by operator, and lock with a password."""

from __future__ import annotations

import hashlib
import re

from pipeline.read.repair import MARKS

MARK = re.compile(f"[{MARKS}\uf700-\uf71a]")


class Sheets:
    """A PDF in the making: a font of one byte per letter, letters half as wide as high, marks without width."""

    def __init__(self) -> None:
        self.pages: list[str] = [""]
        self.codes: dict[str, int] = {}
        self.told_again: dict[str, str] = {}
        """Letters whose codes the font's table gives twice: a second time as another letter."""

    def page(self) -> Sheets:
        self.pages.append("")
        return self

    def draw(self, operators: str) -> Sheets:
        self.pages[-1] += operators + "\n"
        return self

    def show(self, text: str) -> str:
        return "".join(f"{self.codes.setdefault(letter, len(self.codes) + 1):02x}" for letter in text)

    def text(self, x: float, y: float, text: str, size: float = 16, font: str = "F1", mode: int = 0) -> Sheets:
        """`text` from `x`, on a baseline `y` points below the upper edge."""
        return self.draw(f"BT /{font} {size} Tf {mode} Tr 1 0 0 1 {x} {842 - y} Tm <{self.show(text)}> Tj ET")

    def grid(self, xs: list[float], ys: list[float]) -> Sheets:
        for x in xs:
            self.draw(f"{x} {842 - ys[-1]} 0.5 {ys[-1] - ys[0]} re f")
        for y in ys:
            self.draw(f"{xs[0]} {842 - y} {xs[-1] - xs[0]} 0.5 re f")
        return self

    def data(self, extra: str = "") -> bytes:
        letters = {code: letter for letter, code in self.codes.items()}
        pairs = [*letters.items(), *((self.codes[letter], other) for letter, other in self.told_again.items())]
        chars = "\n".join(f"<{code:02x}> <{ord(letter):04x}>" for code, letter in pairs)
        cmap = "begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        cmap += f"{len(pairs)} beginbfchar\n{chars}\nendbfchar endcmap"
        widths = " ".join("0" if MARK.match(letters.get(code, " ")) else "500" for code in range(256))
        font = (
            "<</Type/Font/Subtype/TrueType/BaseFont/{}/FirstChar 0/LastChar 255/Widths[{}]/ToUnicode 3 0 R"
            "/FontDescriptor<</Type/FontDescriptor/FontName/{}/Flags 4/Ascent 900/Descent -200"
            "/FontBBox[0 -200 500 900]>>>>"
        )
        fonts = "/".join(f"F{n} {font.format(name, widths, name)}" for n, name in ((1, "Plain"), (2, "Plain-Bold")))
        kids = " ".join(f"{5 + 2 * place} 0 R" for place in range(len(self.pages)))
        objects = [
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count {len(self.pages)}/Kids[{kids}]/MediaBox[0 0 595 842]{extra}"
            "/Resources<</Font 4 0 R>>>>",
            f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream",
            f"<</{fonts}>>",
        ]
        for place, content in enumerate(self.pages):
            objects += [
                f"<</Type/Page/Parent 2 0 R/Contents {6 + 2 * place} 0 R>>",
                f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
            ]
        body, places = b"%PDF-1.4\n", []
        for number, text in enumerate(objects, 1):
            places.append(len(body))
            body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>"
        return body + f"{tail}\nstartxref\n{len(body)}\n%%EOF".encode()


# --- passwords --------------------------------------------------------------------------------------------------------

FILLING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
"""What fills a password up to 32 bytes."""
MAY_READ_ONLY = (-44).to_bytes(4, "little", signed=True)


def locked(data: bytes, owner: str, user: str = "") -> bytes:
    """The file encrypted as PDF 1.1 does it; without a password of the user everybody may read it."""
    filled_owner, filled_user = ((word.encode() + FILLING)[:32] for word in (owner, user))
    owner_entry = _rc4(hashlib.md5(filled_owner).digest()[:5], filled_user)
    name = b"0123456789abcdef"
    key = hashlib.md5(filled_user + owner_entry + MAY_READ_ONLY + name).digest()[:5]

    def stream(found: re.Match[bytes]) -> bytes:
        own = hashlib.md5(key + int(found[2]).to_bytes(3, "little") + bytes(2)).digest()[:10]
        return found[1] + _rc4(own, found[3]) + found[4]

    pattern = rb"(?s)((\d+) 0 obj\n<</Length \d+>>\nstream\n)(.*?)(\nendstream)"
    entry = (
        f"/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<{owner_entry.hex()}>/U<{_rc4(key, FILLING).hex()}>>>"
        f"/ID[<{name.hex()}><{name.hex()}>]/Root"
    )
    return re.sub(pattern, stream, data).replace(b"/Root", entry.encode())


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    told, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        told.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(told)
