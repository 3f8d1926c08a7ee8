// Files and folders chosen in the browser's own dialog.
import { h } from "../ui/dom.ts";
import { bring } from "./read.ts";

const ACCEPTED = ".yaml,.yml,.txt,.html,.htm,.odt,.docx,.xlsx,.ods,.pdf,.json";

interface Picker {
    showOpenFilePicker?: (options: { multiple: boolean }) => Promise<FileSystemFileHandle[]>;
}

/** Whether something was opened. */
export function chooseFiles(folder: boolean): Promise<boolean> {
    return !folder && (window as Picker).showOpenFilePicker ? chooseWritable() : chooseReadable(folder);
}

/** Files that can be written back to where they are. */
async function chooseWritable(): Promise<boolean> {
    try {
        const handles = (await (window as Picker).showOpenFilePicker?.({ multiple: true })) ?? [];
        const files = handles.map(async (handle) => ({ path: handle.name, file: await handle.getFile(), handle }));
        return await bring(await Promise.all(files));
    } catch (error) {
        // Nothing was chosen, or a policy forbids this dialog but not the other.
        return error instanceof DOMException && error.name === "AbortError" ? false : chooseReadable(false);
    }
}

function chooseReadable(folder: boolean): Promise<boolean> {
    const input = h("input", { type: "file", multiple: true, accept: folder ? null : ACCEPTED, webkitdirectory: folder });
    return new Promise((answer) => {
        input.addEventListener("cancel", () => answer(false));
        input.addEventListener("change", async () => {
            const files = [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
            // The files of a folder come in no order.
            files.sort((one, other) => (one.path < other.path ? -1 : 1));
            answer(await bring(files, folder ? "standards" : "all"));
        });
        input.click();
    });
}
