//! Two-character verbs in the names of tasks and in indicators: they tell the activity from its object (蒐集 in 蒐集資料).

use std::sync::LazyLock;

use foldhash::HashSet;

/// What people do in the trades that standards are about.
const VERBS: &str = "檢查 檢驗 檢測 檢視 檢討 檢核 檢修 測試 測量 量測 量度 製作 製造 製備 分析 評估 評量 評選 管制 處理 調整 調配 調度 操作 操控 驗證 \
                     驗收 維修 維護 維持 安裝 撰寫 編寫 編訂 編輯 編製 編列 清潔 清洗 清理 清點 設定 設置 設立 排除 排定 保養 保存 保持 進行 執行 完成 \
                     確認 確保 提供 提出 提報 提升 協助 協調 協同 協商 建立 建置 建構 掌握 運用 運作 負責 辦理 瞭解 了解 具備 落實 蒐集 收集 彙整 彙集 \
                     整理 整合 統整 統計 歸納 歸檔 規劃 策劃 擬定 擬訂 制定 制訂 訂定 訂購 選擇 選用 選定 判斷 判讀 判定 判別 辨識 辨別 鑑別 觀察 觀測 \
                     監控 監測 監督 追蹤 追查 記錄 紀錄 填寫 填報 繪製 開立 開發 開啟 研擬 研判 研發 溝通 聯繫 聯絡 接待 接洽 拜訪 詢問 回覆 回報 回饋 \
                     回應 通報 通知 說明 解說 解釋 解讀 解決 介紹 展示 呈報 呈現 推廣 推動 推薦 執勤 巡視 巡檢 督導 指導 指派 引導 帶領 領導 參與 參考 \
                     支援 支持 主持 主導 召開 安排 分派 分配 分類 分辨 比較 比對 比價 採購 採用 採集 準備 預備 預防 預估 估算 計算 校正 校對 修正 修改 \
                     修護 修復 修補 更換 更新 更正 拆卸 拆解 組裝 裝配 裝設 搬運 運送 配送 儲存 存放 盤點 驗算 審核 審查 核對 核算 查核 查驗 查詢 查閱 \
                     查看 閱讀 學習 瀏覽 應用 使用 利用 善用 引用 套用 結合 綜合 綜整 改善 改進 改良 優化 控制 控管 防止 避免 降低 減少 增加 強化 促進 \
                     維繫 經營 販售 照護 照顧 協尋 消毒 殺菌 烹調 烘烤 發酵 攪拌 切割 鑽孔 塗裝 噴塗 鋪設 砌築 施作 放樣 定位 連接 接線 配線 佈線 布線 \
                     啟動 關閉 停止 標註 編修 匯入 匯出 貯存 擺盤 分裝 回收 整備 清查 收款 付款 結帳 出貨 進貨 驗貨 補貨 盤查 播種 育苗 採收 灌溉 施肥 \
                     剪裁 縫製 裝訂 剪輯 拍攝 錄製 配音 編排 編審 授課 輔導 諮詢 面試 招募 遴選 甄選 考核 晉用 任用 監造 監工 檢定 復健 給藥 拓展 維運 \
                     部署 備份 還原 除錯 移轉 移交 交接 交付 提案 競標 投標 議價 簽約 履約 結案 結算 申報 申請 核銷 核發 發放 發布 公告 宣導 宣傳 張貼 \
                     佈置 布置 裝飾 陳列 接單 派工 派車 調車 押運 裝載 卸載 裝卸 堆疊 折彎 裁切 貼合 烘乾 解凍 醃製 調味 試吃 試車";

/// Words before a verb, with which a sentence may begin.
const BEFORE_VERBS: &str = "定期 明確 正確 確實 適時 隨時 妥善 主動 有效 準確 精準 精確 熟練 熟悉 即時 每日 每週 每月 按時 迅速 仔細 清楚 持續 適當 合理 順利 事先 \
                     事前 隨後 立即 共同 自行 依照 透過 針對 根據 按照 配合";

/// Verbs that are as often a part of a name: 品質管理, 設計圖.
const NOUNS_TOO: &str = "製圖 管理 訓練 設計 研究 簡報 報告 包裝 行銷 銷售 服務 救護 急救 烘焙 研磨 焊接";

/// The verbs, and a bit for each [`slot`] that one of them has: most words that are no verb have none.
struct Verbs {
    all: HashSet<&'static str>,
    slots: Box<[u64; 256]>,
}

static ALL: LazyLock<Verbs> = LazyLock::new(|| {
    let mut slots = Box::new([0; 256]);
    for slot in VERBS.split(' ').filter_map(slot) {
        slots[slot >> 6] |= 1 << (slot & 63);
    }
    Verbs { all: VERBS.split(' ').collect(), slots }
});

/// A number below 16,384 that tells most words of two Chinese characters apart.
fn slot(word: &str) -> Option<usize> {
    let &[_, a, b, _, c, d] = word.as_bytes().first_chunk()?;
    let mixed = u32::from_le_bytes([a, b, c, d]).wrapping_mul(0x9e37_79b1);
    Some((mixed >> 18) as usize)
}

/// Whether a word is a verb, and hardly ever a noun.
pub(super) fn is_verb(word: &str) -> bool {
    let Verbs { all, slots } = &*ALL;
    slot(word).is_some_and(|slot| slots[slot >> 6] >> (slot & 63) & 1 == 1) && all.contains(word)
}

/// Whether a sentence that begins with the word begins with a verb, or with a word before one.
pub(super) fn is_first_word(word: &str) -> bool {
    is_verb(word) || NOUNS_TOO.split(' ').chain(BEFORE_VERBS.split(' ')).any(|other| other == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_two_characters_and_stand_once() {
        let words: Vec<&str> =
            [VERBS, NOUNS_TOO, BEFORE_VERBS].into_iter().flat_map(|list| list.split(' ')).collect();
        let once: HashSet<&str> = words.iter().copied().collect();
        assert_eq!(once.len(), words.len());
        words.iter().for_each(|word| assert_eq!(word.chars().count(), 2, "{word}"));
    }
}
