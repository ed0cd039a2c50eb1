/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/language_words.h"

const struct language_words language_words[LANGUAGE_WORD_ROWS] = {
    {LANG_EN,
     " the of and to in is are for what which how can do does did i we you our "
     "my there with on at from be will would should this that it have has "
     "where when who why if or any an your their not please about tell me "
     "could need want much many no yes ",
     " investment invest tax land park city company policy incentives subsidy "
     "factory workers visa talent support companies business hello hi thanks "
     "thank compare more requirements between cities parks biotech medical "
     "equipment minimum register setting up million office rent incentive ",
     "", " ing ings ness ough ship ships ly ability "},
    {LANG_DE,
     " der die das in fuer ueber und ist sind ein eine einen einem einer für "
     "mit von zu zur "
     "zum wie was welche welcher welches wir ich sie es gibt nicht auf im den "
     "dem des bei oder kann können wo wer wann warum unser unsere uns mir "
     "auch nach über als aus haben hat wird werden viel möchte möchten bitte "
     "wenn ",
     " steuer steuern förderung unternehmen standort stadt städte park "
     "investition investieren gewerbe fabrik danke hallo guten tag werk "
     "vergleichen millionen fläche kosten ansiedlung fuer koennen ",
     "äöüß",
     " ung ungen schaft schaften ische ischer isches ischen keit lichen liche "
     "zentrum messe gebiet zone industrie aler haft "},
    {LANG_FR,
     " le la les de des du une et à est sont pour dans avec quels quelle "
     "quelles "
     "quel que qui nous vous je il elle sur au aux ce cette ces comment "
     "combien où pas ne en d l qu s par ou mon notre nos votre y sans peut "
     "peux pouvons quoi si plus entre être ",
     " entreprise entreprises fiscale fiscaux aides ville villes parc "
     "investir investissement investissements impôt impôts usine terrain "
     "bonjour merci subvention subventions société comparer millions ",
     "éèêëàâçîïôûùœ",
     " ique iques eux euse ité ités ement aise ais aire tionale ionnel "},
    {LANG_RU,
     " и в на с для что как какие какой какая какое мы я вы есть ли не по от "
     "до или из у нас вас это где когда кто почему сколько можно к о об при "
     "за ",
     " инвестиции налог льготы город парк компания ", "", ""},
    {LANG_ES,
     " el la los las de del y es son para con por qué que cuál cuáles cuánto "
     "cuántos cuánta en un una nosotros nuestra nuestro mi se hay cómo como "
     "dónde cuándo quién si no al su sus lo le me este esta más sin entre "
     "puede podemos quiero queremos tenemos ",
     " empresa empresas impuestos impuesto inversión invertir ciudad ciudades "
     "parque incentivos terreno fábrica hola gracias ayudas subvenciones "
     "comparar millones fiscales zona desarrollo feria comercio isla prueba ",
     "ñáíóúé",
     " ción ciones dad dades miento mientos ico ica icos icas ería cional "
     "cionales ado ada ados adas encia "},
    {LANG_AR, " ما هل في من على كم أين كيف هي هو إلى عن التي ",
     " الاستثمار الضرائب مدينة شركة ", "", ""},
};

const char language_hans[] = "万专业东个为丽举么义乡书买亚产亲亿从们价优会体兑"
                             "关军农减则创办务动励劳区医协单卖厂压县参发号吗听"
                             "员咨响团国图圆场声处备头奖学宁实对导层属币帮广应"
                             "开张录径总扬报担拟择据数无旧时显机杂权条来构标检"
                             "楼欢欧气汇汉沪测济湾滨灯炉点炼热环现电画疗盐矿码"
                             "础确碍礼离种秘积税稳穷竞笔签类粮紧红约级纪纯纸纽"
                             "线练组细织终经结绘给络绝统继续绿缩网罗罚职联肃脱"
                             "艺节苏营虽补装见观规览计订认让议论设访证识试话询"
                             "该详语误说请课调谈负财责账货贫购贯贴贵贷贸费资赏"
                             "赔赖车轨转软轻载较辅辆输辖边辽达过运还这进远连迟"
                             "迳适选邻郑释鉴针钢钱铁银锡镇长门闭问间队阳阴阵阶"
                             "际陆险随难静韩页项顺顾预领题额风飞饭馆马驱验鱼鲁"
                             "鸟黄齐龄龙龟";

const char language_hant[] = "亞來個們備價億優兌則創劃動務勞勵匯區協參員問單嗎"
                             "國圓圖團報場壓學實寧專對導層屬幣幫幾廠廣張後徑從"
                             "復應揚擇擔據擬數時書會東條業構樓標機檢權歐歡氣減"
                             "測準滬漢濟濱灣為無煉熱燈營爐獎現環產畫療發確碼礎"
                             "礙礦祕禮稅種積穩窮競筆節築簽籤糧紀約紅紐純紙級細"
                             "終組結絕絡給統經綠網緊線練縣縮總織繪繫繼續罰羅義"
                             "聯聲職聽肅脫臺舉舊萬葉藝藥蘇處號術補裝複見規親覽"
                             "觀訂計訪設詢試話該詳認語誤說課調談請論諮證識議讓"
                             "豐負財貧貨貫責貴買貸費貼貿資賞賠賣賬賴購車軌軍軟"
                             "較載輔輕輛輸轄轉辦農逕這連週進運過達遠適遲選遼還"
                             "邊鄉鄭鄰醫釋針銀鋼錄錢錫鎮鐵鑑長門閉開間關陣陰陸"
                             "陽隊階際隨險雖雜離難雲電靜韓響頁項順須預領頭題額"
                             "類顧顯風飛飯館馬驅驗體鬥魚魯鳥鹽麗麼黃點齊齡龍龜";

const char language_ja[] = "両乗亀亜仏仮伝価倹働児円処剣剤剰労効勅勧勲匂単厳"
                           "収呉呪唖営噛団囲図圏圧塁塩増壊壌壱売変奨姫嬢実寛"
                           "対専峠巌巣巻帯帰庁広廃弁弐弾従徳徴応恵悩悪懐戦戻"
                           "払抜択拝拠拡挙挿捜掲掻揺摂撃撮撹斉斎晩暁暦曽枠栄"
                           "桜桝桟検楡楽様権歓歩歯歳歴毎気汚沢浄浜涙渇済渉渋"
                           "渓満溌滝瀬焼犠猟獣畑畳疏痩痺発皐県砕稲穂穏穣窓竃"
                           "竜笹粋粛粧糸経絵継続総縁縄縦繊繋繍聴脳臓舎舗艶荘"
                           "蔵薫薬蛍蝋覇覚覧観訳読譲豊賛転軽輌辺込逓遅郷酔醋"
                           "醗醤醸釈鉄鉱銭鋳錬関闘陥険隠雑霊顕駅駆騒験髄髪鴎"
                           "鶏鹸黒黙齢";

const char language_shinjitai[] =
    "万会体励区医参号国声学属径担数旧条来楼欧沪湾灯炉"
    "点画礼秘税脱装随静黄";
const char language_zh_function[] =
    "么也了什们你們几吗吧呢哪嗎对對幾怎您我是的给请谁"
    "这這麼";
const char language_marks_es[] = "¿¡";
