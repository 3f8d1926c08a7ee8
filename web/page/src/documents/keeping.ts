// What is typed is kept while it is typed, and is there again after the tab was closed or the browser fell over.
import { historyField } from "@codemirror/commands";
import { on } from "../ui/events.ts";
import { toast } from "../ui/toast.ts";
import { say } from "../ui/lang.ts";
import { all, moreAreComing, restore } from "./documents.ts";
import { MANY, isUnsaved, type Doc } from "./doc.ts";
import { SESSION, beginSession, closedSessions } from "./session.ts";
import { keptSettings, restoreSettings } from "./settings.ts";
import { openStore, type Kept, type Store } from "./store.ts";
import type { Report } from "../engine/types.ts";

/** How long after a key the text is kept. */
const PAUSE = 150;

let store: Store = { kind: "none", all: async () => [], put: async () => {}, remove: async () => {} };
const changed = new Set<Doc>();
const kept = new Set<string>();
let timer = 0;
let failed = false;

export const storeKind = (): Store["kind"] => (failed ? "none" : store.kind);

/** Whether it can be kept: not every browser has such files, and the local storage gives back none. */
const isFile = (file: unknown): boolean => typeof FileSystemFileHandle === "function" && file instanceof FileSystemFileHandle;

const record = (doc: Doc): Kept => ({
    id: doc.id,
    session: SESSION,
    order: doc.order,
    path: doc.path,
    text: doc.text,
    saved: doc.saved,
    file: isFile(doc.file) ? doc.file : null,
    eol: doc.eol,
    bom: doc.bom,
    report: doc.report,
    state: doc.state?.toJSON({ history: historyField }) ?? doc.kept,
});

/** Opens the store and takes up what earlier tabs left. */
export async function startKeeping(): Promise<void> {
    store = await openStore();
    await beginSession();
    const found = await store.all().catch(() => []);
    const closed = await closedSessions(found.map(({ session }) => session));
    const mine = found.filter(({ session }) => closed.has(session)).sort((one, other) => one.order - other.order);
    if (mine.length > 0) {
        mine.forEach(({ id }) => kept.add(id));
        await store.put(mine.map((one) => ({ ...one, session: SESSION }))).catch(lost);
        mine.filter(isSettings).forEach(({ text }) => restoreSettings(text));
        restore(mine.filter((one) => !isSettings(one)).map(fromRecord));
        // From now on under the name of this tab.
        follow();
        keepSettings();
    }
    on("settings", keepSettings);
    on("documents", follow);
    on("text", later);
    follow();
    window.addEventListener("pagehide", () => void flush());
    document.addEventListener("visibilitychange", () => document.hidden && void flush());
    window.addEventListener("beforeunload", (event) => {
        void flush();
        if (all().some((doc) => isUnsaved(doc))) {
            event.preventDefault();
            // Browsers of before 2024 ask for it this way.
            event.returnValue = true;
        }
    });
}

/** What a repository has decided lies beside the documents. */
const SETTINGS = "settings ";
const isSettings = ({ id }: Kept): boolean => id.startsWith(SETTINGS);

function keepSettings(): void {
    const id = SETTINGS + SESSION;
    const text = keptSettings();
    const rest = { session: SESSION, order: 0, path: "", saved: null, file: null, bom: false, report: null, state: null };
    void (text === null ? store.remove([id]) : store.put([{ id, text, eol: "\n", ...rest }])).catch(lost);
}

const fromRecord = ({ session: _, report, state: kept, ...rest }: Kept): Doc => ({
    ...rest,
    kept,
    report: report as Report | null,
    file: isFile(rest.file) ? rest.file : null,
    state: null,
    findings: [],
    before: null,
    checked: null,
    blob: null,
    isAway: false,
    read: null,
    known: 0,
    counts: null,
});

/** Documents came or went. */
function follow(): void {
    const there = new Set(all().map((doc) => doc.id));
    const gone = [...kept].filter((id) => !there.has(id));
    gone.forEach((id) => kept.delete(id));
    void store.remove(gone).catch(lost);
    for (const doc of all()) {
        // Of many documents only those that were changed are kept: the others are in their files.
        if (!doc.isAway && ((all().length <= MANY && !moreAreComing()) || isUnsaved(doc))) {
            changed.add(doc);
        }
    }
    schedule();
}

/** The text, the name or the file of a document changed. */
export function later(doc: Doc): void {
    changed.add(doc);
    schedule();
}

function schedule(): void {
    clearTimeout(timer);
    timer = window.setTimeout(() => void flush(), PAUSE);
}

async function flush(): Promise<void> {
    const there = new Set(all());
    const docs = [...changed].filter((doc) => there.has(doc) && !doc.isAway);
    changed.clear();
    if (docs.length === 0) {
        return;
    }
    docs.forEach((doc) => kept.add(doc.id));
    await store.put(docs.map(record)).catch(lost);
}

/** The store refuses what is written, for instance because it is full. */
function lost(): void {
    if (!failed) {
        failed = true;
        toast(say("storage-lost"));
    }
}
