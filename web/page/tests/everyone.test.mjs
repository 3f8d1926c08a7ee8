// For everyone: axe in every state and view, the keyboard alone, a telephone, twice the size, two thousand tasks.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { drop, person, settled } from "./browser.mjs";
import { NEXT, SMALL } from "./standards.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const VIEWS = {
    desk: { viewport: { width: 1400, height: 900 }, colorScheme: "light" },
    dark: { viewport: { width: 1400, height: 900 }, colorScheme: "dark" },
    phone: { viewport: { width: 390, height: 800 }, colorScheme: "light" },
};

async function violations(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length}, first ${nodes[0].html.slice(0, 200)}`);
}

for (const [name, view] of Object.entries(VIEWS)) {
    test(`axe finds nothing: ${name}`, async () => {
        const { opened, leave } = await person(view);
        const page = await opened();
        const clean = async (state) => assert.deepEqual(await violations(page), [], state);
        await clean("empty");
        await page.click("[popovertarget=menu-take]");
        await clean("menu");
        await page.keyboard.press("Escape");
        await drop(page, [["XXX3119-901v1.yaml", SMALL.replace("K01]", "K61]")], ["XXX3119-901v2.yaml", NEXT]]);
        await settled(page);
        await page.frameLocator("#form").locator("article").waitFor({ state: "attached" });
        for (const pane of name === "phone" ? ["files", "text", "findings", "beside"] : ["text"]) {
            await page.evaluate((pane) => document.getElementById(`go-${pane}`).click(), pane);
            await clean(pane);
        }
        await page.click("#tab-checklist");
        await clean("checklist");
        for (const command of ["compare", "help"]) {
            await page.click(`[data-do=${command}]`);
            await clean(command);
            await page.keyboard.press("Escape");
        }
        await page.click("[data-do=lang]");
        await clean("English");
        await leave();
    });
}

test("the keyboard alone: open an example, go to a finding, mend it, leave the editor", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    const reach = async (selector) => {
        for (let step = 0; step < 60; step += 1) {
            await page.keyboard.press("Tab");
            if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) {
                return;
            }
        }
        assert.fail(`${selector} is not reached by Tab`);
    };
    await reach("#welcome [data-do=example]");
    await page.keyboard.press("Enter");
    await settled(page);
    await reach(".cm-content");
    await page.keyboard.press("F8");
    assert.match(await page.locator(".cm-tooltip .cm-diagnostic, .cm-diagnostic").first().innerText(), /警告|提示|錯誤/);
    // Tab indents in the editor, and leaves it after Esc.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.closest(".cm-content") === null), true);
    await reach("#findings button.finding");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.matches(".cm-content")), true);
    await leave();
});

for (const [name, viewport] of Object.entries({ phone: { width: 390, height: 800 }, "twice the size": { width: 700, height: 450 } })) {
    test(`nothing is wider than the window: ${name}`, async () => {
        const { opened, leave } = await person({ viewport });
        const page = await opened();
        await drop(page, [["XXX3119-901v1.yaml", SMALL], ["XXX3119-901v2.yaml", NEXT]]);
        await settled(page);
        for (const pane of ["files", "text", "findings", "beside"]) {
            await page.click(`#go-${pane}`);
            const [width, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
            assert.ok(width <= window, `${pane}: ${width} in ${window}`);
            const shown = await page.evaluate(() => [...document.querySelectorAll("main > section")].filter((one) => one.getClientRects().length > 0).length);
            assert.equal(shown, 1, pane);
        }
        await leave();
    });
}

test("two thousand tasks are written in, checked and shown", async () => {
    const { opened, troubles, leave } = await person();
    const page = await opened();
    const tasks = Array.from({ length: 2000 }, (_, at) => `      T1.${at + 1}:\n        name: 測量第${at + 1}號雲朵\n        level: 3\n        indicators:\n          P1.${at + 1}.1: 能完成第${at + 1}號雲朵的測量。\n`);
    const long = SMALL.slice(0, SMALL.indexOf("      T1.1:")) + tasks.join("");
    await drop(page, [["XXX3119-901v1.yaml", long]]);
    await settled(page);
    await page.frameLocator("#form").locator("#T1\\.2000").waitFor({ state: "attached", timeout: 20_000 });
    await page.frameLocator("#form").locator("#T1\\.1999").click();
    await page.waitForFunction(() => document.querySelector(".cm-activeLine")?.textContent.includes("T1.1999:"));
    assert.deepEqual(troubles, []);
    await leave();
});
