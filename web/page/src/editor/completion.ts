// What can be typed here: the engine's offers, by code and by name. It has the text of the last key, since a check goes
// before every other request.
import { snippet, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { askLatest } from "../engine/client.ts";
import { shown } from "../documents/documents.ts";
import { lang } from "../ui/lang.ts";
import { checkNow } from "../documents/checking.ts";
import { offsetAt, positionAt, type Range } from "./position.ts";

interface Offer {
    label: string;
    detail?: string;
    labelDetails?: { detail?: string; description?: string };
    insertText?: string;
    insertTextFormat?: number;
    sortText?: string;
    textEdit?: { range?: Range; replace?: Range; newText: string };
}

/** `$1` and `${1:text}` of the protocol as the editor writes them. */
const asSnippet = (text: string) => text.replace(/\$(\d+)/g, "${$1}").replace(/\$\{(\d+):/g, "${$1:");

export async function complete(context: CompletionContext): Promise<CompletionResult | null> {
    const doc = shown();
    if (!doc) {
        return null;
    }
    void checkNow(doc);
    const text = context.state.doc;
    const params = { position: positionAt(text, context.pos) };
    const answer = await askLatest("complete", "lsp", doc.path, "textDocument/completion", params, lang()).catch(() => null);
    const items = (Array.isArray(answer) ? answer : ((answer as { items?: Offer[] } | null)?.items ?? [])) as Offer[];
    const first = items[0]?.textEdit;
    const range = first?.range ?? first?.replace;
    if (items.length === 0 || context.aborted) {
        return null;
    }
    const from = range ? offsetAt(text, range.start) : context.pos;
    const to = range ? offsetAt(text, range.end) : context.pos;
    items.sort((one, other) => ((one.sortText ?? one.label) < (other.sortText ?? other.label) ? -1 : 1));
    return { from, to: Math.max(to, context.pos), options: items.map(option), filter: false };
}

function option(offer: Offer, at: number): Completion {
    const inserted = offer.textEdit?.newText ?? offer.insertText ?? offer.label;
    const detail = offer.labelDetails?.description ?? offer.labelDetails?.detail ?? offer.detail;
    return {
        label: offer.label,
        ...(detail ? { detail } : {}),
        apply: offer.insertTextFormat === 2 ? snippet(asSnippet(inserted)) : inserted,
        boost: -at / 1000,
    };
}
