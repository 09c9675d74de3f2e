#include "cardlib/credential/issuer.h"

#include <string_view>

#include <gtest/gtest.h>

namespace servicecard {
namespace {

TEST(Issuer, AcceptsOriginsInTheirCanonicalSpelling) {
  for (const std::string_view text :
       {"https://card.yichuan.example", "https://a", "https://a-1.b2.cn:8443", "https://127.0.0.1",
        "https://abcdefghijklmnop.example", "http://127.0.0.1:8080", "http://localhost",
        "http://localhost:65535", "http://[::1]:1", "https://[::1]"}) {
    SCOPED_TRACE(text);
    const auto issuer = Issuer::parse(text);
    ASSERT_TRUE(issuer.has_value());
    EXPECT_EQ(issuer->str(), text);
    EXPECT_EQ(issuer->is_loopback(), text.starts_with("http:"));
  }
}

struct Row {
  std::string_view name;
  std::string_view text;
  IssuerError error;
};

constexpr Row refused[] = {
    {"33 characters", "https://abcdefghijklmnopq.example", IssuerError::too_long},
    {"empty", "", IssuerError::not_https},
    {"no scheme", "card.example", IssuerError::not_https},
    {"scheme in capitals", "HTTPS://card.example", IssuerError::not_https},
    {"http elsewhere", "http://card.example", IssuerError::not_https},
    {"http on another loopback spelling", "http://127.1", IssuerError::not_https},
    {"another scheme", "ftp://card.example", IssuerError::not_https},
    {"slash at the end", "https://card.example/", IssuerError::not_an_origin},
    {"path", "https://card.example/a", IssuerError::not_an_origin},
    {"query", "https://card.example?a", IssuerError::not_an_origin},
    {"fragment", "https://card.example#a", IssuerError::not_an_origin},
    {"user", "https://a@card.example", IssuerError::not_an_origin},
    {"backslash", "https://card.example\\a", IssuerError::not_an_origin},
    {"no host", "https://", IssuerError::bad_host},
    {"port without host", "https://:8443", IssuerError::bad_host},
    {"capitals", "https://Card.example", IssuerError::bad_host},
    {"space", "https://card example", IssuerError::bad_host},
    {"underscore", "https://card_1.example", IssuerError::bad_host},
    {"not ASCII", "https://伊川.cn", IssuerError::bad_host},
    {"dot at the end", "https://card.example.", IssuerError::bad_host},
    {"two dots", "https://card..example", IssuerError::bad_host},
    {"hyphen first", "https://-card.example", IssuerError::bad_host},
    {"hyphen last", "https://card-.example", IssuerError::bad_host},
    {"text after an IPv6 host", "https://[::1]a", IssuerError::bad_host},
    {"another IPv6 host", "https://[::2]", IssuerError::bad_host},
    {"empty port", "https://card.example:", IssuerError::bad_host},
    {"port 0", "https://card.example:0", IssuerError::bad_host},
    {"port 65536", "https://card.example:65536", IssuerError::bad_host},
    {"port with a zero in front", "https://card.example:0443", IssuerError::bad_host},
    {"port with a sign", "https://card.example:+444", IssuerError::bad_host},
    {"the scheme's own port", "https://card.example:443", IssuerError::bad_host},
    {"the scheme's own port, http", "http://localhost:80", IssuerError::bad_host},
    {"two ports", "https://card.example:1:2", IssuerError::bad_host},
};

TEST(Issuer, RefusesEveryOtherTextByName) {
  for (const Row& row : refused) {
    SCOPED_TRACE(row.name);
    const auto issuer = Issuer::parse(row.text);
    ASSERT_FALSE(issuer.has_value());
    EXPECT_EQ(to_string(issuer.error()), to_string(row.error));
  }
}

TEST(Issuer, DerivesTheNamesInTokens) {
  const Issuer issuer = Issuer::parse("https://card.example").value();
  EXPECT_EQ(issuer.vct(), "https://card.example/vct/service-card");
  EXPECT_EQ(issuer.status_list_uri(7), "https://card.example/status-lists/7");
  EXPECT_EQ(issuer.partner_audience("h1"), "https://card.example/partners/h1");
}

TEST(Issuer, KnowsItsOwnStatusListUris) {
  const Issuer issuer = Issuer::parse("https://card.example").value();
  EXPECT_EQ(issuer.status_list_number("https://card.example/status-lists/0"), 0U);
  EXPECT_EQ(issuer.status_list_number(issuer.status_list_uri(18446744073709551615U)),
            18446744073709551615U);
  for (const std::string_view uri :
       {"https://card.example/status-lists/", "https://card.example/status-lists/01",
        "https://card.example/status-lists/1/", "https://card.example/status-lists/-1",
        "https://card.example/status-lists/18446744073709551616", "https://card.example/lists/1",
        "https://card.example.evil/status-lists/1", "https://other.example/status-lists/1",
        "https://card.example", ""}) {
    SCOPED_TRACE(uri);
    EXPECT_EQ(issuer.status_list_number(uri), std::nullopt);
  }
}

}  // namespace
}  // namespace servicecard
