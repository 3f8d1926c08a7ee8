// Findings in the order of the printed form, which is not that of the file: history, profile, duties, knowledge, skills,
// attitudes, notes.
import type { Finding } from "../engine/types.ts";
import type { Word } from "../ui/words.ts";

const PARTS = ["other", "history", "profile", "duties", "knowledge", "skills", "attitudes", "notes", "unplaced"] as const;
export type Part = (typeof PARTS)[number];

const OF_KEY: Record<string, Part> = {
    code: "profile",
    revises: "profile",
    name: "profile",
    classification: "profile",
    description: "profile",
    level: "profile",
};

export const partWord = (part: Part): Word => `part-${part}`;

/** The key of the top of the file that each line is under: its first line, and the part. */
function tops(text: string): { from: number; part: Part }[] {
    const found: { from: number; part: Part }[] = [];
    for (const match of text.matchAll(/^["']?([a-z-]+)["']?[ \t]*:/gm)) {
        const key = match[1] ?? "";
        const part = OF_KEY[key] ?? (PARTS.find((part) => part === key) || "other");
        found.push({ from: match.index, part });
    }
    return found;
}

/** A list that is missing altogether has no place of its own: what is said of it is at the top of the file. */
const isMissingList = ({ rule, message }: Finding) => rule === "unfilled-part" && /\bno attitudes$/.test(message["en"] ?? "");

/** The findings by the parts of the form. */
export function byPart(text: string, findings: Finding[]): { part: Part; findings: Finding[] }[] {
    const starts = tops(text);
    const groups = new Map<Part, Finding[]>();
    for (const finding of findings) {
        const at = finding.from ?? 0;
        const part = isMissingList(finding) ? "attitudes" : (starts.findLast(({ from }) => from <= at)?.part ?? "other");
        const group = groups.get(part);
        if (group) {
            group.push(finding);
        } else {
            groups.set(part, [finding]);
        }
    }
    return PARTS.flatMap((part) => {
        const findings = groups.get(part);
        return findings ? [{ part, findings }] : [];
    });
}
