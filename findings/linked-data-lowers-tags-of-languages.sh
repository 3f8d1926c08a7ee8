#!/usr/bin/env bash
# Question: the names of a standard go as linked data with the tag zh-TW: from JSON-LD into a store of RDF, and back. Does a query for the
# names with this tag (`LANG(?name) = "zh-TW"`) find them, and is the name still under the key zh-TW in the JSON?
# Guess: the query finds them in both stores, since tags compare without regard to case. (Of the key no guess was made.)
# Seen: in pyoxigraph 0.5.13 the query finds nothing and says nothing: the store writes the tag zh-tw, and `=` compares texts. In
# rdflib 7.6.0 the same query finds the name. PyLD 3.3.0 and jsonld.js 9.0.0 lower the tag as soon as they make RDF, so what comes back by way of
# them has the name under the key zh-tw, and names["zh-TW"] is missing. `LANGMATCHES(LANG(?name), "zh-TW")` finds it in
# both stores; keys have to be looked up without regard to case.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyoxigraph==0.5.13 rdflib==7.6.0 PyLD==3.3.0
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund jsonld@9.0.0
cat > standard.json <<'JSON'
{
  "@context": {"names": {"@id": "http://www.w3.org/2004/02/skos/core#prefLabel", "@container": "@language"}},
  "@id": "https://example.org/K01",
  "names": {"zh-TW": "市場分析", "en": "market analysis"}
}
JSON
cat > back.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import jsonld from "jsonld";

const standard = JSON.parse(readFileSync("standard.json", "utf8"));
const back = await jsonld.fromRDF(await jsonld.toRDF(standard));
console.log("jsonld.js back", JSON.stringify((await jsonld.compact(back, standard["@context"])).names));
JAVASCRIPT
cat > query.py <<'PYTHON'
import json

import pyoxigraph
import rdflib
from pyld import jsonld

with open("standard.json", encoding="utf-8") as file:
    text = file.read()
graph = rdflib.Graph().parse(data=text, format="json-ld")
store = pyoxigraph.Store()
store.load(input=text.encode(), format=pyoxigraph.RdfFormat.JSON_LD)
LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
for condition in ['LANG(?name) = "zh-TW"', 'LANGMATCHES(LANG(?name), "zh-TW")']:
    query = f"SELECT ?name WHERE {{ ?entry {LABEL} ?name FILTER({condition}) }}"
    print(condition, "rdflib", [str(row[0]) for row in graph.query(query)], end=" ")
    print("pyoxigraph", [row[0].value for row in store.query(query)])

standard = json.loads(text)
back = jsonld.from_rdf(jsonld.to_rdf(standard))
print("PyLD back", json.dumps(jsonld.compact(back, standard["@context"])["names"], ensure_ascii=False))
PYTHON
seen=$(venv/bin/python query.py; node back.mjs)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
LANG(?name) = "zh-TW" rdflib ['市場分析'] pyoxigraph []
LANGMATCHES(LANG(?name), "zh-TW") rdflib ['市場分析'] pyoxigraph ['市場分析']
PyLD back {"en": "market analysis", "zh-tw": "市場分析"}
jsonld.js back {"en":"market analysis","zh-tw":"市場分析"}
EXPECTED
