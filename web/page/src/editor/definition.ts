// From a code to the entry that it names: F12, or Ctrl and a click.
import { EditorView, keymap } from "@codemirror/view";
import { ask } from "../engine/client.ts";
import { shown } from "../documents/documents.ts";
import { lang } from "../ui/lang.ts";
import { goTo } from "./editor.ts";
import { offsetAt, positionAt, type Range } from "./position.ts";

type Place = { range: Range } | { targetSelectionRange: Range };

async function goToEntry(view: EditorView, offset: number): Promise<void> {
    const doc = shown();
    if (!doc) {
        return;
    }
    const text = view.state.doc;
    const params = { position: positionAt(text, offset) };
    const answer = await ask("lsp", doc.path, "textDocument/definition", params, lang()).catch(() => null);
    const [place] = (Array.isArray(answer) ? answer : answer ? [answer] : []) as Place[];
    if (place && view.state.doc === text) {
        const range = "range" in place ? place.range : place.targetSelectionRange;
        goTo(doc, offsetAt(text, range.start), offsetAt(text, range.end));
    }
}

export const definition = [
    keymap.of([
        {
            key: "F12",
            run: (view) => {
                void goToEntry(view, view.state.selection.main.head);
                return true;
            },
        },
    ]),
    EditorView.domEventHandlers({
        mousedown(event, view) {
            const offset = event.ctrlKey || event.metaKey ? view.posAtCoords(event) : null;
            if (offset !== null && event.button === 0) {
                void goToEntry(view, offset);
            }
            return false;
        },
    }),
];
