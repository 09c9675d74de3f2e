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
/// problem's own words. A client that signs in (POST /v1/session) keeps the session as a browser
/// does.
class Client {
 public:
  /// Without a token and a session only what is public answers.
  Client(Door& door, std::optional<std::string> token, Language language)
      : door_(door), token_(std::move(token)), language_(language) {}

  [[nodiscard]] http::Response send(http::Request request);
  /// As `send`, but gives a refusal back as it came.
  [[nodiscard]] http::Response ask(http::Request request);
  /// An answer that is no refusal; a refusal ends the command.
  [[nodiscard]] http::Response accept(http::Response response) const;

  [[nodiscard]] json::value get(std::string path, Query query = {});
  json::value post(std::string path, const json::value& body, Query query = {});
  json::value post(std::string path);
  json::value patch(std::string path, const json::value& body);
  json::value put(std::string path, const json::value& body);
  void del(std::string path);

  /// The items of all pages of a list.
  [[nodiscard]] json::array all(const std::string& path, Query query = {});

  [[nodiscard]] const std::optional<std::string>& token() const { return token_; }

 private:
  struct Session {
    std::string cookie;  ///< name and value
    std::string csrf;
  };

  json::value send_json(http::Method method, std::string path, const json::value& body,
                        Query query = {});
  void learn_session(const http::Response& response);

  Door& door_;
  std::optional<std::string> token_;
  std::optional<Session> session_{};
  Language language_;
};

}  // namespace servicecard::cli
