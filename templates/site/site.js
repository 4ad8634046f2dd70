// Adds a copy button to every text that is ready to use. The pages are whole without it.
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  const { copy, copied } = document.body.dataset;
  for (const letter of document.querySelectorAll(".letter")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = copy;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(letter.innerText).then(() => {
        button.textContent = copied;
        setTimeout(() => { button.textContent = copy; }, 2000);
      }, () => {});
    });
    letter.after(button);
  }
})();
