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
let corpus = null;

function gather() {
  const pieces = [];
  const starts = [];
  let length = 0;
  const add = (element, text, apart) => {
    const { plain } = folded(text);
    starts.push({ from: length, element, text });
    pieces.push(plain, apart ? "\n" : "");
    length += plain.length + (apart ? 1 : 0);
  };
  for (const one of records.querySelectorAll("h2, .entry")) {
    add(one, [...one.querySelectorAll("[lang=th], .marker, .detail")].map((part) => part.textContent).join(" "), true);
  }
  for (const line of source.querySelectorAll(".line")) {
    const cells = [...line.querySelectorAll(".cell")];
    const first = line.querySelector(".text").firstChild;
    const text = cells.length ? cells.map((cell) => cell.textContent).join("\t") : first?.nodeType === 3 ? first.data : "";
    add(line, text, cells.length > 0 || line.classList.contains("blank"));
  }
  return { whole: pieces.join(""), starts };
}

function find(wanted) {
  corpus ??= gather();
  const { plain } = folded(wanted);
  const hits = [];
  const seen = new Set();
  if (!plain) return hits;
  let piece = 0;
  for (let from = corpus.whole.indexOf(plain); from >= 0; from = corpus.whole.indexOf(plain, from + 1)) {
    while (piece + 1 < corpus.starts.length && corpus.starts[piece + 1].from <= from) piece++;
    const { element, text, from: start } = corpus.starts[piece];
    if (!seen.has(element)) hits.push({ element, text, start: from - start, length: plain.length });
    seen.add(element);
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
  const isLine = one.element.classList.contains("line");
  const article = one.element.closest("article");
  link.href = isLine ? `#${one.element.id}` : `#${encodeURIComponent(article.id)}`;
  place.className = "at";
  place.textContent = isLine ? `${say("say-line")} ${one.element.id.slice(1)}` : article.getAttribute("aria-label");
  const text = document.createElement("span");
  text.lang = "th";
  text.append(...excerpt(one));
  link.append(place, text);
  item.append(link);
  if (!isLine && one.element.dataset.lines) {
    link.addEventListener("click", () => setTimeout(() => {
      choose([one.element]);
      one.element.scrollIntoView({ block: "center" });
      markPlaces(linesOf(one.element));
    }));
  }
  return item;
}

function search() {
  const wanted = document.getElementById("wanted").value;
  const hits = find(wanted);
  document.getElementById("hits").replaceChildren(...hits.slice(0, MOST_HITS).map(hit));
  document.getElementById("found-amount").textContent = wanted.trim() ? String(hits.length) : "";
  const empty = document.getElementById("nothing-found");
  empty.hidden = hits.length > 0;
  empty.textContent = say(wanted.trim() ? "say-nothing-found" : "say-search-hint");
  openTab(wanted.trim() ? "found" : "tree");
}

document.getElementById("search").addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
let waiting = 0;
document.getElementById("wanted").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 150);
});
