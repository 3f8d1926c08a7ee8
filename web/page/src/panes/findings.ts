// The findings as a list in the form's order: what is wrong, where, what would mend it.
import type { Doc } from "../documents/doc.ts";
import { shown } from "../documents/documents.ts";
import { underline } from "../editor/underlines.ts";
import type { Finding } from "../engine/types.ts";
import { byId, h, write } from "../ui/dom.ts";
import { on } from "../ui/events.ts";
import { lang, say } from "../ui/lang.ts";
import { showNotes, showsNotes, wantsNotes } from "../ui/notes.ts";
import { entryOf, keyOf, type Entry } from "./entry.ts";
import { byPart, partWord, type Part } from "./parts.ts";

/** So many are listed at once; the others when they are asked for. */
const SHOWN = 100;
let most = SHOWN;
/** What is listed, by what it says. */
const entries = new Map<string, Entry>();
/** What the list shows, in its order: while it is the same, nothing is laid out anew. */
let drawn: unknown[] = [];
/** The findings that it was made of. */
let listed: Finding[] | null = null;
let later = 0;

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
    on("checked", (doc) => {
        if (doc === shown()) {
            clearTimeout(later);
            if (doc.before !== null && doc.before === listed) {
                // It says what it is to say. What a click in it goes to can wait until the key is done with.
                later = window.setTimeout(draw);
            } else {
                draw();
            }
        }
    });
    on("current", () => {
        most = SHOWN;
        draw();
    });
    on("lang", draw);
}

/** Draws the list. Entries that were there stay, with the focus that one of them may have. */
function draw(): void {
    const doc = shown();
    listed = doc?.findings ?? null;
    const findings = doc?.findings.filter(wantsNotes) ?? [];
    const counts = doc?.counts;
    write(byId("findings-counts"), doc && counts ? say("counts", counts.errors, counts.warnings, counts.notes) : "");
    write(byId("tab-findings-count"), counts ? String(counts.errors + counts.warnings) : "");
    const list = byId("findings");
    if (!doc || findings.length === 0) {
        entries.clear();
        drawn = [];
        list.replaceChildren(h("p", { class: "none" }, doc?.checked == null ? "" : say("findings-none")));
        return;
    }
    const before = new Map(entries);
    entries.clear();
    let left = most;
    const parts = byPart(doc.text, findings).map(({ part, findings: some }) => {
        const items = some.slice(0, left).map((finding) => placed(doc, finding, before));
        left -= items.length;
        return { part, total: some.length, items };
    });
    const order: unknown[] = [lang(), findings.length > most, ...parts.flatMap(({ part, total, items }) => [part, total, ...items])];
    if (order.length === drawn.length && order.every((one, at) => one === drawn[at])) {
        return;
    }
    drawn = order;
    const groups: HTMLElement[] = parts.flatMap(({ part, total, items }) =>
        items.length > 0 ? [heading(part, total), h("ul", {}, ...items)] : [],
    );
    if (findings.length > most) {
        const more = () => {
            most = Infinity;
            draw();
        };
        groups.push(h("button", { type: "button", onclick: more }, say("more", findings.length - most)));
    }
    const active = document.activeElement;
    const isWithin = list.contains(active);
    list.replaceChildren(...groups);
    if (isWithin && active instanceof HTMLElement) {
        (list.contains(active) ? active : list).focus();
    }
}

const heading = (part: Part, count: number) =>
    h("h3", {}, say(partWord(part)), " ", h("span", { class: "quiet" }, String(count)));

/** The element of a finding: that of before, if it says the same. */
function placed(doc: Doc, finding: Finding, before: Map<string, Entry>): HTMLElement {
    const said = keyOf(doc, finding);
    let key = said;
    for (let again = 1; entries.has(key); again += 1) {
        key = `${said} ${again}`;
    }
    const entry = before.get(key) ?? entryOf(doc, finding);
    entry.place(finding);
    entries.set(key, entry);
    return entry.element;
}
