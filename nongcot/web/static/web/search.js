// Arrow keys go from the search box through the results; everything works without.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const box = document.querySelector("[role=search] input[type=search]");
  const stops = [box, ...document.querySelectorAll("main .nc-tasks a")].filter(Boolean);
  const at = stops.indexOf(document.activeElement);
  if (at < 0) return;
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
});
