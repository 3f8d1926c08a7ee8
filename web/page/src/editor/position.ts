// Places as the Language Server Protocol says them, and places of the editor.
import type { Text } from "@codemirror/state";

export interface Position {
    line: number;
    character: number;
}

export interface Range {
    start: Position;
    end: Position;
}

export function positionAt(text: Text, offset: number): Position {
    const line = text.lineAt(offset);
    return { line: line.number - 1, character: offset - line.from };
}

export function offsetAt(text: Text, { line, character }: Position): number {
    if (line >= text.lines) {
        return text.length;
    }
    const there = text.line(line + 1);
    return Math.min(there.from + character, there.to);
}
