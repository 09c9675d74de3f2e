#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/server/app/sample_app.h"

namespace servicecard::test {

/// What a browser does for a page: keeps the cookie, sends it with every request, and with it what
/// the page was told to send.
class Browser {
 public:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  explicit Browser(SampleApp& sample, std::string address = "192.0.2.7")
      : sample_(sample), address_(std::move(address)) {}

  /// Sends, with further header fields, and takes the cookie that comes back.
  http::Response send(http::Method method, std::string_view target, const std::string& body = {},
                      const Fields& fields = {});
  http::Response get(std::string_view target) { return send(http::Method::get, target); }
  http::Response post(std::string_view target, const std::string& body = {}) {
    return send(http::Method::post, target, body);
  }
  http::Response put(std::string_view target, const std::string& body) {
    return send(http::Method::put, target, body);
  }
  http::Response del(std::string_view target, const std::string& body = {}) {
    return send(http::Method::del, target, body);
  }

  http::Response sign_in(const std::string& name, const std::string& password,
                         const std::string& code = {});
  /// Signs in to an account that the administrator has just made, and gives it a password of its
  /// own: `own_password`.
  void move_in(std::string_view name, access::Role role);

  /// The same for an account of a partner's counter.
  void move_in_at(std::string_view name, const std::string& partner);

  static constexpr const char* own_password = "a rather long pass phrase";

  /// Without the name, empty where there is none.
  std::string cookie{};
  std::string csrf{};

 private:
  void settle(const std::string& name, const std::string& one_time);
  void learn(const http::Response& response);

  SampleApp& sample_;
  std::string address_;
};

/// The last part of the type of the problem that is the answer; empty where it is none.
[[nodiscard]] std::string problem_of(const http::Response& response);
[[nodiscard]] std::string text_in(const http::Response& response, const char* member);

}  // namespace servicecard::test
