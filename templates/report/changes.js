"use strict";
// Narrows the page to what a person picks. Without scripts the page shows everything.
(() => {
  const filter = document.getElementById("filter");
  if (!filter) return;
  const changes = [...document.querySelectorAll(".change")];
  const groups = [...document.querySelectorAll(".policy, .small")];
  const wholes = [...document.querySelectorAll(".whole")];
  const shown = document.getElementById("shown");
  const has = (each, name, wanted) =>
    wanted === "" || JSON.parse(each.dataset[name]).includes(wanted);
  const apply = () => {
    const effect = filter.elements.effect.value;
    const role = filter.elements.role ? filter.elements.role.value : "";
    let count = 0;
    for (const each of changes) {
      const wanted = has(each, "effects", effect) && has(each, "roles", role);
      each.hidden = !wanted;
      if (wanted) count += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector(".change:not([hidden])");
    for (const whole of wholes) whole.hidden = count < changes.length;
    shown.textContent = `${count} of ${changes.length} shown`;
  };
  filter.addEventListener("input", apply);
  filter.addEventListener("reset", () => setTimeout(apply));
  filter.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll(".small")) part.open = true;
  });
  filter.hidden = false;
  apply();
})();
