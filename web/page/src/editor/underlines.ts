// Findings at their characters: underlined, in the margin, and said under the mouse and by F8.
import { forEachDiagnostic, setDiagnostics, type Action, type Diagnostic } from "@codemirror/lint";
import type { EditorState } from "@codemirror/state";
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

/** The findings that are underlined. */
let underlined: Finding[] | null = null;

export function underline(doc: Doc): void {
    const view = viewOf(doc);
    // What is composed is left alone; the end of the composition asks for the findings again.
    if (!view || doc.checked !== doc.text || isComposing()) {
        return;
    }
    const isMoved = doc.before !== null && doc.before === underlined;
    underlined = doc.findings;
    if (isMoved) {
        // What is underlined has moved with the text.
        return;
    }
    const diagnostics = doc.findings.filter(wantsNotes).map((finding) => diagnostic(doc, finding));
    // Most keys change no finding, and what is underlined moves with the text by itself.
    if (!areShown(view.state, diagnostics)) {
        view.dispatch(setDiagnostics(view.state, diagnostics));
    }
}

function areShown(state: EditorState, diagnostics: Diagnostic[]): boolean {
    const shown: string[] = [];
    forEachDiagnostic(state, (one, from, to) => shown.push(saidBy(one, from, to)));
    const wanted = diagnostics.map((one) => saidBy(one, one.from, one.to));
    return shown.length === wanted.length && shown.toSorted().join() === wanted.toSorted().join();
}

const saidBy = ({ severity, source, message, actions }: Diagnostic, from: number, to: number) =>
    JSON.stringify([from, to, severity, source, message, actions?.length]);

function diagnostic(doc: Doc, finding: Finding): Diagnostic {
    const from = Math.min(finding.from ?? 0, doc.text.length);
    const to = Math.min(Math.max(finding.to ?? from, from), doc.text.length);
    const message = `${say(finding.severity)}：${pick(finding.message)}`;
    const actions: Action[] = finding.fixes.map((fix) => ({
        name: say("fix"),
        // What is underlined may have moved since.
        apply: (_view, from) => {
            const said = pick(finding.message);
            const isThis = (other: Finding) => other.rule === finding.rule && other.from === from && pick(other.message) === said;
            const now = doc.findings.find(isThis);
            if (now) {
                applyFix(doc, now, doc.findings);
            }
        },
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
