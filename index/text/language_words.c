/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/language_words.h"

const struct language_words language_words[LANGUAGE_WORD_ROWS] = {
    {LANG_EN,
     " the of and to in is are for what which how can do does did i we you our "
     "my there with on at from be will would should this that it have has "
     "where when who why if or any an your their not please about tell me "
     "could need want much many ",
     " investment invest tax land park city company policy incentives subsidy "
     "factory workers visa talent support companies business hello hi thanks "
     "thank compare more requirements between cities parks biotech medical "
     "equipment minimum register setting up million office rent incentive ",
     ""},
    {LANG_DE,
     " der die das und ist sind ein eine einen einem einer für mit von zu zur "
     "zum wie was welche welcher welches wir ich sie es gibt nicht auf im den "
     "dem des bei oder kann können wo wer wann warum unser unsere uns mir "
     "auch nach über als aus haben hat wird werden viel möchte möchten bitte "
     "wenn ",
     " steuer steuern förderung unternehmen standort stadt städte park "
     "investition investieren gewerbe fabrik danke hallo guten tag werk "
     "vergleichen millionen fläche kosten ansiedlung fuer koennen ",
     "äöüß"},
    {LANG_FR,
     " le la les des du une et est sont pour dans avec quels quelle quelles "
     "quel que qui nous vous je il elle sur au aux ce cette ces comment "
     "combien où pas ne en d l qu s par ou mon notre nos votre y sans peut "
     "peux pouvons quoi si plus entre être ",
     " entreprise entreprises fiscale fiscaux aides ville villes parc "
     "investir investissement investissements impôt impôts usine terrain "
     "bonjour merci subvention subventions société comparer millions ",
     "éèêëàâçîïôûùœ"},
    {LANG_RU,
     " и в на с для что как какие какой какая какое мы я вы есть ли не по от "
     "до или из у нас вас это где когда кто почему сколько можно к о об при "
     "за ",
     " инвестиции налог льготы город парк компания ", ""},
    {LANG_ES,
     " el la los las de del y es son para con por qué que cuál cuáles cuánto "
     "cuántos cuánta en un una nosotros nuestra nuestro mi se hay cómo como "
     "dónde cuándo quién si no al su sus lo le me este esta más sin entre "
     "puede podemos quiero queremos tenemos ",
     " empresa empresas impuestos impuesto inversión invertir ciudad ciudades "
     "parque incentivos terreno fábrica hola gracias ayudas subvenciones "
     "comparar millones fiscales ",
     "ñáíóúé"},
    {LANG_AR, " ما هل في من على كم أين كيف هي هو إلى عن التي ",
     " الاستثمار الضرائب مدينة شركة ", ""},
};

const char language_hans[] = "国会学区业资电动车产专经济发关开门问题时间应该这"
                             "个们来说话语对东书长见现场点县乡镇厂苏沪无锡盐扬"
                             "张湾广贵阳汉滨龙宁齐鲁辽远连优奖励补贴税务减单种"
                             "类条项标请吗为么欢帮咨询详细设备机构选择员团队险"
                             "医疗艺创环绿节劳实验体检测试认证号码网络线据数软"
                             "计画规则际总积负责担协议谈签约订购买卖账货币汇兑"
                             "银贷营运输进阶级头层楼权属价额费预亿万圆顾图馆观"
                             "参访拟办确续继给紧联绘红纸结纽欧亚韩马义从过还边"
                             "达迟适迳报导径农气热灯炉炼压矿础碍礼秘离稳穷竞笔"
                             "粮纯纪终组织绝统练缩罚罗职声听肃脱举旧处装览亲误"
                             "课调论识让财贫贯贸赏赔赖轨军轻载较辅辆转辖邻郑释"
                             "针钢录钱铁鉴闭阵陆阴随虽杂难静响页顺领显风飞饭驱"
                             "鱼鸟丽黄龄龟";

const char language_hant[] = "國會學區業資電動車產專經濟發關開門問題時間應該這"
                             "個們來說話語對東書長見現場點縣鄉鎮廠蘇滬無錫鹽揚"
                             "張臺灣廣貴陽漢濱龍寧齊魯遼遠連優獎勵補貼稅務減單"
                             "幾種類條項標準請嗎為麼歡幫諮詢詳細設備機構選擇員"
                             "團隊險醫藥療藝術創環綠節勞實驗體檢測試認證號碼網"
                             "絡線據數軟雲計畫劃規則際總積負責擔協議談簽約訂購"
                             "買賣賬貨幣匯兌銀貸營運輸進階級頭層樓築權屬價額費"
                             "預億萬圓顧圖館觀參訪擬辦確續繼給緊聯繫繪紅紙結紐"
                             "歐亞韓馬義從過還邊達遲適逕週報導後徑復農氣熱燈爐"
                             "煉壓礦礎礙禮祕離穩窮競筆籤糧純紀終組織絕統練縮罰"
                             "羅職聲聽肅脫舉舊葉處裝複覽親誤課調論識讓豐財貧貫"
                             "貿賞賠賴軌軍輕載較輔輛轉轄鄰鄭釋針鋼錄錢鐵鑑閉陣"
                             "陸陰隨雖雜難靜響頁順須領顯風飛飯驅鬥魚鳥麗黃齡龜";

const char language_ja[] = "円県駅込働営売価経済応関発鉄図対庁広弁拡択拠総続"
                           "継転軽辺黒歳帰戻実児剤単厳収験検権様満渋焼圏団囲"
                           "壌奨姫峠巻徴徳悪戦払抜挙掲揺撃斉斎暁桟桜楽歩毎"
                           "気浄浜渓渇滝瀬犠獣瑠畳砕稲穂竜粋糸絵縁縄繊聴脳臓"
                           "荘蔵薬蛍覚覧訳読豊賛遅郷醸釈鉱銭陥険雑霊顕駆騒髄"
                           "鶏黙齢栄畑枠笹匂仮処壱弐専巣弾従徒恵悩懐拝摂撮暦"
                           "歓歯窓粛縦艶薫";

const char language_shinjitai[] = "国会学区医体号点参旧声条断万来写数属装湾担";
const char language_zh_function[] =
    "的了吗嗎呢吧么麼哪谁誰几幾怎您你我们們这這那是在和与與有请請可也就都能会會"
    "什及给給对對";
const char language_marks_es[] = "¿¡";
