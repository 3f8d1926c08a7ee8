// A file that is written where it was opened, or where the person says, in browsers that offer it. What is in the file by then is
// never lost: a file that another program has changed since is not written over without a word.
import { bytesOf, type Doc } from "../documents/doc.ts";
import { askPerson } from "../dialogs/dialog.ts";
import { say } from "../ui/lang.ts";

/** The browser does not let pages write files, or this person not this file. */
export class NotOffered extends Error {}

// What Chromium has beyond the types of all browsers.
interface Writable extends FileSystemFileHandle {
    requestPermission?: (mode: { mode: "readwrite" }) => Promise<PermissionState>;
}
interface Picker {
    showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
}

/** The name of the file that has the text now; nothing if the person would rather not. */
export async function writeBack(doc: Doc, name: string): Promise<string | null> {
    const bytes = bytesOf(doc);
    const file = doc.file ?? (await choose(name));
    if (file === null) {
        return null;
    }
    // The browser asks the person.
    const allowed = (await (file as Writable).requestPermission?.({ mode: "readwrite" })) ?? "granted";
    if (allowed !== "granted") {
        throw new NotOffered();
    }
    if (doc.file && doc.saved !== null && !(await has(file, bytesOf(doc, doc.saved)))) {
        const body = [say("changed-outside-text")];
        if (!(await askPerson({ title: say("changed-outside", file.name), body, yes: say("overwrite") }))) {
            return null;
        }
    }
    // The file is written beside and takes the place of the old one when it is whole.
    const stream = await file.createWritable();
    await stream.write(bytes);
    await stream.close();
    doc.file = file;
    return file.name;
}

async function choose(name: string): Promise<FileSystemFileHandle | null> {
    const pick = (window as Picker).showSaveFilePicker;
    if (!pick) {
        throw new NotOffered();
    }
    try {
        return await pick({ suggestedName: name.replace(/^.*\//, "") });
    } catch (error) {
        if (error instanceof DOMException && error.name === "AbortError") {
            return null;
        }
        throw new NotOffered();
    }
}

/** Whether the file has these bytes still; one that is gone has nothing that could be lost. */
async function has(file: FileSystemFileHandle, bytes: Uint8Array): Promise<boolean> {
    try {
        const now = new Uint8Array(await (await file.getFile()).arrayBuffer());
        return now.length === bytes.length && now.every((byte, at) => byte === bytes[at]);
    } catch (error) {
        return error instanceof DOMException && error.name === "NotFoundError";
    }
}
