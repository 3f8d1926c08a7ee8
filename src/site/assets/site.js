// The search and the comparison. A classic script, since a browser loads nothing else from file://.
(function () {
  'use strict';

  var data = window.ttmData;
  if (!data) return;
  var english = document.documentElement.lang === 'en';
  function say(en, zh) { return english ? en : zh; }

  // Folding, as `ttm find` does it: no white space, half-width, lower case, one of several variant characters.
  var usual = {};
  for (var v = 0; v + 1 < data.variants.length; v += 2) usual[data.variants[v]] = data.variants[v + 1];
  var variant = new RegExp('[' + Object.keys(usual).join('') + ']', 'g');
  function fold(text) {
    return text
      .replace(/[^\S\n]+/g, '')
      .replace(/[\uff01-\uff5e]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); })
      .replace(variant, function (c) { return usual[c]; })
      .replace(/\u03a3/g, '\u03c3')
      .toLowerCase();
  }

  var NAME = 0, DUTY = 1, TASK = 2, OUTPUT = 3, K = 4, S = 5, A = 6, DESCRIPTION = 7;
  var WEIGHT = [64, 16, 16, 2, 6, 6, 4, 1];
  var LABEL = [
    say('name', '名稱'), say('duty', '主要職責'), say('task', '工作任務'), say('output', '工作產出'),
    say('knowledge', '知識'), say('skill', '技能'), say('attitude', '態度'), say('description', '工作描述')
  ];
  // The levels of a knowledge or a skill are a letter, whose position has a bit for each.
  var LEVELS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  var count = data.standards.length;

  // What folding makes of each character of one unit but U+0130, 0 where it leaves none: for millions of them, which are folded
  // when they are loaded.
  var table = null;
  function foldTable() {
    var made = new Uint16Array(65536), low = [];
    for (var from = 0; from < 65536; from += 4096) {
      var codes = Array.from({ length: 4096 }, function (none, n) { return from + n === 0x130 ? 0x69 : from + n; });
      low.push(String.fromCharCode.apply(null, codes).replace(/\u03a3/g, '\u03c3').toLowerCase());
    }
    for (var c = 0; c < 65536; c++) made[c] = low[c >> 12].charCodeAt(c & 4095);
    for (var wide = 0xff01; wide <= 0xff5e; wide++) made[wide] = made[wide - 0xfee0];
    for (var one in usual) made[one.charCodeAt(0)] = usual[one].charCodeAt(0);
    [9, 11, 12, 13, 32, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff].forEach(function (c) { made[c] = 0; });
    for (var space = 0x2000; space <= 0x200a; space++) made[space] = 0;
    return made;
  }

  // Some fields of some standards (`members`). Every distinct text stands once, one a line. `begins` has where each begins,
  // `starts` where it begins in the folded whole.
  function part(from, members, base, width) {
    table = table || foldTable();
    // The places of each text: members with fields. Most texts have one, the first, which is found by position.
    var first = new Uint32Array(members.length * width + 1), further = new Map(), next = 0;
    for (var place = 0; place < members.length * width; place++) {
      var uses = from.uses[Math.floor(place / width)][place % width];
      first[place] = next;
      if (typeof uses === 'number') next += uses;
      else for (var n = 0; n < uses.length; n++) {
        if (uses[n] > 0) { next += uses[n]; continue; }
        var more = further.get(-1 - uses[n]);
        if (more) more.push(place); else further.set(-1 - uses[n], [place]);
      }
    }
    first[members.length * width] = next;
    var text = from.texts, length = text.length, starts = new Uint32Array(next + 1), begins = new Uint32Array(next + 1);
    // The only letter that becomes longer.
    var units = new Uint16Array(length * (text.indexOf('\u0130') < 0 ? 1 : 2) + 2), to = 1, line = 0;
    units[0] = 10;
    starts[0] = 1;
    for (var at = 0; at < length; at++) {
      var c = text.charCodeAt(at);
      if (c === 10) {
        units[to++] = 10;
        starts[++line] = to;
        begins[line] = at + 1;
      } else if ((c >= 0xd800 && c < 0xdc00) || c === 0x130) {
        var whole = String.fromCodePoint(text.codePointAt(at)), folded = fold(whole);
        for (var unit = 0; unit < folded.length; unit++) units[to++] = folded.charCodeAt(unit);
        at += whole.length - 1;
      } else if (table[c]) units[to++] = table[c];
    }
    units[to++] = 10;
    starts[next] = to;
    begins[next] = length + 1;
    return {
      whole: decode(units.subarray(0, to)), starts: starts, begins: begins, first: first, further: further,
      members: members, base: base, width: width, from: from, terms: new Map(from.terms)
    };
  }
  function decode(units) {
    var pieces = [];
    for (var at = 0; at < units.length; at += 8192) pieces.push(String.fromCharCode.apply(null, units.subarray(at, at + 8192)));
    return pieces.join('');
  }
  function textAt(own, line) { return own.from.texts.slice(own.begins[line], own.begins[line + 1] - 1); }
  // Names are there from the beginning; the other texts, some standards in a file, when they are asked for.
  var every = data.standards.map(function (own, standard) { return standard; });
  var parts = [part({
    texts: data.standards.map(function (own) { return own[2]; }).join('\n'),
    uses: every.map(function () { return [1]; })
  }, every, NAME, 1)];
  var shards = [], asked = [], waiting = [], failed = false;
  function isWhole() { return parts.length > data.shards; }
  window.ttmTexts = function (shard, from) {
    var members = every.filter(function (standard) { return data.standards[standard][6] === shard; });
    // Files of two sites, as a browser may have kept one of them.
    if (from.uses.length !== members.length) { failed = true; return; }
    shards[shard] = part(from, members, DUTY, 8 - DUTY);
    parts.push(shards[shard]);
  };
  // Calls `done` when these files are there, or cannot be.
  function load(wanted, done) {
    var open = wanted.filter(function (shard) { return !shards[shard]; });
    if (!open.length) { done(); return; }
    waiting.push({ open: open, done: done });
    open.forEach(function (shard) {
      if (asked[shard]) return;
      asked[shard] = true;
      var script = document.createElement('script');
      script.src = 'search/' + shard + '.js';
      function came() {
        if (!shards[shard]) failed = true;
        var ready = [];
        waiting = waiting.filter(function (one) {
          one.open = one.open.filter(function (other) { return other !== shard; });
          if (!one.open.length) ready.push(one.done);
          return one.open.length;
        });
        ready.forEach(function (done) { done(); });
      }
      script.addEventListener('load', came);
      script.addEventListener('error', came);
      document.body.append(script);
    });
  }
  var FAILED = say('Not all of the site could be loaded; open it anew.', '網站的檔案沒有全部載入，請重新開啟。');
  // A place where a text was found, as one number: the part, the line and the field.
  function partOf(place) { return parts[Math.floor(place / 4294967296)]; }
  function lineOf(place) { return Math.floor(place % 4294967296 / 8); }
  function textOf(place) { return textAt(partOf(place), lineOf(place)); }

  // The last index whose value is at most `value`.
  function below(list, value) {
    var low = 0, high = list.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (list[middle] <= value) low = middle; else high = middle - 1;
    }
    return low;
  }

  function linesWith(own, word, visit) {
    for (var at = own.whole.indexOf(word); at >= 0;) {
      var line = below(own.starts, at);
      visit(line);
      at = own.whole.indexOf(word, own.starts[line + 1]);
    }
  }

  // The characters one after the other with others between them, in names of at most forty characters.
  function linesAlike(own, word, visit) {
    var chars = Array.from(word), whole = own.whole;
    for (var at = whole.indexOf(chars[0]); at >= 0;) {
      var line = below(own.starts, at), end = own.starts[line + 1] - 1, here = at;
      if (end - own.starts[line] <= 40) {
        for (var next = 1; next < chars.length && here >= 0 && here < end; next++) {
          here = whole.indexOf(chars[next], here + 1);
        }
        if (here >= 0 && here < end) visit(line);
      }
      at = whole.indexOf(chars[0], end);
    }
  }

  // For each standard that has the word: its score, and the place that counts most.
  function search(word, find) {
    var score = new Float64Array(count), place = new Float64Array(count).fill(-1);
    parts.forEach(function (own, number) {
      find(own, word, function (line) {
        var length = own.starts[line + 1] - 1 - own.starts[line];
        var exact = length === word.length ? 2 : 1 + word.length / (length + 1);
        function visit(use) {
          var standard = own.members[Math.floor(use / own.width)], field = own.base + use % own.width, value = WEIGHT[field] * exact;
          if (value > score[standard]) {
            score[standard] = value;
            place[standard] = number * 4294967296 + line * 8 + field;
          }
        }
        visit(below(own.first, line));
        var more = own.further.get(line);
        if (more) more.forEach(visit);
      });
    });
    var code = word.toUpperCase();
    if (/^[0-9A-Z-]+V?[0-9]*$/.test(code) && code.length > 1) {
      for (var standard = 0; standard < count; standard++) {
        var own = data.standards[standard][0].toUpperCase();
        if (own.indexOf(code) >= 0) score[standard] += own.indexOf(code) === 0 ? 200 : 50;
      }
    }
    return { score: score, place: place };
  }

  function query(text, category, level) {
    var words = text.trim().split(/\s+/).map(fold).filter(Boolean);
    function all(find) {
      var found = words.map(function (word) { return search(word, find); });
      var list = [];
      for (var standard = 0; standard < count; standard++) {
        var own = data.standards[standard], sum = 0, places = [];
        if (level && String(own[3]) !== level) continue;
        if (category && own[5].indexOf(Number(category)) < 0) continue;
        for (var w = 0; w < found.length; w++) {
          var score = found[w].score[standard];
          if (!score) break;
          sum += score;
          if (found[w].place[standard] >= 0) places.push(found[w].place[standard]);
        }
        if (w < found.length) continue;
        // Superseded versions come after everything else.
        list.push({ standard: standard, sum: own[4] === 1 ? sum / 1e6 : sum, places: places });
      }
      list.sort(function (a, b) { return b.sum - a.sum || a.standard - b.standard; });
      return list;
    }
    var list = all(linesWith);
    var alike = false;
    if (!list.length && isWhole() && words.length && words.every(function (word) { return Array.from(word).length > 1; })) {
      list = all(linesAlike);
      alike = list.length > 0;
    }
    return { list: list, words: words, alike: alike };
  }
  window.ttmQuery = query;

  function element(name, text, attributes) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    for (var key in attributes || {}) made.setAttribute(key, attributes[key]);
    return made;
  }
  function stem(standard) { return data.standards[standard][1] || data.standards[standard][0]; }
  function title(standard) { return (data.standards[standard][0] + ' ' + data.standards[standard][2]).trim(); }
  function byStem(name) {
    for (var standard = 0; standard < count; standard++) if (stem(standard) === name) return standard;
    return -1;
  }

  // A text with what was searched for marked: its characters are folded one by one to find where.
  function marked(text, words, alike) {
    var chars = Array.from(text), folded = '', from = [];
    chars.forEach(function (c, at) {
      var one = fold(c);
      for (var n = 0; n < one.length; n++) from.push(at);
      folded += one;
    });
    var on = [];
    words.forEach(function (word) {
      var at = folded.indexOf(word);
      if (at >= 0) for (var n = at; n < at + word.length; n++) on[from[n]] = true;
      if (at < 0 && alike) {
        var here = -1;
        Array.from(word).forEach(function (c) {
          here = folded.indexOf(c, here + 1);
          if (here >= 0) on[from[here]] = true;
        });
      }
    });
    var start = 0;
    if (chars.length > 90) {
      start = Math.max(0, (on.indexOf(true) < 0 ? 0 : on.indexOf(true)) - 30);
    }
    var end = Math.min(chars.length, start + 90), shown = document.createDocumentFragment();
    if (start > 0) shown.append('…');
    for (var at = start; at < end;) {
      var to = at;
      while (to < end && !on[to] === !on[at]) to++;
      var run = chars.slice(at, to).join('');
      shown.append(on[at] ? element('mark', run) : run);
      at = to;
    }
    if (end < chars.length) shown.append('…');
    return shown;
  }

  function standardLink(standard, words, alike) {
    var link = element('a', '', { href: 's/' + stem(standard) + '.html' });
    if (data.standards[standard][0]) link.append(element('span', data.standards[standard][0], { 'class': 'code' }), ' ');
    link.append(words ? marked(data.standards[standard][2], words, alike) : data.standards[standard][2]);
    return link;
  }
  function remarks(standard, into) {
    var own = data.standards[standard];
    if (own[4] === 1) into.append(' ', element('span', say('superseded', '歷史版本'), { 'class': 'mark' }));
    if (own[4] === 2) into.append(' ', element('span', say('draft', '草案'), { 'class': 'mark' }));
    if (own[3]) into.append(' ', element('span', say('level ', '級別 ') + own[3], { 'class': 'level' }));
  }
  // Within file:// a page may change nothing of its address but what is behind #.
  function remember(text) { history.replaceState(null, '', '#' + text); }

  // How much two names have in common, of characters and pairs of characters, as `ttm gap` measures it: without what stands
  // behind a colon, and without a word at the end that says only that something is known or can be done.
  var bags = new Map();
  function bag(text) {
    if (bags.has(text)) return bags.get(text);
    var said = fold(text.split(/[：:]/)[0] || text);
    var chars = Array.from(said.replace(/^(..+?)(?:能力|技能|技巧|知識|概論|概念|學)$/u, '$1')), counts = new Map();
    var all = chars.concat(chars.slice(1).map(function (c, at) { return chars[at] + c; }));
    all.forEach(function (one) { counts.set(one, (counts.get(one) || 0) + 1); });
    bags.set(text, { counts: counts, length: chars.length > 40 ? 0 : all.length });
    return bags.get(text);
  }
  function likeness(one, other) {
    var a = bag(one), b = bag(other), shared = 0;
    if (!a.length || !b.length) return 0;
    a.counts.forEach(function (count, key) { shared += Math.min(count, b.counts.get(key) || 0); });
    return 2 * shared / (a.length + b.length);
  }
  function almostEqual(one, other) { return likeness(one, other) >= 0.56; }
  window.ttmAlmostEqual = almostEqual;

  function keyOf(own, line) { return own.terms.has(line) ? own.terms.get(line) : fold(textAt(own, line)); }
  // The knowledge or the skills of a standard by the name as `ttm gap` compares it, with codes and levels.
  function names(standard, field) {
    var own = shards[data.standards[standard][6]], at = own.members.indexOf(standard);
    var list = own.from.items[at][field - K], next = own.first[at * own.width + field - DUTY], names = new Map(), count = 0;
    function add(line) {
      var key = keyOf(own, line), number = String(count + 1);
      if (!names.has(key)) names.set(key, { text: textAt(own, line), codes: [], levels: '' });
      var name = names.get(key), bits = LEVELS.indexOf(list[1].charAt(count));
      name.codes.push(list[0] ? list[0][count] : (field === K ? 'K' : 'S') + (number.length < 2 ? '0' + number : number));
      for (var level = 1; level <= 6; level++) if (bits >> (level - 1) & 1) name.levels += level;
      count++;
    }
    [].concat(own.from.uses[at][field - DUTY]).forEach(function (use) {
      if (use < 0) add(-1 - use);
      for (var n = 0; n < use; n++) add(next++);
    });
    return names;
  }

  // The levels of the tasks that use it.
  function levelsOf(name) {
    return name.levels ? say('used at level ', '工作任務級別 ') + Array.from(new Set(name.levels)).sort().join(', ') : '';
  }

  var input = document.getElementById('q');
  if (input) searchPage(); else if (document.getElementById('add')) comparePage();

  function searchPage() {
    var SHOWN = 50;
    var category = document.getElementById('c'), level = document.getElementById('l');
    var results = document.getElementById('results'), status = document.getElementById('status');
    var start = document.getElementById('start'), chosenLine = document.getElementById('chosen');
    var chosen = [], shown = SHOWN;
    var perCategory = data.categories.map(function () { return 0; }), perLevel = [0, 0, 0, 0, 0, 0, 0];
    data.standards.forEach(function (own) {
      perLevel[own[3]]++;
      own[5].forEach(function (at) { perCategory[at]++; });
    });
    data.categories.map(function (own, at) { return { at: at, text: (own[0] + ' ' + own[1]).trim() }; })
      .sort(function (a, b) { return a.text < b.text ? -1 : a.text > b.text ? 1 : 0; })
      .forEach(function (one) {
        category.append(element('option', one.text + ' (' + perCategory[one.at] + ')', { value: one.at }));
      });
    for (var n = 1; n <= 6; n++) {
      if (perLevel[n]) level.append(element('option', n + ' (' + perLevel[n] + ')', { value: n }));
    }

    function read() {
      var at = new URLSearchParams(location.hash.slice(1));
      input.value = at.get('q') || '';
      category.value = at.get('c') || '';
      data.categories.forEach(function (own, index) { if (own[0] && own[0] === at.get('c')) category.value = index; });
      level.value = at.get('l') || '';
      chosen = (at.get('v') || '').split(',').filter(function (name) { return byStem(name) >= 0; }).slice(0, 3);
    }
    function write() {
      var at = new URLSearchParams();
      if (input.value.trim()) at.set('q', input.value.trim());
      if (category.value) at.set('c', data.categories[category.value][0] || category.value);
      if (level.value) at.set('l', level.value);
      if (chosen.length) at.set('v', chosen.join(','));
      remember(at.toString());
    }
    function loadAll() {
      if (isWhole() || failed || asked.length) return;
      load(Array.from({ length: data.shards }, function (none, shard) { return shard; }), function () {
        if (isWhole()) document.documentElement.setAttribute('data-whole', '');
        show();
      });
    }
    function show() {
      results.replaceChildren();
      chosenLine.replaceChildren();
      if (chosen.length) {
        chosenLine.append(element('a', say('Compare ', '比較 ') + chosen.join(say(', ', '、')), { href: 'compare.html#' + chosen.join(',') }));
      }
      var asked = input.value.trim() || category.value || level.value;
      start.hidden = Boolean(asked);
      if (!asked) { status.textContent = ''; return; }
      var found = query(input.value, category.value, level.value), total = found.list.length;
      status.textContent = !total ? say('Nothing found.', '沒有找到。')
        : found.alike ? say(total + ' with these characters, others between them', '沒有連續的文字；' + total + ' 份依序含有這些字')
          : say(total + (total === 1 ? ' standard' : ' standards'), '共 ' + total + ' 份');
      // What the names have is shown meanwhile.
      if (input.value.trim() && !isWhole()) {
        status.textContent = failed ? FAILED : say('Reading on…', '讀取中…');
        loadAll();
      }
      found.list.slice(0, shown).forEach(function (hit) {
        var item = element('li');
        var name = stem(hit.standard), box = element('input', '', { type: 'checkbox' });
        box.checked = chosen.indexOf(name) >= 0;
        box.setAttribute('aria-label', say('compare ', '比較 ') + title(hit.standard));
        box.addEventListener('change', function () {
          chosen = chosen.filter(function (other) { return other !== name; });
          if (box.checked) chosen = chosen.concat(name).slice(-3);
          write();
          show();
          var again = results.querySelector('a[href="s/' + name + '.html"]');
          if (again) again.parentNode.querySelector('input').focus();
        });
        var label = element('label');
        label.append(box, say(' compare', ' 比較'));
        item.append(label, standardLink(hit.standard, found.words, found.alike));
        remarks(hit.standard, item);
        Array.from(new Set(hit.places)).forEach(function (place) {
          if (place % 8 === NAME) return;
          var match = element('span', '', { 'class': 'match' }), field = place % 8;
          var name = field === K || field === S ? names(hit.standard, field).get(keyOf(partOf(place), lineOf(place))) : null;
          match.append(
            element('span', name ? LABEL[field] + ' ' + name.codes.join('/') : LABEL[field], { 'class': 'quiet' }), ' ',
            marked(textOf(place), found.words, found.alike)
          );
          if (name) match.append(' ', element('span', levelsOf(name), { 'class': 'level' }));
          item.append(match);
        });
        results.append(item);
      });
      if (total > shown) {
        var more = element('button', say('Show more', '顯示更多'), { type: 'button' });
        more.addEventListener('click', function () {
          var next = shown;
          shown += 2 * SHOWN;
          show();
          results.children[next].querySelector('a').focus();
        });
        var last = element('li');
        last.append(more);
        results.append(last);
      }
    }
    function changed() { shown = SHOWN; write(); show(); }
    input.addEventListener('input', changed);
    category.addEventListener('change', changed);
    level.addEventListener('change', changed);
    window.addEventListener('hashchange', function () { read(); show(); });
    // The slash begins a search; the arrows go through what was found, and Escape back.
    document.addEventListener('keydown', function (event) {
      var links = Array.from(results.querySelectorAll('a')), here = links.indexOf(document.activeElement);
      if (event.key === '/' && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) input.focus();
      else if (event.key === 'Escape' && document.activeElement !== input) input.focus();
      else if (event.key === 'ArrowDown' && (document.activeElement === input || here >= 0) && links[here + 1]) links[here + 1].focus();
      else if (event.key === 'ArrowUp' && here >= 0) (links[here - 1] || input).focus();
      else return;
      event.preventDefault();
    });
    read();
    show();
    // Who goes to the box is going to search.
    input.addEventListener('focus', loadAll);
  }

  function comparePage() {
    var add = document.getElementById('add'), found = document.getElementById('found');
    var compared = document.getElementById('compared'), table = document.getElementById('table');
    var status = document.getElementById('status');
    var chosen = [];

    function show() {
      table.replaceChildren();
      compared.replaceChildren();
      chosen.forEach(function (standard) {
        var item = element('li');
        item.append(standardLink(standard));
        remarks(standard, item);
        var without = element('button', say('remove', '移除'), { type: 'button', 'aria-label': say('remove ', '移除 ') + title(standard) });
        without.addEventListener('click', function () {
          chosen = chosen.filter(function (other) { return other !== standard; });
          changed();
          add.focus();
        });
        item.append(without);
        compared.append(item);
      });
      add.disabled = chosen.length > 2;
      status.textContent = chosen.length > 1 ? '' : say('Choose two or three standards.', '請選擇兩份或三份職能基準。');
      if (chosen.length < 2) return;
      var files = chosen.map(function (standard) { return data.standards[standard][6]; });
      if (!files.every(function (shard) { return shards[shard]; })) {
        status.textContent = failed ? FAILED : say('Reading on…', '讀取中…');
        if (!failed) load(files, show);
        return;
      }
      [[K, say('Knowledge', '知識')], [S, say('Skills', '技能')]].forEach(function (part) {
        var own = chosen.map(function (standard) { return names(standard, part[0]); }), rows = new Map();
        own.forEach(function (list) {
          list.forEach(function (name, key) {
            if (!rows.has(key)) rows.set(key, { text: name.text, has: own.filter(function (other) { return other.has(key); }).length, key: key });
          });
        });
        var ordered = Array.from(rows.values()).sort(function (a, b) { return b.has - a.has; });
        var shared = ordered.filter(function (row) { return row.has === chosen.length; }).length;
        var made = element('table'), head = element('tr');
        made.append(element('caption', part[1] + say(': ' + shared + ' of ' + ordered.length + ' shared by all', '：' + ordered.length + ' 項中共有 ' + shared + ' 項')));
        head.append(element('th', say('name', '名稱'), { scope: 'col' }));
        chosen.forEach(function (standard) {
          head.append(element('th', title(standard), { scope: 'col' }));
        });
        var top = element('thead'), body = element('tbody');
        top.append(head);
        ordered.forEach(function (row) {
          var line = element('tr');
          line.append(element('th', row.text, { scope: 'row' }));
          own.forEach(function (list, at) {
            var name = list.get(row.key), cell = element('td', '', { 'data-label': title(chosen[at]) });
            function codes(name) {
              name.codes.forEach(function (code, n) {
                if (n) cell.append(' ');
                cell.append(/^[0-9A-Za-z]+$/.test(code) ? element('a', code, { href: 's/' + stem(chosen[at]) + '.html#' + code }) : code || '✓');
              });
            }
            var near = name ? null : Array.from(list.values()).reduce(function (best, other) {
              return likeness(row.text, other.text) > (best ? likeness(row.text, best.text) : 0) ? other : best;
            }, null);
            if (name) {
              cell.className = 'has';
              codes(name);
              if (name.levels) cell.append(' ', element('span', levelsOf(name), { 'class': 'level' }));
            } else if (near && almostEqual(row.text, near.text)) {
              cell.append(element('span', say('almost: ', '相近：') + near.text, { 'class': 'quiet' }), ' ');
              codes(near);
            } else {
              cell.textContent = '—';
            }
            line.append(cell);
          });
          body.append(line);
        });
        made.append(top, body);
        table.append(made);
      });
    }
    function changed() { remember(chosen.map(stem).join(',')); show(); }
    function read() {
      chosen = location.hash.slice(1).split(',').map(byStem).filter(function (standard, at, all) {
        return standard >= 0 && all.indexOf(standard) === at;
      }).slice(0, 3);
      show();
    }
    add.addEventListener('input', function () {
      found.replaceChildren();
      if (!add.value.trim()) return;
      query(add.value, '', '').list.slice(0, 10).forEach(function (hit) {
        var item = element('li'), button = element('button', title(hit.standard), { type: 'button' });
        button.addEventListener('click', function () {
          if (chosen.indexOf(hit.standard) < 0) chosen.push(hit.standard);
          add.value = '';
          found.replaceChildren();
          changed();
          add.focus();
        });
        item.append(button);
        remarks(hit.standard, item);
        found.append(item);
      });
    });
    window.addEventListener('hashchange', read);
    read();
  }
})();
