// The browser says what the program says: the same findings, fixes, forms, comparisons, imports, byte for byte.
//
//     node same.mjs NPM_FOLDER TTM_HTML TTM REPOSITORY SCRATCH [CORPUS]
//
// NPM_FOLDER has playwright-core installed; TTM is the program, built from the same sources; SCRATCH has a folder
// `generated` of generated standards, and the test works there. CORPUS is a folder of published standards, where there is
// one. Prints how much was held against each other, and exits with 1 where something differs.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join, relative, resolve } from "node:path";

import { open } from "./browser.mjs";

const [packages, page, program, repository, scratch, corpus] = process.argv.slice(2).map((path) => resolve(path));

let wrong = 0;
let held = 0;
const hold = (what, one, other) => {
  held += 1;
  if (one === other) return;
  wrong += 1;
  let at = 0;
  while (one?.[at] === other?.[at]) at += 1;
  const around = (text) => JSON.stringify(text?.slice(Math.max(0, at - 60), at + 100));
  console.log(`DIFFERENT: ${what}\n  program ${around(one)}\n  browser ${around(other)}`);
};

/** What the program prints, with no file but those of `scratch` around. */
const ttm = (...args) => {
  const run = spawnSync(program, args, { cwd: scratch, encoding: "buffer", maxBuffer: 1 << 30 });
  if (run.status === null || run.status > 1) throw new Error(`ttm ${args.join(" ")}: ${run.error ?? run.stderr}`);
  return run.stdout.toString("utf8");
};

const files = (folder) =>
  readdirSync(join(scratch, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(relative(scratch, entry.parentPath), entry.name));
const bytes = (path) => readFileSync(join(scratch, path)).toString("base64");

cpSync(join(repository, "tests/cases"), join(scratch, "cases"), { recursive: true });
mkdirSync(join(scratch, "documents"));
const isDocument = (path) => /\.(txt|html|htm|odt|docx|xlsx|ods|pdf|json|xml)$/.test(path);
for (const folder of ["tests/standards", "tests/pdf", "tests/suite/import/office", ...(corpus ? [corpus] : [])]) {
  for (const name of readdirSync(resolve(repository, folder)).filter(isDocument)) {
    cpSync(resolve(repository, folder, name), join(scratch, "documents", name));
  }
}
const [first, second] = files("generated").sort();
ttm("render", "-o", "documents/one.docx", first);
ttm("render", "-o", "documents/two.xlsx", first, second);

const { browser, tab } = await open(packages, page);
const ask = (method, ...args) => tab.evaluate(([method, args]) => window.engine[method](...args), [method, args]);

// Imports: the report, and the file. Each in a folder without anything else.
mkdirSync(join(scratch, "imported"));
const imported = new Set();
for (const document of files("documents").sort()) {
  const name = basename(document);
  rmSync(join(scratch, "one"), { recursive: true, force: true });
  mkdirSync(join(scratch, "one"));
  cpSync(join(scratch, document), join(scratch, "one", name));
  const run = spawnSync(program, ["import", name, "--report", "report.json"], { cwd: join(scratch, "one"), encoding: "utf8" });
  if (run.status === null) throw run.error;
  const browsers = await tab.evaluate(
    ([name, base64]) => window.engine.import(window.bytes(base64), { name }),
    [name, bytes(document)],
  );
  const report = JSON.parse(readFileSync(join(scratch, "one/report.json"), "utf8"));
  hold(`import of ${name}`, JSON.stringify(report.imports), JSON.stringify(browsers.map(({ report }) => report)));
  for (const { path, text } of browsers.filter(({ text }) => text)) {
    hold(`file imported from ${name}`, readFileSync(join(scratch, "one", path), "utf8"), text);
    cpSync(join(scratch, "one", path), join(scratch, "imported", `${name}.${path}`));
    imported.add(`${name}.${path}`);
  }
}
console.log(`${held} imports, ${imported.size} standards`);

const folders = ["cases", "generated", "imported"];
const standards = folders.flatMap(files).filter((path) => [".yaml", ".yml"].includes(extname(path)));
await tab.evaluate(
  (all) => window.engine.putAll(all.map(([path, base64]) => [path, window.bytes(base64)])),
  standards.map((path) => [path, bytes(path)]),
);
hold("number of files", standards.length, (await ask("paths")).length);

// Findings, in every format, and by a day.
for (const [format, lang, notes] of [["json", "zh-TW", true], ["json", "en", false], ["jsonl", "en", true], ["sarif", "zh-TW", true], ["junit", "en", false], ["text", "zh-TW", true]]) {
  const options = notes ? ["--notes"] : [];
  const report = ttm("validate", "--format", format, "--lang", lang, ...options, ...folders);
  hold(`findings as ${format}`, report, await ask("report", { format, lang, notes }));
}
await ask("settings", { asOf: "2026-01-01" });
const dated = ttm("validate", "--format", "json", "--notes", "--as-of", "2026-01-01", ...folders);
hold("findings on a day", dated, await ask("report", { notes: true }));

// The same of each file as it is typed, and whether its places in UTF-16 are those in lines and columns.
const byPath = new Map(standards.map((path) => [path, []]));
const all = JSON.parse(dated).diagnostics;
for (const finding of all) byPath.get(finding.path).push(finding);
const typed = await tab.evaluate(
  (all) => all.map(([path, base64]) => window.engine.put(path, window.bytes(base64), { notes: true }).findings),
  standards.map((path) => [path, bytes(path)]),
);
const place = (text, offset) => {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf("\n") + 1;
  return `${before.split("\n").length}:${Array.from(before.slice(start)).length + 1}`;
};
const without = ({ from, to, ...rest }) => rest;
standards.forEach((path, at) => {
  const found = typed[at].map(({ related, fixes, ...rest }) => {
    const { rule, severity, code, path, line, column, end_line, end_column, message, help } = rest;
    const edits = (fix) => ({ ...fix, edits: fix.edits.map(without) });
    return { rule, severity, code, path, line, column, end_line, end_column, message, help, related: related.map(without), fixes: fixes.map(edits) };
  });
  hold(`findings of ${path} as it is typed`, JSON.stringify(byPath.get(path)), JSON.stringify(found));
  const text = readFileSync(join(scratch, path), "utf8").replace(/^\ufeff/, "\ufeff");
  if (text.includes("\ufffd") || text.includes("\r")) return;
  for (const one of typed[at]) {
    for (const it of [one, ...one.related.filter(({ from }) => from !== null), ...one.fixes.flatMap(({ edits }) => edits)]) {
      hold(`place in ${path}`, `${it.line}:${it.column}-${it.end_line}:${it.end_column}`, `${place(text, it.from)}-${place(text, it.to)}`);
    }
  }
});
await ask("settings", {});

// Typing: an answer that builds on the one before says the same as one that does not. Each file is changed in the ways that keys change
// a text, and is then what it was.
const keyed = await tab.evaluate(
  (all) => {
    const answers = new window.Answers();
    const different = [];
    let count = 0;
    let built = 0;
    for (const [path, base64] of all) {
      const text = new TextDecoder().decode(window.bytes(base64));
      const lines = text.split("\n");
      const middle = lines.length >> 1;
      const with_ = (at, ...come) => [...lines.slice(0, at), ...come, ...lines.slice(at + 1)].join("\n");
      const texts = [
        text,
        with_(middle, `${lines[middle]}字`),
        with_(middle, lines[middle], "# 一"),
        with_(middle),
        with_(1, `${lines[1]} ,x`),
        with_(lines.length - 1, `${lines.at(-1)}  `),
        text.slice(0, text.length >> 1),
        text,
      ];
      for (const [at, one] of texts.entries()) {
        const bytes = window.engine.putForBytes(path, one, { notes: true, since: answers.since });
        built += new TextDecoder().decode(bytes).includes('"since":{') ? 1 : 0;
        const { findings, counts } = answers.take(bytes);
        const whole = window.engine.findings(path, { notes: true });
        count += 1;
        if (JSON.stringify([findings, counts]) !== JSON.stringify([whole.findings, whole.counts])) different.push([path, at]);
      }
    }
    return { different, count, built };
  },
  standards.filter((_, at) => at % 3 === 0).map((path) => [path, bytes(path)]),
);
for (const [path, at] of keyed.different) hold(`findings of ${path} after key ${at}`, "as a whole", "from the answer before");
hold("answers that build on others", true, keyed.built > keyed.count / 4);
console.log(`${keyed.count} keys, ${keyed.built} of them answered by what has changed`);

// What a repository has decided: severities, files of a part of it, a family, what is left out, findings that are known.
const decided = "decided";
cpSync(join(scratch, "generated"), join(scratch, decided, "standards"), { recursive: true });
mkdirSync(join(scratch, decided, "old"));
const [oldest] = files("generated").sort();
cpSync(join(scratch, oldest), join(scratch, decided, "old", basename(oldest)));
const config = [
  'baseline = "known.toml"',
  'exclude = ["old/**"]',
  "[rules]",
  'duplicate-name = "error"',
  'code-gap = "off"',
  'missing-full-stop = "warning"',
  "[[overrides]]",
  'paths = ["standards/A*", "standards/T*"]',
  'rules = { duplicate-name = "off", unused-code = "note" }',
];
const baseline = `${decided}/known.toml`;
ttm("validate", "--no-config", "--write-baseline", baseline, ...files(`${decided}/standards`).sort().slice(0, 40));
writeFileSync(join(scratch, decided, "ttm.toml"), config.join("\n"));
const ours = files(decided).filter((path) => path.endsWith(".yaml")).sort();
await tab.evaluate(async (files) => {
  await window.engine.restart();
  const decoded = files.map(([path, base64]) => [path, new TextDecoder().decode(window.bytes(base64))]);
  const isStandard = ([path]) => path.endsWith(".yaml");
  const [first, ...rest] = decoded.filter(isStandard);
  // Some files are there before the configuration is.
  window.engine.put(...first);
  const paths = decoded.filter(isStandard).map(([path]) => path);
  const { leftOut } = window.engine.configure(decoded.filter((file) => !isStandard(file)), { paths });
  leftOut.filter((path) => path === first[0]).forEach((path) => window.engine.remove(path));
  window.engine.putAll(rest.filter(([path]) => !leftOut.includes(path)));
}, [...ours, `${decided}/ttm.toml`, baseline].map((path) => [path, bytes(path)]));
const followed = ttm("validate", "--format", "json", "--notes", decided);
hold("findings by what a repository has decided", followed, await ask("report", { notes: true }));
const sum = (counts) => ["errors", "warnings", "notes"].map((severity) => counts.reduce((sum, one) => sum + one[severity], 0)).join();
const found = JSON.parse(followed).diagnostics;
const severities = ["error", "warning", "note"].map((severity) => found.filter((one) => one.severity === severity).length).join();
hold("numbers of findings by what a repository has decided", severities, sum(await ask("counts")));
hold("what is left out is not there", ours.length - 1, (await ask("paths")).length);
await tab.evaluate(() => window.engine.configure([]));
const undecided = ttm("validate", "--format", "json", "--notes", "--no-config", `${decided}/standards`);
hold("findings without what a repository has decided", undecided, await ask("report", { notes: true }));
await tab.evaluate(
  async (all) => {
    await window.engine.restart();
    window.engine.putAll(all.map(([path, base64]) => [path, window.bytes(base64)]));
  },
  standards.map((path) => [path, bytes(path)]),
);

// Fixes: what they would change.
for (const lang of ["en", "zh-TW"]) {
  const diffs = await tab.evaluate(
    (lang) => window.engine.paths().map((path) => window.engine.fixAll(path, lang)?.diff ?? "").join(""),
    lang,
  );
  hold(`fixes in ${lang}`, ttm("validate", "--diff", "--lang", lang, ...folders), diffs);
}

// Forms, of all that the program renders.
for (const format of ["json", "md", "html", "table"]) {
  const forms = await tab.evaluate((format) => {
    const fit = window.engine.paths().filter((path) => {
      try {
        return window.engine.render([path], format);
      } catch (error) {
        if (error.name !== "EngineError") throw error;
        return false;
      }
    });
    return window.engine.render(fit, format);
  }, format);
  hold(`forms as ${format}`, ttm("render", "--format", format, "--width", "100", ...folders), forms);
}
const some = files("imported").sort().slice(0, 3).concat(files("generated").sort().slice(0, 20));
for (const format of ["xlsx", "docx"]) {
  ttm("render", "-o", `all.${format}`, ...some);
  const browsers = await tab.evaluate(
    ([paths, format]) => window.base64(window.engine.render(paths, format)),
    [await tab.evaluate((some) => window.engine.paths().filter((path) => some.includes(path)), some), format],
  );
  hold(`${some.length} forms as ${format}`, bytes(`all.${format}`), browsers);
}

// Comparisons of neighbours.
const pairs = [];
for (let at = 1; at < standards.length; at += 1) {
  const [old, next] = [standards[at - 1], standards[at]];
  if (old.split("/").slice(0, 2).join() === next.split("/").slice(0, 2).join() || at % 3 === 0) pairs.push([old, next]);
}
const refusable = (method, ...args) =>
  tab.evaluate(([method, args]) => {
    try {
      return window.engine[method](...args);
    } catch (error) {
      if (error.name !== "EngineError") throw error;
      return "";
    }
  }, [method, args]);
for (const [at, [old, next]] of pairs.filter((_, at) => at % 4 === 0).entries()) {
  const format = ["json", "html", "md", "text"][at % 4];
  hold(`diff of ${old} and ${next} as ${format}`, ttm("diff", "--format", format, "--lang", "zh-TW", old, next), await refusable("diff", old, next, format, "zh-TW"));
  if (at % 8 === 0) hold(`gap of ${old} and ${next}`, ttm("gap", "--format", "json", old, next), await refusable("gap", old, next, "json"));
}

// Layout, codes, editions: what would change.
for (const path of standards.filter((_, at) => at % 9 === 0)) {
  const formatted = await refusable("format", path);
  const output = ttm("fmt", "--diff", path);
  hold(`whether the layout of ${path} changes`, output !== "", Boolean(formatted));
  const run = spawnSync(program, ["renumber", "--items", "--diff", "--lang", "en", path], { cwd: scratch, encoding: "utf8" });
  const renumbered = await refusable("renumber", path, { items: true, lang: "en" });
  hold(`new numbers of ${path}`, run.stdout, renumbered ? renumbered.diff : "");
}
const draft = execFileSync(program, ["new", "--name", "咖啡烘焙師", "-o", "draft.yaml"], { cwd: scratch }) && readFileSync(join(scratch, "draft.yaml"), "utf8");
hold("a new draft", draft, await ask("newDraft", { name: "咖啡烘焙師" }));
hold("the list", ttm("list", "--format", "json", ...folders), await ask("list", "json"));
for (const { name } of await ask("rules")) {
  hold(`explanation of ${name}`, ttm("explain", name, "--lang", "zh-TW"), await ask("explain", name, "zh-TW"));
}

await browser.close();
console.log(`${standards.length} standards, ${all.length} findings, ${pairs.length} pairs: ${held} answers, ${wrong} different`);
process.exit(wrong ? 1 : 0);
