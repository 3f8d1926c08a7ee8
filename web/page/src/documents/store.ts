// Where documents are kept between visits: IndexedDB, else localStorage, else nowhere, which the page then says. Both are
// there for a page that was opened from a file.

/** What is kept of a document. */
export interface Kept {
    id: string;
    /** The tab that it belongs to. */
    session: string;
    order: number;
    path: string;
    text: string;
    saved: string | null;
    file: FileSystemFileHandle | null;
    eol: "\n" | "\r\n";
    bom: boolean;
    report: unknown;
    /** The editor's state with its undo history. */
    state: unknown;
}

export interface Store {
    readonly kind: "indexeddb" | "localstorage" | "none";
    all(): Promise<Kept[]>;
    put(kept: Kept[]): Promise<void>;
    remove(ids: string[]): Promise<void>;
}

const NAME = "ttm";
const PREFIX = "ttm.document.";

function done(request: IDBRequest | IDBTransaction): Promise<void> {
    return new Promise((resolve, reject) => {
        const failed = () => reject(request.error ?? new Error("storage"));
        if (request instanceof IDBTransaction) {
            request.oncomplete = () => resolve();
            request.onabort = failed;
        } else {
            request.onsuccess = () => resolve();
        }
        request.onerror = failed;
    });
}

async function indexed(): Promise<Store> {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("documents", { keyPath: "id" });
    await done(opening);
    const database = opening.result;
    const write = (change: (documents: IDBObjectStore) => void) => {
        const transaction = database.transaction("documents", "readwrite");
        change(transaction.objectStore("documents"));
        return done(transaction);
    };
    return {
        kind: "indexeddb",
        async all() {
            const request = database.transaction("documents").objectStore("documents").getAll();
            await done(request);
            return request.result as Kept[];
        },
        put: (kept) => write((documents) => kept.forEach((one) => documents.put(one))),
        remove: (ids) => write((documents) => ids.forEach((id) => documents.delete(id))),
    };
}

function local(): Store {
    localStorage.setItem(`${PREFIX}test`, "");
    localStorage.removeItem(`${PREFIX}test`);
    return {
        kind: "localstorage",
        all: async () =>
            Object.keys(localStorage)
                .filter((key) => key.startsWith(PREFIX))
                .map((key) => JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null)
                .filter((kept) => kept !== null),
        put: async (kept) => kept.forEach((one) => localStorage.setItem(PREFIX + one.id, JSON.stringify(one))),
        remove: async (ids) => ids.forEach((id) => localStorage.removeItem(PREFIX + id)),
    };
}

/** The best store that this browser lets the page have. */
export async function openStore(): Promise<Store> {
    try {
        return await indexed();
    } catch {
        // Private windows and policies forbid it.
    }
    try {
        return local();
    } catch {
        return { kind: "none", all: async () => [], put: async () => {}, remove: async () => {} };
    }
}
