// The desk: the address says what is chosen (a record, a finding, lines), everything else follows from it.

const MOST_LINKS = 12;
const records = document.getElementById("records");
const anchorOf = (hash) => {
  try { return decodeURIComponent(hash.slice(1)); } catch { return ""; }
};

// Tabs ---------------------------------------------------------------------------------------------------------------

const tabs = [...document.querySelectorAll("[role=tab]")];

function openTab(name) {
  for (const tab of tabs) {
    const on = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
  }
}

for (const tab of tabs) tab.addEventListener("click", () => openTab(tab.id.slice(4)));
document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
  openTab(next.id.slice(4));
  next.focus();
});

// Records ------------------------------------------------------------------------------------------------------------

const linesOf = (element) => numbers(element.dataset.lines ?? "");
const opened = () => [...records.querySelectorAll("article.open")];

// Show a node with its write-ups, or a write-up with the first node that it is of; its lines are tinted.
function openRecord(article) {
  let node = article;
  if (article.classList.contains("brief")) {
    node = records.querySelector(`.node[data-briefs~="${CSS.escape(article.id)}"]`) ?? article;
  }
  if (!node.classList.contains("open")) {
    const held = records.contains(document.activeElement) && document.activeElement !== records;
    for (const one of opened()) one.classList.remove("open");
    const briefs = (node.dataset.briefs ?? "").split(" ").filter(Boolean);
    for (const one of [node, ...briefs.map((id) => document.getElementById(id))]) unpack(one).classList.add("open");
    records.scrollTop = 0;
    if (held) node.focus({ preventScroll: true }); // what had the focus is out of sight
  }
  selectInTree(node.id);
  mark("mine", node.id === "plan" ? [] : opened().flatMap((one) => numbers(one.dataset.all)));
}

function choose(elements) {
  for (const one of document.querySelectorAll(".chosen")) one.classList.remove("chosen");
  for (const one of elements) {
    one.classList.add("chosen");
    one.closest("details")?.setAttribute("open", "");
  }
}

// The records that tell of a line, the smallest first.
let index = null;

function tellers(n) {
  if (!index) {
    index = new Map();
    const articles = [...records.children].map((one) => [one, numbers(one.dataset.all)]);
    for (const [article, lines] of articles.sort((a, b) => a[1].length - b[1].length)) {
      for (const line of lines) index.has(line) ? index.get(line).push(article) : index.set(line, [article]);
    }
  }
  return index.get(n) ?? [];
}

// What tells of a line is chosen: in the open record if it is there, else in the record that owns the line.
function chooseByLine(n) {
  const found = tellers(n);
  const owner = document.getElementById(lineAt(n).dataset.owner ?? "");
  const best = found.find((one) => one.classList.contains("open")) ?? owner ?? found[0];
  if (best) openRecord(best);
  const entries = opened().flatMap((one) => [...one.querySelectorAll(".entry[data-lines], tr[data-lines]")]);
  const here = entries.map((one) => [one, linesOf(one)]).filter(([, lines]) => lines.includes(n));
  const fewest = Math.min(...here.map(([, lines]) => lines.length));
  choose(here.filter(([, lines]) => lines.length === fewest).map(([one]) => one));
  records.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  tellLine(n, found);
}

// The card of a line: its role, the rule that gave it, the text as found, and all records that tell of it.
let toldLine = null;

function tellLine(n, articles) {
  toldLine = () => tellLine(n, articles);
  const line = lineAt(n);
  const list = document.createElement("dl");
  const row = (key, ...content) => {
    const [term, value] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = say(key);
    value.append(...content);
    list.append(term, value);
  };
  row("say-line", String(n));
  row("say-role", line.querySelector(".role").textContent + (line.dataset.rule ? ` · ${line.dataset.rule}` : ""));
  if (line.dataset.box) row("say-box", `${line.dataset.box} pt`);
  if (line.dataset.corrected) row("say-corrected", line.dataset.corrected);
  const found = line.querySelector(".was");
  if (found) row("say-found", found.lastChild.textContent.trim());
  const links = articles.slice(0, MOST_LINKS).flatMap((article) => {
    const link = document.createElement("a");
    link.href = `#${encodeURIComponent(article.id)}`;
    link.textContent = article.getAttribute("aria-label");
    return [link, " · "];
  });
  if (links.length) row("say-records", ...links.slice(0, -1));
  const card = document.getElementById("line-card");
  card.replaceChildren(list);
  card.hidden = false;
}

// The address --------------------------------------------------------------------------------------------------------

function go(hash, keep = false) {
  const anchor = anchorOf(hash) || "plan";
  document.getElementById("line-card").hidden = true;
  if (/^L\d/.test(anchor)) {
    const lines = numbers(anchor.slice(1).replaceAll("L", ""));
    if (!lines.length) return;
    showPane("right");
    markPlaces(lines);
    if (!keep) chooseByLine(lines[0]);
    return;
  }
  if (anchor.startsWith("findings")) {
    showPane("left");
    openTab("findings");
    filterBy(new URLSearchParams(anchor.split("?")[1] ?? ""));
    if (!opened().length) openRecord(document.getElementById("plan"));
    return;
  }
  if (anchor === "changes" && document.getElementById("tab-changes")) {
    showPane("left");
    openTab("changes");
    if (!opened().length) openRecord(document.getElementById("plan"));
    return;
  }
  if (hash.length > 1) showPane("middle");
  const target = document.getElementById(anchor);
  if (target?.classList.contains("finding")) openFinding(target);
  else if (target?.closest("#records > article")) {
    choose([]);
    openRecord(target.closest("article"));
    markPlaces(linesOf(target));
  } else openRecord(document.getElementById("plan"));
}

function openFinding(finding) {
  openTab("findings");
  if (finding.hidden) filterBy(new URLSearchParams());
  openRecord(document.getElementById(finding.dataset.node) ?? document.getElementById("plan"));
  choose([finding]);
  finding.scrollIntoView({ block: "nearest" });
  markPlaces(linesOf(finding));
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("a[href^='#']");
  const inside = event.target.closest("summary, button, select, input");
  const line = event.target.closest(".line, rect[data-line]");
  const entry = event.target.closest(".entry[data-lines], tr[data-lines]");
  const finding = event.target.closest(".finding");
  if (link && !link.classList.contains("no")) {
    event.preventDefault();
    const kept = link.hasAttribute("data-keep");
    if (link.hash !== location.hash) history.pushState(null, "", link.hash);
    const told = kept && link.closest(".entry, tr[data-lines]");
    if (told) choose([told]);
    go(link.hash, kept);
  } else if (inside || getSelection().toString()) {
    return;
  } else if (line) {
    event.preventDefault();
    const hash = line.id ? `#${line.id}` : `#L${line.dataset.line}`;
    history.pushState(null, "", hash);
    go(hash);
  } else if (entry) {
    choose([entry]);
    markPlaces(linesOf(entry));
  } else if (finding) {
    const hash = `#${encodeURIComponent(finding.id)}`;
    history.pushState(null, "", hash);
    go(hash);
  }
});

document.getElementById("language").addEventListener("click", () => {
  if (!document.getElementById("line-card").hidden) toldLine();
});
addEventListener("popstate", () => go(location.hash));
go(location.hash);
