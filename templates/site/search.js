// Finds texts without a server: the same hits as policykit/search/query.py, so change both.
(() => {
  "use strict";
  const EXACT = 12, FORM = 11, PREFIX = 9, STEM_PREFIX = 8, PART = 7, FOLDED = 6, FOLDED_PREFIX = 5;
  const SYNONYM = 4, FOLDED_PART = 3, SLIP = 2, CONTEXT = 3, FIELDS = [4, 3, 1];
  const SHORTEST = 4, MOST_WORDS = 12, BEFORE = 8, AFTER = 30, STEP = 15, FEW = 5;
  const WEIGHTS = { p: 14, r: 12, m: 11, s: 9, q: 9, e: 8, w: 8, t: 7, o: 6, l: 5, c: 4, x: 3 };
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const LETTERS = { æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i" };
  const SIGNS = "\\u3005\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff";
  const WORD = new RegExp(`[0-9]+(?:[.,:][0-9]+)+|[${SIGNS}]+|(?:(?![${SIGNS}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
  const isSigns = new RegExp(`^[${SIGNS}]`);
  // A handbook in one file holds what a site loads.
  const inside = window.policykit_inside;
  const assets = inside ? null : new URL(".", document.currentScript.src);

  // As in policykit/search/words.py.
  const cased = (word) => word.toLowerCase().toUpperCase().toLowerCase().normalize("NFC").replace(/ς/g, "σ");
  const pieces = (text) => {
    const found = [];
    for (const { 0: raw, index } of text.matchAll(WORD)) {
      if (raw.length > 1 && isSigns.test(raw)) {
        for (let at = 0; at + 1 < raw.length; at++) found.push([index + at, index + at + 2, raw.slice(at, at + 2)]);
      } else found.push([index, index + raw.length, cased(raw)]);
    }
    return found;
  };
  const isOneEdit = (first, second) => {
    const most = Math.max(first.length, second.length), least = Math.min(first.length, second.length);
    let at = 0, end = 0;
    while (at < least && first[at] === second[at]) at++;
    while (end < least - at && first.at(-1 - end) === second.at(-1 - end)) end++;
    // Most words are far apart, and the letters of few have to be looked at one by one.
    if (most - at - end > 4 || first === second) return false;
    const one = [...first], two = [...second];
    if (Math.abs(one.length - two.length) > 1) return false;
    at = 0;
    while (at < one.length && at < two.length && one[at] === two[at]) at++;
    const from = (letters, start) => letters.slice(at + start).join("");
    return from(one, 1) === from(two, 0) || from(one, 0) === from(two, 1) || from(one, 1) === from(two, 1)
      || (one[at] === two[at + 1] && one[at + 1] === two[at] && from(one, 2) === from(two, 2));
  };

  // An index as policykit/search/packing.py packs it, ready to be asked.
  const opened = (data) => {
    const numbers = (text) => {
      const found = [];
      let number = 0, shift = 1;
      for (const sign of text) {
        const digit = DIGITS.indexOf(sign);
        number += (digit % 32) * shift;
        shift *= 32;
        if (digit < 32) { found.push(number); number = 0; shift = 1; }
      }
      return found;
    };
    const stop = new Set(data.stop);
    const cut = (word, least, most) => {
      for (const ending of data.endings) {
        const left = word.length - ending.length;
        if (left < least || ending.length > most || !word.endsWith(ending)) continue;
        if (word[left - 1] === ending) return word;
        const twice = left > 3 && word[left - 1] === word[left - 2] && data.doubled.includes(word[left - 1]);
        return word.slice(0, twice ? left - 1 : left);
      }
      return word;
    };
    const apart = new Map(Object.entries(data.apart));
    const stem = (word) => apart.get(word) || cut(cut(word, 3, 99), 5, 1);
    const folded = (word) => {
      const bare = word.normalize("NFD").replace(/\p{M}/gu, "").replace(/[æœøđðłþı]/g, (letter) => LETTERS[letter]);
      return data.digraphs ? bare.replace(/([aou])e/g, "$1") : bare;
    };
    let before = "";
    const words = data.words ? data.words.split(" ").map((word) => {
      before = before.slice(0, DIGITS.indexOf(word[0])) + word.slice(1);
      return before;
    }) : [];
    const places = data.places.split(" ");
    const last = numbers(data.numbers);
    const narrowed = numbers(data.narrowed);
    const stems = words.map(stem), folds = words.map(folded), byStem = new Map();
    stems.forEach((root, at) => byStem.has(root) ? byStem.get(root).push(at) : byStem.set(root, [at]));
    const forms = (roots, rank) => {
      const match = none();
      for (const root of roots) for (const at of byStem.get(root) || []) put(match, at, rank);
      return match;
    };
    const groupOf = (entry) => {
      let low = 0, high = data.groups.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (data.groups[middle][5] <= entry) low = middle; else high = middle;
      }
      return data.groups[low];
    };
    const numberOf = (entry) => {
      if (data.kinds[entry] === "p") return groupOf(entry)[1];
      return last[entry] ? `${groupOf(entry)[1]}.${last[entry]}` : "";
    };
    const none = () => ({ scores: new Map(), words: new Set(), titles: new Set() });
    const raise = (scores, entry, score) => { if (!(scores.get(entry) >= score)) scores.set(entry, score); };
    const put = (match, at, rank) => {
      match.words.add(words[at]);
      let entry = 0;
      for (const code of numbers(places[at])) {
        const field = code % 3;
        entry += (code - field) / 3;
        raise(match.scores, entry, rank * FIELDS[field]);
        if (!field && data.kinds[entry] === "p") match.titles.add(entry);
      }
    };
    const spread = (rank) => {
      const match = none();
      for (let at = 0; at < words.length; at++) {
        const found = rank(at);
        if (found) put(match, at, found);
      }
      return match;
    };
    const matchOf = (asked) => {
      const root = stem(asked), bare = folded(asked), bareRoot = folded(root);
      const isPrefix = asked.length >= 2 || isSigns.test(asked);
      const isStem = root.length > SHORTEST, part = isStem ? root : asked;
      const isPart = data.compounds && part.length >= SHORTEST, barePart = folded(part);
      const match = spread((at) => {
        const word = words[at], own = stems[at], plain = folds[at];
        if (word === asked) return EXACT;
        if (own === root || word === root) return FORM;
        if (isPrefix && word.startsWith(asked)) return PREFIX;
        if (isStem && word.startsWith(root) && !apart.has(word)) return STEM_PREFIX;
        if (isPart && word.indexOf(part, 2) > 0) return PART;
        if (plain === word && bare === asked) return 0;
        if (plain === bare || folded(own) === bareRoot) return FOLDED;
        if (isPrefix && plain.startsWith(bare)) return FOLDED_PREFIX;
        return isPart && plain.indexOf(barePart, 2) > 0 ? FOLDED_PART : 0;
      });
      if (/^[0-9]+(\.[0-9]+)+$/.test(asked)) {
        for (let entry = 0; entry < data.kinds.length; entry++) {
          const number = numberOf(entry);
          if (number === asked) match.scores.set(entry, EXACT * FIELDS[0]);
          else if (number.startsWith(`${asked}.`)) raise(match.scores, entry, PREFIX * FIELDS[0]);
        }
      }
      return match;
    };
    const together = (phrase, rank) => {
      const found = phrase.map((word) => forms([stem(word)], rank));
      const all = none();
      for (const entry of found[0].scores.keys()) {
        if (found.every((one) => one.scores.has(entry))) {
          all.scores.set(entry, Math.min(...found.map((one) => one.scores.get(entry))));
        }
      }
      if (all.scores.size) for (const one of found) for (const word of one.words) all.words.add(word);
      return all;
    };
    const addSynonyms = (telling, matches) => {
      const rootOf = (word) => folded(stem(word)), roots = telling.map(rootOf);
      for (const group of data.synonyms) {
        for (const phrase of group) {
          for (let at = 0; at + phrase.length <= roots.length; at++) {
            if (!phrase.every((word, place) => rootOf(word) === roots[at + place])) continue;
            for (const other of group) {
              if (other === phrase) continue;
              const same = together(other, SYNONYM);
              for (let place = at; place < at + phrase.length; place++) {
                for (const [entry, score] of same.scores) raise(matches[place].scores, entry, score);
                for (const word of same.words) matches[place].words.add(word);
              }
            }
          }
        }
      }
    };
    const parts = (asked) => {
      if (!data.compounds) return null;
      const ways = [], tails = [];
      for (let at = asked.length - SHORTEST; at >= SHORTEST; at--) {
        const tail = asked.slice(-at);
        ways.push([asked.slice(0, at), asked.slice(at)]);
        if (stem(tail).length > SHORTEST) tails.push([tail]);
      }
      for (const phrase of [...ways, ...tails]) {
        const found = together(phrase, SLIP);
        if (found.scores.size) return found;
      }
      return null;
    };
    const slips = (asked) => {
      if (asked.length < SHORTEST || /[0-9]/.test(asked)) return none();
      const bare = folded(asked);
      return forms(new Set(stems.filter((_, at) => isOneEdit(folds[at], bare))), SLIP);
    };
    const hitsOf = (matches, least, shows) => {
      const entries = new Set();
      for (const match of matches) for (const entry of match.scores.keys()) entries.add(entry);
      const found = [];
      for (const entry of entries) {
        const head = groupOf(entry)[5];
        let having = 0, score = 0;
        for (const match of matches) {
          const own = match.scores.get(entry);
          if (own) { having++; score += own; } else if (match.titles.has(head)) { having++; score += CONTEXT; }
        }
        if (having >= least) found.push([entry, score * WEIGHTS[data.kinds[entry]]]);
      }
      return found.sort((one, two) => two[1] - one[1] || one[0] - two[0]);
    };
    const badgesOf = (entry) =>
      [narrowed[entry], groupOf(entry)[6]].map((set) => data.sets[set].map((badge) => data.badges[badge]));
    const find = (text, shows = () => true) => {
      const asked = pieces(text.normalize("NFC")).map((piece) => piece[2]);
      const some = asked.filter((word) => !stop.has(word));
      const telling = (some.length ? some : asked).slice(0, MOST_WORDS);
      if (!telling.length) return { hits: [], words: new Set(), near: false };
      const matches = telling.map(matchOf);
      addSynonyms(telling, matches);
      let near = false;
      telling.forEach((word, at) => {
        if (matches[at].scores.size) return;
        near = true;
        if (!stop.has(word)) matches[at] = parts(word) || slips(word);
      });
      let least = matches.length, hits = hitsOf(matches, least);
      while (!hits.length && least > 1) {
        near = true;
        hits = hitsOf(matches, --least);
      }
      const met = new Set(matches.flatMap((match) => [...match.words]));
      return { hits: hits.filter(([entry]) => shows(entry)), words: met, near };
    };
    return { data, find, groupOf, numberOf, badgesOf };
  };

  // As in policykit/search/snippet.py.
  const stretches = (text, found, whole) => {
    const every = pieces(text);
    const first = whole ? 0 : Math.max(0, every.findIndex((piece) => found.has(piece[2])));
    const start = Math.max(0, first - BEFORE);
    const end = whole ? every.length : Math.min(every.length, first + AFTER);
    const shown = start ? [["… ", false]] : [];
    let at = start ? every[start][0] : 0;
    const close = end < every.length ? every[end - 1][1] : text.length;
    for (const [from, to, word] of every.slice(start, end)) {
      if (!found.has(word) || to <= at) continue;
      if (from > at) shown.push([text.slice(at, from), false]);
      shown.push([text.slice(Math.max(from, at), to), true]);
      at = to;
    }
    if (at < close) shown.push([text.slice(at, close), false]);
    if (end < every.length) shown.push([" …", false]);
    return shown;
  };

  // Loaded when somebody looks for something.
  const texts = [], waiting = new Map();
  const loaded = (name) => {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((done) => {
        const script = document.createElement("script");
        script.onload = script.onerror = () => done();
        script.src = new URL(name, assets);
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  };
  let index = null;
  const locale = document.documentElement.lang;
  const ready = async () => {
    if (!index && !inside) await loaded(`index-${locale}.js`);
    const data = index ? null : inside ? inside.index() : window.policykit_index;
    if (data) index = opened(data);
    return index;
  };
  window.policykit_texts = (number, block) => { texts[number] = block; };
  const textOf = async (entry) => {
    if (inside) return inside.textOf(entry);
    const { blocks } = index.data;
    let block = blocks.length - 1;
    while (blocks[block] > entry) block--;
    await loaded(`texts-${locale}-${block}.js`);
    return texts[block] ? texts[block][entry - blocks[block]] : Array(8).fill("");
  };
  window.policykit_search = { ready, stretches, textOf };

  const box = document.getElementById("search"), panel = document.getElementById("search-results");
  if (!box || !panel || !box.form) return;
  box.form.hidden = false;
  box.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (panel.dataset.asked !== box.value.trim()) await show();
    panel.querySelector("a")?.click();
  });
  const made = (name, className, ...parts) => {
    const one = document.createElement(name);
    if (className) one.className = className;
    one.append(...parts.filter(Boolean));
    return one;
  };
  const status = made("p", "search-status");
  status.setAttribute("role", "status");
  box.form.append(status);
  panel.setAttribute("role", "region");
  panel.setAttribute("aria-label", box.labels[0].textContent);

  // The role and channel chosen on the page: its option, and the words of badges that hold for it.
  const choices = () => [...document.querySelectorAll(".filters select[name]")].filter((one) => one.value).map((one) => {
    const { textContent: text, dataset } = one.selectedOptions[0];
    return { kind: one.name, text, names: (dataset.names || text).split("\n") };
  });
  const shows = (chosen) => (entry) => index.badgesOf(entry).every((badges) => chosen.every(({ kind, names }) => {
    const own = badges.filter((badge) => badge[0] === kind);
    return !own.length || own.some((badge) => names.includes(badge[1]));
  }));
  const withMarks = (...cut) => stretches(...cut).map(([part, marked]) => (marked ? made("mark", "", part) : part));
  const hit = async (entry, found) => {
    const [anchor, level, label, language, title, text, more, spoken] = await textOf(entry);
    const group = index.groupOf(entry), kind = index.data.kinds[entry], says = index.data.says;
    const link = made("a", `search-hit kind-${kind}`);
    link.href = inside ? `#${anchor}` : new URL(`../${index.data.locale}/${group[0]}${kind === "p" ? "" : `#${anchor}`}`, assets);
    const number = index.numberOf(entry);
    if (number) link.append(made("span", "number", number), " ");
    if (label) link.append(made("span", `level level-${level}`, label), " ");
    else if (says[`kind_${kind}`]) link.append(made("span", "search-kind", says[`kind_${kind}`]), " ");
    const name = made("span", "search-title", ...withMarks(title, found, true));
    const holds = [text, more].find((part) => pieces(part).some((piece) => found.has(piece[2])));
    const shown = holds || (kind === "r" ? "" : text);
    if (language) name.lang = language;
    link.append(name);
    if (shown) {
      const told = made("span", "search-text", ...withMarks(shown, found));
      if (spoken) told.lang = spoken;
      link.append(told);
    }
    return made("li", "", link);
  };
  const groupsOf = (hits) => {
    const groups = new Map();
    for (const [entry] of hits) {
      const group = index.groupOf(entry);
      if (groups.has(group)) groups.get(group).push(entry); else groups.set(group, [entry]);
    }
    return groups;
  };
  const heading = (group) => {
    const name = made("p", "search-group", group[1] && made("span", "number", group[1]), " ", group[2]);
    if (group[3]) name.lang = group[3];
    if (group[4]) name.append(" ", made("span", "state", group[4]));
    return name;
  };
  let turn = 0, read = 0;
  const close = () => {
    turn++;
    const wasOpen = !panel.hidden;
    panel.hidden = true;
    panel.textContent = panel.dataset.asked = "";
    status.textContent = "";
    document.body.classList.remove("searching");
    // Whoever searched in the middle of a page reads on there.
    if (wasOpen) scrollTo({ top: read, behavior: "instant" });
  };
  const show = async (most = STEP, each = FEW) => {
    const mine = ++turn;
    const asked = box.value.trim();
    if (!asked) { close(); return; }
    if (!(await ready()) || mine !== turn) return;
    const { says } = index.data;
    const chosen = choices();
    const { hits, words, near } = index.find(asked, shows(chosen));
    const count = hits.length === 1 ? says.one : says.many.replace("{count}", hits.length);
    const found = !hits.length ? says.none : near ? `${says.near} ${count}` : count;
    const told = [found, ...chosen.map((one) => one.text)].join(" · ");
    let left = most;
    const parts = [];
    for (const [group, entries] of groupsOf(hits)) {
      const some = entries.slice(0, Math.min(left, each));
      left -= some.length;
      if (some.length) parts.push(Promise.all(some.map((entry) => hit(entry, words))).then((items) => made("li", "", heading(group), made("ul", "", ...items))));
    }
    const list = made("ol", "search-groups");
    const open = (...below) => {
      if (panel.hidden) read = scrollY;
      panel.replaceChildren(made("p", "search-count", told), ...below);
      panel.hidden = false;
      document.body.classList.add("searching");
    };
    if (!parts.length) open();
    // Texts come from several files: the first hits need not wait for those of the last.
    for (const part of parts) {
      const item = await part;
      if (mine !== turn) return;
      list.append(item);
      if (item === list.firstChild) open(list);
    }
    const more = made("button", "search-more", says.more);
    more.type = "button";
    more.addEventListener("click", async () => {
      const before = new Set([...panel.querySelectorAll("a")].map((link) => link.href));
      await show(5 * most, hits.length);
      const first = [...panel.querySelectorAll("a")].find((link) => !before.has(link.href));
      if (first) first.focus();
    });
    if (hits.length > most - left) panel.append(more);
    panel.dataset.asked = asked;
    status.textContent = told;
  };
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && link.pathname === location.pathname) close();
  });
  // Whoever speaks to the computer may say words with a / in them, so that key can be let be.
  const key = document.querySelector(".search-key input");
  const isKeyed = () => !key || key.checked;
  const keyed = () => {
    if (isKeyed()) box.setAttribute("aria-keyshortcuts", "/");
    else box.removeAttribute("aria-keyshortcuts");
  };
  if (key) {
    try { key.checked = localStorage.getItem("policykit.slash") !== "off"; } catch { /* as it stands */ }
    key.addEventListener("change", () => {
      try { localStorage.setItem("policykit.slash", key.checked ? "on" : "off"); } catch { /* for this page */ }
      keyed();
    });
    key.parentElement.hidden = false;
  }
  keyed();
  box.addEventListener("focus", ready);
  box.addEventListener("input", () => show());
  document.addEventListener("policykit:chosen", () => { if (!panel.hidden) show(); });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { target } = event;
    if (event.key === "/" && isKeyed() && !target.closest("input, textarea, select, [contenteditable]")) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if (event.key === "Escape" && (target === box || panel.contains(target))) {
      box.value = "";
      close();
      box.focus();
    } else if (/^Arrow(Up|Down)$/.test(event.key) && (target === box || panel.contains(target))) {
      const links = [...panel.querySelectorAll("a, button")];
      const next = links.indexOf(target) + (event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
      (next < 0 ? box : links[next] || target).focus();
    }
  });
})();
