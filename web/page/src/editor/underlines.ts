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
    const wanted = new Map<string, Diagnostic[]>();
    for (const one of diagnostics) {
        const place = `${one.from} ${one.to}`;
        const there = wanted.get(place);
        if (there) {
            there.push(one);
        } else {
            wanted.set(place, [one]);
        }
    }
    let left = diagnostics.length;
    forEachDiagnostic(state, (one, from, to) => {
        const there = wanted.get(`${from} ${to}`) ?? [];
        const at = there.findIndex((other) => saysTheSame(one, other));
        if (at >= 0) {
            there.splice(at, 1);
            left -= 1;
        } else {
            left = NaN;
        }
    });
    return left === 0;
}

const saysTheSame = (one: Diagnostic, other: Diagnostic): boolean =>
    one.severity === other.severity &&
    one.source === other.source &&
    one.message === other.message &&
    one.actions?.length === other.actions?.length;

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
