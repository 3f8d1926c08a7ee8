#!/usr/bin/env bash
# Question: texts in Taiwan's characters are put through OpenCC's conversion to these (s2tw), as one does to find or mend simplified
# ones among them. Are they left as they are? And does a text come back from simplified characters (tw2s, then s2tw)?
# Guess: left as they are, since such characters are what s2tw makes. (Of the way back no guess was made.)
# Seen with opencc 1.4.2: right words of the field become wrong ones. Interference 干擾 turns into 幹擾, and the vernier calliper
# 游標卡尺 into 遊標卡尺. By way of simplified characters these two stay and others go: 製 becomes 制 in 金屬切削工具機製造業, the name of
# an industry, though not in 製造業 alone. On the way back with Taiwan's phrases (s2twp) a heading of the form, 職能基準代碼, becomes
# 職能基準程式碼. So what OpenCC changes is no proof that a character was wrong. (`simplified-character` asks Big5 as well.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check opencc==1.4.2
cat > convert.py <<'PYTHON'
from opencc import OpenCC

to_taiwan, with_phrases, to_simplified = OpenCC("s2tw"), OpenCC("s2twp"), OpenCC("tw2s")
for text in ["電磁干擾", "游標卡尺", "金屬切削工具機製造業", "製造業", "施工計畫", "職能基準代碼", "作業程序"]:
    simplified = to_simplified.convert(text)
    print(text, to_taiwan.convert(text), to_taiwan.convert(simplified), with_phrases.convert(simplified))
PYTHON
seen=$(venv/bin/python convert.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
電磁干擾 電磁幹擾 電磁干擾 電磁干擾
游標卡尺 遊標卡尺 游標卡尺 游標卡尺
金屬切削工具機製造業 金屬切削工具機製造業 金屬切削工具機制造業 金屬切削工具機制造業
製造業 製造業 製造業 製造業
施工計畫 施工計畫 施工計劃 施工計劃
職能基準代碼 職能基準代碼 職能基準代碼 職能基準程式碼
作業程序 作業程序 作業程序 作業程式
EXPECTED
