// Whether notes are shown beside errors and warnings.
import type { Finding } from "../engine/types.ts";
import { remember, remembered } from "../documents/preferences.ts";

let shows = remembered("notes") !== "no";

export const showsNotes = (): boolean => shows;

export function showNotes(show: boolean): void {
    shows = show;
    remember("notes", show ? "yes" : "no");
}

export const wantsNotes = ({ severity }: Finding): boolean => shows || severity !== "note";
