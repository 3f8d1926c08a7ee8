// Drives the extension in the editor itself, which runs in a browser: node e2e/run.mjs TTM VSIX CODE-SERVER PICTURE.png
//
// TTM is the program, VSIX the packed extension, CODE-SERVER the folder of the npm package code-server 4.139.1 installed with
// --ignore-scripts, once more in its lib/vscode. NODE names a Node.js 24 that runs it (else the one that runs this), CHROMIUM
// the browser (else the one of the search path). playwright-core is found in NODE_PATH. Fails with the first thing that is not
// as it should be; the picture is of the end, or of where it failed.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const { chromium } = createRequire(import.meta.url)("playwright-core");
const [ttm, vsix, server, picture] = process.argv.slice(2).map((path) => resolve(path));
assert.ok(picture, "usage: node e2e/run.mjs TTM VSIX CODE-SERVER PICTURE.png");
const node = process.env.NODE ?? process.execPath;
const PORT = 18080 + (process.pid % 1000);
// Every wait; a busy machine takes its time to start an editor.
const PATIENCE = Number(process.env.PATIENCE ?? 60_000);

const home = mkdtempSync(join(tmpdir(), "ttm-e2e-"));
const folder = join(home, "folder");
mkdirSync(join(folder, "standards"), { recursive: true });
mkdirSync(join(home, "data", "User"), { recursive: true });
writeFileSync(join(home, "data", "User", "settings.json"), JSON.stringify({
    "ttm.language": "zh-TW",
    "security.workspace.trust.enabled": false,
    "workbench.startupEditor": "none",
    "workbench.colorTheme": "Default Light Modern",
    "chat.disableAIFeatures": true,
    "window.menuBarVisibility": "compact",
}));
// Where a program is, is said for the machine that the editor's server runs on.
mkdirSync(join(home, "data", "Machine"));
writeFileSync(join(home, "data", "Machine", "settings.json"), JSON.stringify({ "ttm.path": ttm }));
const LINES = `name:
  occupation: 烘焙師
knowledge:
  K01: 國際商務禮儀
  K12: 顧客關係管理
  K13: 商業套裝軟體
skills:
  S01: 顧客導向
duties:
  T1:
    name: 業務拓展
    skills: [S01]
    tasks:
      T1.1:
        name: 了解客戶背景
        level: 3
        knowledge: []
        indicators:
          P1.1.1: 蒐集客戶資料。
`;
const BRACKETS = [LINES.split("\n").findIndex((line) => line.includes("[]")) + 1, "        knowledge: [".length + 1];
writeFileSync(join(folder, "standards", "draft.yaml"), LINES);
const git = (...words) => execFileSync("git", ["-c", "user.name=e2e", "-c", "user.email=e2e@example.org", ...words], { cwd: folder });
git("init", "--quiet");
git("add", ".");
git("commit", "--quiet", "--message", "draft");

const entry = join(server, "out", "node", "entry.js");
const folders = ["--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "extensions")];
const options = { env: { ...process.env, HOME: home }, stdio: "ignore" };
execFileSync(node, [entry, ...folders, "--install-extension", vsix], options);
const editor = spawn(node, [entry, ...folders, "--auth", "none", "--disable-telemetry", "--disable-update-check",
    "--bind-addr", `127.0.0.1:${PORT}`, folder], options);

let page;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
    page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
    page.setDefaultTimeout(PATIENCE);
    await until("the editor answers", async () => {
        await page.goto(`http://127.0.0.1:${PORT}/?folder=${folder}`);
        return true;
    });
    await page.waitForSelector(".monaco-workbench");
    await page.keyboard.press("Control+P");
    await page.waitForSelector(".quick-input-widget input");
    await page.keyboard.type("draft.yaml");
    await page.waitForSelector(".quick-input-list .monaco-list-row:has-text('draft.yaml')");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".editor-instance .view-line");
    await until("names are behind codes", async () => (await editorText()).includes("S01顧客導向") || (await editorText()).includes("S01 顧客導向"));

    // The right code is offered first, by name, by any characters of the name, and by code.
    for (const [typed, code] of [["顧客", "K12"], ["客關", "K12"], ["K1", "K12"], ["商軟", "K13"], ["K13", "K13"]]) {
        await goTo(...BRACKETS);
        if (/^[\x20-\x7f]+$/.test(typed)) {
            await page.keyboard.type(typed, { delay: 60 });
        } else {
            // As an input method gives it.
            for (const character of typed) {
                await page.keyboard.insertText(character);
                await page.waitForTimeout(150);
            }
        }
        const first = () => page.locator(".suggest-widget.visible .monaco-list-row").first().innerText();
        await until(`${typed} offers ${code} first`, async () => (await first()).startsWith(code));
        if (typed === "商軟") {
            await page.screenshot({ path: picture.replace(/\.png$/, "-completion.png") });
        }
        await page.keyboard.press("Enter");
        await until(`${typed} becomes ${code}`, async () => (await editorText()).includes(`knowledge: [${code}`));
        console.log(`${typed}: ${code} first, and taken`);
        await page.keyboard.press("Escape");
        await goTo(BRACKETS[0], BRACKETS[1]);
        for (let at = 0; at < code.length; at++) {
            await page.keyboard.press("Delete");
        }
    }

    // A finding of an unsaved text, where it is.
    await goTo(...BRACKETS);
    await page.keyboard.type("K99");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".squiggly-error");
    console.log("an undefined code is underlined");

    // The form beside the text, live.
    await command("ttm: Show the Form Beside the Text");
    const form = await frameWith("article h1");
    await until("the form is shown", async () => (await form.locator("#T1\\.1").innerText()).includes("了解客戶背景"));
    await goTo(15, 1);
    await page.keyboard.press("End");
    await page.keyboard.insertText("與<b>需求");
    await until("the form follows the text", async () =>
        (await form.locator("#T1\\.1").innerText()).includes("了解客戶背景與<b>需求"));
    await until("the entry of the cursor is marked", async () => (await form.locator("#T1\\.1.here").count()) === 1);
    assert.equal(await form.locator("article b").count(), 0, "nothing of the text is markup");
    console.log("the form is beside the text, and live");
    await page.screenshot({ path: picture });
    await form.locator("#T1").dblclick();
    await until("a double click leads to the text", async () => (await page.locator(".editor-status-selection, [id='status.editor.selection']").innerText()).includes("10"));

    // What changed since the last commit.
    await page.keyboard.press("Control+1");
    await command("ttm: Compare with the Git Version");
    const changes = await frameWith("article .summary, article table ins, article table del, article mark");
    await until("the change is shown", async () => (await changes.locator("article").innerText()).includes("需求"));
    console.log("what changed since the last commit is shown");
    await page.screenshot({ path: picture.replace(/\.png$/, "-changes.png") });

    // The release: a code of another shape is not taken, what would change is shown, and only a yes writes it.
    const issued = join(folder, "standards", "TTM4221-007v1.yaml");
    for (const yes of [false, true]) {
        await page.keyboard.press("Control+1");
        await command("ttm: Release under the Code That the Office Gave");
        await answer("Release (1 of 3)", "TTM4221-7");
        await page.waitForSelector(".quick-input-message:has-text('No code has this shape')");
        await answer("Release (1 of 3)", "TTM4221-007v1");
        await answer("Release (2 of 3)", "2026-03-01");
        await answer("Release (3 of 3)", "新訂");
        const dialog = page.locator(".monaco-dialog-box", { hasText: "Release this standard as TTM4221-007v1?" });
        await dialog.waitFor();
        await until("what would change is shown", async () =>
            (await page.locator(".editor-instance").allInnerTexts()).some((text) =>
                text.replaceAll("\u00a0", " ").includes("+code: TTM4221-007v1")));
        assert.ok(!existsSync(issued), "nothing is written before the answer");
        if (!yes) {
            await page.keyboard.press("Escape");
            await dialog.waitFor({ state: "hidden" });
            continue;
        }
        await page.screenshot({ path: picture.replace(/\.png$/, "-release.png") });
        await dialog.getByRole("button", { name: "Release", exact: true }).click();
        await until("the standard is issued", async () => existsSync(issued));
        assert.match(readFileSync(issued, "utf8"), /^code: TTM4221-007v1$[^]*^    date: 2026-03-01$\n^    note: 新訂$/m);
        assert.ok(!existsSync(join(folder, "standards", "draft.yaml")), "the draft is there under its code only");
        await until("the issued standard is open", async () =>
            (await page.locator(".tab.active").first().getAttribute("data-resource-name")) === "TTM4221-007v1.yaml");
    }
    console.log("a draft is released, once it was said so");
} catch (error) {
    await page?.screenshot({ path: picture }).catch(() => {});
    throw error;
} finally {
    await browser.close();
    editor.kill();
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
}

/** Waits until something holds; what it throws is that it does not yet. */
async function until(what, holds) {
    const end = Date.now() + PATIENCE;
    for (;;) {
        const held = await holds().catch(() => false);
        if (held) {
            return held;
        }
        assert.ok(Date.now() < end, `not: ${what}`);
        await new Promise((done) => setTimeout(done, 100));
    }
}

/** The text of the editor as it is shown. */
async function editorText() {
    const lines = await page.locator(".editor-instance .view-line").allInnerTexts();
    return lines.join("\n").replaceAll("\u00a0", " ");
}

/** Puts the cursor at a line and a column. */
async function goTo(line, column) {
    await page.locator(".editor-instance .view-lines").first().click();
    await page.keyboard.press("Control+G");
    await page.waitForSelector(".quick-input-widget input");
    await page.keyboard.type(`${line}:${column}`);
    await page.keyboard.press("Enter");
    await page.waitForTimeout(200);
}

/** Answers the question with this title, in place of what stands there. */
async function answer(title, text) {
    await page.locator(".quick-input-widget .quick-input-title", { hasText: title }).waitFor();
    const input = page.locator(".quick-input-widget input").first();
    await input.fill(text);
    await input.press("Enter");
}

async function command(name) {
    await page.locator(".editor-instance .view-lines").first().click();
    await page.keyboard.press("F1");
    await page.waitForSelector(".quick-input-widget input");
    await page.keyboard.type(name.replace("ttm: ", ""));
    await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click();
}

/** The page of a webview that has such an element. */
async function frameWith(selector) {
    return until(`a page with ${selector}`, async () => {
        for (const frame of page.frames().reverse()) {
            if (await frame.locator(selector).count().catch(() => 0)) {
                return frame;
            }
        }
        return false;
    });
}
