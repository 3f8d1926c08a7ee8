// The name behind each K and S in a list, as the engine has it, for the lines that are seen.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import { Superseded, askLatest } from "../engine/client.ts";
import { shown } from "../documents/documents.ts";
import { lang } from "../ui/lang.ts";
import { offsetAt, positionAt, type Position } from "./position.ts";

interface Hint {
    position: Position;
    label: string | { value: string }[];
}

class Name extends WidgetType {
    constructor(readonly name: string) {
        super();
    }
    override eq(other: Name): boolean {
        return other.name === this.name;
    }
    override toDOM(): HTMLElement {
        const element = document.createElement("span");
        element.className = "cm-name";
        element.textContent = this.name;
        return element;
    }
}

const setNames = StateEffect.define<DecorationSet>();

const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(before, transaction) {
        let after = before.map(transaction.changes);
        for (const effect of transaction.effects) {
            after = effect.is(setNames) ? effect.value : after;
        }
        return after;
    },
    provide: (of) => EditorView.decorations.from(of),
});

/** After the text has rested for so long, the names are asked for again. */
const PAUSE = 250;
const SCROLLED = 120;

const asking = ViewPlugin.fromClass(
    class {
        timer = 0;
        constructor(readonly view: EditorView) {
            this.later(0);
        }
        update(update: ViewUpdate) {
            if (update.docChanged) {
                this.later(PAUSE);
            } else if (update.viewportChanged) {
                this.later(SCROLLED);
            }
        }
        later(pause: number) {
            clearTimeout(this.timer);
            this.timer = window.setTimeout(() => void this.ask(), pause);
        }
        async ask() {
            const doc = shown();
            const { state, viewport } = this.view;
            if (!doc || this.view.composing || doc.text !== state.doc.toString()) {
                return;
            }
            const range = { start: positionAt(state.doc, viewport.from), end: positionAt(state.doc, viewport.to) };
            try {
                const hints = (await askLatest("names", "lsp", doc.path, "textDocument/inlayHint", { range }, lang())) as
                    | Hint[]
                    | null;
                // The text has gone on: it will be asked for again.
                if (this.view.state.doc === state.doc && !this.view.composing) {
                    this.view.dispatch({ effects: setNames.of(decorations(state.doc, hints ?? [])) });
                }
            } catch (error) {
                if (error instanceof Superseded) {
                    this.later(PAUSE);
                }
            }
        }
        destroy() {
            clearTimeout(this.timer);
        }
    },
);

function decorations(text: EditorView["state"]["doc"], hints: Hint[]): DecorationSet {
    const ranges = hints.map(({ position, label }) => {
        const name = typeof label === "string" ? label : label.map(({ value }) => value).join("");
        return Decoration.widget({ widget: new Name(name), side: 1 }).range(offsetAt(text, position));
    });
    return Decoration.set(ranges, true);
}

export const names = [field, asking];
