// What the engine knows of what is under the mouse, as plain text.
import { hoverTooltip } from "@codemirror/view";
import { ask } from "../engine/client.ts";
import { shown } from "../documents/documents.ts";
import { h } from "../ui/dom.ts";
import { lang } from "../ui/lang.ts";
import { positionAt } from "./position.ts";

/** Markdown without its marks. */
const plain = (markdown: string) =>
    markdown.replace(/\*\*|`/g, "").replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(/^#+ /gm, "").trim();

export const hover = hoverTooltip(async (view, offset) => {
    const doc = shown();
    if (!doc || doc.text !== doc.checked) {
        return null;
    }
    const params = { position: positionAt(view.state.doc, offset) };
    const answer = await ask("lsp", doc.path, "textDocument/hover", params, lang()).catch(() => null);
    const contents = (answer as { contents?: string | { value: string } } | null)?.contents;
    const text = plain(typeof contents === "string" ? contents : (contents?.value ?? ""));
    return text ? { pos: offset, create: () => ({ dom: h("div", { class: "cm-about" }, text) }) } : null;
});
