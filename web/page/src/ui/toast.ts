// Short words about what was done, read out by screen readers, with a way back where there is one.
import { byId, h } from "./dom.ts";
import { on } from "./events.ts";
import { say } from "./lang.ts";

const SECONDS = { withUndo: 15, without: 6 };
let timer = 0;

// What was said in the other language goes.
on("lang", () => byId("toast").replaceChildren());

export function toast(text: string, undo?: () => void): void {
    clearTimeout(timer);
    const box = byId("toast");
    const close = () => box.replaceChildren();
    const back = undo && h("button", { type: "button", onclick: () => (close(), undo()) }, say("undo"));
    const away = h("button", { type: "button", class: "quiet", "aria-label": say("close"), onclick: close }, "×");
    box.replaceChildren(h("p", {}, text), ...(back ? [back] : []), away);
    timer = window.setTimeout(close, (undo ? SECONDS.withUndo : SECONDS.without) * 1000);
}
