// Search: Thai is written without blanks between words, so blanks count as nothing; Thai and Arabic digits are the same.

const MOST_HITS = 200;
const BLANKS = /[\s\u00ad\u200b-\u200d\u2060\ufeff]/;

// What is compared, and for each of its letters the place in `text`: lower case, Arabic digits, no blanks, and
// one spelling of am (a tone mark may stand before or within it).
function folded(text) {
  let plain = "";
  const at = [];
  const add = (letter, place) => { plain += letter; at.push(place); };
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (BLANKS.test(letter)) continue;
    if (letter >= "\u0e50" && letter <= "\u0e59") add(String(letter.charCodeAt(0) - 0x0e50), i);
    else if (letter === "\u0e33") { add("\u0e4d", i); add("\u0e32", i); }
    else if (/[\u0e48-\u0e4b]/.test(letter) && plain.endsWith("\u0e4d")) {
      plain = plain.slice(0, -1) + letter + "\u0e4d";
      at.push(i);
    } else if (letter === "\u0e40" && plain.endsWith("\u0e40")) plain = plain.slice(0, -1) + "\u0e41";
    else for (const one of letter.toLowerCase()) add(one, i);
  }
  return { plain, at };
}

// All texts end to end, so that a word which a line end cuts is found; what must not run together is kept apart.
// A piece knows what it is of: a line, or the record that it stands in and its place among that one's texts.
const TEXTS = "h2, .entry";
const SLICE = 30;
let corpus = null;

// The elements of a record or a sheet; a packed one stays packed.
function within(container) {
  const parcel = container.querySelector(":scope > script");
  if (!parcel) return container;
  const template = document.createElement("template");
  template.innerHTML = parcel.textContent;
  return template.content;
}

function textOfLine(line) {
  const cells = [...line.querySelectorAll(".cell")];
  if (cells.length) return cells.map((cell) => cell.textContent).join("\t");
  const first = line.querySelector(".text").firstChild;
  return first?.nodeType === Node.TEXT_NODE ? first.data : "";
}

function* piecesOf(container) {
  if (container.dataset.first) {
    for (const line of within(container).querySelectorAll(".line")) {
      const apart = line.classList.contains("blank") || line.querySelector(".cell") !== null;
      yield { line: Number(line.id.slice(1)), text: textOfLine(line), apart };
    }
  } else {
    const texts = within(container).querySelectorAll(TEXTS);
    for (const [at, one] of texts.entries()) {
      const parts = [...one.querySelectorAll("[lang=th], .marker, .detail")].map((part) => part.textContent);
      yield { article: container, at, text: parts.join(" "), apart: true };
    }
  }
}

// The texts are gathered once, and in slices of some milliseconds, so that nobody waits for those of a long plan.
async function gather() {
  const [parts, starts] = [[], []];
  let [length, since] = [0, performance.now()];
  for (const container of [...records.children, ...sheets]) {
    for (const piece of piecesOf(container)) {
      const { plain } = folded(piece.text);
      starts.push({ from: length, ...piece });
      parts.push(plain, piece.apart ? "\n" : "");
      length += plain.length + piece.apart;
    }
    if (performance.now() - since > SLICE) {
      await new Promise((done) => setTimeout(done));
      since = performance.now();
    }
  }
  return { whole: parts.join(""), starts };
}

async function find(wanted) {
  corpus ??= gather();
  const { whole, starts } = await corpus;
  const { plain } = folded(wanted);
  const hits = [];
  if (!plain) return hits;
  let piece = 0;
  let seen = -1;
  for (let from = whole.indexOf(plain); from >= 0; from = whole.indexOf(plain, from + 1)) {
    while (piece + 1 < starts.length && starts[piece + 1].from <= from) piece++;
    if (piece !== seen) hits.push({ ...starts[piece], start: from - starts[piece].from, length: plain.length });
    seen = piece;
  }
  return hits;
}

// A piece of the text around the hit, with the hit marked.
function excerpt({ text, start, length }) {
  const { at } = folded(text);
  const first = at[start] ?? 0;
  const last = at[Math.min(start + length, at.length) - 1] ?? first;
  const from = Math.max(0, first - 40);
  const marked = document.createElement("mark");
  marked.textContent = text.slice(first, last + 1);
  return [from ? "…" : "", text.slice(from, first), marked, text.slice(last + 1, last + 90)];
}

function hit(one) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const place = document.createElement("span");
  link.href = one.line ? `#L${one.line}` : `#${encodeURIComponent(one.article.id)}`;
  place.className = "at";
  place.textContent = one.line ? `${say("say-line")} ${one.line}` : one.article.getAttribute("aria-label");
  const text = document.createElement("span");
  text.lang = "th";
  text.append(...excerpt(one));
  link.append(place, text);
  item.append(link);
  // when the record is open (see desk.js), the text itself is chosen
  if (one.article) link.addEventListener("click", () => setTimeout(() => chooseText(one.article, one.at)));
  return item;
}

function chooseText(article, at) {
  const text = unpack(article).querySelectorAll(TEXTS)[at];
  if (!text.dataset.lines) return;
  choose([text]);
  text.scrollIntoView({ block: "center" });
  markPlaces(linesOf(text));
}

let turn = 0;

async function search() {
  const wanted = document.getElementById("wanted").value;
  const panel = document.getElementById("panel-found");
  openTab(wanted.trim() ? "found" : "tree");
  panel.ariaBusy = "true";
  turn += 1;
  const mine = turn;
  const hits = await find(wanted);
  if (mine !== turn) return; // somebody has typed on
  document.getElementById("hits").replaceChildren(...hits.slice(0, MOST_HITS).map(hit));
  document.getElementById("found-amount").textContent = wanted.trim() ? String(hits.length) : "";
  const empty = document.getElementById("nothing-found");
  empty.hidden = hits.length > 0;
  empty.textContent = say(wanted.trim() ? "say-nothing-found" : "say-search-hint");
  panel.ariaBusy = "false";
}

let waiting = 0;
document.getElementById("search").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  search();
});
document.getElementById("wanted").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 150);
});
document.getElementById("wanted").addEventListener("focus", () => { corpus ??= gather(); }, { once: true });
