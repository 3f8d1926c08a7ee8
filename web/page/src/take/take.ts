// Take away: the standard in the forms that the program writes, and the report of its findings.
import { shown } from "../documents/documents.ts";
import { bytesOf, type Doc } from "../documents/doc.ts";
import { later } from "../documents/keeping.ts";
import { ask } from "../engine/client.ts";
import { withShown } from "../dialogs/with_shown.ts";
import { emit } from "../ui/events.ts";
import { lang, say } from "../ui/lang.ts";
import { toast } from "../ui/toast.ts";
import { tellProblem } from "../dialogs/problem.ts";
import { bytesOfText, save } from "./save.ts";
import { NotOffered, writeBack } from "./write_back.ts";

const stem = (doc: Doc) => doc.path.replace(/\.ya?ml$/i, "");

/** The text itself as a download; it does not need the engine, so that it can be taken whatever fails. */
export async function takeYaml(): Promise<void> {
    const doc = shown();
    if (!doc) {
        toast(say("no-document"));
        return;
    }
    await save(fileName(doc), bytesOf(doc), "application/yaml");
    isSaved(doc, doc.text);
}

/** Saves the text where it was opened, else where the person says; a browser that offers neither downloads it. */
export async function saveYaml(): Promise<void> {
    const doc = shown();
    if (!doc) {
        toast(say("no-document"));
        return;
    }
    const text = doc.text;
    try {
        const written = await writeBack(doc, fileName(doc));
        if (written) {
            isSaved(doc, text);
            toast(say("saved", written));
        }
    } catch (error) {
        if (error instanceof NotOffered) {
            await takeYaml();
        } else {
            tellProblem(error);
        }
    }
}

const fileName = (doc: Doc) => (/\.ya?ml$/i.test(doc.path) ? doc.path : `${doc.path}.yaml`);

function isSaved(doc: Doc, text: string): void {
    doc.saved = text;
    later(doc);
    emit("documents", undefined);
}

const RENDERED = {
    html: "text/html",
    md: "text/markdown",
    xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;

export const takeRendered = (format: keyof typeof RENDERED): Promise<void> =>
    withShown(async (doc) => {
        const made = await ask("render", [doc.path], format, { matrix: false });
        await save(`${stem(doc)}.${format}`, typeof made === "string" ? bytesOfText(made) : made, RENDERED[format]);
    });

/** The report of findings, of the shown document or of all. */
export const takeReport = (format: "text" | "json", ofAll: boolean): Promise<void> =>
    withShown(async (doc) => {
        const paths = ofAll ? {} : { paths: [doc.path] };
        const text = await ask("report", { notes: true, format, lang: lang(), ...paths });
        const type = format === "json" ? "application/json" : "text/plain";
        const name = ofAll ? say("findings") : `${stem(doc)}-${say("findings")}`;
        await save(`${name}.${format === "json" ? "json" : "txt"}`, bytesOfText(text), type);
    });
