// Two tabs with this page open do not write over each other: each keeps its own documents, and a tab that begins takes up
// those of tabs that are closed. A lock of the browser says whether a tab is still there.

export const SESSION: string = crypto.randomUUID?.() ?? String(Math.random()).slice(2);

const name = (session: string) => `ttm.session.${session}`;

/** Holds a lock until the tab is closed. */
function hold(session: string, options: LockOptions): Promise<boolean> {
    return new Promise((answer) => {
        const locks = navigator.locks as LockManager | undefined;
        if (!locks) {
            answer(true);
            return;
        }
        const held = locks.request(name(session), options, (lock) => {
            answer(lock !== null);
            return lock === null ? undefined : new Promise<void>(() => {});
        });
        held.catch(() => answer(true));
    });
}

/** Says that this tab is there. */
export const beginSession = (): Promise<boolean> => hold(SESSION, {});

/** Of these tabs, those that are closed; they are taken, so that no other tab takes them up as well. */
export async function closedSessions(sessions: Iterable<string>): Promise<Set<string>> {
    const closed = new Set<string>();
    for (const session of new Set(sessions)) {
        if (await hold(session, { ifAvailable: true })) {
            closed.add(session);
        }
    }
    return closed;
}
