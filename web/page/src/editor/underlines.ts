// Findings at their characters: underlined, in the margin, and said under the mouse and by F8.
import { setDiagnostics, type Action, type Diagnostic } from "@codemirror/lint";
import type { Doc } from "../documents/doc.ts";
import { shown } from "../documents/documents.ts";
import type { Finding } from "../engine/types.ts";
import { on } from "../ui/events.ts";
import { pick, say } from "../ui/lang.ts";
import { change, isComposing, viewOf } from "./editor.ts";
import { wantsNotes } from "../ui/notes.ts";

export function startUnderlines(): void {
    on("checked", underline);
    for (const event of ["current", "lang"] as const) {
        on(event, () => {
            const doc = shown();
            if (doc) {
                underline(doc);
            }
        });
    }
}

export function underline(doc: Doc): void {
    const view = viewOf(doc);
    // What is composed is left alone; the end of the composition asks for the findings again.
    if (!view || doc.checked !== doc.text || isComposing()) {
        return;
    }
    const diagnostics = doc.findings.filter(wantsNotes).map((finding) => diagnostic(doc, finding));
    view.dispatch(setDiagnostics(view.state, diagnostics));
}

function diagnostic(doc: Doc, finding: Finding): Diagnostic {
    const from = Math.min(finding.from ?? 0, doc.text.length);
    const to = Math.min(Math.max(finding.to ?? from, from), doc.text.length);
    const message = `${say(finding.severity)}：${pick(finding.message)}`;
    const actions: Action[] = finding.fixes.map((fix) => ({
        name: say("fix"),
        apply: () => applyFix(doc, finding, doc.findings),
        ...(fix.edits.length === 0 ? { markClass: "none" } : {}),
    }));
    return {
        from,
        to,
        severity: finding.severity === "note" ? "info" : finding.severity,
        message: finding.help ? `${message}\n${pick(finding.help)}` : message,
        source: finding.rule,
        actions,
    };
}

/** Makes the change that a finding proposes, unless the text has gone on since. */
export function applyFix(doc: Doc, finding: Finding, among: Finding[]): void {
    const [fix] = finding.fixes;
    if (fix && among === doc.findings && doc.checked === doc.text) {
        change(doc, fix.edits.map(({ from, to, replacement }) => ({ from: from ?? 0, to: to ?? 0, insert: replacement })));
    }
}
