// What stands beside the text: the form, what is left to fill in, what import said. Tabs as the ARIA practices have them.
import { byId } from "../ui/dom.ts";

export type Beside = "form" | "checklist" | "remarks";
const TABS: Beside[] = ["form", "checklist", "remarks"];
let now: Beside = "form";
let changed: () => void = () => {};

export const isBeside = (tab: Beside): boolean => tab === now;

export function startBeside(on: () => void): void {
    changed = on;
    TABS.forEach((tab, at) => {
        const button = byId(`tab-${tab}`);
        button.addEventListener("click", () => showBeside(tab));
        button.addEventListener("keydown", ({ key }) => {
            const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
            const next = TABS[(at + step + TABS.length) % TABS.length];
            if (step !== 0 && next) {
                showBeside(next);
                byId(`tab-${next}`).focus();
            }
        });
    });
    showBeside("form");
}

export function showBeside(tab: Beside): void {
    now = tab;
    for (const other of TABS) {
        const chosen = other === tab;
        byId(`tab-${other}`).setAttribute("aria-selected", String(chosen));
        byId(`tab-${other}`).tabIndex = chosen ? 0 : -1;
        byId(`panel-${other}`).hidden = !chosen;
    }
    changed();
}
