// What the page does and does not do, and its keys.
import { storeKind } from "../documents/keeping.ts";
import { Engine } from "../../../engine/engine.mjs";
import { h } from "../ui/dom.ts";
import { say } from "../ui/lang.ts";
import { askPerson } from "./dialog.ts";

const KEYS = [
    ["F8", "key-next"],
    ["Shift+F8", "key-previous"],
    ["Ctrl+.", "key-fix"],
    ["Ctrl+Space", "key-complete"],
    ["F12", "key-entry"],
    ["Ctrl+F", "key-find"],
    ["Ctrl+Z / Ctrl+Y", "key-undo"],
    ["Ctrl+S", "key-save"],
    ["Esc, Tab", "key-tab"],
] as const;

export async function showHelp(): Promise<void> {
    const body = [
        h("h3", {}, say("help-private")),
        h("p", {}, say("help-private-text")),
        h("h3", {}, say("help-kept")),
        h("p", {}, storeKind() === "none" ? say("state-none") : say("help-kept-text")),
        h("h3", {}, say("help-keys")),
        h("dl", { class: "keys" }, ...KEYS.flatMap(([key, word]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, say(word))])),
        h("p", {}, h("button", { type: "button", class: "link", onclick: () => void showLicences() }, say("licences"))),
    ];
    await askPerson({ title: say("help-title"), body });
}

/** The licences of everything by others that is in this file. */
async function showLicences(): Promise<void> {
    const text = new TextDecoder().decode(await Engine.unpacked(Engine.partsOf(document, "licences")));
    const body = [h("pre", { class: "explanation", tabindex: 0, role: "region", "aria-label": say("licences"), lang: "en" }, text)];
    await askPerson({ title: say("licences"), body, wide: true });
}
