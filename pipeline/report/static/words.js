// The two languages. Texts that change have data-t, attributes data-t-NAME; the words stand in the page as JSON.

const words = JSON.parse(document.getElementById("words").textContent);
const LANGUAGES = ["th", "en"];

function say(key) {
  return words[key][LANGUAGES.indexOf(document.documentElement.lang)];
}

function speakIn(element) {
  for (const one of element.querySelectorAll("[data-t]")) one.textContent = say(one.dataset.t);
  for (const name of ["aria-label", "placeholder", "label"]) {
    for (const one of element.querySelectorAll(`[data-t-${name}]`)) {
      one.setAttribute(name, say(one.getAttribute(`data-t-${name}`)));
    }
  }
}

// A record is called by its kind and number.
function speakOfRecords() {
  for (const one of document.querySelectorAll("[data-kind]")) {
    one.setAttribute("aria-label", `${say(one.dataset.kind)} ${one.dataset.number}`);
  }
}

function speak(language) {
  document.documentElement.lang = language;
  speakIn(document);
  speakOfRecords();
  document.getElementById("language").lang = LANGUAGES.find((one) => one !== language);
}

// A page opened from disk may have no storage; then the choice lasts for this page only.
function remembered() {
  try { return localStorage.getItem("phaen-language"); } catch { return null; }
}

function remember(language) {
  try { localStorage.setItem("phaen-language", language); } catch { /* see above */ }
}

document.documentElement.classList.add("js");
if (remembered() === "en") speak("en");
document.getElementById("language").addEventListener("click", (event) => {
  speak(event.currentTarget.lang);
  remember(document.documentElement.lang);
});
