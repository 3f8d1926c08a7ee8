"""Asks the questions of docs/data.md: ask.py PAGE FOLDER, with a folder of `ttm export`. Each answer is a line of JSON."""

import json
import os
import re
import sys

import duckdb

page, folder = sys.argv[1:]
with open(page, encoding="utf-8") as file:
    questions = re.findall(r"^\d+\. (.+?)\n\n```sql\n(.*?)```", file.read(), re.MULTILINE | re.DOTALL)
os.chdir(folder)
database = duckdb.connect()
with open("tables.sql", encoding="utf-8") as script:
    database.execute(script.read())
tables = database.execute("SELECT table_name FROM information_schema.tables ORDER BY 1").fetchall()
for (table,) in tables:
    rows, keys = database.execute(f'SELECT count(*), count(DISTINCT key) FROM "{table}"').fetchone()
    print(json.dumps({"table": table, "rows": rows, "keys": keys}))
for question, query in questions:
    answer = [[str(value) if value is not None else None for value in row] for row in database.execute(query).fetchall()]
    print(json.dumps({"question": question.strip(), "answer": answer}, ensure_ascii=False))
