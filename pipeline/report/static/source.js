// The source: lines, their marks, and the pictures of pages with a box for each line.

const source = document.getElementById("source");
const sheets = [...source.querySelectorAll(".sheet")];
const lastLine = Number(sheets.at(-1)?.dataset.last ?? 0);

// What is packed (a long plan's records and lines) becomes elements. It is the page's own HTML, of its own templates.
function unpack(element) {
  const parcel = element.querySelector(":scope > script");
  if (!parcel) return element;
  const template = document.createElement("template");
  template.innerHTML = parcel.textContent;
  parcel.replaceWith(template.content);
  if (document.documentElement.lang !== LANGUAGES[0]) speakIn(element);
  if (element.dataset.first) for (const name of Object.keys(marks)) paint(name, marks[name], [element]);
  return element;
}

function sheetOf(n) {
  let [low, high] = [0, sheets.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (Number(sheets[middle].dataset.first) <= n) low = middle;
    else high = middle - 1;
  }
  return sheets[low];
}

function lineAt(n) {
  unpack(sheetOf(n));
  return document.getElementById(`L${n}`);
}

// "12-14 20" or "12-14,20" -> [12, 13, 14, 20], only lines that are there.
function numbers(places) {
  const found = [];
  for (const place of places.split(/[ ,]+/)) {
    const [first, last = first] = place.split("-").map(Number);
    for (let n = Math.max(1, first); n <= Math.min(last, lastLine); n++) found.push(n);
  }
  return found;
}

const boxesOf = (n) => source.querySelectorAll(`rect[data-line="${n}"]`);

// Marks by their name: the lines that bear them, also of sheets that are packed yet.
const marks = { mine: new Set(), marked: new Set() };

function paint(name, lines, among) {
  for (const sheet of among) {
    for (const line of sheet.querySelectorAll(".line")) {
      if (!lines.has(Number(line.id.slice(1)))) continue;
      line.classList.add(name);
      for (const box of boxesOf(line.id.slice(1))) box.classList.add(name);
    }
  }
}

function mark(name, lines) {
  for (const one of source.querySelectorAll(`.${name}`)) one.classList.remove(name);
  marks[name] = new Set(lines);
  paint(name, marks[name], new Set(lines.map(sheetOf)));
}

// The places that are marked, in reading order: each the first line of a stretch.
let stops = [];
let stop = 0;

function markPlaces(lines) {
  mark("marked", lines);
  const ordered = [...new Set(lines)].sort((a, b) => a - b);
  stops = ordered.filter((n, at) => n !== ordered[at - 1] + 1);
  if (lines.length) goToStop(Math.max(0, stops.indexOf(lines[0])));
  else document.getElementById("marks").textContent = "";
}

function goToStop(at) {
  if (!stops.length) return;
  stop = (at + stops.length) % stops.length;
  document.getElementById("marks").textContent = `${stop + 1} / ${stops.length}`;
  reveal(stops[stop]);
}

function reveal(n) {
  const line = lineAt(n);
  const figure = source.classList.contains("looking") ? line.closest(".sheet").querySelector(".picture") : null;
  if (figure) draw(figure);
  const shown = figure ? boxesOf(n)[0] ?? figure : line;
  const show = () => shown.scrollIntoView({ block: "center", inline: "nearest" });
  show();
  // Blocks of lines get their true height only when they are seen: look once more when they have it.
  requestAnimationFrame(show);
}

document.getElementById("previous").addEventListener("click", () => goToStop(stop - 1));
document.getElementById("next").addEventListener("click", () => goToStop(stop + 1));

const SVG = "http://www.w3.org/2000/svg";

function svg(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// A page's picture is loaded, and its boxes are drawn, when it comes near.
function draw(figure) {
  if (figure.firstChild) return;
  const { width, height, src, title } = figure.dataset;
  unpack(figure.closest(".sheet"));
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title });
  drawing.append(svg("image", { href: src, width, height }));
  for (const line of figure.closest(".sheet").querySelectorAll(".line[data-box]")) {
    const [x0, top, x1, bottom] = line.dataset.box.split(" ").map(Number);
    const box = svg("rect", { x: x0, y: top, width: Math.max(1, x1 - x0), height: Math.max(1, bottom - top) });
    box.dataset.line = line.id.slice(1);
    for (const name of ["marked", "mine", "unclaimed"]) box.classList.toggle(name, line.classList.contains(name));
    drawing.append(box);
  }
  figure.append(drawing);
}

const figures = [...source.querySelectorAll(".picture")];
for (const figure of figures) {
  figure.style.setProperty("aspect-ratio", `${figure.dataset.width} / ${figure.dataset.height}`);
}
const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting) continue;
    unpack(target);
    const figure = target.querySelector(".picture");
    if (figure && source.classList.contains("looking")) draw(figure);
  }
}, { root: source, rootMargin: "1200px" });
for (const sheet of sheets) near.observe(sheet);

function look(on) {
  source.classList.toggle("looking", on);
  document.getElementById("look").setAttribute("aria-pressed", String(on));
  near.disconnect();
  for (const sheet of sheets) near.observe(sheet);
  if (stops.length) goToStop(stop);
}

function enlarge(on) {
  source.classList.toggle("enlarged", on);
  document.getElementById("enlarge").setAttribute("aria-pressed", String(on));
  if (stops.length) goToStop(stop);
}

document.getElementById("enlarge")?.addEventListener("click", () => {
  const on = !source.classList.contains("enlarged");
  if (on) look(true);
  enlarge(on);
});
document.getElementById("look")?.addEventListener("click", () => look(!source.classList.contains("looking")));
if (figures.length) look(true);
