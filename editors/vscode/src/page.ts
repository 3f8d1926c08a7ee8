// The page in a webview: a shell of our own that loads nothing and runs one script of our own. What the server makes of a
// standard comes into it as a message and is parsed as a document that runs nothing; the policy forbids scripts, event
// handlers, pictures and requests besides.

/** The shell of a panel. `nonce` is a new random word for each; `stale` is said while the text cannot be read. */
export function shell(title: string, lang: string, stale: string, nonce: string): string {
    if (!/^[A-Za-z0-9]+$/.test(nonce)) {
        throw new Error("a nonce is letters and digits");
    }
    const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
    return `<!DOCTYPE html>
<html lang="${escaped(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style nonce="${nonce}" id="own"></style>
<style nonce="${nonce}">
#stale { position: sticky; top: 0; z-index: 1; padding: 0.25rem 1rem; text-align: center;
  background: var(--vscode-editorWarning-foreground, #b58900); color: var(--vscode-editor-background, #fff); }
[id]:focus, .here { outline: 2px solid var(--vscode-focusBorder, #1f4e79); outline-offset: 2px; }
article [id] { scroll-margin-top: 3rem; }
</style>
</head>
<body>
<div id="stale" role="status" hidden>${escaped(stale)}</div>
<main></main>
<script nonce="${nonce}">(${script.toString()})()</script>
</body>
</html>`;
}

/** A text that is no markup, also in an attribute. */
export function escaped(text: string): string {
    const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
    return text.replace(/[&<>"']/g, (character) => names[character] ?? "");
}

/** The anchor of the entry that a line belongs to: the last one at or before it. */
export function anchorAt(places: readonly { id: string; line: number }[], line: number): string | undefined {
    return places.filter((place) => place.line <= line).at(-1)?.id;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
declare const document: any, window: any, DOMParser: any, acquireVsCodeApi: any;

/** Runs in the page. It takes nothing from the scope around it. */
function script(): void {
    const editor = acquireVsCodeApi();
    const show = (html: string) => {
        const page = new DOMParser().parseFromString(html, "text/html");
        const open = [...document.querySelectorAll("details")].map((one: { open: boolean }) => one.open);
        document.getElementById("own").textContent = page.querySelector("style")?.textContent ?? "";
        document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
        document.querySelectorAll("details").forEach((one: { open: boolean }, at: number) => {
            one.open = open[at] ?? false;
        });
    };
    const mark = (id: string) => {
        document.querySelector(".here")?.classList.remove("here");
        const there = document.getElementById(id);
        const isEntry = there?.closest("article") != null;
        if (isEntry) {
            there.classList.add("here");
        }
        return isEntry ? there : undefined;
    };
    window.addEventListener("message", (event: { data: Record<string, unknown> }) => {
        const { html, isCurrent, at } = event.data;
        if (typeof html === "string") {
            show(html);
            document.getElementById("stale").hidden = isCurrent !== false;
        }
        if (typeof at === "string") {
            const there = mark(at);
            // While the text is typed the page stays where its reader has put it.
            if (typeof html !== "string") {
                there?.scrollIntoView({ block: "nearest" });
            }
        }
    });
    document.addEventListener("dblclick", (event: { target: { closest(of: string): { id: string } | null } }) => {
        const id = event.target.closest("article [id]")?.id;
        if (id) {
            editor.postMessage({ id });
        }
    });
    editor.postMessage({ ready: true });
}
