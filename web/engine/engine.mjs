// The program as an object of JavaScript: a method for each request of `src/request.rs`. Works in a page, in a worker and in
// Node.js; everything but the start is synchronous.
//
// A request that cannot be done throws an `EngineError` with its reason in both languages, and nothing has changed. If the
// WebAssembly itself fails, that is an `EngineBroken`: `restart` makes a new instance, without files.

/** Why a request was refused. */
export class EngineError extends Error {
  /** @param {{words: {en: string, zh: string}, places?: {from: number, to: number}[]}} refused */
  constructor(refused) {
    super(refused.words.en);
    this.name = "EngineError";
    /** In both languages. */
    this.words = refused.words;
    /** What it is about in the text, if that is known. */
    this.places = refused.places ?? [];
  }
}

/** The WebAssembly failed, which is a bug: the instance cannot be used any more. */
export class EngineBroken extends Error {
  constructor(message, cause) {
    super(message || String(cause), { cause });
    this.name = "EngineBroken";
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The bytes of a text, or bytes as they are. */
const bytesOf = (text) => (typeof text === "string" ? encoder.encode(text) : text);

/**
 * What the instance is given: functions that fail. All that it names are random numbers, with which what packs office files
 * could encrypt them; that is never asked of it.
 */
function nothing(module) {
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = () => {
      throw new Error(`${name} is not given`);
    };
  }
  return imports;
}

export class Engine {
  #module;
  #wasm;

  /**
   * @param {BufferSource} bytes the WebAssembly
   * @returns {Promise<Engine>}
   */
  static async start(bytes) {
    return Engine.of(await WebAssembly.compile(bytes));
  }

  /** The same from WebAssembly that is compiled. */
  static async of(module) {
    const engine = new Engine();
    engine.#module = module;
    await engine.restart();
    return engine;
  }

  /**
   * What `web/build` has put into a page, packed, and what unpacks it: parts that other threads can be given, each to one.
   * @returns {{unpack: string, packed: string, size: number}[]}
   */
  static partsOf(page, id = "engine") {
    const [unpack, packed] = ["unpack", id].map((id) => page.getElementById(id));
    const sizes = packed.dataset.sizes.split(" ").map(Number);
    return packed.textContent.split(" ").map((part, at) => ({ unpack: unpack.textContent, packed: part, size: sizes[at] }));
  }

  /**
   * @param {{unpack: string, packed: string, size: number}[]} parts
   * @returns {Promise<Uint8Array<ArrayBuffer>>} the WebAssembly, or whatever it is, or a part of it
   */
  static async unpacked(parts) {
    const unzipped = new Blob([fromBase64(parts[0].unpack)]).stream().pipeThrough(new DecompressionStream("gzip"));
    const { instance } = await WebAssembly.instantiate(await new Response(unzipped).arrayBuffer());
    const { memory, input, unpack } = instance.exports;
    const unpacked = parts.map(({ packed, size }) => {
      const bytes = fromBase64(packed);
      const at = input(bytes.length);
      new Uint8Array(memory.buffer).set(bytes, at);
      const start = unpack(size);
      if (start === 0) throw new EngineBroken("this file is damaged");
      return new Uint8Array(memory.buffer, start, size).slice();
    });
    return joined(unpacked);
  }

  /** A new instance, without files. */
  async restart() {
    this.#wasm = (await WebAssembly.instantiate(this.#module, nothing(this.#module))).exports;
  }

  /** How many bytes the instance takes. */
  get memory() {
    return this.#wasm.memory.buffer.byteLength;
  }

  /** @returns {Uint8Array} the answer */
  #call(request, payload = []) {
    const wasm = this.#wasm;
    const head = encoder.encode(JSON.stringify(request));
    const length = payload.reduce((sum, part) => sum + part.length, 0);
    let refused;
    try {
      let at = wasm.input(head.length + length);
      const memory = new Uint8Array(wasm.memory.buffer);
      for (const part of [head, ...payload]) {
        memory.set(part, at);
        at += part.length;
      }
      refused = wasm.call(head.length);
    } catch (cause) {
      throw new EngineBroken(decoder.decode(this.#output()), cause);
    }
    const answer = this.#output();
    if (refused) throw new EngineError(JSON.parse(decoder.decode(answer)));
    return answer;
  }

  #output() {
    const wasm = this.#wasm;
    return new Uint8Array(wasm.memory.buffer, wasm.output(), wasm.output_length()).slice();
  }

  #text(request, payload) {
    return decoder.decode(this.#call(request, payload));
  }

  #json(request, payload) {
    return JSON.parse(this.#text(request, payload));
  }

  // Files

  /** Judges by a day whether a review is overdue, such as "2026-01-01"; null: not at all. */
  settings({ asOf = null } = {}) {
    this.#call({ do: "settings", asOf });
  }

  /**
   * Checks by what a repository has decided, in place of what was given before: `files` are `[path, text or bytes]` of each `ttm.toml` and of
   * the baselines that they name, `repositories` the folders that are not configured from above. Says what cannot be used, which
   * baselines are missing, and which of `paths` are left out.
   * @param {[string, string | Uint8Array][]} files
   * @param {{repositories?: string[], paths?: string[]}} options
   */
  configure(files, { repositories = [], paths = [] } = {}) {
    const texts = files.map(([, text]) => bytesOf(text));
    const lengths = texts.map((text) => text.length);
    return this.#json({ do: "configure", files: files.map(([path]) => path), lengths, repositories, paths }, texts);
  }

  /** What a repository has decided for a file; null: nothing. */
  settingsOf(path) {
    return this.#json({ do: "settingsOf", path });
  }

  /** Puts the text of a file, or the bytes of one that was dropped, and says what is wrong with it. */
  put(path, text, options) {
    return found(JSON.parse(decoder.decode(this.putForBytes(path, text, options))));
  }

  /** The same as bytes, which another thread can make findings of (`Answers`). What they may leave out is in the answer `since`. */
  putForBytes(path, text, { notes = false, since = null } = {}) {
    return this.#call({ do: "put", path, notes, since }, [bytesOf(text)]);
  }

  /** Puts a text whose findings are known; says which other files may have other ones. */
  putKnown(path, text) {
    return this.#json({ do: "putKnown", path }, [bytesOf(text)]);
  }

  /**
   * Puts many files, `[path, text or bytes]` each. Until the last lot, those of which `more` come, the rules across files do not know
   * them.
   */
  putAll(files, { more = false } = {}) {
    const texts = files.map(([, text]) => bytesOf(text));
    const lengths = texts.map((text) => text.length);
    this.#call({ do: "putAll", paths: files.map(([path]) => path), lengths, more }, texts);
  }

  /** Which of these bytes are no text as an editor has it: UTF-8 without a mark at its beginning, with line ends of Unix. */
  unlike(files) {
    return this.#json({ do: "unlike", lengths: files.map(({ length }) => length) }, files);
  }

  remove(path) {
    return this.#json({ do: "remove", path });
  }

  paths() {
    return this.#json({ do: "paths" });
  }

  text(path) {
    return this.#text({ do: "text", path });
  }

  // What is wrong

  findings(path, { notes = false } = {}) {
    const { others, ...all } = found(this.#json({ do: "findings", path, notes }));
    return all;
  }

  /** The report on some or all files, as `ttm validate --format` writes it. */
  report({ paths = null, format = "json", notes = false, lang = "zh-TW" } = {}) {
    return this.#text({ do: "report", paths, format, notes, lang });
  }

  counts() {
    return this.#json({ do: "counts" });
  }

  checklist(path) {
    return this.#json({ do: "checklist", path });
  }

  rules() {
    return this.#json({ do: "rules" });
  }

  explain(rule, lang = "zh-TW") {
    return this.#text({ do: "explain", rule, lang });
  }

  // Edits: a new text comes back, and is put by the page

  fixAll(path, lang = "zh-TW") {
    return this.#json({ do: "fixAll", path, lang });
  }

  format(path) {
    return this.#json({ do: "format", path });
  }

  renumber(path, { items = false, lang = "zh-TW" } = {}) {
    return this.#json({ do: "renumber", path, items, lang });
  }

  newDraft({ name, category = false }) {
    return this.#text({ do: "newDraft", name, category });
  }

  nextEdition(path) {
    return this.#text({ do: "nextEdition", path });
  }

  nextCode(path) {
    return this.#json({ do: "nextCode", path });
  }

  release(path, { code, date, note, former = null, lang = "zh-TW" }) {
    return this.#json({ do: "release", path, code, date, note, former, lang });
  }

  // The form, and other forms

  /** The form of a file that is written, with the lines of its anchors; the last one that could be read. */
  form(path, lang = "zh-TW") {
    return this.lsp(path, "ttm/form", {}, lang);
  }

  /** Standards as "md", "html", "json" or "table", a text; as "xlsx" or "docx", bytes. */
  render(paths, format, { matrix = false } = {}) {
    const form = this.#call({ do: "render", paths, format, matrix });
    return format === "xlsx" || format === "docx" ? form : decoder.decode(form);
  }

  canonical(path) {
    return this.#text({ do: "canonical", path });
  }

  diff(old, next, format = "html", lang = "zh-TW") {
    return this.#text({ do: "diff", old, new: next, format, lang });
  }

  gap(from, to, format = "text", lang = "zh-TW") {
    return this.#text({ do: "gap", from, to, format, lang });
  }

  list(format = "json", lang = "zh-TW") {
    return this.#text({ do: "list", format, lang });
  }

  // Bringing in

  /** What a document called `name` becomes: `{path, text, report}` or `{error, report}` for each of its standards. */
  import(document, { name, form = null }) {
    const { report, texts } = this.#json({ do: "import", name, form }, [bytesOf(document)]);
    return report.imports.map((report, at) =>
      report.error ? { error: report.error, report } : { path: report.output, text: texts[at], report },
    );
  }

  looksLikeStandard(text) {
    return this.#json({ do: "looksLikeStandard" }, [bytesOf(text)]);
  }

  // While typing

  /** Asks the program's language server about a file; `textDocument` is filled in. */
  lsp(path, method, params = {}, lang = "zh-TW") {
    return this.#json({ do: "lsp", path, method, params, lang });
  }
}

/**
 * The findings of texts that are typed, from answers of `putForBytes`. Most keys change no finding: an answer says which of those of the
 * answer before hold, and where they have moved.
 */
export class Answers {
  #number = null;
  #findings = [];

  /** The answer that the next one may build on. */
  get since() {
    return this.#number;
  }

  /**
   * The findings of an answer, of which each is taken once, in their order. `before`: those that they are, where a key has changed none
   * and has moved none to another line.
   */
  take(bytes) {
    const { since, number, ...answer } = JSON.parse(decoder.decode(bytes));
    const put = found(answer);
    if (since && since.number !== this.#number) throw new Error("an answer was left out");
    const isKept = since?.lines === 0 && put.findings.length === 0;
    if (since) put.findings = this.#moved(since, put.findings);
    put.before = isKept && put.findings.length === this.#findings.length ? this.#findings : null;
    [this.#number, this.#findings] = [number, put.findings];
    return put;
  }

  #moved({ order, line, lines, units }, fresh) {
    const move = (place) => {
      if (place.line >= line) {
        place.line += lines;
        place.from += units;
      }
      if (place.end_line >= line) {
        place.end_line += lines;
        place.to += units;
      }
    };
    let next = 0;
    return order.flatMap((part) => {
      if (typeof part === "number") return fresh.slice(next, (next += part));
      const kept = this.#findings.slice(part[0], part[0] + part[1]);
      if (lines === 0 && units === 0) return kept;
      return kept.map((finding) => {
        const copy = { ...finding, related: finding.related.map((label) => ({ ...label })) };
        copy.fixes = finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit })) }));
        for (const place of [copy, ...copy.related, ...copy.fixes.flatMap(({ edits }) => edits)]) move(place);
        return copy;
      });
    });
  }
}

/** Bytes one behind the other. */
export function joined(parts) {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Bytes of base64. To go through three million characters by an iterator takes two thirds of the page's start. */
function fromBase64(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** The findings of a report with their places: those of the file in units of UTF-16, those in other files without. */
function found({ report, places, counts, known, others }) {
  const findings = report.diagnostics.map((finding, at) => {
    const [own, related, edits] = places[at];
    const none = { from: null, to: null };
    let edit = 0;
    return {
      ...finding,
      related: finding.related.map((label, at) => ({ ...label, ...(related[at] ?? none) })),
      fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((one) => ({ ...one, ...edits[edit++] })) })),
      ...own,
    };
  });
  return { findings, counts, known, others };
}
