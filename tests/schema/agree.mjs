// Holds ajv to what the program says of the same files: agree.mjs FOLDER_WITH_NODE_MODULES SCHEMA FOLDER.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, schema, folder] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(pathToFileURL(`${modules}/`));
const Ajv = require("ajv/dist/2020").default;
const validate = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false }).compile(
  JSON.parse(readFileSync(schema, "utf8")),
);
let passed = 0;
let failed = 0;
for (const name of readdirSync(folder).filter((name) => name.endsWith(".jsonl")).sort()) {
  for (const line of readFileSync(`${folder}/${name}`, "utf8").split("\n").filter((line) => line)) {
    const { file, taken } = JSON.parse(line);
    if (validate(file) === taken) {
      passed += 1;
    } else {
      failed += 1;
      console.log(`${name}: the program ${taken ? "takes" : "refuses"} ${JSON.stringify(file)}`);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
