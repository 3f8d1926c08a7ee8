// How fast the engine is in a headless Chromium:
//
//     node measure.mjs NPM_FOLDER TTM_HTML FOLDER_OF_STANDARDS
//
// NPM_FOLDER has playwright-core installed. Prints figures; what they may be is in docs/browser.md.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { open } from "./browser.mjs";

const [packages, page, folder] = process.argv.slice(2);

/** A standard with so many tasks. */
function standard(tasks) {
  const lines = ["name:", "  occupation: 大型專案管理師", "level: 4", "knowledge:"];
  for (let at = 1; at <= 40; at += 1) lines.push(`  K${String(at).padStart(2, "0")}: 第${at}種專案管理知識`);
  lines.push("skills:");
  for (let at = 1; at <= 40; at += 1) lines.push(`  S${String(at).padStart(2, "0")}: 第${at}種協調溝通技能`);
  lines.push("duties:");
  for (let duty = 1; duty * 20 <= tasks; duty += 1) {
    lines.push(`  T${duty}:`, `    name: 管理第${duty}類專案`, "    tasks:");
    for (let task = 1; task <= 20; task += 1) {
      const code = `${duty}.${task}`;
      const item = (letter, number) => `${letter}${String(((duty * 7 + task * number) % 40) + 1).padStart(2, "0")}`;
      lines.push(`      T${code}:`, `        name: 規劃第${code}項作業`, "        level: 4");
      lines.push("        outputs:", `          O${code}.1: 第${code}項作業計畫書`, "        indicators:");
      lines.push(`          P${code}.1: 依據專案目標與客戶需求，擬訂第${code}項作業的時程、人力與預算，並取得主管同意。`);
      lines.push(`        knowledge: [${item("K", 3)}]`, `        skills: [${item("S", 3)}, ${item("S", 11)}]`);
    }
  }
  return lines.join("\n") + "\n";
}

const { browser, tab } = await open(packages, page);
const session = await tab.context().newCDPSession(tab);
const started = await tab.evaluate(async () => {
  const begin = performance.now();
  await window.Engine.start(await window.Engine.unpacked(window.Engine.partsOf(document)));
  return performance.now() - begin;
});
console.log(`engine unpacked, compiled and started: ${started.toFixed(0)} ms`);

/** Milliseconds from a text put to its findings, in the middle and at most of `times`. */
const typed = (text, times = 60) =>
  tab.evaluate(
    ([text, times]) => {
      const engine = window.engine;
      const all = [];
      let found;
      for (let at = 0; at < times; at += 1) {
        const begin = performance.now();
        ({ findings: found } = engine.put("draft.yaml", `${text}# ${at}\n`));
        all.push(performance.now() - begin);
      }
      // The first ones are compiled still.
      const rest = all.slice(10).sort((a, b) => a - b);
      engine.remove("draft.yaml");
      return { middle: rest[rest.length >> 1], most: rest.at(-1), findings: found.length };
    },
    [text, times],
  );
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml")).sort();
const near = files.slice(0, 200).map((name) => readFileSync(join(folder, name), "utf8"));
const about10 = near.sort((a, b) => Math.abs(Buffer.byteLength(a) - 10240) - Math.abs(Buffer.byteLength(b) - 10240))[0];
const large = standard(2000);
for (const [name, text] of [["10 KB", about10], ["2,000 tasks", large]]) {
  for (const rate of [1, 6]) {
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    const { middle, most, findings } = await typed(text);
    const bytes = Buffer.byteLength(text);
    console.log(`${name} (${bytes} bytes, ${findings} findings)${rate > 1 ? ", six times slower" : ""}: ${middle.toFixed(1)} ms, at most ${most.toFixed(1)} ms`);
  }
}
await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });

await tab.evaluate(() => (window.dropped = []));
for (let at = 0; at < files.length; at += 100) {
  const some = files.slice(at, at + 100).map((name) => [name, readFileSync(join(folder, name)).toString("base64")]);
  await tab.evaluate((some) => window.dropped.push(...some.map(([name, base64]) => [name, window.bytes(base64)])), some);
}
const whole = await tab.evaluate(async () => {
  await window.engine.restart();
  const begin = performance.now();
  window.engine.putAll(window.dropped);
  const put = performance.now();
  const counts = window.engine.counts();
  const counted = performance.now();
  const report = window.engine.report({ notes: true });
  const reported = performance.now();
  const sum = counts.reduce((sum, { errors, warnings, notes }) => sum + errors + warnings + notes, 0);
  return { put: put - begin, counted: counted - put, reported: reported - counted, sum, report: report.length, memory: window.engine.memory };
});
console.log(`${files.length} files: checked in ${whole.put.toFixed(0)} ms, counted in ${whole.counted.toFixed(0)} ms (${whole.sum} findings), as one report of ${whole.report} characters in ${whole.reported.toFixed(0)} ms; ${(whole.memory / 1e6).toFixed(0)} MB`);
const { middle } = await typed(about10);
console.log(`10 KB beside them: ${middle.toFixed(1)} ms`);
await browser.close();
