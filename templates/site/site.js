// What makes reading easier: dark or light, a choice of role and channel, texts and addresses to
// copy. The pages are whole without it.
(() => {
  "use strict";
  const root = document.documentElement;
  const kept = {
    get(name) { try { return localStorage.getItem(`policykit.${name}`) || ""; } catch { return ""; } },
    set(name, value) {
      try {
        if (value) localStorage.setItem(`policykit.${name}`, value);
        else localStorage.removeItem(`policykit.${name}`);
      } catch { /* the browser keeps nothing, so the next page starts anew */ }
    },
  };
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  if (["dark", "light"].includes(kept.get("theme"))) root.dataset.theme = kept.get("theme");

  const made = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  };

  // The pages of a large handbook do not repeat their menu: a script of the chapter brings it.
  function framing() {
    const frame = window.policykit_frame;
    const menu = document.getElementById("menu");
    if (!frame || !menu) return;
    menu.innerHTML = frame.menu;
    const here = [...menu.querySelectorAll("a")].find((link) => link.pathname === location.pathname && !link.hash);
    if (here) here.setAttribute("aria-current", "page");
    const place = document.getElementById("filters-here");
    if (place) place.outerHTML = frame.filters;
  }

  function theme() {
    const button = document.querySelector(".theme");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      const next = isDark() ? "light" : "dark";
      // Whoever chooses what the system says follows the system again.
      if ((next === "dark") === system.matches) delete root.dataset.theme;
      else root.dataset.theme = next;
      kept.set("theme", root.dataset.theme);
      show();
    });
    system.addEventListener("change", show);
    show();
    button.hidden = false;
  }

  function copying() {
    if (!navigator.clipboard) return;
    const { copy, copied, address } = document.body.dataset;
    if (!copy) return;
    const toast = made("p", "toast", "");
    toast.setAttribute("role", "status");
    document.body.append(toast);
    let timer = 0;
    const say = (words) => {
      toast.textContent = words;
      clearTimeout(timer);
      timer = setTimeout(() => { toast.textContent = ""; }, 2000);
    };
    const put = (text) => navigator.clipboard.writeText(text).then(() => say(copied), () => {});
    for (const letter of document.querySelectorAll(".letter")) {
      const button = made("button", "copy", copy);
      button.type = "button";
      button.addEventListener("click", () => put(letter.innerText));
      letter.after(button);
    }
    const places = ".promise[id] .h3, .card[id] > .h3, .question[id] > .h3, .table[id] caption, .rung[id] .rung-to, .line[id] > :not(span):first-child, .line[id] > span + :not(span), .terms > [id] > dt";
    for (const place of document.querySelectorAll(places)) {
      const link = made("a", "anchor", "#");
      link.href = `#${place.closest("[id]:not(caption)").id}`;
      link.setAttribute("aria-label", `${address}: ${place.textContent.trim()}`);
      place.append(link);
    }
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".anchor, .rule-number a, .heading-link");
      if (link) put(link.href);
    });
  }

  // Things that are for others than the role and channel chosen: hidden, counted, and shown again
  // where a link leads to one of them.
  function choosing() {
    const form = document.querySelector(".filters");
    const told = document.querySelector(".filtered");
    if (!form || !told) return;
    const things = "li, tr, .question, .card, .table";
    // Each thing with what it is for: whole policies by ids, parts of them by words on badges.
    const found = [];
    const kinds = ["audience", "channel"];
    for (const thing of document.querySelectorAll("main [data-audience], main [data-channel]")) {
      for (const kind of kinds) if (thing.dataset[kind]) found.push([thing, kind, thing.dataset[kind].split(" "), "id"]);
    }
    const byThing = new Map();
    for (const badge of document.querySelectorAll("main .badge-audience, main .badge-channel")) {
      const thing = badge.closest(badge.closest("caption") ? ".table" : things);
      const kind = badge.classList.contains("badge-channel") ? "channel" : "audience";
      if (!byThing.has(thing)) byThing.set(thing, {});
      (byThing.get(thing)[kind] ||= []).push(badge.textContent);
    }
    for (const [thing, badges] of byThing) {
      for (const kind of kinds) if (thing && badges[kind]) found.push([thing, kind, badges[kind], "names"]);
    }
    const chosen = {};
    const show = (arriving = false) => {
      for (const select of form.elements) {
        if (!select.name) continue;
        const option = select.selectedOptions[0];
        const names = (option.dataset.names || "").split("\n");
        chosen[select.name] = option.value && { id: [option.value], names };
        if (option.value) root.dataset[select.name] = option.value;
        else delete root.dataset[select.name];
      }
      const out = new Set();
      for (const [thing, kind, own, by] of found) {
        if (chosen[kind] && !own.some((one) => chosen[kind][by].includes(one))) out.add(thing);
      }
      let elsewhere = false;
      for (const [thing] of found) {
        // A policy that is for others stays on its own page: whoever opens it wants to read it.
        if (thing.matches(".policy article")) elsewhere = out.has(thing);
        else thing.classList.toggle("filtered-out", out.has(thing));
      }
      const count = [...out].filter((one) => !one.matches(".policy article") && !one.parentElement.closest(".filtered-out")).length;
      told.textContent = "";
      if (elsewhere) told.append(made("p", "", told.dataset.other));
      if (count) {
        told.append(made("p", "", told.dataset.hidden.replace("{count}", count)));
        const all = made("button", "", told.dataset.all);
        all.type = "button";
        all.addEventListener("click", () => {
          for (const select of form.elements) if (select.name) { select.value = ""; kept.set(select.name, ""); }
          show();
          form.elements[0].focus();
        });
        told.append(all);
      }
      aim(arriving);
      document.dispatchEvent(new CustomEvent("policykit:chosen"));
    };
    const aim = (arriving) => {
      let name = location.hash.slice(1);
      // An address somebody typed may be no address at all.
      try { name = decodeURIComponent(name); } catch { /* as it is */ }
      const target = document.getElementById(name);
      for (let one = target; one; one = one.parentElement) one.classList.remove("filtered-out");
      if (target && arriving) target.scrollIntoView();
    };
    for (const select of form.elements) {
      if (!select.name) continue;
      const before = kept.get(select.name);
      if ([...select.options].some((option) => option.value === before)) select.value = before;
      select.addEventListener("change", () => { kept.set(select.name, select.value); show(); });
    }
    window.addEventListener("hashchange", () => aim(true));
    form.hidden = false;
    if ([...form.elements].some((select) => select.value)) show(true);
  }

  function printing() {
    const button = document.querySelector(".printer");
    if (!button) return;
    button.addEventListener("click", () => print());
    button.hidden = false;
  }

  document.addEventListener("DOMContentLoaded", () => {
    framing();
    theme();
    copying();
    choosing();
    printing();
  });
})();
