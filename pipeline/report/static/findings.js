// The filters of the findings: all that are set must hold.

const filters = document.getElementById("filters");

function filterFindings() {
  const { severity, status, code, node } = Object.fromEntries(new FormData(filters));
  let shown = 0;
  for (const one of document.querySelectorAll(".finding")) {
    const { severity: s, status: t, code: c, under } = one.dataset;
    const fits = (!severity || s === severity) && (!status || t === status) && (!code || c === code)
      && (!node || under.split(" ").includes(node));
    one.hidden = !fits;
    shown += fits;
  }
  document.getElementById("shown-findings").textContent = String(shown);
  document.getElementById("no-findings").hidden = shown > 0;
}

function filterBy(wanted) {
  if (!filters) return;
  for (const one of filters.querySelectorAll("select")) {
    const value = wanted.get(one.name) ?? "";
    one.value = [...one.options].some((option) => option.value === value) ? value : "";
  }
  filterFindings();
}

filters?.addEventListener("change", filterFindings);
