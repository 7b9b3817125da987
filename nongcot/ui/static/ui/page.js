// What the pages gain when scripts run; everything works without it.
"use strict";

const all = (selector) => Array.from(document.querySelectorAll(selector));

// "/" goes to the search box, unless somebody is typing; Escape closes the menu of a telephone and open definitions.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    all("details.nc-def[open], details.nc-time-change[open]").forEach((details) => { details.open = false; });
    if (location.hash === "#muc-luc") location.hash = "#main";
  }
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("[role=search] input[type=search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// After a refused form the error summary is read first.
all(".nc-errors").slice(0, 1).forEach((summary) => summary.focus());

// A definition closes when the reader goes elsewhere.
document.addEventListener("click", (event) => {
  all("details.nc-def[open], details.nc-time-change[open]")
    .filter((details) => !details.contains(event.target))
    .forEach((details) => { details.open = false; });
});

// The heading of a page's own table stays in sight where the table fits; a wider one scrolls sideways in its frame.
const fit = () => all(".nc-tablewrap--page").forEach((frame) => {
  frame.classList.remove("is-fitting");
  frame.classList.toggle("is-fitting", frame.scrollWidth <= frame.clientWidth);
});
window.addEventListener("resize", fit);
document.fonts.ready.then(fit);

// A browser names its file button in its own language; the page's words stand over it, the control stays the browser's.
all("input[type=file][data-choose]").forEach((input) => {
  const words = document.createElement("span");
  const name = document.createElement("span");
  words.className = "nc-btn nc-btn--s";
  words.textContent = input.dataset.choose;
  const tell = () => {
    const names = [...input.files].map((file) => file.name);
    name.textContent = names.length > 1 ? `(${names.length}) ${names.join(", ")}` : names[0] || input.dataset.none;
  };
  const box = document.createElement("span");
  box.className = "nc-file";
  box.setAttribute("aria-hidden", "true");
  box.append(words, name);
  input.parentElement.classList.add("nc-has-file");
  input.after(box);
  input.addEventListener("change", tell);
  tell();
});

// Buttons that only scripts can serve are hidden until now: dismiss, copy the address, print, go back.
const serve = {
  dismiss: (button) => button.closest(".nc-toast").remove(),
  copy: (button) => navigator.clipboard.writeText(location.href).then(() => say(button)),
  print: () => window.print(),
};
const say = (button) => {
  const words = button.textContent;
  button.lastChild.textContent = button.dataset.copied || words;
  window.setTimeout(() => { button.lastChild.textContent = words; }, 2500);
};
Object.entries(serve).forEach(([name, act]) => all(`[data-${name}]`).forEach((button) => {
  button.hidden = name === "copy" && !navigator.clipboard;
  button.addEventListener("click", () => act(button));
}));
