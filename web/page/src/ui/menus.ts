// Menus of the bar: lists of buttons that open below theirs, close by Esc and by a click elsewhere, as popovers do.

export function startMenus(): void {
    for (const button of document.querySelectorAll<HTMLButtonElement>("button[popovertarget]")) {
        const menu = document.getElementById(button.getAttribute("popovertarget") ?? "");
        menu?.addEventListener("toggle", (event) => {
            if ((event as ToggleEvent).newState === "open") {
                place(menu, button);
                menu.querySelector<HTMLElement>("button:not([disabled])")?.focus();
            }
        });
        menu?.addEventListener("click", (event) => {
            if ((event.target as Element).closest("button")) {
                menu.hidePopover();
            }
        });
        menu?.addEventListener("keydown", (event) => {
            const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
            const items = [...menu.querySelectorAll<HTMLElement>("button:not([disabled])")];
            const at = items.indexOf(document.activeElement as HTMLElement);
            if (step !== 0 && at >= 0) {
                event.preventDefault();
                items[(at + step + items.length) % items.length]?.focus();
            }
        });
    }
}

/** Below its button, within the window. */
function place(menu: HTMLElement, button: HTMLElement): void {
    const at = button.getBoundingClientRect();
    const width = menu.offsetWidth;
    menu.style.top = `${at.bottom + 2}px`;
    menu.style.left = `${Math.max(4, Math.min(at.left, document.documentElement.clientWidth - width - 4))}px`;
    menu.style.maxHeight = `${Math.max(120, window.innerHeight - at.bottom - 12)}px`;
}
