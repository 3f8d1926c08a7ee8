// The form of a standard beside its text, live while it is typed.

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { anchorAt, shell } from "./page";

interface Form {
    html: string;
    isCurrent: boolean;
    places: { id: string; line: number }[];
}

/** The panels by the URIs of their documents. */
const panels = new Map<string, FormPanel>();

/** Shows the form of a document, and `client` is what makes it. */
export function showForm(document: vscode.TextDocument, client: () => LanguageClient | undefined): void {
    const key = document.uri.toString();
    const open = panels.get(key);
    if (open) {
        open.reveal();
    } else {
        panels.set(key, new FormPanel(document, client, () => panels.delete(key)));
    }
}

/** Closes all of them. */
export function closeForms(): void {
    for (const panel of [...panels.values()]) {
        panel.dispose();
    }
}

/** A panel with a page that the server made. */
export function openPanel(kind: string, title: string, column: vscode.ViewColumn): vscode.WebviewPanel {
    const options = { enableScripts: true, localResourceRoots: [], enableFindWidget: true };
    const panel = vscode.window.createWebviewPanel(kind, title, { viewColumn: column, preserveFocus: true }, options);
    const stale = vscode.l10n.t("The text cannot be read as it is; this is the form as it was before.");
    panel.webview.html = shell(title, vscode.env.language, stale, randomBytes(16).toString("hex"));
    return panel;
}

class FormPanel {
    private readonly panel: vscode.WebviewPanel;
    private readonly listeners: vscode.Disposable[] = [];
    private places: Form["places"] = [];
    /** Whether a form is being made, and whether the text has changed since that was asked for. */
    private isBusy = false;
    private isLate = false;
    /** Where the cursor is. */
    private line = 0;

    constructor(
        private readonly document: vscode.TextDocument,
        private readonly client: () => LanguageClient | undefined,
        private readonly closed: () => void,
    ) {
        this.line = vscode.window.activeTextEditor?.selection.active.line ?? 0;
        const name = document.uri.path.split("/").at(-1) ?? "";
        this.panel = openPanel("ttm.form", vscode.l10n.t("Form of {0}", name), vscode.ViewColumn.Beside);
        this.listeners.push(
            this.panel.onDidDispose(() => this.forget()),
            this.panel.webview.onDidReceiveMessage((message) => void this.take(message)),
            vscode.workspace.onDidChangeTextDocument((event) => {
                if (event.document === document) {
                    void this.update();
                }
            }),
            vscode.workspace.onDidCloseTextDocument((one) => {
                if (one === document) {
                    this.dispose();
                }
            }),
            vscode.window.onDidChangeTextEditorSelection((event) => {
                if (event.textEditor.document === document) {
                    this.follow(event.selections[0]?.active.line ?? 0);
                }
            }),
        );
    }

    reveal(): void {
        this.panel.reveal(undefined, true);
    }

    dispose(): void {
        this.panel.dispose();
    }

    private forget(): void {
        this.listeners.forEach((listener) => listener.dispose());
        this.closed();
    }

    /** Asks for the form of the text as it is. While one is made, further changes ask once, afterwards. */
    private async update(): Promise<void> {
        if (this.isBusy) {
            this.isLate = true;
            return;
        }
        this.isBusy = true;
        do {
            this.isLate = false;
            const params = { textDocument: { uri: this.uri() } };
            // A form that is too large is refused, and the one before stays.
            const form = await this.client()?.sendRequest<Form | null>("ttm/form", params).catch(() => undefined);
            if (form) {
                this.places = form.places;
                const { html, isCurrent } = form;
                await this.panel.webview.postMessage({ html, isCurrent, at: anchorAt(form.places, this.line) });
            }
        } while (this.isLate);
        this.isBusy = false;
    }

    /** The URI as the server was told it. */
    private uri(): string {
        return this.client()?.code2ProtocolConverter.asUri(this.document.uri) ?? this.document.uri.toString();
    }

    /** Shows where the cursor is. */
    private follow(line: number): void {
        this.line = line;
        const at = anchorAt(this.places, line);
        if (at !== undefined) {
            void this.panel.webview.postMessage({ at });
        }
    }

    /** Something was done in the page: it is ready, or an entry was chosen. */
    private async take(message: unknown): Promise<void> {
        const { id, ready } = (message ?? {}) as Record<string, unknown>;
        if (ready === true) {
            await this.update();
        }
        const place = this.places.find((place) => place.id === id);
        if (place) {
            const there = new vscode.Position(place.line, 0);
            const selection = new vscode.Selection(there, there);
            await vscode.window.showTextDocument(this.document, { viewColumn: vscode.ViewColumn.One, selection });
        }
    }
}
