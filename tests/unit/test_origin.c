/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Origins, site keys and portals; addresses and their prefixes. */
#include "test_dir.h"

#include <sodium.h>

#include "net/address.h"
#include "net/origin.h"

static void parses_origins(void **state)
{
    static const struct {
        const char *text, *wanted; /* NULL: none */
    } rows[] = {
        {"http://a.example", "http://a.example"},
        {"https://A.Example:443/", "https://a.example"},
        {"HTTP://a.example:80", "http://a.example"},
        {"http://a.example:443", "http://a.example:443"},
        {"http://127.0.0.1:8080", "http://127.0.0.1:8080"},
        {"http://[::1]:8080", "http://[::1]:8080"},
        {"http://xn--bcher-kva.example", "http://xn--bcher-kva.example"},
        {"null", NULL},
        {"", NULL},
        {"*", NULL},
        {"a.example", NULL},
        {"ftp://a.example", NULL},
        {"http://", NULL},
        {"http:///", NULL},
        {"http://a.example/path", NULL},
        {"http://a.example?x", NULL},
        {"http://user@a.example", NULL},
        {"http://a.example:", NULL},
        {"http://a.example:0", NULL},
        {"http://a.example:65536", NULL},
        {"http://a.example:80x", NULL},
        {"http://a example", NULL},
        {"http://*.example", NULL},
        {"http://[::1", NULL},
        {"http://[]", NULL},
        {"http://-a.example", NULL},
        {"http://.example", NULL},
        {"http://a.example, http://b.example", NULL},
        {"http://b\xC3\xBC"
         "cher.example",
         NULL},
    };
    char out[ORIGIN_MAX], *longest = malloc(400);

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int found = origin_parse(rows[i].text, out);

        if (found != (rows[i].wanted != NULL) ||
            (found && strcmp(out, rows[i].wanted) != 0))
            fail_msg("row %zu: %s: %s", i, rows[i].text, found ? out : "none");
    }
    memset(longest, 'a', 399);
    memcpy(longest, "http://", 7);
    longest[399] = '\0';
    assert_int_equal(origin_parse(longest, out), 0);
    free(longest);
}

static void knows_its_own(void **state)
{
    struct origins own;
    struct err err = {0};

    (void)state;
    assert_int_equal(
        origins_own("https://p.example/", "127.0.0.1", 8080, &own, &err), 0);
    assert_int_equal(own.count, 4);
    assert_true(origins_have(&own, "https://p.example"));
    assert_true(origins_have(&own, "http://localhost:8080"));
    assert_true(origins_have(&own, "http://[::1]:8080"));
    assert_false(origins_have(&own, "http://localhost:80"));
    assert_false(origins_have(&own, "http://p.example"));
    assert_int_equal(origins_own("", "::", 80, &own, &err), 0);
    assert_true(origins_have(&own, "http://localhost"));
    assert_int_equal(origins_own(NULL, "192.0.2.1", 80, &own, &err), 0);
    assert_int_equal(own.count, 1);
    assert_int_equal(origins_own("p.example", "::", 80, &own, &err), -1);
    assert_int_equal(err.code, ERR_USAGE);
}

static void fits_keys_to_origins(void **state)
{
    static char first[] = "https://a.example", second[] = "https://b.example";
    char *of_a[] = {first}, *of_b[] = {second};
    struct portal items[] = {
        {.key = "pk_site_a", .origins = of_a, .origin_count = 1},
        {.key = "pk_site_b", .origins = of_b, .origin_count = 1}};
    struct portals portals = {items, 2};
    struct origins own = {.items = {"https://own.example"}, .count = 1};
    static const struct {
        const char *origin, *key;
        bool allowed, fits;
    } rows[] = {
        {"https://own.example", "", true, true},
        {"https://own.example", "pk_site_a", true, true},
        {"https://own.example", "pk_site_x", true, false},
        {"https://a.example", "pk_site_a", true, true},
        {"https://a.example", "", true, false},
        {"https://a.example", "pk_site_b", true, false},
        {"https://b.example", "pk_site_b", true, true},
        {"https://c.example", "pk_site_a", false, false},
        {"https://c.example", "", false, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (origin_allowed(&own, &portals, rows[i].origin) != rows[i].allowed ||
            origin_key_fits(&own, &portals, rows[i].origin, rows[i].key) !=
                rows[i].fits)
            fail_msg("row %zu: %s %s", i, rows[i].origin, rows[i].key);
}

static void keeps_portals(void **state)
{
    static const char *const origins[] = {
        "https://b.example", "https://a.example", "https://a.example"};
    struct store *store = NULL;
    struct portals *portals = NULL;
    struct err err = {0};
    char key[PORTAL_KEY_MAX], other[PORTAL_KEY_MAX];

    assert_true(sodium_init() >= 0);
    assert_int_equal(store_open(test_dir(state), &store, &err), 0);
    assert_int_equal(portals_add(store, "A", origins, 3, 5, key, &err), 0);
    assert_int_equal(portals_add(store, "B", origins, 1, 6, other, &err), 0);
    assert_int_equal(portals_add(store, "C", origins, 0, 6, other, &err), -1);
    assert_int_equal(portals_add(store, "C", origins, PORTAL_ORIGINS_MAX + 1, 6,
                                 other, &err),
                     -1);
    assert_int_equal(portals_load(store, 0, &portals, &err), 0);
    assert_int_equal(portals->count, 2);
    assert_string_equal(portals->items[0].key, key);
    assert_int_equal(portals->items[0].origin_count, 2);
    assert_string_equal(portals->items[0].origins[0], "https://a.example");
    portals_free(&portals);
    portals_free(&portals);
    assert_int_equal(portals_revoke(store, key, 9, &err), 1);
    assert_int_equal(portals_revoke(store, key, 10, &err), 0);
    assert_int_equal(portals_revoke(store, "pk_site_none", 10, &err), 0);
    assert_int_equal(portals_load(store, 0, &portals, &err), 0);
    assert_int_equal(portals->count, 1);
    portals_free(&portals);
    assert_int_equal(portals_load(store, 1, &portals, &err), 0);
    assert_int_equal(portals->count, 2);
    assert_int_equal(portals->items[0].revoked_at, 9);
    portals_free(&portals);
    store_close(&store);
}

static void cuts_addresses(void **state)
{
    static const struct {
        const char *text, *prefix; /* NULL: no address */
    } rows[] = {
        {"203.0.113.77", "203.0.113.0/24"},
        {"203.0.113.77:80", "203.0.113.0/24"},
        {"::ffff:203.0.113.77", "203.0.113.0/24"},
        {"2001:db8:1:2::3", "2001:db8:1::/48"},
        {"[2001:db8:1:2::3]:80", "2001:db8:1::/48"},
        {"[2001:db8::3]", "2001:db8::/48"},
        {"::1", "::/48"},
        {"", NULL},
        {"unknown", NULL},
        {"_hidden", NULL},
        {"1.2.3", NULL},
        {"1.2.3.4.5", NULL},
        {"01.2.3.400", NULL},
        {"[::1", "::/48"},
        {"11111111111111111111111111111111111111111111111111111111111111111",
         NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct address address;
        char prefix[RPC_ADDRESS_MAX] = "";
        int found = address_parse(rows[i].text, strlen(rows[i].text), &address);

        if (found)
            address_prefix(&address, prefix);
        if (found != (rows[i].prefix != NULL) ||
            (found && strcmp(prefix, rows[i].prefix) != 0))
            fail_msg("row %zu: %s: %s", i, rows[i].text, prefix);
    }
}

static void believes_trusted_proxies(void **state)
{
    static const struct {
        const char *peer, *header, *wanted;
    } rows[] = {
        {"10.1.1.1", "203.0.113.9", "203.0.113.0/24"},
        {"10.1.1.1", "198.51.100.1, 203.0.113.9", "203.0.113.0/24"},
        {"10.1.1.1", "203.0.113.9, 10.2.2.2", "203.0.113.0/24"},
        {"10.1.1.1", "203.0.113.9,10.2.2.2 ,\t10.3.3.3", "203.0.113.0/24"},
        {"10.1.1.1", NULL, "10.1.1.0/24"},
        {"10.1.1.1", "", "10.1.1.0/24"},
        {"10.1.1.1", "nonsense", "10.1.1.0/24"},
        {"10.1.1.1", "nonsense, 10.2.2.2", "10.2.2.0/24"},
        {"10.1.1.1", "10.3.3.3, 10.2.2.2", "10.3.3.0/24"},
        {"203.0.113.1", "198.51.100.1", "203.0.113.0/24"},
        {"2001:db8::1", "2001:db8:9::9", "2001:db8:9::/48"},
        {"2001:db8:1::1", "2001:db8:9::9", "2001:db8:1::/48"},
        {"11.0.0.1", "203.0.113.9", "11.0.0.0/24"},
        {"192.0.2.128", "203.0.113.9", "203.0.113.0/24"},
        {"192.0.2.127", "203.0.113.9", "192.0.2.0/24"},
    };
    struct address_ranges trusted;
    struct err err = {0};

    (void)state;
    assert_int_equal(
        address_ranges_parse("10.0.0.0/8, 2001:db8::/48\t192.0.2.128/25",
                             &trusted, &err),
        0);
    assert_int_equal(trusted.count, 3);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct address peer, client;
        char prefix[RPC_ADDRESS_MAX];

        assert_int_equal(
            address_parse(rows[i].peer, strlen(rows[i].peer), &peer), 1);
        client = address_client(&peer, rows[i].header, &trusted);
        address_prefix(&client, prefix);
        if (strcmp(prefix, rows[i].wanted) != 0)
            fail_msg("row %zu: %s %s: %s", i, rows[i].peer, rows[i].header,
                     prefix);
    }
    assert_int_equal(address_ranges_parse("", &trusted, &err), 0);
    assert_int_equal(trusted.count, 0);
    assert_int_equal(address_ranges_parse("10.0.0.0/33", &trusted, &err), -1);
    assert_int_equal(address_ranges_parse("10.0.0.0/", &trusted, &err), -1);
    assert_int_equal(address_ranges_parse("proxy", &trusted, &err), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_origins),
        cmocka_unit_test(knows_its_own),
        cmocka_unit_test(fits_keys_to_origins),
        DIR_TEST(keeps_portals),
        cmocka_unit_test(cuts_addresses),
        cmocka_unit_test(believes_trusted_proxies),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
