// A finding in the list. Its element stays while the finding does: a key moves places, and seldom changes what is said.
import type { Doc } from "../documents/doc.ts";
import { byPath, open } from "../documents/documents.ts";
import { askActions } from "../dialogs/actions.ts";
import { explainRule } from "../dialogs/explain.ts";
import { tellProblem } from "../dialogs/problem.ts";
import { goTo } from "../editor/editor.ts";
import { applyFix } from "../editor/underlines.ts";
import type { Edit, Finding } from "../engine/types.ts";
import { h, write } from "../ui/dom.ts";
import { lang, pick, say } from "../ui/lang.ts";
import { showPane } from "../ui/panes.ts";

export interface Entry {
    readonly element: HTMLElement;
    /** Says where the finding is now. */
    place(finding: Finding): void;
}

/** What a finding says, without where it is; two that say the same are told apart by their order. */
export function keyOf(doc: Doc, { rule, severity, message, help, related, fixes }: Finding): string {
    const others = related.map(({ path, message }) => [path, message]);
    const previews = fixes.map(({ edits }) => edits.slice(0, SHOWN_EDITS).map((edit) => preview(doc, edit)));
    return JSON.stringify([lang(), doc.id, rule, severity, message, help, others, previews]);
}

const SHOWN_EDITS = 3;

export function entryOf(doc: Doc, first: Finding): Entry {
    let finding = first;
    const lineOf = h("span", { class: "quiet" });
    const go = () => visit(doc, finding.from, finding.to);
    const related = finding.related.map((other, at) => {
        const words = pick(other.message);
        const there = byPath(other.path);
        const show = () => {
            const now = finding.related[at];
            if (there && now) {
                visit(there, now.from, now.to);
            }
        };
        const element = there ? h("button", { type: "button", class: "link", onclick: show }) : h("span", { class: "quiet" });
        return { words, element, isHere: other.path === doc.path, path: other.path };
    });
    const element = h(
        "li",
        { class: finding.severity },
        h(
            "button",
            { type: "button", class: "finding", onclick: go },
            h("strong", {}, say(finding.severity)),
            " ",
            h("span", {}, pick(finding.message)),
            " ",
            lineOf,
        ),
        finding.help && h("p", { class: "quiet" }, pick(finding.help)),
        ...related.map(({ element }) => h("p", {}, element)),
        ...finding.fixes.map((fix) =>
            h(
                "div",
                { class: "fix" },
                ...fix.edits.slice(0, SHOWN_EDITS).map((edit) => previewOf(preview(doc, edit))),
                fix.edits.length > SHOWN_EDITS && h("span", {}, "…"),
                h("button", { type: "button", onclick: () => applyFix(doc, finding, doc.findings) }, say("fix")),
            ),
        ),
        h(
            "p",
            { class: "more" },
            h("button", { type: "button", class: "link", onclick: () => void explainRule(finding.rule) }, finding.rule),
            h("button", { type: "button", class: "link", onclick: () => (go(), void askActions()) }, say("actions-button")),
        ),
    );
    const place = (now: Finding) => {
        finding = now;
        write(lineOf, say("line", now.line));
        related.forEach(({ words, element, isHere, path }, at) => {
            write(element, `${words} ${isHere ? say("line", now.related[at]?.line ?? 0) : path}`);
        });
    };
    place(first);
    return { element, place };
}

/** What stands around an edit, what goes and what comes. */
function preview(doc: Doc, { from, to, replacement }: Edit): [string, string, string, string] {
    const start = from ?? 0;
    const end = to ?? start;
    const before = doc.text.slice(Math.max(doc.text.lastIndexOf("\n", start - 1) + 1, start - 8), start).trimStart();
    const line = doc.text.indexOf("\n", end);
    const after = doc.text.slice(end, Math.min(line < 0 ? doc.text.length : line, end + 8));
    return [before, doc.text.slice(start, end), replacement, after];
}

const previewOf = ([before, gone, come, after]: [string, string, string, string]) =>
    h("code", {}, before, gone && h("del", {}, gone), come && h("ins", {}, come), after);

/** Shows a place, in another document too. */
export function visit(doc: Doc, from: number | null, to: number | null): void {
    if (doc.isAway) {
        void open(doc).then(() => visit(doc, from, to), tellProblem);
        return;
    }
    void open(doc);
    showPane("text");
    goTo(doc, from ?? 0, to ?? from ?? 0);
}
