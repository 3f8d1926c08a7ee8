// Holds pages to axe-core, pa11y (with its runner of HTML_CodeSniffer) and Lighthouse: none may find anything.
//
//     node check.mjs NPM_FOLDER PAGE.html… [--site FOLDER PAGE.html[#PLACE]…]
//
// NPM_FOLDER has the packages installed; pages behind --site are within its folder, whose other files they load. The browser is the system's: CHROMIUM, else chromium on the path.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { readFileSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { execFileSync } from "node:child_process";

const [packages, ...named] = process.argv.slice(2);
const behind = named.indexOf("--site") < 0 ? named.length : named.indexOf("--site");
const [site, ...ofSite] = named.slice(behind + 1);
// By the address from the root of the server.
const pages = [...named.slice(0, behind).map((page) => encodeURIComponent(basename(page))), ...ofSite.map((page) => `site/${page}`)];
if (pages.length === 0) {
  console.error("usage: node check.mjs NPM_FOLDER PAGE.html… [--site FOLDER PAGE.html[#PLACE]…]");
  process.exit(2);
}
const require = createRequire(join(resolve(packages), "package.json"));
const load = async (name) => {
  const module = await import(pathToFileURL(require.resolve(name)));
  return module.default ?? module;
};
const puppeteer = await load("puppeteer-core");
const pa11y = await load("pa11y");
const lighthouse = await load("lighthouse");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const find = "command -v \"${CHROMIUM:-chromium}\"";
const executablePath = execFileSync("sh", ["-c", find], { encoding: "utf8" }).trim();
// As root a browser has no sandbox; elsewhere it keeps it.
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

// Lighthouse reads no files.
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };
const fileOf = (path) => {
  const within = path.startsWith("/site/") && site && join(resolve(site), path.slice("/site/".length));
  const file = within || named.slice(0, behind).find((page) => `/${basename(page)}` === path);
  return file && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
};
const server = createServer((request, response) => {
  const file = fileOf(decodeURIComponent(request.url));
  const type = TYPES[extname(file ?? "")] ?? "application/octet-stream";
  response.writeHead(file ? 200 : 404, { "content-type": `${type}; charset=utf-8` });
  response.end(file ? readFileSync(file) : "");
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const address = (page) => `http://127.0.0.1:${server.address().port}/${page}`;

const VIEWS = [
  { name: "desk", width: 1280, height: 900, scheme: "light" },
  { name: "dark", width: 1280, height: 900, scheme: "dark" },
  { name: "phone", width: 390, height: 800, scheme: "light" },
];

async function byAxe(browser, page) {
  const found = [];
  for (const { name, width, height, scheme } of VIEWS) {
    const tab = await browser.newPage();
    await tab.setViewport({ width, height });
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    // What its scripts load and show is there too.
    await tab.goto(address(page), { waitUntil: "networkidle0" });
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(() => globalThis.axe.run());
    for (const { id, help, nodes } of violations) {
      found.push(`axe-core (${name}) ${id}: ${help}: ${nodes.length} times, first ${nodes[0].html.slice(0, 160)}`);
    }
    await tab.close();
  }
  return found;
}

async function byPa11y(browser, page) {
  const { issues } = await pa11y(address(page), { browser, standard: "WCAG2AA", runners: ["htmlcs"] });
  return issues.map(({ code, message, selector }) => `pa11y ${code}: ${message} ${selector}`);
}

async function byLighthouse(browser, page) {
  const onlyCategories = ["accessibility", "best-practices"];
  const { lhr } = await lighthouse(address(page), {
    port: Number(new URL(browser.wsEndpoint()).port),
    onlyCategories,
    logLevel: "error",
  });
  const error = lhr.runtimeError ? [`Lighthouse: ${lhr.runtimeError.message}`] : [];
  const weighed = onlyCategories.flatMap((id) => lhr.categories[id].auditRefs.filter(({ weight }) => weight > 0));
  const failed = weighed.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 1);
  return error.concat(failed.map(({ id, title }) => `Lighthouse ${id}: ${title}`));
}

let findings = 0;
for (const page of pages) {
  const browser = await puppeteer.launch({ executablePath, args });
  for (const check of [byAxe, byPa11y, byLighthouse]) {
    for (const finding of await check(browser, page)) {
      findings += 1;
      console.log(`${decodeURIComponent(page)}: ${finding}`);
    }
  }
  await browser.close();
}
server.close();
console.log(`${pages.length} pages: ${findings} findings of axe-core, pa11y and Lighthouse`);
process.exit(findings > 0 ? 1 : 0);
