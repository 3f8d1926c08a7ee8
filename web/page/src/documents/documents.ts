// The documents that are open, and which of them is shown.
import type { Report } from "../engine/types.ts";
import { tellProblem } from "../dialogs/problem.ts";
import { emit } from "../ui/events.ts";
import { fetchText } from "./away.ts";
import { taken, type Doc } from "./doc.ts";

const documents: Doc[] = [];
let current: Doc | null = null;
/** The one that is to be shown, once its text is there. */
let wanted: Doc | null = null;
let order = 0;

export const all = (): readonly Doc[] => documents;
export const shown = (): Doc | null => current;
export const byPath = (path: string): Doc | undefined => documents.find((doc) => doc.path === path);

/** A name that no document has: `draft.yaml`, `draft-2.yaml`. */
function free(path: string, used = new Set(documents.map((doc) => doc.path))): string {
    const wanted = path.replaceAll("\\", "/").replace(/^(\.?\/)+/, "") || "standard.yaml";
    const [, stem, ending] = /^(.*?)(\.[^./]*)?$/.exec(wanted) ?? [];
    let name = wanted;
    for (let number = 2; used.has(name); number += 1) {
        name = `${stem}-${number}${ending ?? ""}`;
    }
    return name;
}

export interface Opened {
    path: string;
    text: string;
    /** Whether a file of the person's has this text. */
    inFile: boolean;
    /** That file, where the browser lets the page write it. */
    file?: FileSystemFileHandle | null;
    report?: Report | null;
    /** What it was read from. */
    blob?: Blob | null;
    /** Where the engine's thread has it, in place of `text`. */
    read?: Doc["read"];
}

function make(opened: Opened, path: string): Doc {
    const { text, eol, bom } = taken(opened.text);
    return {
        id: crypto.randomUUID?.() ?? `${Date.now()}-${order}`,
        path,
        text,
        saved: opened.inFile ? text : null,
        file: opened.file ?? null,
        eol,
        bom,
        report: opened.report ?? null,
        order: (order += 1),
        state: null,
        kept: null,
        findings: [],
        before: null,
        checked: null,
        blob: opened.blob ?? null,
        isAway: opened.read !== undefined,
        read: opened.read ?? null,
        known: 0,
        counts: null,
    };
}

let areComing = false;

/** Whether more documents are being read that belong to those that were added last. */
export const moreAreComing = (): boolean => areComing;

/** Adds documents; the first is shown unless another is wanted. `more` says that others will follow at once. */
export function add(opened: Opened[], { show = true, more = false } = {}): Doc[] {
    areComing = more;
    const used = new Set(documents.map((doc) => doc.path));
    const added = opened.map((one) => {
        const doc = make(one, free(one.path, used));
        used.add(doc.path);
        documents.push(doc);
        return doc;
    });
    finish(added, show);
    return added;
}

/** Takes up documents that were kept. */
export function restore(docs: Doc[]): void {
    documents.push(...docs);
    order = Math.max(order, ...docs.map((doc) => doc.order));
    finish(docs, true);
}

function finish(added: Doc[], show: boolean): void {
    emit("documents", undefined);
    if (show && added[0]) {
        void open(added[0]).catch(tellProblem);
    }
}

/** Shows a document: at once, unless its text has to be fetched. */
export async function open(doc: Doc | null): Promise<void> {
    wanted = doc;
    if (doc?.isAway) {
        await fetchText(doc);
    }
    if (wanted === doc && current !== doc && (doc === null || documents.includes(doc))) {
        current = doc;
        emit("current", undefined);
    }
}

/** Closes a document; what it was is given back, so that this can be undone. */
export function close(doc: Doc): void {
    const at = documents.indexOf(doc);
    if (at < 0) {
        // Its row was still seen when it was closed a second time.
        return;
    }
    documents.splice(at, 1);
    if (current === doc) {
        const next = documents[at] ?? documents[at - 1] ?? null;
        if (next?.isAway) {
            void open(null);
        }
        void open(next).catch(tellProblem);
    }
    emit("documents", undefined);
}

/** Names a document anew. */
export function rename(doc: Doc, path: string): void {
    if (path !== doc.path) {
        doc.path = free(path);
        // The next time it is saved, it is under its new name.
        doc.file = null;
        emit("documents", undefined);
    }
}
