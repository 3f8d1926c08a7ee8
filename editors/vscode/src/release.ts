// `ttm release` with its questions: the code, the date and the note, then what would change, then whether to.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as vscode from "vscode";

const run = promisify(execFile);

/** Releases the standard of a file. `program` is `ttm`. */
export async function release(document: vscode.TextDocument, program: string): Promise<void> {
    if (document.isDirty && !(await document.save())) {
        return;
    }
    const code = await vscode.window.showInputBox({
        title: vscode.l10n.t("Release (1 of 3)"),
        prompt: vscode.l10n.t("The code that the iCAP office issued, such as {0}", "TTM4221-007v1"),
        ignoreFocusOut: true,
        validateInput: (code) =>
            /^[A-Z]{3}[0-9]{3,4}-[0-9]{3}(v[0-9]+)?$/.test(code) ? undefined : vscode.l10n.t("No code has this shape."),
    });
    const date = code && (await vscode.window.showInputBox({
        title: vscode.l10n.t("Release (2 of 3)"),
        prompt: vscode.l10n.t("The day it was issued, such as {0}", "2026-03-01"),
        ignoreFocusOut: true,
        validateInput: (date) =>
            /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(date) ? undefined : vscode.l10n.t("A date is written {0}.", "2026-03-01"),
    }));
    const note = date && (await vscode.window.showInputBox({
        title: vscode.l10n.t("Release (3 of 3)"),
        prompt: vscode.l10n.t("The update note of the history"),
        ignoreFocusOut: true,
    }));
    if (!code || !date || !note) {
        return;
    }
    const lang = vscode.env.language.startsWith("zh") ? "zh-TW" : "en";
    // Each value is an argument of its own, and goes through no shell.
    const options = ["release", "--lang", lang, `--code=${code}`, `--date=${date}`, `--note=${note}`];
    const ttm = (...more: string[]) => run(program, [...options, ...more, "--", document.uri.fsPath], { timeout: 60_000 });
    try {
        const { stdout } = await ttm("--diff").catch(differs);
        const shown = await vscode.workspace.openTextDocument({ language: "diff", content: stdout });
        await vscode.window.showTextDocument(shown, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
        const yes = vscode.l10n.t("Release");
        const asked = vscode.l10n.t("Release this standard as {0}?", code);
        if ((await vscode.window.showInformationMessage(asked, { modal: true }, yes)) === yes) {
            const { stderr } = await ttm();
            await follow(document.uri, code);
            void vscode.window.showInformationMessage(stderr.trim() || vscode.l10n.t("Released as {0}.", code));
        }
    } catch (error) {
        const { stderr, message } = error as { stderr?: string; message: string };
        void vscode.window.showErrorMessage((stderr || message).trim());
    }
}

/** Opens the file that the standard is in now, where it was moved to one named after its code. */
async function follow(before: vscode.Uri, code: string): Promise<void> {
    const after = vscode.Uri.joinPath(before, "..", `${code}.yaml`);
    const isThere = (uri: vscode.Uri) => vscode.workspace.fs.stat(uri).then(() => true, () => false);
    if (!(await isThere(before)) && (await isThere(after))) {
        await vscode.window.showTextDocument(after, { viewColumn: vscode.ViewColumn.One });
    }
}

/** That there is a difference is not an error. */
function differs(error: unknown): { stdout: string } {
    const { code, stdout } = error as { code?: unknown; stdout?: string };
    if (code === 1 && stdout) {
        return { stdout };
    }
    throw error;
}
