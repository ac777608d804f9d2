// A narrow window shows one pane at a time: that of what was chosen last, or the one that the bar below names.

const switches = [...document.querySelectorAll(".panes-bar button")];

function showPane(name) {
  document.body.dataset.pane = name;
  for (const one of switches) one.setAttribute("aria-pressed", String(one.value === name));
}

for (const one of switches) {
  one.addEventListener("click", () => {
    showPane(one.value);
    if (one.value === "right") goToStop(stop); // what is out of sight cannot be scrolled
  });
}
showPane("left");
