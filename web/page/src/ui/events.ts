// Who wants to know that something has happened says so here; the parts of the page do not know each other.
import type { Doc } from "../documents/doc.ts";

export interface Events {
    /** Documents were added, removed or named anew. */
    documents: undefined;
    /** Another document is shown. */
    current: undefined;
    /** The text of a document changed. */
    text: Doc;
    /** Its findings are those of its text. */
    checked: Doc;
    /** The numbers of findings of all documents are there. */
    counted: undefined;
    /** What a repository has decided about findings is known, or another. */
    settings: undefined;
    /** The cursor is elsewhere. */
    cursor: { doc: Doc; line: number };
    /** The language was switched. */
    lang: undefined;
}

type Listener<Name extends keyof Events> = (event: Events[Name]) => void;
const listeners: { [Name in keyof Events]?: Listener<Name>[] } = {};

export function on<Name extends keyof Events>(name: Name, listener: Listener<Name>): void {
    const list: Listener<Name>[] = (listeners[name] ?? []) as Listener<Name>[];
    list.push(listener);
    Object.assign(listeners, { [name]: list });
}

export function emit<Name extends keyof Events>(name: Name, event: Events[Name]): void {
    for (const listener of (listeners[name] ?? []) as Listener<Name>[]) {
        listener(event);
    }
}
