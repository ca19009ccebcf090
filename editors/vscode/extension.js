// Starts `ontotwin lsp` and hands it every .twin text. All that the extension does is done by that process.
'use strict';

const vscode = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

let client;

function start() {
  const settings = vscode.workspace.getConfiguration('ontotwin');
  const [command, ...args] = settings.get('command');
  const home = settings.get('home');
  const env = home ? { ...process.env, ONTOTWIN_HOME: home } : process.env;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  client = new LanguageClient(
    'ontotwin',
    'Ontotwin',
    { command, args, transport: TransportKind.stdio, options: { env, cwd: folder } },
    {
      documentSelector: [{ language: 'twin' }],
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/*.{twin,csv}') },
    });
  return client.start();
}

async function activate(context) {
  context.subscriptions.push(vscode.commands.registerCommand('ontotwin.restart', async () => {
    await client?.stop();
    await start();
  }));
  await start();
}

async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };
