"use strict";
// Narrows the page to what a person picks. Without scripts the page shows everything.
(() => {
  const filter = document.getElementById("filter");
  if (!filter) return;
  const findings = [...document.querySelectorAll(".findings .finding")];
  const files = [...document.querySelectorAll(".findings .file")];
  const shown = document.getElementById("shown");
  const texts = new Map();
  const says = (each) => {
    if (!texts.has(each)) texts.set(each, each.textContent.toLowerCase());
    return texts.get(each);
  };
  const apply = () => {
    const ticked = filter.querySelectorAll("input[name=severity]:checked");
    const severities = new Set([...ticked].map((box) => box.value));
    const code = filter.elements.code.value;
    const path = filter.elements.file.value;
    const words = filter.elements.words.value.trim().toLowerCase();
    let count = 0;
    for (const each of findings) {
      const wanted =
        severities.has(each.dataset.severity) &&
        (code === "" || each.dataset.code === code) &&
        (path === "" || each.dataset.file === path) &&
        (words === "" || says(each).includes(words));
      each.hidden = !wanted;
      if (wanted) count += 1;
    }
    for (const file of files) file.hidden = !file.querySelector(".finding:not([hidden])");
    shown.textContent = `${count} of ${findings.length} shown`;
  };
  filter.addEventListener("input", apply);
  filter.addEventListener("reset", () => setTimeout(apply));
  filter.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details")) part.open = true;
  });
  filter.hidden = false;
  apply();
})();
