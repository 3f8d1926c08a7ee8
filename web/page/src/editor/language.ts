// What the editor says by itself is in the language of the page.
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { lang, say } from "../ui/lang.ts";
import { EDITOR_PHRASES } from "../ui/words.ts";

export const words = new Compartment();

export const inLanguage = (): Extension => [
    EditorState.phrases.of(lang() === "en" ? {} : EDITOR_PHRASES),
    EditorView.contentAttributes.of({ "aria-label": say("editor-label"), lang: "zh-Hant-TW" }),
];
