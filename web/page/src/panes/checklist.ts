// What is left to fill in, part by part: the rules that count, without a word on whether it is enough.
import { shown } from "../documents/documents.ts";
import { byId, h, write } from "../ui/dom.ts";
import { on } from "../ui/events.ts";
import { pick, say } from "../ui/lang.ts";
import { visit } from "./entry.ts";
import { isBeside } from "./beside.ts";
import { byPart, partWord } from "./parts.ts";

const RULES = new Set([
    "unfilled-part",
    "empty-text",
    "missing-field",
    "missing-indicator",
    "missing-competency",
    "missing-output",
    "unplaced-text",
]);

export function startChecklist(): void {
    on("checked", draw);
    on("current", draw);
    on("lang", draw);
}

/** The number at the tab, and the list if it is seen. */
export function draw(): void {
    const doc = shown();
    const left = doc?.findings.filter(({ rule }) => RULES.has(rule)) ?? [];
    write(byId("tab-checklist-count"), left.length > 0 ? String(left.length) : "");
    if (!isBeside("checklist")) {
        return;
    }
    if (!doc || doc.checked === null) {
        byId("checklist").replaceChildren();
        return;
    }
    const words = left.length === 0 ? say("checklist-none") : say("checklist-count", left.length);
    byId("checklist").replaceChildren(
        h("p", {}, words),
        ...byPart(doc.text, left).flatMap(({ part, findings }) => [
            h("h3", {}, say(partWord(part)), " ", h("span", { class: "quiet" }, String(findings.length))),
            h(
                "ul",
                {},
                ...findings.map(({ message, line, from, to }) =>
                    h(
                        "li",
                        {},
                        h(
                            "button",
                            { type: "button", class: "finding", onclick: () => visit(doc, from, to) },
                            `☐ ${pick(message)} `,
                            h("span", { class: "quiet" }, say("line", line)),
                        ),
                    ),
                ),
            ),
        ]),
    );
}
