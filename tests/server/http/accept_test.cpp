#include "server/http/accept.h"

#include <array>
#include <optional>
#include <string_view>

#include <gtest/gtest.h>

namespace servicecard::http {
namespace {

struct Row {
  const char* accept = "";
  std::optional<std::size_t> chosen;
};

TEST(ChooseMediaType, TakesTheHeaviestRangeThatFitsMostClosely) {
  constexpr std::array<std::string_view, 2> offered = {"text/a", "text/b"};
  const Row rows[] = {
      {"*/*", 0},
      {"text/*", 0},
      {"text/b", 1},
      {"TEXT/B", 1},
      {"text/a;q=0.4, text/b;q=0.5", 1},
      {"text/b, text/a", 0},
      {"*/*, text/a;q=0.1", 1},
      {"text/*;q=0.2, text/b;q=0.1", 0},
      {"text/a;level=1;q=0.3, text/b;q=0.2", 0},
      {"text/a;q=0", std::nullopt},
      {"text/a;q=x", std::nullopt},
      {"image/*, application/json", std::nullopt},
      {"text", std::nullopt},
      {"", std::nullopt},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.accept);
    Headers headers;
    headers.add("Accept", row.accept);
    EXPECT_EQ(choose_media_type(headers, offered), row.chosen);
  }
}

TEST(ChooseMediaType, TakesTheFirstWhereNothingIsSaid) {
  constexpr std::array<std::string_view, 2> offered = {"text/a", "text/b"};
  EXPECT_EQ(choose_media_type({}, offered), 0U);
}

}  // namespace
}  // namespace servicecard::http
