// Files and folders chosen in the browser's own dialog.
import { h } from "../ui/dom.ts";
import { bring } from "./read.ts";

const ACCEPTED = ".yaml,.yml,.txt,.html,.htm,.odt,.docx,.xlsx,.ods,.pdf,.json";

/** Whether something was opened. */
export function chooseFiles(folder: boolean): Promise<boolean> {
    const input = h("input", { type: "file", multiple: true, accept: folder ? null : ACCEPTED, webkitdirectory: folder });
    return new Promise((answer) => {
        input.addEventListener("cancel", () => answer(false));
        input.addEventListener("change", async () => {
            const files = [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
            answer(await bring(files, folder ? "standards" : "all"));
        });
        input.click();
    });
}
