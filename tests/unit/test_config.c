/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: file, environment, mistakes; and the key file. */
#include "test_dir.h"

#include <sys/stat.h>

#include "config.h"
#include "store/key.h"

static void file_put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void sets_what_it_knows(void **state)
{
    static const struct {
        const char *name, *value, *complaint; /* NULL: taken */
    } rows[] = {
        {"data", "/x", NULL},
        {"port", "0", NULL},
        {"port", "65535", NULL},
        {"port", "65536", "from 0 to 65535"},
        {"port", "-1", "from 0"},
        {"port", "80x", "whole number"},
        {"port", "", "whole number"},
        {"port", "99999999999999999999", "whole number"},
        {"colour", "red", "no setting \"colour\""},
        {"", "", "no setting"},
    };
    struct config *config = config_new();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err err = {0};
        int ret = config_set(config, rows[i].name, rows[i].value, "x", &err);

        if (ret != (rows[i].complaint == NULL ? 0 : -1) ||
            (ret < 0 && (err.code != ERR_USAGE ||
                         strstr(err.text, rows[i].complaint) == NULL)))
            fail_msg("row %zu: %d %s", i, ret, err.text);
    }
    assert_string_equal(config_text(config, "data"), "/x");
    assert_int_equal(config_number(config, "port"), 65535);
    config_free(&config);
    config_free(&config);
}

static void reads_files(void **state)
{
    static const struct {
        const char *text, *complaint;
    } rows[] = {
        {"# a remark\nport = 81\n\ndata = /srv/my data ; remark\n", NULL},
        {"port = 81\ncolour = red\n", "line 2"},
        {"[net]\nport = 81\n", "without sections"},
        {"port\n", "line 1"},
        {"port = many\n", "whole number"},
    };
    char path[512];

    snprintf(path, sizeof path, "%s/parlor.conf", test_dir(state));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct config *config = config_new();
        struct err err = {0};
        int ret = 0;

        file_put(path, rows[i].text);
        ret = config_read_file(config, path, &err);
        if (ret != (rows[i].complaint == NULL ? 0 : -1) ||
            (ret < 0 && strstr(err.text, rows[i].complaint) == NULL))
            fail_msg("row %zu: %d %s", i, ret, err.text);
        if (ret == 0) {
            assert_int_equal(config_number(config, "port"), 81);
            assert_string_equal(config_text(config, "data"), "/srv/my data");
        }
        config_free(&config);
    }
    {
        struct config *config = config_new();
        struct err err = {0};

        assert_int_equal(config_read_file(config, "/nowhere/x", &err), -1);
        assert_int_equal(err.code, ERR_USAGE);
        config_free(&config);
    }
}

static char *environment(const char *name)
{
    static char port[] = "82", zone[] = "UTC";

    if (strcmp(name, "PARLOR_PORT") == 0)
        return port;
    return strcmp(name, "PARLOR_TIME_ZONE") == 0 ? zone : NULL;
}

static char *bad_environment(const char *name)
{
    static char many[] = "many";

    return strcmp(name, "PARLOR_PORT") == 0 ? many : NULL;
}

static void reads_environment(void **state)
{
    struct config *config = config_new();
    struct err err = {0};

    (void)state;
    assert_int_equal(config_read_environment(config, environment, &err), 0);
    assert_int_equal(config_number(config, "port"), 82);
    assert_string_equal(config_text(config, "time_zone"), "UTC");
    assert_int_equal(config_read_environment(config, bad_environment, &err),
                     -1);
    assert_non_null(strstr(err.text, "PARLOR_PORT"));
    config_free(&config);
}

static void makes_a_key_once(void **state)
{
    char path[512], data[512];
    struct key one, two;
    struct err err = {0};
    struct stat status;

    snprintf(data, sizeof data, "%s/data", test_dir(state));
    snprintf(path, sizeof path, "%s/a/b/key", test_dir(state));
    assert_int_equal(mkdir(data, 0700), 0);
    assert_int_equal(key_load(path, data, &one, &err), 1);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(key_load(path, data, &two, &err), 0);
    assert_memory_equal(one.bytes, two.bytes, KEY_BYTES);
    key_fini(&one);
    assert_memory_not_equal(one.bytes, two.bytes, KEY_BYTES);
    key_fini(&two);
    key_fini(&two);
}

static void refuses_keys(void **state)
{
    static const struct {
        const char *name;
        mode_t mode;
        size_t len;
        enum err_code code;
    } rows[] = {
        {"key", 0644, KEY_BYTES, ERR_DENIED},
        {"key", 0620, KEY_BYTES, ERR_DENIED},
        {"key", 0600, KEY_BYTES - 1, ERR_CORRUPT},
        {"key", 0600, 0, ERR_CORRUPT},
        {"data/key", 0600, KEY_BYTES, ERR_USAGE},
        {"data/deep/er/key", 0600, 0, ERR_USAGE},
        {"link/key", 0600, KEY_BYTES, ERR_USAGE},
    };
    char data[512], path[600], link[512];

    snprintf(data, sizeof data, "%s/data", test_dir(state));
    snprintf(link, sizeof link, "%s/link", test_dir(state));
    assert_int_equal(mkdir(data, 0700), 0);
    assert_int_equal(symlink("data", link), 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        static const char bytes[KEY_BYTES + 1] =
            "0123456789abcdef0123456789abcdef";
        struct err err = {0};
        struct key key;
        FILE *file = NULL;

        snprintf(path, sizeof path, "%s/%s", test_dir(state), rows[i].name);
        file = fopen(path, "w");
        if (file != NULL) {
            assert_int_equal(fwrite(bytes, 1, rows[i].len, file), rows[i].len);
            fclose(file);
            chmod(path, rows[i].mode);
        }
        if (key_load(path, data, &key, &err) != -1 || err.code != rows[i].code)
            fail_msg("row %zu: code %d, %s", i, err.code, err.text);
        unlink(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_what_it_knows),
        DIR_TEST(reads_files),
        cmocka_unit_test(reads_environment),
        DIR_TEST(makes_a_key_once),
        DIR_TEST(refuses_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
