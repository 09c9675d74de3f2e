#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cardlib/codec/json.h"
#include "cli/console.h"
#include "cli/door.h"

namespace servicecard::cli {

/// Names and values of a query; those without a value are left out.
using Query = std::vector<std::pair<std::string, std::optional<std::string>>>;

/// A path from its segments, each escaped as RFC 3986 has it.
[[nodiscard]] std::string path_of(const std::vector<std::string>& segments);

/// A request of the API. `path` is escaped already.
[[nodiscard]] http::Request make_request(http::Method method, std::string path, Query query = {});

/// One person or partner at a door. Whatever the API refuses ends the command (`Stop`) with the
/// problem's own words.
class Client {
 public:
  /// Without a token only what is public answers.
  Client(Door& door, std::optional<std::string> token, Language language)
      : door_(door), token_(std::move(token)), language_(language) {}

  [[nodiscard]] http::Response send(http::Request request);

  [[nodiscard]] json::value get(std::string path, Query query = {});
  json::value post(std::string path, const json::value& body, Query query = {});
  json::value post(std::string path);
  json::value patch(std::string path, const json::value& body);

  /// The items of all pages of a list.
  [[nodiscard]] json::array all(const std::string& path, Query query = {});

  [[nodiscard]] const std::optional<std::string>& token() const { return token_; }

 private:
  Door& door_;
  std::optional<std::string> token_;
  Language language_;
};

}  // namespace servicecard::cli
