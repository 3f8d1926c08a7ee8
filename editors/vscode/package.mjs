// Packs the extension: node package.mjs OUT.vsix. With the licences of this project and of what is bundled.

import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";

const here = new URL(".", import.meta.url);
const { metafile } = await build({
    absWorkingDir: here.pathname,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    bundle: true,
    minify: true,
    metafile: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
});
const folders = Object.keys(metafile.inputs).map((input) => input.match(/^(node_modules\/(?:@[^/]+\/)?[^/]+)\//)?.[1]);
let notices = "The extension has these packages in it.\n";
for (const folder of [...new Set(folders)].filter(Boolean).sort()) {
    const { name, version, license } = JSON.parse(readFileSync(new URL(`${folder}/package.json`, here), "utf8"));
    const file = readdirSync(new URL(folder, here)).find((name) => /^licen[cs]e/i.test(name));
    if (!file) {
        throw new Error(`${name} has no licence file`);
    }
    notices += `\n${name} ${version} (${license})\n\n${readFileSync(new URL(`${folder}/${file}`, here), "utf8").trim()}\n`;
}
writeFileSync(new URL("dist/NOTICES.txt", here), notices);
for (const name of ["LICENSE", "LICENSE-MIT", "LICENSE-APACHE"]) {
    const from = new URL(`../../${name}`, here);
    if (existsSync(from)) {
        cpSync(from, new URL(name, here));
    }
}
const vsce = new URL("node_modules/@vscode/vsce/vsce", here).pathname;
execFileSync(process.execPath, [vsce, "package", "--no-dependencies", "--out", process.argv[2] ?? "ttm.vsix"], {
    cwd: here,
    stdio: "inherit",
});
