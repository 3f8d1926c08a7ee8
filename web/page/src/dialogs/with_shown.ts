// What a person asks for of the document that is shown.
import { checkNow } from "../documents/checking.ts";
import type { Doc } from "../documents/doc.ts";
import { shown } from "../documents/documents.ts";
import { say } from "../ui/lang.ts";
import { toast } from "../ui/toast.ts";
import { tellProblem } from "./problem.ts";

/** Does something with the shown document, whose text the engine has by then. */
export async function withShown(work: (doc: Doc) => Promise<void>): Promise<void> {
    const doc = shown();
    if (!doc) {
        toast(say("no-document"));
        return;
    }
    try {
        await checkNow(doc);
        await work(doc);
    } catch (error) {
        tellProblem(error);
    }
}
