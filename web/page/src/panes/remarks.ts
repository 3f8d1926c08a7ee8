// What import had to say of the document that is shown.
import { shown } from "../documents/documents.ts";
import type { Doc } from "../documents/doc.ts";
import type { Remark } from "../engine/types.ts";
import { byId, h } from "../ui/dom.ts";
import { on } from "../ui/events.ts";
import { pick, say } from "../ui/lang.ts";
import { visit } from "./entry.ts";

export function startRemarks(): void {
    on("current", draw);
    on("lang", draw);
    draw();
}

function draw(): void {
    const doc = shown();
    const remarks = doc?.report?.remarks ?? [];
    const look = remarks.filter(({ needs_a_look }) => needs_a_look).length;
    byId("tab-remarks-count").textContent = look > 0 ? String(look) : "";
    if (!doc || remarks.length === 0) {
        byId("remarks").replaceChildren(h("p", { class: "none" }, say(doc?.report ? "remarks-none" : "remarks-not")));
        return;
    }
    // What needs a look first; within it, the order of the input.
    const sorted = [...remarks.filter((remark) => remark.needs_a_look), ...remarks.filter((remark) => !remark.needs_a_look)];
    byId("remarks").replaceChildren(h("ul", {}, ...sorted.map((remark) => item(doc, remark))));
}

function item(doc: Doc, remark: Remark): HTMLElement {
    const at = pick(remark.at);
    const place = find(doc.text, remark.text, at);
    const words = [
        remark.needs_a_look && h("strong", {}, `${say("needs-a-look")} `),
        at && h("span", { class: "quiet" }, `${at} `),
        pick(remark.message),
    ];
    return h(
        "li",
        { class: remark.needs_a_look ? "warning" : "note" },
        place
            ? h("button", { type: "button", class: "finding", onclick: () => visit(doc, place.from, place.to) }, ...words)
            : h("p", {}, ...words),
        remark.text && h("blockquote", {}, remark.text),
    );
}

/** Where what a remark is about stands in the text now. */
function find(text: string, about: string | null, at: string): { from: number; to: number } | null {
    const code = /[TOPKSA]\d+(\.\d+)*/.exec(at)?.[0];
    for (const wanted of [about, code]) {
        const from = wanted ? text.indexOf(wanted) : -1;
        if (wanted && from >= 0) {
            return { from, to: from + wanted.length };
        }
    }
    return null;
}
