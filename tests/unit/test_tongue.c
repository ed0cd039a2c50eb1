/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_dir.h"

#include "text/tongue.h"

static void test_rows(void **state)
{
    static const struct {
        const char *text;
        enum lang lang;
    } rows[] = {
        {"", LANG_NONE},
        {"12345 67", LANG_NONE},
        {"xyzzy", LANG_NONE},
        {"The park was opened by the city in 1994.", LANG_EN},
        {"Der Park wurde von der Stadt im Jahr 1994 eröffnet.", LANG_DE},
        {"Le parc a été ouvert par la ville en 1994.", LANG_FR},
        {"El parque fue abierto por la ciudad en 1994.", LANG_ES},
        {"Parcul a fost deschis de oraș în anul 1994 și este mare.", LANG_RO},
        {"Park, şehir tarafından açılmış ve çok büyük bir yer.", LANG_TR},
        {"Il parco è stato aperto dalla città nel 1994.", LANG_IT},
        {"O parque foi aberto pela cidade e não é pequeno.", LANG_PT},
        {"Het park werd door de stad geopend en is niet klein.", LANG_NL},
        {"Parken öppnades av staden och är inte liten.", LANG_SV},
        {"Kaupunki avasi puiston vuonna 1994 ja se on suuri.", LANG_FI},
        {"A parkot a város nyitotta meg, és nem kicsi.", LANG_HU},
        {"Το πάρκο άνοιξε από την πόλη", LANG_EL},
        {"पार्क शहर द्वारा खोला गया", LANG_HI},
        {"Парк был открыт городом в 1994 году.", LANG_RU},
        {"افتتحت المدينة الحديقة في عام 1994", LANG_AR},
        {"公园由城市在1994年开放。", LANG_ZH_HANS},
        {"公園は市によって開かれました。", LANG_JA},
        {"สวนสาธารณะเปิดโดยเมือง", LANG_NONE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum lang lang = tongue_guess(rows[i].text, strlen(rows[i].text));

        if (lang != rows[i].lang)
            fail_msg("row %zu: %s", i, lang_code(lang));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
    };

    return cmocka_run_group_tests_name("tongue", tests, NULL, NULL);
}
