// A handbook in one file holds the index of its search, and its texts are read off the page.
(() => {
  "use strict";
  const SKIPPED = ".anchor, .copy, .rule-number, .level, .badge, .law";
  const BLOCKS = /^(?:P|LI|DIV|DL|DT|DD|UL|OL|TR|TD|TH|H\d|SECTION|CAPTION|BR)$/;
  const NAMES = [".policy-head .h1", ".rule-text", ".h3", ".rung-to", "caption", ":scope > th", ":scope > dt", ".step-text", ".line-title", ":scope > p", "p"];
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  // The words of an element but for those of one part of it, and for what is no text of its own.
  const words = (node, without) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node === without || node.matches(SKIPPED)) return "";
    const inside = [...node.childNodes].map((child) => words(child, without)).join("");
    return BLOCKS.test(node.tagName) ? ` ${inside} ` : inside;
  };
  const said = (node, without) => (node ? words(node, without).replace(/\s+/g, " ").trim().normalize("NFC") : "");
  const spoken = (node) => {
    const lang = node.closest("[lang]").lang;
    return lang === document.documentElement.lang ? "" : lang;
  };

  let anchors = null;
  const index = () => {
    const data = JSON.parse(document.getElementById("search-index").textContent);
    let before = "";
    anchors = data.anchors.split(" ").map((anchor) => {
      before = before.slice(0, DIGITS.indexOf(anchor[0])) + anchor.slice(1);
      return before;
    });
    return data;
  };
  // What the search of a site loads of an entry: its place and level, its name and its words.
  const textOf = (entry) => {
    const anchor = anchors[entry], place = document.getElementById(anchor);
    if (!place) return [anchor, "", "", "", "", "", "", ""];
    const isTitle = /^H\d$/.test(place.tagName);
    const name = isTitle ? place : NAMES.map((one) => place.querySelector(one)).find(Boolean) || place;
    const level = place.matches(".rule") && place.querySelector(".level");
    const rest = isTitle ? place.parentElement : place.matches("article") ? place.querySelector(".lede") : place;
    return [
      anchor,
      level ? level.className.replace("level level-", "") : "",
      level ? level.textContent : "",
      spoken(name),
      said(name, name.querySelector(".when")),
      rest === name ? "" : said(rest, name),
      "",
      rest ? spoken(rest) : "",
    ];
  };
  window.policykit_inside = { index, textOf };
})();
