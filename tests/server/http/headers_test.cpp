#include "server/http/headers.h"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace servicecard::http {
namespace {

TEST(Headers, FindsTheFirstOfANameInAnyCase) {
  Headers headers;
  headers.add("Accept", "a");
  headers.add("ACCEPT", "b");
  EXPECT_EQ(headers.find("accept"), "a");
  EXPECT_EQ(headers.count("Accept"), 2U);
  EXPECT_EQ(headers.find("Accep"), std::nullopt);
}

TEST(Headers, SetTakesThePlaceOfAllOfThatName) {
  Headers headers;
  headers.add("Vary", "Accept");
  headers.add("ETag", "\"1\"");
  headers.add("vary", "Origin");
  headers.set("VARY", "Accept-Encoding");
  EXPECT_EQ(headers.count("Vary"), 1U);
  EXPECT_EQ(headers.find("Vary"), "Accept-Encoding");
  EXPECT_EQ(headers[0].name, "ETag");
}

TEST(Headers, CopiesStandOnTheirOwn) {
  Headers first;
  first.add("A", "1");
  const Headers copy = first;
  first.set("A", "2");
  EXPECT_EQ(copy.find("A"), "1");
}

TEST(Headers, RefuseWhatWouldBreakTheMessageApart) {
  Headers headers;
  for (const std::string_view value : {"a\r\nSet-Cookie: b", "a\nb", "\r", "\x7f", "\x01"}) {
    EXPECT_THROW(headers.add("X", value), std::invalid_argument) << value;
  }
  EXPECT_THROW(headers.add("X", std::string_view("a\0b", 3)), std::invalid_argument);
  for (const char* const name : {"", "a b", "a:b", "a\r\n", "名"}) {
    EXPECT_THROW(headers.add(name, "v"), std::invalid_argument) << name;
  }
  EXPECT_EQ(headers.size(), 0U);
}

TEST(Headers, KeepTabsAndUtf8InValues) {
  Headers headers;
  headers.add("X", "a\t合作");
  EXPECT_EQ(headers.find("x"), "a\t合作");
}

}  // namespace
}  // namespace servicecard::http
