// The list of documents, when there are several.
import { all, close, open, restore, shown } from "../documents/documents.ts";
import { isUnsaved, type Doc } from "../documents/doc.ts";
import { byId, h } from "../ui/dom.ts";
import { on } from "../ui/events.ts";
import { say } from "../ui/lang.ts";
import { showPane } from "../ui/panes.ts";
import { toast } from "../ui/toast.ts";

/** So many are listed; a filter finds the others. */
const SHOWN = 500;
let drawn = 0;
const rows = new Map<Doc, HTMLElement>();

export function startFiles(): void {
    byId("files-filter").addEventListener("input", draw);
    byId("files-found").addEventListener("change", draw);
    for (const event of ["documents", "current", "lang", "counted"] as const) {
        on(event, soon);
    }
    on("checked", redraw);
    on("text", redraw);
    draw();
}

/** Once a frame, however much happens. */
function soon(): void {
    if (drawn === 0) {
        drawn = requestAnimationFrame(() => {
            drawn = 0;
            draw();
        });
    }
}

/** The row of one document alone: this is done with every key. */
function redraw(doc: Doc): void {
    const before = rows.get(doc);
    if (before && !before.contains(document.activeElement)) {
        before.replaceWith(row(doc));
        sum();
    }
}

function sum(): void {
    const docs = all();
    const sum = (of: "errors" | "warnings") => docs.reduce((sum, doc) => sum + (doc.counts?.[of] ?? 0), 0);
    byId("files-count").textContent =
        docs.length === 0 ? "" : `${say("files-count", docs.length)}　${say("files-sum", sum("errors"), sum("warnings"))}`;
}

function draw(): void {
    const active = document.activeElement;
    const focused = [...rows].find(([, row]) => row.contains(active));
    const button = focused ? [...focused[1].querySelectorAll("button")].indexOf(active as HTMLButtonElement) : -1;
    rows.clear();
    const docs = all();
    const filter = byId<HTMLInputElement>("files-filter").value.trim().toLowerCase();
    const found = byId<HTMLInputElement>("files-found").checked;
    const wanted = docs.filter(
        (doc) =>
            (filter === "" || doc.path.toLowerCase().includes(filter)) &&
            (!found || (doc.counts !== null && doc.counts.errors + doc.counts.warnings > 0)),
    );
    document.body.dataset["files"] = docs.length > 1 ? "many" : docs.length === 1 ? "one" : "none";
    sum();
    const rest = wanted.length - SHOWN;
    byId("files").replaceChildren(
        ...wanted.slice(0, SHOWN).map(row),
        ...(rest > 0 ? [h("li", { class: "quiet" }, `… +${rest}`)] : []),
    );
    if (focused) {
        // The list is new; the focus is where it was.
        rows.get(focused[0])?.querySelectorAll("button")[button]?.focus();
    }
}

function row(doc: Doc): HTMLElement {
    const { errors = 0, warnings = 0 } = doc.counts ?? {};
    const numbers = doc.counts ? say("files-sum", errors, warnings) : "";
    const choose = () => {
        open(doc);
        showPane("text");
    };
    const item = h(
        "li",
        {},
        h(
            "button",
            { type: "button", class: "file", "aria-current": doc === shown() ? "true" : null, onclick: choose },
            h("span", {}, doc.path, isUnsaved(doc) && h("span", { class: "dot", title: say("unsaved") }, " ●")),
            h("small", { class: errors > 0 ? "error" : warnings > 0 ? "warning" : "quiet" }, numbers),
        ),
        h("button", { type: "button", class: "quiet", "aria-label": say("close-file", doc.path), onclick: () => shut(doc) }, "×"),
    );
    rows.set(doc, item);
    return item;
}

/** Closes a document; it can be brought back, with its undo history. */
export function shut(doc: Doc): void {
    close(doc);
    toast(say("closed-file", doc.path), () => restore([doc]));
}
