#!/usr/bin/env bash
# Question: a text says when a standard was issued as Taiwan counts the years: 民國99年5月3日, the year 99 of the Republic, for 2010-05-03.
# What do libraries that find dates in Chinese texts make of it?
# Guess: with 民國 (the Republic) before it the year 2010; without it none, or the year 99; never another year of our time.
# Seen with recognizers-text-date-time 1.0.2a2 (Microsoft's) and jionlp 1.5.31: 1999, eleven years too early; 民國110年 is the year 110
# of the West to them. With the year written out (一百一十年) both drop it and take the present one (2040 here). chrono-node 2.10.3, with its
# setting for traditional characters, gives the years 99 and 110. So the dates of a history, and the reviews that fall due by
# them, may not be taken from such a library unseen: a year like 1999 looks right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check recognizers-text-date-time==1.0.2a2 emoji==1.7.0 jionlp==1.5.31
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund chrono-node@2.10.3
cat > read.py <<'PYTHON'
import datetime

import jionlp
from recognizers_date_time import Culture, recognize_datetime

for text in ["2010年5月3日", "民國99年5月3日", "民國110年1月14日", "民國一百一十年一月十四日"]:
    found = recognize_datetime(text, Culture.Chinese, reference=datetime.datetime(2040, 6, 1))
    values = [value["value"] for date in found if date.type_name == "datetimeV2.date" for value in date.resolution["values"]]
    print("recognizers", text, *values)
    print("jionlp", text, jionlp.parse_time(text, time_base={"year": 2040, "month": 6, "day": 1})["time"][0].split()[0])
PYTHON
cat > read.mjs <<'JAVASCRIPT'
import { zh } from "chrono-node";

for (const text of ["2010年5月3日", "民國99年5月3日", "民國110年1月14日", "民國一百一十年一月十四日"]) {
  const dates = zh.hant.parse(text).map(({ start }) => ["year", "month", "day"].map((part) => start.get(part)).join("-"));
  console.log("chrono", text, ...dates);
}
JAVASCRIPT
seen=$(venv/bin/python read.py | sed -n '/^recognizers \|^jionlp /p'; node read.mjs)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
recognizers 2010年5月3日 2010-05-03
jionlp 2010年5月3日 2010-05-03
recognizers 民國99年5月3日 1999-05-03
jionlp 民國99年5月3日 1999-05-03
recognizers 民國110年1月14日 0110-01-14
jionlp 民國110年1月14日 110-01-14
recognizers 民國一百一十年一月十四日 2040-01-14 2041-01-14
jionlp 民國一百一十年一月十四日 2040-01-14
chrono 2010年5月3日 2010-5-3
chrono 民國99年5月3日 99-5-3
chrono 民國110年1月14日 110-1-14
chrono 民國一百一十年一月十四日 110-1-14
EXPECTED
