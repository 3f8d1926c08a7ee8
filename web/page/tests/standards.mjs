// Small standards for the tests, made here.

/** A standard with one finding that can be fixed safely: a half-width comma between Chinese words. */
export const SMALL = `code: XXX3119-901v1
name:
  occupation: 雲朵測量人員
classification:
  job-category:
    - code: XXX
      name: 天氣 / 雲朵
  occupation:
    - code: "3119"
      name: 其他物理及工程科學技術員
  industry:
    - code: M7121
      name: 工程服務及相關技術顧問業
description: 測量雲朵,並記錄結果。
level: 3
history:
  - version: V1
    code: XXX3119-901v1
    name: 雲朵測量人員
    status: current
    date: 2024-01-31
knowledge:
  K01: 雲朵的種類
skills:
  S01: 操作器材
attitudes:
  A01: 謹慎細心
duties:
  T1:
    name: 測量
    knowledge: [K01]
    skills: [S01]
    tasks:
      T1.1:
        name: 準備器材
        level: 3
        outputs:
          O1.1.1: 器材清單
        indicators:
          P1.1.1: 依規定準備測量器材,並檢查其狀態。
      T1.2:
        name: 測量高度
        level: 3
        outputs:
          O1.2.1: 測量紀錄
        indicators:
          P1.2.1: 能在規定時間內完成測量。
`;

/** Its next version: another description, another task name. */
export const NEXT = SMALL.replaceAll("901v1", "901v2").replace("version: V1", "version: V2").replace("測量高度", "測量雲底高度");
