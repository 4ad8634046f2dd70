// The live preview: loads a page anew when it changed, and shows what lint finds beside it.
(function () {
  "use strict";
  var script = document.currentScript;
  var own = script.getAttribute("data-own");
  var stamp = script.getAttribute("data-stamp");
  var page = script.getAttribute("data-page");
  var subject = (/(?:^|\/)policies\/([^\/]+)\.html$/.exec(page) || ["", ""])[1];
  var seen = -1;

  function element(name, kind, text) {
    var made = document.createElement(name);
    made.className = kind;
    if (text) { made.textContent = text; }
    return made;
  }

  var panel = element("details", "policykit-preview");
  var summary = element("summary", "policykit-summary", "…");
  var body = element("div", "policykit-body");
  panel.setAttribute("lang", "en");
  panel.setAttribute("dir", "ltr");
  summary.setAttribute("role", "status");
  panel.appendChild(summary);
  panel.appendChild(body);
  document.body.appendChild(panel);
  try { panel.open = sessionStorage.getItem("policykit-open") === "yes"; } catch (ignored) {}
  panel.addEventListener("toggle", function () {
    try { sessionStorage.setItem("policykit-open", panel.open ? "yes" : "no"); } catch (ignored) {}
  });

  function isHere(finding) {
    var name = finding.path.slice(finding.path.lastIndexOf("/") + 1);
    return subject !== "" && name.split(".")[0] === subject;
  }

  function shown(finding) {
    var item = element("li", "policykit-finding policykit-" + finding.severity);
    item.appendChild(element("p", "policykit-message", finding.message));
    if (finding.hint) { item.appendChild(element("p", "policykit-hint", finding.hint)); }
    item.appendChild(element("span", "policykit-place", finding.path + ":" + finding.line));
    item.appendChild(element("span", "policykit-name", finding.code + " " + finding.name));
    return item;
  }

  function listed(title, findings) {
    if (!findings.length) { return; }
    body.appendChild(element("h2", "policykit-title", title));
    var list = element("ul", "policykit-list");
    findings.slice(0, 200).forEach(function (each) { list.appendChild(shown(each)); });
    body.appendChild(list);
    if (findings.length > 200) {
      body.appendChild(element("p", "policykit-hint", findings.length - 200 + " more"));
    }
  }

  function show(state) {
    var found = state.findings;
    body.textContent = "";
    panel.classList.toggle("policykit-trouble", Boolean(state.trouble));
    if (state.trouble) {
      body.appendChild(element("h2", "policykit-title", "This page is as it last could be made"));
      body.appendChild(element("p", "policykit-message", state.trouble.message));
      if (state.trouble.context) {
        body.appendChild(element("p", "policykit-place", state.trouble.context));
      }
      if (state.trouble.hint) { body.appendChild(element("p", "policykit-hint", state.trouble.hint)); }
    }
    var here = (found || []).filter(isHere);
    var errors = (found || []).some(function (each) { return each.severity === "error"; });
    panel.classList.toggle("policykit-errors", errors);
    listed("On this page", here);
    listed(here.length ? "Elsewhere" : "Findings",
      (found || []).filter(function (each) { return !isHere(each); }));
    var words = found === null ? "checking…" : found.length === 0 ? "no findings"
      : found.length === 1 ? "1 finding" : found.length + " findings";
    if (here.length) { words += ", " + here.length + " here"; }
    summary.textContent = state.trouble ? "cannot be shown as it is · " + words : words;
  }

  // A browser opens few connections to one place: tabs nobody looks at hold none of them.
  var asking = null;
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) {
      if (asking) { asking.abort(); }
    } else if (!asking) {
      ask();
    }
  });

  function ask() {
    if (document.hidden) { return; }
    var mine = asking = new AbortController();
    var address = own + "/state?seen=" + seen + "&page=" + encodeURIComponent(page);
    fetch(address, {cache: "no-store", signal: mine.signal}).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.json();
    }).then(function (state) {
      seen = state.version;
      if (state.stamp && state.stamp !== stamp) {
        location.reload();
        return;
      }
      show(state);
      asking = null;
      ask();
    }).catch(function () {
      asking = null;
      if (mine.signal.aborted) {
        ask();
        return;
      }
      summary.textContent = "the preview has ended";
      setTimeout(function () { if (!asking) { ask(); } }, 2000);
    });
  }

  ask();
})();
