// The tree: one item can be reached by Tab (roving tabindex), the arrows go on from there, as the ARIA practices say.

const tree = document.querySelector("[role=tree]");

const groupOf = (item) => item.nextElementSibling;
const isOpen = (item) => item.getAttribute("aria-expanded") === "true";
const setOpen = (item, open) => item.setAttribute("aria-expanded", String(open));
const parentOf = (item) => item.closest("[role=group]")?.previousElementSibling ?? null;
const shownItems = () => [...tree.querySelectorAll("[role=treeitem]")].filter((item) => item.offsetParent !== null);

function beside(item, step) {
  const items = shownItems();
  return items[items.indexOf(item) + step];
}

function rove(item) {
  tree.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
  item.setAttribute("tabindex", "0");
}

// The item of a record: shown, even where its branch was closed, and selected.
function selectInTree(anchor) {
  tree.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
  const item = [...tree.querySelectorAll("[role=treeitem]:not(.part)")].find((one) => anchorOf(one.hash) === anchor);
  if (!item) return;
  for (let above = parentOf(item); above; above = parentOf(above)) setOpen(above, true);
  item.setAttribute("aria-selected", "true");
  rove(item);
  item.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  ArrowDown: (item) => beside(item, 1),
  ArrowUp: (item) => beside(item, -1),
  Home: () => shownItems()[0],
  End: () => shownItems().at(-1),
  ArrowRight(item) {
    if (!item.hasAttribute("aria-expanded")) return null;
    if (isOpen(item)) return groupOf(item).querySelector("[role=treeitem]");
    setOpen(item, true);
    return item;
  },
  ArrowLeft(item) {
    if (!item.hasAttribute("aria-expanded") || !isOpen(item)) return parentOf(item);
    setOpen(item, false);
    return item;
  },
};

tree.addEventListener("keydown", (event) => {
  const item = event.target.closest("[role=treeitem]");
  if (!item || !(event.key in KEYS) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const next = KEYS[event.key](item);
  if (!next) return;
  rove(next);
  next.focus();
});

// A click on the triangle (left of the text) or on a part's name opens and closes; anything else follows the link.
tree.addEventListener("click", (event) => {
  const item = event.target.closest("[role=treeitem]");
  if (!item?.hasAttribute("aria-expanded")) return;
  const first = item.firstElementChild.getBoundingClientRect();
  if (event.target === item && event.clientX > 0 && event.clientX < first.left) {
    event.preventDefault();
    event.stopPropagation();
    setOpen(item, !isOpen(item));
  } else if (item.classList.contains("part")) {
    setOpen(item, true);
  }
});
