// Opens a site from file:// in a headless Chromium, searches it, and holds what is found to a plain scan of the same texts.
//
//     node check.mjs NPM_FOLDER SITE_FOLDER STANDARDS.jsonl
//
// NPM_FOLDER has puppeteer-core installed; STANDARDS.jsonl is `ttm render --format json` of the same standards. The
// browser is the system's: CHROMIUM, else chromium on the path. Prints figures, and exits with 1 where something is wrong.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, site, standards] = process.argv.slice(2);
const require = createRequire(join(resolve(packages), "package.json"));
const puppeteer = (await import(pathToFileURL(require.resolve("puppeteer-core")))).default;

let wrong = 0;
const hold = (holds, words) => {
  if (holds) return;
  wrong += 1;
  console.log(`WRONG: ${words}`);
};

// The plain scan: every text of a standard but indicators, folded one by one.
const fold = (text) => {
  let folded = "";
  for (const c of String(text)) {
    if (/\s/u.test(c)) continue;
    const code = c.codePointAt(0);
    const half = code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : c;
    folded += (half === "臺" ? "台" : half === "裏" ? "裡" : half).toLowerCase();
  }
  return folded;
};
const all = readFileSync(standards, "utf8").split("\n").filter(Boolean).map((line) => {
  const standard = JSON.parse(line);
  const texts = [standard.name?.occupation ?? standard.name?.category, standard.description];
  for (const list of [standard.knowledge, standard.skills, standard.attitudes]) texts.push(...list.map((item) => item.name));
  for (const duty of standard.duties) {
    texts.push(duty.name);
    for (const task of duty.tasks) {
      texts.push(task.name, ...task.also.map((other) => other.name));
      for (const row of task.rows) texts.push(...row.outputs.map((output) => output.name));
    }
  }
  const given = texts.filter((text) => typeof text === "string" && text.trim());
  return { code: standard.code ?? "", name: texts[0] ?? "", texts: given, folded: given.map(fold) };
});
const isCode = (word) => /^[0-9a-z-]+$/.test(word) && word.length > 1;
const scan = (text) => {
  const words = text.trim().split(/\s+/u).map(fold);
  const has = ({ code, folded }, word) =>
    folded.some((one) => one.includes(word)) || (isCode(word) && code.toLowerCase().includes(word));
  return all.filter((standard) => words.every((word) => has(standard, word))).map(({ code, name }) => `${code} ${name}`).sort();
};

// A hundred queries, the same in every run: pieces of the texts from one character to whole names, several words, other
// widths and cases, codes, and what stands nowhere.
let seed = 20261129;
const random = (below) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed % below;
};
const piece = (length) => {
  const { texts } = all[random(all.length)];
  const chars = Array.from(texts[random(texts.length)].replace(/\s/gu, ""));
  const start = random(Math.max(1, chars.length - length + 1));
  return chars.slice(start, start + length).join("");
};
const queries = ["3D列", "ｅｘｃｅｌ", "臺灣", "商軟", "EXCEL 管理"];
while (queries.length < 100) {
  const kind = queries.length % 10;
  if (kind < 5) queries.push(piece(kind + 1 === 1 ? 2 : kind + 1));
  else if (kind === 5) queries.push(piece(1));
  else if (kind < 9) queries.push(`${piece(2)} ${piece(2)}`);
  else queries.push(all[random(all.length)].code.slice(0, 7) || piece(2));
}

const executablePath = process.env.CHROMIUM || execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
// As root a browser has no sandbox; elsewhere it keeps it.
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await puppeteer.launch({ executablePath, args });

async function open(path, slower = 1) {
  const tab = await browser.newPage();
  tab.setDefaultTimeout(120000);
  const said = [];
  tab.on("console", (message) => said.push(message.text()));
  tab.on("pageerror", (error) => said.push(String(error)));
  tab.on("request", (request) => hold(request.url().startsWith("file://"), `${path} asks for ${request.url()}`));
  if (slower > 1) await tab.emulateCPUThrottling(slower);
  await tab.goto(`${pathToFileURL(join(resolve(site), path.split("#")[0]))}${path.includes("#") ? `#${path.split("#")[1]}` : ""}`);
  return { tab, said };
}
// Goes to the box, by which the texts are loaded, and waits for all of them; how long it took.
const whole = (tab) =>
  tab.evaluate(
    () =>
      new Promise((resolve) => {
        const begin = performance.now();
        const root = document.documentElement;
        const see = () => root.hasAttribute("data-whole") && resolve(performance.now() - begin);
        new MutationObserver(see).observe(root, { attributes: true });
        document.getElementById("q").focus();
        see();
      }),
  );
// What a page loads before anything is asked of it.
const loaded = (tab) => tab.evaluate(() => performance.getEntriesByType("resource").map((one) => one.name.split("/").pop()));
// From the beginning of the navigation until scripts have run.
const ready = (tab) => tab.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd);
const timed = (tab, text) =>
  tab.evaluate((text) => {
    const begin = performance.now();
    const { list } = window.ttmQuery(text, "", "");
    return { time: performance.now() - begin, count: list.length };
  }, text);

const { tab, said } = await open("index.html");
const first = await loaded(tab);
hold(!first.some((name) => /^[0-9]+\.js$/.test(name)), `loaded before it is asked for: ${first.join(", ")}`);
console.log(`ready ${Math.round(await ready(tab))} ms; all texts ${Math.round(await whole(tab))} ms after the box is gone to`);
const cold = await timed(tab, "管理");
const times = [];
for (const text of queries) {
  const found = await tab.evaluate((text) => {
    const begin = performance.now();
    const { list, alike } = window.ttmQuery(text, "", "");
    const time = performance.now() - begin;
    const shown = list.map(({ standard }) => `${window.ttmData.standards[standard][0]} ${window.ttmData.standards[standard][2]}`);
    return { time, alike, shown: shown.sort() };
  }, text);
  if (Array.from(text).length === 2) times.push(found.time);
  const expected = scan(text);
  // Characters with others between them are looked for only where nothing else is found.
  const same = found.alike ? expected.length === 0 : JSON.stringify(found.shown) === JSON.stringify(expected.map((one) => one.replace(/\s+/gu, " ")));
  hold(same, `${text}: ${found.shown.length} found, ${expected.length} by a plain scan`);
}
times.sort((a, b) => a - b);
console.log(`${queries.length} queries as by a plain scan; of two characters: first ${cold.time.toFixed(1)} ms, then ${times[times.length >> 1].toFixed(1)} ms, at most ${times.at(-1).toFixed(1)} ms`);

// With the keyboard alone: a query, its results, one of them chosen, and back by the address.
await tab.evaluate(() => document.activeElement.blur());
await tab.keyboard.press("/");
const word = piece(2);
await tab.keyboard.type(word);
await tab.waitForSelector("#results li a");
hold((await tab.evaluate(() => decodeURIComponent(location.hash))).includes(`q=${word}`), "the query is not in the address");
await tab.keyboard.press("ArrowDown");
const href = await tab.evaluate(() => document.activeElement.getAttribute("href"));
hold(/^s\/.+\.html$/.test(href ?? ""), "the arrow leads to no result");
await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
hold(tab.url().endsWith(href), "Enter does not open the result");
await tab.goBack();
await whole(tab);
await tab.waitForSelector("#results li a");
hold((await tab.$eval("#q", (input) => input.value)) === word, "the query is gone after going back");

// Two standards compared, chosen on the list, and a third by its name.
await tab.evaluate(() => document.querySelectorAll("#results input").forEach((box, at) => at < 1 && box.click()));
await tab.evaluate(() => document.querySelectorAll("#results input")[1]?.click());
const [one, other] = await tab.$$eval("#chosen a", (links) => links[0].getAttribute("href").split("#")[1].split(","));
const compared = await open(`compare.html#${one}${other ? `,${other}` : ""}`);
if (other) hold(Boolean(await compared.tab.waitForSelector("#table table + table").catch(() => null)), "the comparison has no tables");
await compared.tab.type("#add", all[0].name.slice(0, 3));
await compared.tab.waitForSelector("#found button");
await compared.tab.click("#found button");
hold((await compared.tab.$$("#compared li")).length > 1, "a standard is not added to the comparison");

// What almost agrees, by the pairs that fix the threshold of `ttm gap`.
const almost = (one, other) => compared.tab.evaluate((one, other) => window.ttmAlmostEqual(one, other), one, other);
for (const [one, other] of [["有效聯結", "有效連結"], ["簡易故障檢修", "簡易故障排除能力"]]) hold(await almost(one, other), `${one} is not almost ${other}`);
for (const [one, other] of [["訊號完整性", "電源完整性"], ["簡易計算能力", "工程計算能力"]]) hold(!(await almost(one, other)), `${one} is almost ${other}`);

// A query in the address, which is asked as soon as the page stands: until what is found is complete.
const asked = await open("index.html#q=%E7%AE%A1%E7%90%86");
await asked.tab.waitForSelector("html[data-whole]");
console.log(`with a query in the address complete ${Math.round(await asked.tab.evaluate(() => performance.now()))} ms after the start`);
hold((await asked.tab.$eval("#status", (status) => status.textContent)).includes(String(scan("管理").length)), "what is found is not complete");

const slow = await open("index.html", 6);
const slowWhole = await whole(slow.tab);
const slowFirst = await timed(slow.tab, "管理");
const slowTimes = [];
for (const text of queries.filter((text) => Array.from(text).length === 2)) slowTimes.push((await timed(slow.tab, text)).time);
console.log(`six times slower: ready ${Math.round(await ready(slow.tab))} ms, with all texts ${Math.round(slowWhole)} ms later, first ${Math.round(slowFirst.time)} ms, at most ${Math.round(Math.max(...slowTimes))} ms`);
for (const words of [...said, ...compared.said, ...asked.said, ...slow.said]) hold(false, `the browser says: ${words}`);
await browser.close();
console.log(wrong ? `${wrong} wrong` : "nothing wrong");
process.exit(wrong ? 1 : 0);
