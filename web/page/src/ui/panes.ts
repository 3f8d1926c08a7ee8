// On a narrow screen one pane is seen at a time, chosen by the bar at its foot; on a wide one all are.
import { byId } from "./dom.ts";

export type Pane = "files" | "text" | "findings" | "beside";
const PANES: Pane[] = ["files", "text", "findings", "beside"];

export function startPanes(): void {
    for (const pane of PANES) {
        byId(`go-${pane}`).addEventListener("click", () => showPane(pane));
    }
    showPane("text");
}

export function showPane(pane: Pane): void {
    document.body.dataset["pane"] = pane;
    for (const other of PANES) {
        byId(`go-${other}`).setAttribute("aria-pressed", String(other === pane));
    }
}
