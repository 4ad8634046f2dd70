// Starts `policykit lsp` for the folders of a window and passes what is said between the two.

"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const vscode = require("vscode");
const { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State, Trace } = require("vscode-languageclient/node");

const SHOW_REFERENCES = "policykit.showReferences";
const INSTALL = "pip install 'policykit-handbook[lsp]'";

const MOST_RESTARTS = 3;

/** The server of this window, and where it writes what happens; undefined while there is none. */
let client;
let log;

/** The files the server is told of: it ignores those of folders that hold no policies. */
const FILES = ["**/policykit.yaml", "**/policies/**/*.yaml", "**/schemas/**/*.yaml"].map((pattern) => ({
  scheme: "file",
  language: "yaml",
  pattern,
}));

/** After `- id: greet` the next line goes on with the same entry: below the `i`, not the dash. */
const ENTERED = [
  {
    beforeText: /^\s*-\s+[^\s#:]+:\s+[^\s#].*$/,
    action: { indentAction: vscode.IndentAction.None, appendText: "  " },
  },
];

/** Tells the server which commands of the editor it can name in what it offers. */
const commands = {
  fillClientCapabilities(capabilities) {
    capabilities.experimental = { ...capabilities.experimental, commands: [SHOW_REFERENCES] };
  },
  initialize() {},
  getState() {
    return { kind: "static" };
  },
  clear() {},
  dispose() {},
};

async function activate(context) {
  log = vscode.window.createOutputChannel("policykit", { log: true });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("policykit.restart", restart),
    vscode.commands.registerCommand("policykit.showLog", () => log.show()),
    vscode.commands.registerCommand(SHOW_REFERENCES, showReferences),
    vscode.languages.setLanguageConfiguration("yaml", { onEnterRules: ENTERED }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (["path", "arguments"].some((name) => event.affectsConfiguration(`policykit.${name}`))) {
        await restart();
      }
    }),
  );
  await start();
}

async function deactivate() {
  await stop();
}

async function restart() {
  await stop();
  await start();
}

async function stop() {
  const running = client;
  client = undefined;
  if (running && running.state !== State.Stopped) {
    await running.stop();
  }
}

async function start() {
  const settings = vscode.workspace.getConfiguration("policykit");
  const program = found(settings.get("path", ""), folders(), vscode.workspace.isTrusted, process.env);
  if (!program) {
    await missing(settings.get("path", ""));
    return;
  }
  log.info(`Starting ${program} lsp`);
  const server = {
    command: program,
    args: ["lsp", ...settings.get("arguments", [])],
    // Not in the folder: on Windows a program is looked for in the current one first.
    options: { cwd: os.homedir() },
  };
  let restarts = 0;
  const closed = () =>
    // One that never spoke is not started again: what it said stands in the log.
    starting.initializeResult && restarts++ < MOST_RESTARTS
      ? { action: CloseAction.Restart, handled: true }
      : { action: CloseAction.DoNotRestart, handled: true };
  const starting = new LanguageClient(
    "policykit",
    "policykit",
    { run: server, debug: server },
    {
      documentSelector: FILES,
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: { error: () => ({ action: ErrorAction.Continue, handled: true }), closed },
      middleware: { provideCompletionItem },
    },
  );
  starting.registerFeature(commands);
  client = starting;
  try {
    await starting.start();
    await starting.setTrace(Trace.fromString(settings.get("trace.server", "off")));
  } catch (error) {
    client = undefined;
    log.error(String(error));
    await failed();
  }
}

function folders() {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter((folder) => folder.uri.scheme === "file")
    .map((folder) => folder.uri.fsPath);
}

/**
 * The program to start, undefined where there is none.
 *
 * A program in the folder itself is started only where the folder is trusted.
 */
function found(chosen, places, isTrusted, environment) {
  if (chosen) {
    return path.isAbsolute(chosen) && isFile(chosen) ? chosen : undefined;
  }
  const onWindows = process.platform === "win32";
  const name = onWindows ? "policykit.exe" : "policykit";
  const inside = onWindows ? "Scripts" : "bin";
  const own = isTrusted
    ? places.flatMap((place) => [".venv", "venv"].map((each) => path.join(place, each, inside, name)))
    : [];
  const onPath = (environment.PATH ?? environment.Path ?? "")
    .split(path.delimiter)
    .filter((each) => path.isAbsolute(each))
    .map((each) => path.join(each, name));
  return [...own, ...onPath].find(isFile);
}

function isFile(place) {
  try {
    return fs.statSync(place).isFile();
  } catch {
    return false;
  }
}

async function missing(chosen) {
  const told = chosen
    ? `There is no program at ${chosen}, which the setting policykit.path names.`
    : `The program policykit is not installed, so policies are not checked here. Install it with: ${INSTALL}`;
  log.warn(told);
  await offer(vscode.window.showWarningMessage(told, "Settings", "Log"));
}

async function failed() {
  const told = `The server of policykit did not start. Its log says why; often this helps: ${INSTALL}`;
  await offer(vscode.window.showErrorMessage(told, "Settings", "Log"));
}

async function offer(answer) {
  switch (await answer) {
    case "Settings":
      await vscode.commands.executeCommand("workbench.action.openSettings", "policykit");
      break;
    case "Log":
      log.show();
      break;
  }
}

/** Asks again behind what there is more to choose, such as the items of a policy behind its dot. */
async function provideCompletionItem(document, position, context, token, next) {
  const answer = await next(document, position, context, token);
  for (const item of (Array.isArray(answer) ? answer : answer?.items) ?? []) {
    if (item.data?.goesOn) {
      item.command = { command: "editor.action.triggerSuggest", title: "Go on" };
    }
  }
  return answer;
}

/** Shows places, as a line above a rule says how many there are. */
async function showReferences(uri, position, locations) {
  const place = ({ line, character }) => new vscode.Position(line, character);
  await vscode.commands.executeCommand(
    "editor.action.showReferences",
    vscode.Uri.parse(uri),
    place(position),
    locations.map(
      (each) =>
        new vscode.Location(
          vscode.Uri.parse(each.uri),
          new vscode.Range(place(each.range.start), place(each.range.end)),
        ),
    ),
  );
}

module.exports = { activate, deactivate, found };
