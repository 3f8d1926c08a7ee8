// Nothing is lost: what was typed is there again, with its undo; where the browser keeps nothing, that is said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drop, person, settled, taken } from "./browser.mjs";
import { SMALL } from "./standards.mjs";

const text = async (page) => String((await taken(page, "yaml")).bytes);

async function typedOne(opened, before) {
    const page = await opened(before);
    await drop(page, [["XXX3119-901v1.yaml", SMALL]]);
    await settled(page);
    await page.locator(".cm-line", { hasText: "name: 準備器材" }).click();
    await page.keyboard.press("End");
    await page.keyboard.type("與表格");
    await settled(page);
    return page;
}

const isBack = async (page) => {
    await page.waitForFunction(() => document.querySelector("#editor")?.textContent.includes("雲朵測量人員"));
    await settled(page);
    assert.match(await text(page), /name: 準備器材與表格\n/);
};

test("a tab that was closed", async () => {
    const { opened, leave } = await person();
    const page = await typedOne(opened);
    await page.waitForTimeout(400);
    await page.close();
    const again = await opened();
    assert.equal(await again.innerText("#kept"), "內容已暫存在這個瀏覽器");
    await isBack(again);
    // And what was typed can still be undone.
    await again.click("[data-do=undo]");
    await settled(again);
    assert.equal(await text(again), SMALL);
    await leave();
});

test("what is kept comes back while the engine begins, and is checked once it has", async () => {
    const { opened, leave } = await person();
    const page = await typedOne(opened);
    await page.waitForTimeout(400);
    await page.close();
    const late = await opened((page) =>
        page.addInitScript(() => {
            // What is kept waits for its lock, and the lock for the thread of the engine.
            const Thread = globalThis.Worker;
            const begun = new Promise((done) => {
                globalThis.Worker = class extends Thread {
                    constructor(url) {
                        super(url);
                        done();
                    }
                };
            });
            const request = navigator.locks.request.bind(navigator.locks);
            navigator.locks.request = (...all) => begun.then(() => request(...all));
        }),
    );
    await isBack(late);
    await leave();
});

test("a page that fell over", async () => {
    const { opened, leave } = await person();
    const page = await typedOne(opened);
    await page.waitForTimeout(400);
    const crashed = page.waitForEvent("crash");
    page.goto("chrome://crash").catch(() => {});
    await crashed;
    await isBack(await opened());
    await leave();
});

test("without IndexedDB it is the local storage", async () => {
    const { opened, leave } = await person();
    const without = (page) => page.addInitScript(() => Object.defineProperty(globalThis, "indexedDB", { value: undefined }));
    const page = await typedOne(opened, without);
    await page.waitForTimeout(400);
    assert.equal(await page.getAttribute("body", "data-store"), "localstorage");
    await page.close();
    await isBack(await opened(without));
    await leave();
});

test("where there is no storage that is said", async () => {
    const { opened, troubles, leave } = await person();
    const page = await typedOne(opened, (page) =>
        page.addInitScript(() => {
            Object.defineProperty(globalThis, "indexedDB", { value: undefined });
            Object.defineProperty(globalThis, "localStorage", {
                get() {
                    throw new DOMException("denied", "SecurityError");
                },
            });
        }),
    );
    assert.match(await page.innerText("#kept"), /不提供儲存空間/);
    assert.deepEqual(troubles, []);
    await leave();
});

test("two tabs keep what is theirs", async () => {
    const { opened, leave } = await person();
    const first = await typedOne(opened);
    const second = await opened();
    assert.equal(await second.getAttribute("body", "data-files"), "none");
    await drop(second, [["other.yaml", SMALL.replace("雲朵測量人員", "霧測量人員")]]);
    await settled(second);
    await first.waitForTimeout(400);
    await first.close();
    await second.close();
    const again = await opened();
    await again.waitForFunction(() => document.querySelectorAll("#files li").length === 2);
    await leave();
});

test("a word before leaving with unsaved work, and none without", async () => {
    const { opened, leave } = await person();
    const page = await typedOne(opened);
    let asked = 0;
    page.on("dialog", (dialog) => {
        asked += dialog.type() === "beforeunload" ? 1 : 0;
        void dialog.dismiss();
    });
    await page.close({ runBeforeUnload: true });
    await page.waitForTimeout(300);
    assert.equal(asked, 1);
    await text(page);
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;
    assert.equal(asked, 1);
    await leave();
});

test("a document that was closed comes back", async () => {
    const { opened, leave } = await person();
    const page = await typedOne(opened);
    await page.click("[popovertarget=menu-document]");
    await page.click("#menu-document [data-do=close]");
    await page.waitForSelector("body[data-files=none]");
    await page.locator("#toast").getByRole("button", { name: "復原" }).click();
    await isBack(page);
    await leave();
});
