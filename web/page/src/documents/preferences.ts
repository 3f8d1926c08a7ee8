// Small choices of the person, in the browser's own storage where it has one.

export function remembered(name: string): string | null {
    try {
        return localStorage.getItem(`ttm.${name}`);
    } catch {
        return null;
    }
}

export function remember(name: string, value: string): void {
    try {
        localStorage.setItem(`ttm.${name}`, value);
    } catch {
        // Without storage the choice holds until the page is closed.
    }
}
