// The page in the system's Chromium (CHROMIUM, else chromium on the path), opened from its file as a person does.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const PAGE = pathToFileURL(resolve(process.env.TTM_PAGE ?? new URL("../../ttm.html", import.meta.url).pathname)).href;

const executablePath = execFileSync("sh", ["-c", 'command -v "${CHROMIUM:-chromium}"'], { encoding: "utf8" }).trim();
// As root a browser has no sandbox; elsewhere it keeps it.
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
export const launching = { executablePath, args };

let browser;
after(() => browser?.close());

/** A person with storage of their own. `opened` gives a page that is ready; `troubles` are the errors that it wrote. */
export async function person(options = {}) {
    browser ??= await chromium.launch(launching);
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, acceptDownloads: true, ...options });
    const troubles = [];
    const opened = async (before = () => {}) => {
        const page = await context.newPage();
        page.on("pageerror", (error) => troubles.push(String(error.stack)));
        page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
        await before(page);
        await page.goto(PAGE);
        await page.waitForSelector("body[data-engine=ready]");
        return page;
    };
    return { context, opened, troubles, leave: () => context.close() };
}

/** Drops files, given as paths and contents, on the page. */
export async function drop(page, files) {
    await page.evaluate((files) => {
        const data = new DataTransfer();
        for (const [name, content] of files) {
            data.items.add(new File([typeof content === "string" ? content : new Uint8Array(content)], name));
        }
        for (const type of ["dragenter", "dragover", "drop"]) {
            document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
        }
    }, files.map(([name, content]) => [name, typeof content === "string" ? content : [...content]]));
}

/** Pastes what another program copied. */
export async function paste(page, { text = "", html = "" }, into = "body") {
    await page.evaluate(
        ({ text, html, into }) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            data.setData("text/html", html);
            const target = document.querySelector(into);
            target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        },
        { text, html, into },
    );
}

/** The text of the editor, for a document that is short enough to be seen whole. */
export const typed = async (page) => (await page.locator(".cm-line").allInnerTexts()).map((line) => line.replace(/\n$/, "")).join("\n");

/** Waits until the findings are those of the text that is seen. */
export const settled = (page) => page.waitForSelector("body[data-checked=yes]");

/** Takes what a button of the menu of downloads gives. */
export async function taken(page, command) {
    const [download] = await Promise.all([
        page.waitForEvent("download"),
        (async () => {
            await page.click("[popovertarget=menu-take]");
            await page.click(`#menu-take [data-do=${command}]`);
        })(),
    ]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
