// Colours come from the variables of the page, so that light and dark are one theme.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
    "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--page)", fontSize: "0.9375rem" },
    ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
    ".cm-content": { caretColor: "var(--text)" },
    "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
    ".cm-gutters": { backgroundColor: "var(--side)", color: "var(--quiet)", borderRight: "1px solid var(--line)" },
    ".cm-activeLine": { backgroundColor: "var(--active)" },
    ".cm-activeLineGutter": { backgroundColor: "var(--head)", color: "var(--text)" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
        backgroundColor: "var(--selected)",
    },
    ".cm-cursor": { borderLeftColor: "var(--text)" },
    ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--text)", border: "1px solid var(--line)" },
    ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
    ".cm-tooltip-autocomplete > ul > li": { fontFamily: "var(--sans)", padding: "0.15rem 0.5rem" },
    ".cm-completionDetail": { fontStyle: "normal", color: "inherit", opacity: "0.85" },
    ".cm-diagnostic": { borderLeftWidth: "4px", whiteSpace: "pre-wrap", maxWidth: "36rem" },
    ".cm-diagnostic-error": { borderLeftColor: "var(--error)" },
    ".cm-diagnostic-warning": { borderLeftColor: "var(--warning)" },
    ".cm-diagnostic-info": { borderLeftColor: "var(--note)" },
    ".cm-diagnosticAction": { backgroundColor: "var(--accent)", color: "var(--on-accent)", padding: "0.15rem 0.6rem" },
    ".cm-lintRange": { backgroundImage: "none", textDecorationSkipInk: "none", textUnderlineOffset: "0.25em" },
    ".cm-lintRange-error": { textDecoration: "underline wavy var(--error)" },
    ".cm-lintRange-warning": { textDecoration: "underline wavy var(--warning)" },
    ".cm-lintRange-info": { textDecoration: "underline dotted var(--note)" },
    ".cm-lint-marker": { width: "0.65em", height: "0.65em", margin: "0.45em 0.15em", borderRadius: "50%", content: '""' },
    ".cm-lint-marker-error": { backgroundColor: "var(--error)", borderRadius: "1px" },
    ".cm-lint-marker-warning": { backgroundColor: "var(--warning)" },
    ".cm-lint-marker-info": { border: "2px solid var(--note)" },
    ".cm-panels": { backgroundColor: "var(--side)", color: "var(--text)" },
    ".cm-textfield": { backgroundColor: "var(--page)", color: "var(--text)", border: "1px solid var(--rule)" },
    ".cm-button": { backgroundImage: "none", backgroundColor: "var(--head)", color: "var(--text)", border: "1px solid var(--line)" },
    ".cm-name": { color: "var(--quiet)", fontSize: "0.85em", paddingInlineStart: "0.25em", fontFamily: "var(--sans)" },
    ".cm-foldPlaceholder": { backgroundColor: "var(--head)", color: "var(--text)", border: "1px solid var(--line)" },
});

const colours = HighlightStyle.define([
    { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--code)" },
    { tag: [tags.comment, tags.lineComment], color: "var(--quiet)" },
    { tag: [tags.string, tags.special(tags.string)], color: "var(--string)" },
    { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--quiet)" },
    { tag: [tags.keyword, tags.labelName, tags.typeName], color: "var(--string)" },
]);

export const theme = [look, syntaxHighlighting(colours)];
