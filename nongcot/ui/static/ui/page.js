// What the pages gain when scripts run; everything works without it.
"use strict";

const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

// "/" goes to the search box, unless somebody is typing.
document.addEventListener("keydown", (event) => {
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

// Toasts can be dismissed.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dismiss]");
  if (button) button.closest(".nc-toast").remove();
});
all("[data-dismiss]").forEach((button) => { button.hidden = false; });
