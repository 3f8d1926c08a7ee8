// A standard to look around with: the one that the project publishes.
import { add } from "../documents/documents.ts";
import text from "example:text";

export function bringExample(): void {
    add([{ path: "TTM4221-004v2.yaml", text, inFile: true }]);
}
