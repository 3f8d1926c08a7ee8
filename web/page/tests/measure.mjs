// How fast the page is, in the system's Chromium: node tests/measure.mjs [FOLDER OF STANDARDS]. No test: figures of a busy
// machine fail nothing.
//
// Ready: from the begin of the navigation until what an earlier visit left is back and the engine answers. Keystroke: from the
// key's own time until the findings of the new text are in the page.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { chromium } from "playwright-core";
import { PAGE, launching, drop, settled } from "./browser.mjs";
import { SMALL } from "./standards.mjs";

const [folder] = process.argv.slice(2);
const browser = await chromium.launch(launching);

const middle = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
const most = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length * 0.95)];
const say = (what, numbers) => console.log(`${what}: median ${middle(numbers).toFixed(1)} ms, 95 % ${most(numbers).toFixed(1)} ms (${numbers.length})`);

async function opened() {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    await page.goto(PAGE);
    await page.waitForSelector("body[data-engine=ready]");
    return page;
}

const ready = [];
for (let round = 0; round < 10; round += 1) {
    const page = await opened();
    ready.push(await page.evaluate(() => performance.getEntriesByName("ready")[0].startTime));
    await page.context().close();
}
console.log(`the file: ${statSync(new URL(PAGE)).size} bytes`);
say("ready", ready);

/** The processor time of each thread of the pages so far, in ms: what counts on a busy machine. */
async function threads() {
    const root = await browser.newBrowserCDPSession();
    const { processInfo } = await root.send("SystemInfo.getProcessInfo");
    const times = {};
    for (const { type, id } of processInfo) {
        for (const task of type === "renderer" && existsSync(`/proc/${id}/task`) ? readdirSync(`/proc/${id}/task`) : []) {
            const [, name, rest] = /\((.*)\) (.*)/.exec(readFileSync(`/proc/${id}/task/${task}/stat`, "utf8"));
            const [user, system] = rest.split(" ").slice(11, 13).map(Number);
            const which = /Main|chrom/.test(name) ? "the page" : /Worker/.test(name) ? "the engine" : "others";
            times[which] = (times[which] ?? 0) + (user + system) * 10;
        }
    }
    return times;
}

/** A standard of this many tasks. */
function standard(tasks) {
    const of = (at) =>
        `      T1.${at}:\n        name: 測量第${at}號雲朵\n        level: 3\n        outputs:\n          O1.${at}.1: 第${at}號雲朵的紀錄\n        indicators:\n          P1.${at}.1: 能依規定在時間內完成第${at}號雲朵的測量。\n`;
    return SMALL.slice(0, SMALL.indexOf("      T1.1:")) + Array.from({ length: tasks }, (_, at) => of(at + 1)).join("");
}

async function keys(what, tasks, slower = 1) {
    const page = await opened();
    const text = standard(tasks);
    await drop(page, [["XXX3119-901v1.yaml", text]]);
    await settled(page);
    await page.waitForTimeout(1500);
    await page.locator(".cm-line", { hasText: "description:" }).click();
    await page.keyboard.press("End");
    await page.evaluate(() => {
        globalThis.took = [];
        let since = 0;
        document.addEventListener("keydown", ({ timeStamp }) => (since = timeStamp), { capture: true });
        new MutationObserver(() => {
            if (document.body.dataset.checked === "yes" && since > 0) {
                globalThis.took.push(performance.now() - since);
                since = 0;
            }
        }).observe(document.body, { attributeFilter: ["data-checked"] });
    });
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
    const before = await threads();
    for (let key = 0; key < 40; key += 1) {
        await page.keyboard.press("a");
        await page.waitForTimeout(tasks > 500 ? 400 : 150);
    }
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    const took = await page.evaluate(() => globalThis.took);
    const after = await threads();
    const each = Object.entries(after).map(([which, ms]) => `${which} ${((ms - (before[which] ?? 0)) / 40).toFixed(1)} ms`);
    console.log(`processor time a key, with the form and all: ${each.join(", ")}`);
    say(`a key, ${what} (${(Buffer.byteLength(text) / 1024).toFixed(0)} KB)`, took.slice(5));
    await page.context().close();
}

await keys("a usual standard", 45);
await keys("a usual standard, processor slowed six times", 45, 6);
await keys("2,000 tasks", 2000);

if (folder) {
    const page = await opened();
    const chooser = page.waitForEvent("filechooser");
    await page.click("#welcome [data-do=folder]");
    const [choice] = [await chooser];
    await page.evaluate(() => {
        new MutationObserver(() => {
            if (document.body.dataset.counted) {
                globalThis.all ??= performance.now() - performance.getEntriesByName("reading")[0].startTime;
            }
        }).observe(document.body, { attributeFilter: ["data-counted"] });
    });
    const before = await threads();
    await choice.setFiles(folder);
    await page.waitForSelector("body[data-counted]", { timeout: 120_000 });
    const after = await threads();
    const took = await page.evaluate(() => globalThis.all);
    await page.waitForTimeout(300);
    const count = await page.innerText("#files-count");
    const each = Object.entries(after).map(([which, ms]) => `${which} ${(ms - (before[which] ?? 0)).toFixed(0)} ms`);
    console.log(`processor time of a folder: ${each.join(", ")}`);
    const root = await browser.newBrowserCDPSession();
    const { processInfo } = await root.send("SystemInfo.getProcessInfo");
    // Part of what a process takes is the browser's own program, which all of its pages share.
    const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
        const status = readFileSync(`/proc/${id}/status`, "utf8");
        return ["VmRSS", "RssFile"].map((what) => Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)[1]) / 1024);
    });
    const [all, program] = sizes.toSorted(([one], [other]) => other - one)[0];
    console.log(`a folder (${count}): all findings after ${took.toFixed(0)} ms; the page takes ${all.toFixed(0)} MB, ${program.toFixed(0)} of them the browser's program`);
}
await browser.close();
