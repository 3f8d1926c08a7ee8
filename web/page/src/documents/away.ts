// Texts of files that nobody looks at. A folder of thousands is checked by the engine, which has them all: a second copy here would take a
// quarter of the page's memory.
import { ask } from "../engine/client.ts";
import { isUnsaved, taken, type Doc } from "./doc.ts";

/** Lets a text go that the engine has and its file too. */
export function letGo(doc: Doc): void {
    if (doc.blob && !isUnsaved(doc) && doc.state === null && doc.kept === null) {
        doc.isAway = true;
        doc.text = "";
        doc.saved = "";
    }
}

/** Has a text here again, as it was opened: from the engine, else from its file. */
export async function fetchText(doc: Doc): Promise<void> {
    // While it is in a lot the engine does not have it.
    const text = doc.read ? null : await ask("text", doc.path).catch(() => null);
    comeBack(doc, text ?? (await readAgain(doc)));
}

/** The same while the engine does not have it. */
export async function fetchFromFile(doc: Doc): Promise<void> {
    comeBack(doc, await readAgain(doc));
}

const readAgain = async (doc: Doc): Promise<string> => taken((await doc.blob?.text()) ?? "").text;

function comeBack(doc: Doc, text: string): void {
    if (doc.isAway) {
        doc.isAway = false;
        doc.text = text;
        doc.saved = text;
    }
}
