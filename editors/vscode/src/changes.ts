// What changed in a standard since the version that git has.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { openPanel } from "./form";

/** What is used of the extension that comes with the editor. */
interface Git {
    getAPI(version: 1): {
        getRepository(uri: vscode.Uri): { show(ref: string, path: string): Promise<string> } | null;
    };
}

/** Shows what changed since the last commit. */
export async function showChanges(document: vscode.TextDocument, client: LanguageClient): Promise<void> {
    const before = await committed(document);
    if (before === undefined) {
        return;
    }
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const changes = await client.sendRequest<{ html: string } | null>("ttm/changes", { textDocument: { uri }, before });
    if (!changes) {
        void vscode.window.showWarningMessage(vscode.l10n.t("One of the two versions cannot be read as a standard."));
        return;
    }
    const name = document.uri.path.split("/").at(-1) ?? "";
    const title = vscode.l10n.t("Changes of {0} since HEAD", name);
    const panel = openPanel("ttm.changes", title, vscode.ViewColumn.Beside);
    const listener = panel.webview.onDidReceiveMessage((message) => {
        if ((message as Record<string, unknown>)?.["ready"] === true) {
            void panel.webview.postMessage({ html: changes.html });
        }
    });
    panel.onDidDispose(() => listener.dispose());
}

/** The text of the last commit. */
async function committed(document: vscode.TextDocument): Promise<string | undefined> {
    const git = vscode.extensions.getExtension<Git>("vscode.git");
    const repository = (await git?.activate())?.getAPI(1).getRepository(document.uri);
    if (!repository) {
        void vscode.window.showWarningMessage(vscode.l10n.t("The file is in no git repository that is open."));
        return undefined;
    }
    try {
        return await repository.show("HEAD", document.uri.fsPath);
    } catch {
        void vscode.window.showWarningMessage(vscode.l10n.t("The last commit does not have this file."));
        return undefined;
    }
}
