// The list of documents, when there are several.
import { all, close, moreAreComing, open, restore, shown } from "../documents/documents.ts";
import { fetchText } from "../documents/away.ts";
import { tellProblem } from "../dialogs/problem.ts";
import { isUnsaved, type Doc } from "../documents/doc.ts";
import { byId, h } from "../ui/dom.ts";
import { on } from "../ui/events.ts";
import { say } from "../ui/lang.ts";
import { showPane } from "../ui/panes.ts";
import { toast } from "../ui/toast.ts";

/** So many are listed; a filter finds the others. */
const SHOWN = 500;
let drawn = 0;
interface Row {
    element: HTMLElement;
    /** What it says. */
    said: string;
}
let rows = new Map<Doc, Row>();

export function startFiles(): void {
    // Folded, the list leaves its room to the text and the form.
    byId("files-fold").addEventListener("click", () => {
        const fold = document.body.dataset["fold"] !== "files";
        document.body.dataset["fold"] = fold ? "files" : "";
        byId("files-fold").setAttribute("aria-expanded", String(!fold));
    });
    byId("files-filter").addEventListener("input", draw);
    byId("files-found").addEventListener("change", draw);
    for (const event of ["documents", "current", "lang", "counted"] as const) {
        on(event, soon);
    }
    on("checked", redraw);
    on("text", redraw);
    draw();
}

/** While a folder is read the list is drawn so often, in ms: it comes in many lots, and each drawing is laid out anew. */
const WHILE_COMING = 400;

/** Once a frame, however much happens. */
function soon(): void {
    if (drawn === 0) {
        const now = () => {
            drawn = 0;
            draw();
        };
        drawn = moreAreComing() && rows.size > 0 ? window.setTimeout(now, WHILE_COMING) : requestAnimationFrame(now);
    }
}

/** The row of one document alone, if it says something else than before: this is asked with every key. */
function redraw(doc: Doc): void {
    const seen = rows.get(doc);
    if (seen && seen.said !== saidOf(doc) && !seen.element.contains(document.activeElement)) {
        seen.element.replaceWith(row(doc));
        sum();
    }
}

const saidOf = (doc: Doc) =>
    `${doc.path}\n${isUnsaved(doc)} ${doc.counts?.errors} ${doc.counts?.warnings} ${doc === shown()} ${say("close-file", "")}`;

function sum(): void {
    const docs = all();
    const sum = (of: "errors" | "warnings") => docs.reduce((sum, doc) => sum + (doc.counts?.[of] ?? 0), 0);
    byId("files-count").textContent =
        docs.length === 0 ? "" : `${say("files-count", docs.length)}　${say("files-sum", sum("errors"), sum("warnings"))}`;
}

function draw(): void {
    const active = document.activeElement;
    const focused = [...rows].find(([, { element }]) => element.contains(active));
    const button = focused ? [...focused[1].element.querySelectorAll("button")].indexOf(active as HTMLButtonElement) : -1;
    const before = rows;
    rows = new Map();
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
        ...wanted.slice(0, SHOWN).map((doc) => row(doc, before.get(doc))),
        ...(rest > 0 ? [h("li", { class: "quiet" }, `… +${rest}`)] : []),
    );
    if (focused) {
        // The list is new; the focus is where it was.
        rows.get(focused[0])?.element.querySelectorAll("button")[button]?.focus();
    }
}

/** The row of a document: the one of before if it says the same, since a folder that is being read is drawn often. */
function row(doc: Doc, before?: Row): HTMLElement {
    const said = saidOf(doc);
    if (before?.said === said) {
        rows.set(doc, before);
        return before.element;
    }
    const { errors = 0, warnings = 0 } = doc.counts ?? {};
    const numbers = doc.counts ? say("files-sum", errors, warnings) : "";
    const choose = () => {
        void open(doc).catch(tellProblem);
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
        h("button", { type: "button", class: "quiet", "aria-label": say("close-file", doc.path), onclick: () => void shut(doc).catch(tellProblem) }, "×"),
    );
    rows.set(doc, { element: item, said });
    return item;
}

/** Closes a document; it can be brought back, with its undo history. */
export async function shut(doc: Doc): Promise<void> {
    if (doc.isAway) {
        await fetchText(doc);
    }
    close(doc);
    toast(say("closed-file", doc.path), () => restore([doc]));
}
