// A page of the engine's in a frame that runs nothing: no scripts by its sandbox, and the policy of the page holds in it too.
// Its body is put in as nodes and its style as a sheet, so that what is seen stays where its reader has put it.

import { replaceRows, rowChange } from "./rows.ts";

export class PageFrame {
    private ready: Promise<Document>;
    private html = "";

    constructor(readonly frame: HTMLIFrameElement) {
        this.ready = new Promise((resolve) => {
            frame.addEventListener("load", () => frame.contentDocument && resolve(frame.contentDocument), { once: true });
        });
        frame.srcdoc = '<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8"><title></title></head><body></body></html>';
    }

    /** Shows a page; `look` is what the frame adds to its style. */
    async show(html: string, look = ""): Promise<Document> {
        const inside = await this.ready;
        const rows = rowChange(this.html, html);
        const before = this.html;
        this.html = html;
        if (before === html || (rows && replaceRows(inside, rows))) {
            return inside;
        }
        // The policy speaks of style elements even in a document that is only parsed, so that they are taken out before.
        const styles: string[] = [];
        const body = html.replace(/<style>([^]*?)<\/style>/g, (_, style: string) => {
            styles.push(style);
            return "";
        });
        const page = new DOMParser().parseFromString(body, "text/html");
        const open = [...inside.querySelectorAll("details")].map((one) => one.open);
        const Sheet = (inside.defaultView as unknown as { CSSStyleSheet: typeof CSSStyleSheet }).CSSStyleSheet;
        const sheet = new Sheet();
        sheet.replaceSync([...styles, look].join("\n"));
        page.querySelectorAll("script").forEach((element) => element.remove());
        inside.adoptedStyleSheets = [sheet];
        inside.title = page.title;
        inside.documentElement.lang = page.documentElement.lang || "zh-Hant";
        inside.body.replaceChildren(...[...page.body.childNodes].map((node) => inside.adoptNode(node)));
        inside.querySelectorAll("details").forEach((one, at) => {
            one.open = open[at] ?? one.open;
        });
        return inside;
    }

    /** The document of the frame, once it is there. */
    inside(): Promise<Document> {
        return this.ready;
    }
}

/** Links within the page scroll; a frame without an address of its own would go elsewhere. */
export function followLinks(inside: Document): void {
    inside.addEventListener("click", (event) => {
        const link = (event.target as Element).closest("a[href]");
        if (link) {
            event.preventDefault();
            const href = link.getAttribute("href") ?? "";
            const target = href.startsWith("#") && inside.getElementById(decodeURIComponent(href.slice(1)));
            if (target) {
                target.scrollIntoView({ block: "start" });
                target.setAttribute("tabindex", "-1");
                target.focus({ preventScroll: true });
            }
        }
    });
}
