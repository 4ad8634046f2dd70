// Runs the extension against an editor that is none: what the extension asks of it is written down.
//
// node stub.js EXTENSION FOLDER FILE SETTINGS TRUSTED, where SETTINGS is JSON; prints JSON.

"use strict";

const Module = require("node:module");
const path = require("node:path");
const { pathToFileURL, fileURLToPath } = require("node:url");

const [extension, folder, file, settings, trusted] = process.argv.slice(2);
const told = { messages: [], commands: {}, ran: [], findings: {}, log: [], items: [], state: "" };
const providers = {};

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}
class Range {
  constructor(start, end, line, character) {
    this.start = typeof start === "number" ? new Position(start, end) : start;
    this.end = typeof start === "number" ? new Position(line, character) : end;
  }
}
class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.split(":")[0];
    this.fsPath = this.scheme === "file" ? fileURLToPath(text) : "";
    this.path = this.fsPath;
  }
  toString() {
    return this.text;
  }
  static parse(text) {
    return new Uri(text);
  }
  static file(place) {
    return new Uri(pathToFileURL(place).toString());
  }
}
class Emitter {
  constructor() {
    this.heard = [];
    this.event = (listener) => {
      this.heard.push(listener);
      return { dispose() {} };
    };
  }
  fire(what) {
    this.heard.forEach((listener) => listener(what));
  }
  dispose() {}
}
class Kind {
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new Kind(this.value ? `${this.value}.${part}` : part);
  }
}
Kind.Empty = new Kind("");
for (const [name, value] of Object.entries({
  QuickFix: "quickfix",
  Refactor: "refactor",
  RefactorExtract: "refactor.extract",
  RefactorInline: "refactor.inline",
  RefactorRewrite: "refactor.rewrite",
  Source: "source",
  SourceOrganizeImports: "source.organizeImports",
})) {
  Kind[name] = new Kind(value);
}
const opened = new Emitter();
const changed = new Emitter();
const nothing = () => ({ dispose() {} });
const channel = {
  ...Object.fromEntries(
    ["append", "appendLine", "info", "warn", "error", "debug", "trace"].map((name) => [
      name,
      (line) => told.log.push(String(line)),
    ]),
  ),
  show() {},
  dispose() {},
  name: "policykit",
  logLevel: 2,
  onDidChangeLogLevel: nothing,
};
const said = JSON.parse(settings);
const document = {
  uri: Uri.file(file),
  fileName: file,
  languageId: "yaml",
  version: 1,
  isClosed: false,
  text: require("node:fs").readFileSync(file, "utf8"),
  getText() {
    return this.text;
  },
};
/** Whatever else the library asks for: a class of its own for each name. */
const anything = (known) =>
  new Proxy(known, {
    get(target, name) {
      if (!(name in target) && typeof name === "string") {
        target[name] = class {
          constructor(...values) {
            Object.assign(this, { values });
          }
        };
      }
      return target[name];
    },
  });
const message = (text, ...choices) => {
  told.messages.push({ text, choices });
  return Promise.resolve(undefined);
};
const registering = anything({
  match: () => 10,
  createDiagnosticCollection: () => ({
    set: (uri, found) => (told.findings[uri.toString()] = found.length),
    delete() {},
    clear() {},
    dispose() {},
  }),
  setLanguageConfiguration: (language, { onEnterRules }) => {
    told.entered = onEnterRules.map((each) => [language, each.beforeText.source, each.action.appendText]);
    return nothing();
  },
  registerCompletionItemProvider: (_selector, provider, ...signs) => {
    providers.completion = provider;
    told.signs = signs;
    return nothing();
  },
});
const vscode = anything({
  version: "1.91.0",
  Position,
  Range,
  Uri,
  EventEmitter: Emitter,
  Disposable: class {
    constructor(dispose) {
      this.dispose = dispose;
    }
    static from() {
      return nothing();
    }
  },
  CodeActionKind: Kind,
  CancellationTokenSource: class {
    token = { isCancellationRequested: false, onCancellationRequested: nothing };
    cancel() {}
    dispose() {}
  },
  CompletionItem: class {
    constructor(label) {
      this.label = label;
    }
  },
  CompletionList: class {
    constructor(items, isIncomplete) {
      Object.assign(this, { items, isIncomplete });
    }
  },
  Diagnostic: class {
    constructor(range, text, severity) {
      Object.assign(this, { range, message: text, severity });
    }
  },
  MarkdownString: class {
    constructor(value) {
      this.value = value ?? "";
    }
    appendCodeblock(value) {
      this.value += value;
      return this;
    }
  },
  SnippetString: class {
    constructor(value) {
      this.value = value;
    }
  },
  LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
  env: { appName: "stub", language: "en", machineId: "", openExternal: nothing },
  window: {
    createOutputChannel: () => channel,
    showWarningMessage: message,
    showErrorMessage: message,
    showInformationMessage: message,
    onDidChangeActiveTextEditor: nothing,
    onDidChangeVisibleTextEditors: nothing,
    visibleTextEditors: [],
    tabGroups: { all: [], onDidChangeTabs: nothing, onDidChangeTabGroups: nothing },
  },
  commands: {
    registerCommand: (name, run) => {
      told.commands[name] = run;
      return nothing();
    },
    executeCommand: (...asked) => {
      told.ran.push(asked);
      return Promise.resolve();
    },
  },
  languages: new Proxy(registering, {
    get: (target, name) =>
      Object.hasOwn(target, name) ? target[name] : /^(register|on)/.test(String(name)) ? nothing : target[name],
  }),
  workspace: new Proxy(
    {
      isTrusted: trusted === "yes",
      workspaceFolders: [{ uri: Uri.file(folder), name: "shop", index: 0 }],
      textDocuments: [document],
      notebookDocuments: [],
      onDidOpenTextDocument: opened.event,
      onDidChangeTextDocument: changed.event,
      getConfiguration: () => ({
        get: (name, otherwise) => said[`policykit.${name}`] ?? said[name] ?? otherwise,
      }),
      getWorkspaceFolder: () => undefined,
      createFileSystemWatcher: () => ({
        onDidCreate: nothing,
        onDidChange: nothing,
        onDidDelete: nothing,
        dispose() {},
      }),
    },
    { get: (target, name) => (name in target ? target[name] : /^on/.test(String(name)) ? nothing : undefined) },
  ),
});

const load = Module._load;
Module._load = function (name, ...rest) {
  return name === "vscode" ? vscode : load.call(this, name, ...rest);
};

async function main() {
  const { activate, deactivate } = require(path.resolve(extension));
  await activate({ subscriptions: [] });
  if (providers.completion) {
    const cursor = new Position(...said.cursor);
    const token = new vscode.CancellationTokenSource().token;
    const answer = await providers.completion.provideCompletionItems(document, cursor, token, {
      triggerKind: 0,
    });
    if (!answer) throw new Error(`no answer: ${told.log.join("\n")} ${JSON.stringify(told.messages)}`);
    told.items = (answer.items ?? answer).map((each) => ({
      label: each.label,
      command: each.command?.command,
    }));
    for (let left = 100; left && !(document.uri.toString() in told.findings); left -= 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const place = { line: 0, character: 1 };
    const uri = document.uri.toString();
    await told.commands["policykit.showReferences"](uri, place, [
      { uri, range: { start: place, end: place } },
    ]);
  }
  await deactivate();
  told.commands = Object.keys(told.commands);
  process.stdout.write(JSON.stringify(told), () => process.exit(0));
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
