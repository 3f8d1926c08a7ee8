// What the editor says by itself is in the language of the page.
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { lang, say } from "../ui/lang.ts";
import { EDITOR_PHRASES } from "../ui/words.ts";

export const words = new Compartment();

export const inLanguage = (): Extension => [
    EditorState.phrases.of(lang() === "en" ? {} : EDITOR_PHRASES),
    // Focusable as it is; said again for those who look for the attribute.
    EditorView.contentAttributes.of({ tabindex: "0", "aria-label": say("editor-label"), lang: "zh-Hant-TW" }),
];
