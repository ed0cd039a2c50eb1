/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/typed.h"

static void test_mail(void **state)
{
    static const struct {
        const char *text;
        bool valid;
    } rows[] = {
        {"ada@mail.example", true},
        {"a.b+c@mail.co.uk", true},
        {"李娜@例子.公司", true},
        {"a@b.c", true},
        {"", false},
        {"@mail.example", false},
        {"ada@", false},
        {"ada@mail", false},
        {"ada@.example", false},
        {"ada@mail.example.", false},
        {"ada@mail@example", false},
        {"ada @mail.example", false},
        {"ada.mail.example", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (typed_mail(rows[i].text, strlen(rows[i].text)) != rows[i].valid)
            fail_msg("%s", rows[i].text);
}

static void test_phone(void **state)
{
    static const struct {
        const char *text;
        bool valid;
    } rows[] = {
        {"+49 (0)30 123456", true},
        {"0512-6868 0000", true},
        {"12345", true},
        {"1234", false},
        {"call me", false},
        {"123456789012345678901", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (typed_phone(rows[i].text, strlen(rows[i].text)) != rows[i].valid)
            fail_msg("%s", rows[i].text);
}

static void test_text(void **state)
{
    const char *text = "  two words \n";
    size_t len = strlen(text);
    const char *trimmed = typed_trim(text, &len);

    (void)state;
    assert_int_equal(len, strlen("two words"));
    assert_memory_equal(trimmed, "two words", len);
    assert_true(typed_clean("a\nb", 3, true));
    assert_false(typed_clean("a\nb", 3, false));
    assert_false(typed_clean("a\001b", 3, true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mail),
        cmocka_unit_test(test_phone),
        cmocka_unit_test(test_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
