// Which settings of a repository hold for the document that is seen: said at the foot of the page, at length in a dialog.
import { dropSettings, isConfigured, startSettings as start } from "../documents/settings.ts";
import { shown } from "../documents/documents.ts";
import { askPerson } from "../dialogs/dialog.ts";
import { tellProblem } from "../dialogs/problem.ts";
import { askLatest, unlessSuperseded } from "../engine/client.ts";
import type { Settings } from "../engine/types.ts";
import { byId, h, write } from "../ui/dom.ts";
import { on } from "../ui/events.ts";
import { say } from "../ui/lang.ts";

let settings: Settings | null = null;

export function startSettings(): void {
    start();
    for (const event of ["settings", "current"] as const) {
        on(event, () => void find().catch(unlessSuperseded(tellProblem)));
    }
    on("checked", (doc) => doc === shown() && draw());
    on("lang", draw);
}

async function find(): Promise<void> {
    const doc = shown();
    settings = doc && isConfigured() ? await askLatest("settings", "settingsOf", doc.path) : null;
    draw();
}

function draw(): void {
    const button = byId("settings");
    button.hidden = settings === null;
    const known = shown()?.known ?? 0;
    const hidden = settings?.baseline && known > 0 ? say("settings-known", settings.baseline, known) : "";
    write(button, settings ? `${say("settings-of", settings.config)}${hidden}` : "");
}

/** Says what holds, and asks whether it is to hold on. */
export async function showSettings(): Promise<void> {
    if (!settings) {
        return;
    }
    const severities = settings.severities.map(([rule, severity]) => h("li", {}, `${rule}：${say(severity ?? "settings-off")}`));
    const body = [
        h("p", {}, byId("settings").textContent ?? ""),
        severities.length > 0 ? h("ul", {}, ...severities) : h("p", { class: "quiet" }, say("settings-none")),
    ];
    if (await askPerson({ title: say("settings"), body, yes: say("settings-drop") })) {
        await dropSettings().catch(tellProblem);
    }
}
