// Writing: findings with every key, fixes, names, the form beside it, undo, and the Chinese input methods.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drop, person, settled, taken } from "./browser.mjs";
import { SMALL } from "./standards.mjs";

const text = async (page) => String((await taken(page, "yaml")).bytes);
const findings = (page) => page.locator("#findings li");
/** Puts the cursor behind a text of a line that is seen. */
async function cursorBehind(page, words) {
    await page.locator(".cm-line", { hasText: words }).first().click();
    await page.keyboard.press("End");
}

test("a finding is underlined at its characters, listed, and gone when it is mended", async () => {
    const { opened, troubles, leave } = await person();
    const page = await opened();
    await drop(page, [["XXX3119-901v1.yaml", SMALL]]);
    await settled(page);
    const before = await findings(page).count();
    await cursorBehind(page, "name: 準備器材");
    await page.keyboard.type("\n        levle: 3");
    await settled(page);
    await page.locator(".cm-lintRange-error", { hasText: "levle" }).first().waitFor();
    const found = findings(page).filter({ hasText: "levle" });
    assert.equal(await found.count(), 1);
    assert.match(await found.innerText(), /錯誤/);
    // Where in the form: among the duties.
    assert.match(await page.locator("#findings").innerText(), /職責與工作任務[^]*levle/);
    await page.keyboard.press("Control+z");
    await settled(page);
    assert.equal(await findings(page).count(), before);
    assert.deepEqual(troubles, []);
    await leave();
});

test("several cursors are seen and written at, and one is the browser's own", async () => {
    const { opened, troubles, leave } = await person();
    const page = await opened();
    await drop(page, [["XXX3119-901v1.yaml", SMALL]]);
    await settled(page);
    const drawn = page.locator(".cm-cursor");
    await cursorBehind(page, "name: 準備器材");
    assert.equal(await drawn.count(), 0);
    // The next 器材 as well.
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Control+d");
    await drawn.nth(1).waitFor();
    await page.keyboard.type("甲");
    await page.locator(".cm-line", { hasText: "甲" }).nth(1).waitFor();
    // The first one closes the names that are offered, if any are.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await drawn.first().waitFor({ state: "detached" });
    assert.deepEqual(troubles, []);
    await leave();
});

test("checks before the first key leave nothing behind", async () => {
    const { opened, troubles, leave } = await person();
    const page = await opened();
    await drop(page, [["XXX3119-901v1.yaml", SMALL]]);
    await settled(page);
    // Checks of a second file with the same text go on meanwhile.
    await page.waitForTimeout(700);
    await cursorBehind(page, "name: 準備器材");
    await page.keyboard.type("x");
    await settled(page);
    assert.equal(await findings(page).filter({ hasText: "duplicate-standard" }).count(), 0);
    assert.deepEqual(troubles, []);
    await leave();
});

test("fixes one by one show what they change, and undo takes them back", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    await drop(page, [["XXX3119-901v1.yaml", SMALL]]);
    await settled(page);
    const fixes = page.locator("#findings .fix");
    const count = await fixes.count();
    assert.ok(count > 0);
    const fix = fixes.filter({ has: page.locator("ins", { hasText: "，" }) }).first();
    assert.equal(await fix.locator("del").first().innerText(), ",");
    await fix.getByRole("button").click();
    await settled(page);
    assert.ok((await fixes.count()) < count);
    assert.match(await text(page), /測量雲朵，並記錄結果/);
    await page.click("[data-do=undo]");
    await settled(page);
    assert.equal(await text(page), SMALL);
    await leave();
});

test("all safe fixes at once, after a look at what they change", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    await drop(page, [["XXX3119-901v1.yaml", SMALL]]);
    await settled(page);
    await page.click("#findings-pane [data-do=fix]");
    const dialog = page.locator("dialog[open]");
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /-description: 測量雲朵,並記錄結果。\n\n?\+description: 測量雲朵，並記錄結果。/);
    await dialog.getByRole("button", { name: "套用" }).click();
    await settled(page);
    assert.equal((await text(page)).includes(","), false);
    await page.click("[data-do=undo]");
    await settled(page);
    assert.equal(await text(page), SMALL);
    await leave();
});

test("a code is completed by its name, and the names stand behind the codes", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    await drop(page, [["XXX3119-901v1.yaml", SMALL.replace("knowledge: [K01]", "knowledge: []")]]);
    await settled(page);
    await page.locator(".cm-name", { hasText: "操作器材" }).first().waitFor();
    await cursorBehind(page, "knowledge: []");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type("雲");
    const offer = page.locator(".cm-tooltip-autocomplete li").first();
    await offer.waitFor();
    assert.match(await offer.innerText(), /K01[^]*雲朵的種類/);
    // The list does not take a key in its first moments, so that nothing is taken by mistake.
    await page.waitForTimeout(150);
    await page.keyboard.press("Enter");
    await settled(page);
    assert.match(await text(page), /knowledge: \[K01\]/);
    await page.locator(".cm-name", { hasText: "雲朵的種類" }).first().waitFor();
    await leave();
});

test("the form follows the text, a click in it goes to the line, and the cursor is marked in it", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    await drop(page, [["XXX3119-901v1.yaml", SMALL]]);
    await settled(page);
    const form = page.frameLocator("#form");
    await form.locator("#T1\\.2").getByText("T1.2").click();
    await page.waitForFunction(() => document.querySelector(".cm-activeLine")?.textContent.includes("T1.2:"));
    await form.locator("#T1\\.2.here").waitFor();
    await cursorBehind(page, "P1.1.1:");
    await form.locator(".here", { hasText: "P1.1.1" }).waitFor();
    await page.keyboard.type("完畢。");
    await form.getByText("檢查其狀態。完畢。").waitFor();
    // While the text cannot be read the form of before stays, and that is said.
    await page.keyboard.press("Home");
    await page.keyboard.type("[");
    await page.locator("#form-stale").waitFor();
    assert.equal(await form.locator("article").count(), 1);
    await leave();
});

test("what an input method composes is left alone until it is done", async () => {
    const { context, opened, leave } = await person();
    const page = await opened();
    await drop(page, [["XXX3119-901v1.yaml", SMALL]]);
    await settled(page);
    await cursorBehind(page, "name: 準備器材");
    const input = await context.newCDPSession(page);
    await page.evaluate(() => {
        globalThis.ended = 0;
        document.addEventListener("compositionend", () => (globalThis.ended += 1));
    });
    for (const composed of ["ㄘ", "ㄘㄜ", "ㄘㄜˋ", "測"]) {
        await input.send("Input.imeSetComposition", { text: composed, selectionStart: composed.length, selectionEnd: composed.length });
        await page.waitForTimeout(200);
        assert.equal(await page.evaluate(() => globalThis.ended), 0, "the composition goes on");
        assert.match(await page.locator(".cm-activeLine").innerText(), new RegExp(`name: 準備器材${composed}`));
    }
    await input.send("Input.insertText", { text: "測" });
    await settled(page);
    assert.match(await text(page), /name: 準備器材測\n/);
    await leave();
});

test("draft, next edition, renumber and release are forms to fill in", async () => {
    const { opened, leave } = await person();
    const page = await opened();
    await page.click("#welcome [data-do=draft]");
    await page.getByLabel("名稱", { exact: true }).fill("咖啡烘焙師");
    await page.getByRole("button", { name: "建立" }).click();
    await settled(page);
    assert.equal(await page.inputValue("#name"), "咖啡烘焙師.yaml");
    await page.click("#tab-checklist");
    assert.match(await page.innerText("#checklist"), /還有 \d+ 處待填/);

    await drop(page, [["XXX3119-901v1.yaml", SMALL.replaceAll("T1.2", "T1.4").replaceAll("1.2.1", "1.4.1")]]);
    await settled(page);
    const choose = async (command) => {
        await page.click("[popovertarget=menu-document]");
        await page.click(`#menu-document [data-do=${command}]`);
    };
    await choose("renumber");
    const dialog = page.locator("dialog[open]");
    assert.match(await dialog.locator(".diff").innerText(), /-\s+T1\.4:[^]*\+\s+T1\.2:/);
    await dialog.getByRole("button", { name: "套用" }).click();
    await settled(page);
    assert.match(await text(page), /T1\.2:/);

    await choose("next");
    await page.waitForFunction(() => document.getElementById("name").value.includes("next"));
    await settled(page);
    assert.match(await text(page), /revises: XXX3119-901v1/);
    await choose("release");
    await dialog.waitFor();
    assert.equal(await dialog.getByLabel("核發的代碼").inputValue(), "XXX3119-901v2");
    await dialog.getByLabel("核發日期").fill("2026-03-01");
    await dialog.getByLabel("更新說明").fill("更新工作任務");
    await dialog.getByRole("button", { name: "看變更" }).click();
    await page.locator("dialog[open] .diff").waitFor();
    await page.locator("dialog[open]").getByRole("button", { name: "套用" }).click();
    await page.waitForFunction(() => document.getElementById("name").value === "XXX3119-901v2.yaml");
    await settled(page);
    assert.match(await text(page), /code: XXX3119-901v2[^]*更新工作任務/);
    await leave();
});
