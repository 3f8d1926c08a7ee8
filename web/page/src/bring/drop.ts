// Files and folders dropped anywhere on the page.
import { byId } from "../ui/dom.ts";
import { bring, bringText, type Brought } from "./read.ts";

export function startDrop(): void {
    const veil = byId("drop");
    const show = (event: DragEvent) => {
        if (event.dataTransfer?.types.includes("Files")) {
            event.preventDefault();
            veil.hidden = false;
        }
    };
    document.addEventListener("dragenter", show);
    document.addEventListener("dragover", show);
    document.addEventListener("dragleave", (event) => {
        if (event.relatedTarget === null) {
            veil.hidden = true;
        }
    });
    // Before the editor, which would take the text of the files in.
    document.addEventListener("drop", (event) => void dropped(event, veil), { capture: true });
}

async function dropped(event: DragEvent, veil: HTMLElement): Promise<void> {
    veil.hidden = true;
    const data = event.dataTransfer;
    if (data === null || data.types.includes("Files") === false) {
        return;
    }
    event.preventDefault();
    event.stopPropagation();
    // What was dropped is there only until this function first waits.
    const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() ?? null);
    const files = [...data.files];
    const handles = [...data.items].map((item) => handleOf(item));
    const isFolder = entries.some((entry) => entry?.isDirectory);
    if (!isFolder) {
        const text = data.getData("text");
        const known = await Promise.all(handles);
        const brought = files.map((file, at) => ({ path: file.name, file, handle: known[at] ?? null }));
        await (files.length > 0 ? bring(brought) : bringText(text, ""));
        return;
    }
    const found: Brought[] = [];
    for (const entry of entries) {
        if (entry) {
            await walk(entry, found);
        }
    }
    await bring(found, "standards");
}

/** The file behind what was dropped, if the browser lets the page write it where the person agrees. */
async function handleOf(item: DataTransferItem): Promise<FileSystemFileHandle | null> {
    const { getAsFileSystemHandle: get } = item as { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };
    const handle = await get?.call(item).catch(() => null);
    return handle?.kind === "file" ? (handle as FileSystemFileHandle) : null;
}

/** The files of a folder, in the order of their names. */
async function walk(entry: FileSystemEntry, found: Brought[]): Promise<void> {
    if (entry.isFile) {
        const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed));
        found.push({ path: entry.fullPath.replace(/^\//, ""), file });
        return;
    }
    if (entry.name === ".git") {
        // What git keeps is not looked into. That it is there says that the folder is a repository.
        found.push({ path: `${entry.fullPath.replace(/^\//, "")}/`, file: new Blob() });
        return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    const entries: FileSystemEntry[] = [];
    for (;;) {
        // A reader gives at most a hundred at a time.
        const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
        if (some.length === 0) {
            break;
        }
        entries.push(...some);
    }
    entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const inner of entries) {
        await walk(inner, found);
    }
}
