"""Chinese in both of its scripts: words are written here in traditional characters."""

import re

# Traditional characters of the reader's words and of names, each with its simplified one.
TABLE = """
    時时 亞亚 來来 個个 們们 倫伦 側侧 備备 傳传 價价 內内 兩两 冊册 別别 則则 創创 劃划 劉刘
    動动 務务 勝胜 勞劳 勢势 區区 協协 參参 吳吴 呂吕 員员 問问 單单 嗎吗 嚴严 園园 國国 團团
    執执 報报 場场 塗涂 壇坛 媽妈 孫孙 學学 實实 寫写 專专 對对 導导 屆届 屬属 島岛 師师 帳帐
    帶带 幹干 廣广 廟庙 廠厂 廬庐 廳厅 張张 強强 從从 復复 徵征 態态 應应 懇恳 戶户 擔担 攜携
    攝摄 敘叙 數数 書书 會会 東东 條条 楊杨 業业 構构 標标 樓楼 橋桥 機机 橫横 檢检 權权 歐欧
    歲岁 歷历 歸归 決决 沒没 況况 測测 湯汤 準准 溫温 濟济 灣湾 災灾 為为 無无 營营 爾尔 狀状
    獎奖 現现 環环 產产 畫画 當当 療疗 發发 盤盘 監监 盧卢 確确 祕秘 禮礼 種种 稱称 筆笔 節节
    範范 簡简 簽签 籌筹 籤签 紀纪 約约 納纳 紐纽 細细 紹绍 終终 組组 結结 絡络 給给 統统 經经
    維维 綱纲 網网 綽绰 線线 締缔 緣缘 編编 縣县 總总 織织 繩绳 繫系 繳缴 續续 羅罗 義义 習习
    聞闻 聯联 職职 聽听 聶聂 臉脸 臨临 臺台 與与 興兴 舉举 舊旧 莊庄 華华 萬万 葉叶 葷荤 蓋盖
    蓮莲 蔣蒋 薦荐 藍蓝 藝艺 蘇苏 蘭兰 處处 號号 蟲虫 術术 補补 裝装 製制 規规 視视 親亲 覽览
    觀观 訂订 計计 訊讯 討讨 訓训 託托 記记 訪访 設设 許许 註注 評评 詞词 詢询 試试 詩诗 話话
    該该 詳详 認认 語语 說说 誰谁 課课 誼谊 調调 談谈 請请 論论 諮咨 講讲 謝谢 證证 識识 譚谭
    議议 譯译 護护 讀读 變变 讓让 負负 財财 責责 貢贡 貳贰 貴贵 費费 賀贺 資资 賈贾 賓宾 賞赏
    質质 賬账 賴赖 購购 賽赛 贊赞 趙赵 蹤踪 車车 軌轨 軸轴 載载 輔辅 輪轮 輯辑 轉转 辦办 農农
    這这 連连 週周 進进 遊游 運运 過过 達达 遠远 遲迟 選选 邁迈 還还 邊边 鄉乡 鄒邹 鄧邓 鄭郑
    醫医 釋释 鈴铃 銷销 錄录 錢钱 鍋锅 鍵键 鍾钟 鎮镇 鐘钟 鐵铁 長长 門门 閃闪 閉闭 開开 間间
    閔闵 閱阅 閻阎 關关 陣阵 陳陈 陸陆 隊队 際际 隨随 隱隐 雙双 雜杂 離离 電电 韋韦 韓韩 項项
    順顺 須须 預预 頒颁 頓顿 領领 頻频 題题 額额 類类 顧顾 飛飞 飯饭 飲饮 館馆 馬马 馮冯 駐驻
    駕驾 駱骆 驗验 體体 鬆松 鮑鲍 鳥鸟 鳳凤 麗丽 麼么 黃黄 點点 齊齐 龍龙 龐庞 龔龚 欒栾 叢丛
    饒饶 夥伙 儀仪 亂乱 優优
"""
PAIRS = TABLE.split()
SIMPLIFIED = dict(PAIRS)
IN_CLASS = re.compile(r"\\.|\[\^?(?:\\.|[^\]\\])*\]|[\u3400-\u9fff]", re.DOTALL)


def simplified(text: str) -> str:
    """Return a text of traditional characters in simplified ones: `时间` of `時間`."""
    return "".join(SIMPLIFIED.get(character, character) for character in text)


def in_both_scripts(pattern: str) -> str:
    """Return a pattern of traditional characters that matches simplified ones as well.

    `時間` becomes `[時时][間间]`, and `[會員]` becomes `[會員会员]`.
    """
    return IN_CLASS.sub(_in_both, pattern)


def both_scripts(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern:
    """Compile a pattern whose Chinese words may also stand in simplified characters."""
    return re.compile(in_both_scripts(pattern), flags)


def words_in_both_scripts(words: str) -> str:
    """Return alternatives, `時間|day`, with those in simplified characters beside them."""
    parts = words.split("|")
    return "|".join([*parts, *(other for part in parts if (other := simplified(part)) != part)])


def _in_both(match: re.Match) -> str:
    found = match[0]
    if found[0] == "\\":
        return found
    if found[0] == "[":
        more = "".join(sorted({SIMPLIFIED[c] for c in found if c in SIMPLIFIED} - set(found)))
        end = -2 if found.endswith("-]") else -1
        return f"{found[:end]}{more}{found[end:]}"
    other = SIMPLIFIED.get(found)
    return f"[{found}{other}]" if other else found
