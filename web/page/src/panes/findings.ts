// The findings as a list in the form's order: what is wrong, where, what would mend it.
import type { Doc } from "../documents/doc.ts";
import { byPath, open, shown } from "../documents/documents.ts";
import { applyFix, underline } from "../editor/underlines.ts";
import { goTo } from "../editor/editor.ts";
import type { Edit, Finding } from "../engine/types.ts";
import { askActions } from "../dialogs/actions.ts";
import { explainRule } from "../dialogs/explain.ts";
import { byId, h } from "../ui/dom.ts";
import { on } from "../ui/events.ts";
import { pick, say } from "../ui/lang.ts";
import { showNotes, showsNotes, wantsNotes } from "../ui/notes.ts";
import { showPane } from "../ui/panes.ts";
import { byPart, partWord } from "./parts.ts";

/** So many are listed at once; the others when they are asked for. */
const SHOWN = 100;
let most = SHOWN;

export function startFindings(): void {
    const notes = byId<HTMLInputElement>("show-notes");
    notes.checked = showsNotes();
    notes.addEventListener("change", () => {
        showNotes(notes.checked);
        const doc = shown();
        if (doc) {
            underline(doc);
        }
        draw();
    });
    on("checked", (doc) => doc === shown() && draw());
    on("current", () => {
        most = SHOWN;
        draw();
    });
    on("lang", draw);
}

/** Draws the list; the focus stays at the finding it was at. */
function draw(): void {
    const doc = shown();
    const list = byId("findings");
    const findings = doc?.findings.filter(wantsNotes) ?? [];
    const focused = list.contains(document.activeElement) ? [...list.querySelectorAll("button")].indexOf(document.activeElement as HTMLButtonElement) : -1;
    const counts = doc?.counts;
    byId("findings-counts").textContent = doc && counts ? say("counts", counts.errors, counts.warnings, counts.notes) : "";
    byId("tab-findings-count").textContent = counts ? String(counts.errors + counts.warnings) : "";
    if (!doc || findings.length === 0) {
        list.replaceChildren(h("p", { class: "none" }, doc?.checked == null ? "" : say("findings-none")));
        return;
    }
    let left = most;
    const groups: Node[] = [];
    for (const { part, findings: some } of byPart(doc.text, findings)) {
        const here = some.slice(0, left);
        left -= here.length;
        if (here.length > 0) {
            groups.push(
                h("h3", {}, say(partWord(part)), " ", h("span", { class: "quiet" }, String(some.length))),
                h("ul", {}, ...here.map((finding) => item(doc, finding))),
            );
        }
    }
    if (findings.length > most) {
        const more = () => {
            most = Infinity;
            draw();
        };
        groups.push(h("button", { type: "button", onclick: more }, say("more", findings.length - most)));
    }
    list.replaceChildren(...groups);
    if (focused >= 0) {
        const buttons = list.querySelectorAll("button");
        buttons[Math.min(focused, buttons.length - 1)]?.focus();
    }
}

function item(doc: Doc, finding: Finding): HTMLElement {
    const go = () => visit(doc, finding.from, finding.to);
    const place = say("line", finding.line);
    return h(
        "li",
        { class: finding.severity },
        h(
            "button",
            { type: "button", class: "finding", onclick: go },
            h("strong", {}, say(finding.severity)),
            " ",
            h("span", {}, pick(finding.message)),
            " ",
            h("span", { class: "quiet" }, place),
        ),
        finding.help && h("p", { class: "quiet" }, pick(finding.help)),
        ...finding.related.map((other) => {
            const there = byPath(other.path);
            const words = `${pick(other.message)} ${other.path === doc.path ? say("line", other.line) : other.path}`;
            return there
                ? h("p", {}, h("button", { type: "button", class: "link", onclick: () => visit(there, other.from, other.to) }, words))
                : h("p", { class: "quiet" }, words);
        }),
        ...finding.fixes.map((fix) =>
            h(
                "div",
                { class: "fix" },
                ...fix.edits.slice(0, 3).flatMap((edit) => preview(doc, edit)),
                fix.edits.length > 3 && h("span", {}, "…"),
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
}

/** A line that an edit is in, before and after. */
function preview(doc: Doc, { from, to, replacement }: Edit): Node[] {
    const start = from ?? 0;
    const end = to ?? start;
    const before = doc.text.slice(Math.max(doc.text.lastIndexOf("\n", start - 1) + 1, start - 8), start).trimStart();
    const line = doc.text.indexOf("\n", end);
    const after = doc.text.slice(end, Math.min(line < 0 ? doc.text.length : line, end + 8));
    const gone = doc.text.slice(start, end);
    return [
        h("code", {}, before, gone && h("del", {}, gone), replacement && h("ins", {}, replacement), after),
    ];
}

/** Shows a place, in another document too. */
export function visit(doc: Doc, from: number | null, to: number | null): void {
    open(doc);
    showPane("text");
    goTo(doc, from ?? 0, to ?? from ?? 0);
}
