// Starts `ttm lsp`, and offers what an editor can show beyond the protocol.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { showChanges } from "./changes";
import { closeForms, showForm } from "./form";
import { release } from "./release";

const run = promisify(execFile);

let client: LanguageClient | undefined;

/** Called by the editor when a file of YAML is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
    const command = (name: string, run: (document: vscode.TextDocument) => unknown) =>
        vscode.commands.registerCommand(name, async () => {
            const document = vscode.window.activeTextEditor?.document;
            if (document) {
                await run(document);
            }
        });
    context.subscriptions.push(
        command("ttm.form", (document) => showForm(document, () => client)),
        command("ttm.changes", (document) => client && showChanges(document, client)),
        command("ttm.release", (document) => release(document, program())),
        vscode.commands.registerCommand("ttm.restart", restart),
        vscode.workspace.onDidChangeConfiguration(async (event) => {
            if (event.affectsConfiguration("ttm.path")) {
                await restart();
            }
        }),
        vscode.workspace.onDidGrantWorkspaceTrust(restart),
    );
    await start();
}

/** Called by the editor when it ends. */
export async function deactivate(): Promise<void> {
    closeForms();
    await stop();
}

/** The program. In a workspace that is not trusted the editor leaves out what the workspace says of it. */
function program(): string {
    return vscode.workspace.getConfiguration("ttm").get<string>("path")?.trim() || "ttm";
}

async function start(): Promise<void> {
    const command = program();
    try {
        // The client's own word that a program is not there names no way out.
        await run(command, ["--version"], { timeout: 20_000 });
    } catch (error) {
        await cannotStart(command, error);
        return;
    }
    const server: ServerOptions = { command, args: ["lsp"] };
    const options: LanguageClientOptions = {
        documentSelector: [
            { scheme: "file", language: "yaml" },
            { scheme: "untitled", language: "yaml" },
        ],
        initializationOptions: vscode.workspace.getConfiguration("ttm"),
        synchronize: { configurationSection: "ttm" },
        diagnosticCollectionName: "ttm",
    };
    client = new LanguageClient("ttm", "ttm", server, options);
    await client.start();
    await vscode.commands.executeCommand("setContext", "ttm.isRunning", true);
}

async function cannotStart(command: string, error: unknown): Promise<void> {
    await vscode.commands.executeCommand("setContext", "ttm.isRunning", false);
    const open = vscode.l10n.t("Open Settings");
    const message = vscode.l10n.t(
        "{0} cannot be started: {1} Install it, or say where it is in the setting ttm.path.",
        command,
        error instanceof Error ? error.message.trim() : String(error),
    );
    void vscode.window.showErrorMessage(message, open).then((chosen) => {
        if (chosen === open) {
            void vscode.commands.executeCommand("workbench.action.openSettings", "ttm.path");
        }
    });
}

async function stop(): Promise<void> {
    const before = client;
    client = undefined;
    await before?.stop();
}

async function restart(): Promise<void> {
    await stop();
    await start();
}
