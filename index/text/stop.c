/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that every passage has, and those a question asks with, by language;
 * folded, Chinese in Simplified. They are left out of questions only. Chinese
 * question words are those that helped on DRCD; Japanese has only polite
 * endings, as a list of particles cost more than it gave on JSQuAD. */
#include "text/analyser.h"

#include <string.h>

#include "text/terms.h"

static const char *const stop_en =
    " a about am an and any are as at be been but by can could did do does for "
    "from get give had has have he her his how i if in into is it its may me "
    "my of on or our please shall she should so tell that the their them "
    "there these they this those to us was we were what when where which who "
    "whom whose why will with would you your much many know want like need "
    "must once "
    "within take takes during ";
static const char *const stop_de =
    " aber als am an auch auf aus bei bin bis bitte da das dass dem den der "
    "des die dies diese dieser dieses du ein eine einem einen einer eines er "
    "es für gibt haben hat ich ihr im in ist ja kann können man mich mir mit "
    "möchte nach nicht noch nur oder ob sein sich sie sind so um und uns unser "
    "darf dürfen muss müssen man aus seine von vom vor war was welche welchem "
    "welchen welcher welches wenn wer wie "
    "wieviel viel wir wird werden wo wofür worden zu zum zur über braucht "
    "brauchen innerhalb binnen wurde wurden soll sollen beim durch ihre ihren "
    "ihrem seine seiner seinen jede jeder jedes ";
static const char *const stop_fr =
    " a ai au aux avec avez avons c ce ces cet cette comment combien d dans de "
    "des du elle en est et être eu il ils j je l la le les leur lui ma mais me "
    "mes moi mon n ne nos notre nous on ont ou où par pas peut peux pour "
    "pourquoi faut selon qu quand que quel quelle quelles quels qui quoi s sa "
    "se ses si "
    "son sont sur t ta te tes tu un une vos votre vous y à été doit doivent "
    "fait faire peuvent sera chaque tout toute tous toutes lors dont cela "
    "fois vient viennent pendant depuis avant après entre sans sous vers "
    "afin ainsi alors lorsque partir devient deviennent bout ";
static const char *const stop_es =
    " a al algo como con cual cuál cuáles cuando cuándo cuanto cuánto cuánta "
    "cuántas cuántos cómo de del desde donde dónde e el ella ellos en entre "
    "era es esa ese eso esta estas este esto estos está están fue ha hay la "
    "las le les lo los me mi mis muy más nos nuestro o para pero por porque "
    "puede puedo que qué quien quién quiero se ser si sin sobre son su sus "
    "también te tiene tengo un una uno y ya yo pueden tienen debe deben cada "
    "según hasta durante sea sean será hace hacer ";
static const char *const stop_ru =
    " а без бы был была были быть в вам вас ваш во вы где да для до его ее ей "
    "если есть еще же за и из или им их к как какая какие какими какова "
    "каковы каков какое какой каком когда кто ли меня мне можно мой мы на над "
    "нам нас наш не нет ни но о об он она они от по под пожалуйста при про с "
    "сколько со так также там то том ты у уже хочу что чтобы чем эта эти это "
    "этот я нужен нужна нужно нужны должен должна должно должны может могут "
    "который которая которые которого будет будут является являются после "
    "всем всех всему вопрос через длится занимает просить ";
static const char *const stop_ar =
    " أن أنا أو أي أين إلى إن التي الذي الى اي اين ان في فى على عن من مع ما "
    "ماذا متى هذا هذه هل هو هي هم كم كيف كان كانت لا لماذا لدى لي لنا نحن و "
    "يكون يمكن يمكنني يوجد توجد هناك ذلك تلك ثم قد لقد كل يستطيع تستطيع يجوز "
    "يجب يراد تم يتم بعد قبل عند خلال إذا حيث كما بين غير جهة ";
static const char *const stop_ko =
    " 무엇 후 안에 않고 않으면 하나요 가능한가요 이내에 까지 며칠인가요 "
    "무엇인가요 무엇입니까 뭐 뭔가요 뭐예요 얼마 얼마나 얼마인가요 "
    "얼마입니까 어디 어디에 어디인가요 어떤 어떻게 어느 언제 누가 누구 왜 몇 "
    "있나요 있습니까 있어요 되나요 됩니까 인가요 주세요 알려주세요 알려 "
    "대해 대한 대하여 및 그리고 수 것 저는 우리 제가 싶습니다 싶어요 ";
static const char *const stop_zh =
    " 的 了 吗 呢 吧 啊 呀 么 哪 谁 几 何 是 在 和 与 我 你 您 请 有 也 就 都 "
    "能 会 想 要 把 被 对 我们 你们 您好 你好 可以 什么 多少 如何 怎么 ";
/* Longest first where one begins another. */
static const char *const phrases_zh[] = {
    "请告诉我", "告诉我", "请介绍一下", "介绍一下", "请问一下", "请问",
    "什么样的", "什么样", "为什么",     "是什么",   "什么时候", "什么",
    "怎么样",   "怎么办", "怎么",       "怎样",     "如何",     "为何",
    "哪一个",   "哪一",   "哪个",       "哪些",     "哪里",     "哪位",
    "哪种",     "哪几个", "哪几",       "哪儿",     "是多少",   "多少",
    "是谁",     "是否",   "能不能",     "可不可以", "有没有",   "有哪些",
    "何时",     "何地",   "何人",       "何种",     "多大",     "想了解",
    "想知道",   NULL};
static const char *const phrases_ja[] = {
    "教えてください", "教えて下さい", "ありますか", "でしょうか",
    "ください",       "いくらですか", "何ですか",   "どこですか",
    "いつですか",     "ですか",       "ますか",     NULL};
static const char *const particles[] = {
    "에서는", "으로는", "에게는", "에서도", "이라는", "입니다", "에서", "은요",
    "는요",   "에게",   "으로",   "까지",   "부터",   "에는",   "에도", "이나",
    "이란",   "은",     "는",     "이",     "가",     "을",     "를",   "에",
    "의",     "와",     "과",     "도",     "로",     "만"};

static const char *stop_list(enum lang lang)
{
    switch (lang) {
    case LANG_EN:
        return stop_en;
    case LANG_DE:
        return stop_de;
    case LANG_FR:
        return stop_fr;
    case LANG_ES:
        return stop_es;
    case LANG_RU:
        return stop_ru;
    case LANG_AR:
        return stop_ar;
    case LANG_KO:
        return stop_ko;
    case LANG_ZH_HANS:
    case LANG_ZH_HANT:
        return stop_zh;
    default:
        return NULL;
    }
}

bool stop_word(enum lang lang, const char *word, size_t len)
{
    const char *at = stop_list(lang);

    if (at == NULL || len == 0 || len > 40 || memchr(word, ' ', len) != NULL)
        return false;
    for (; (at = strchr(at, ' ')) != NULL && at[1] != '\0'; at++) {
        if (strncmp(at + 1, word, len) == 0 && at[1 + len] == ' ')
            return true;
    }
    return false;
}

bool elision(const char *word, size_t len)
{
    static const char list[] = " l d j m n s t c qu jusqu lorsqu puisqu ";
    const char *at = memmem(list, sizeof list - 1, word, len);

    return len > 0 && len <= 6 && at != NULL && at[-1] == ' ' && at[len] == ' ';
}

size_t stop_phrase(enum lang lang, const char *text, size_t len)
{
    const char *const *list = lang == LANG_JA ? phrases_ja : phrases_zh;
    size_t best = 0;

    if (lang != LANG_JA && lang != LANG_ZH_HANS && lang != LANG_ZH_HANT)
        return 0;
    for (; *list != NULL; list++) {
        size_t size = strlen(*list);

        if (size > best && size <= len && memcmp(*list, text, size) == 0)
            best = size;
    }
    return best;
}

size_t particle_cut(const char *word, size_t len)
{
    if (len < 9 || (unsigned char)word[len - 3] < 0xEA ||
        (unsigned char)word[len - 3] > 0xED)
        return len;
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        size_t size = strlen(particles[i]);

        if (len >= size + 6 &&
            memcmp(word + len - size, particles[i], size) == 0)
            return len - size;
    }
    return len;
}

bool terms_stop(enum lang lang, const char *word, size_t len)
{
    return stop_word(lang, word, len);
}
