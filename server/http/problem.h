#pragma once

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "server/http/request.h"
#include "server/http/response.h"

namespace servicecard::http {

enum class Language { zh, en };

/// The language an answer is written in: what Accept-Language (RFC 9110 §12.5.4) weighs highest of
/// the two, Chinese where it does not say.
[[nodiscard]] Language preferred_language(const Headers& headers);

/// The same sentence in both languages.
struct Text {
  std::string zh{};
  std::string en{};

  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::zh ? zh : en;
  }
};

/// What went wrong, as RFC 9457 has it. `name` becomes the type, "/problems/<name>"; a program
/// decides by it and never by the prose.
struct Problem {
  unsigned status;
  std::string_view name;
  Text title;
  Text detail{};                     ///< what this occurrence is about; may be empty
  boost::json::object extensions{};  ///< further members; the standard's own names win
};

/// `application/problem+json` in the language of the request. `instance` is the request's id.
[[nodiscard]] Response problem_response(const Request& request, const Problem& problem);
/// The same for an answer that comes when the request is gone.
[[nodiscard]] Response problem_response(Language language, std::string_view request_id,
                                        const Problem& problem);

/// The problems that HTTP itself brings about.
[[nodiscard]] Problem bad_request(Text detail);
[[nodiscard]] Problem not_found();
[[nodiscard]] Problem method_not_allowed();
[[nodiscard]] Problem body_too_large();
[[nodiscard]] Problem too_many_connections();
[[nodiscard]] Problem busy();

/// The whole of what a client learns of a broken machine; the log holds the rest.
[[nodiscard]] Response internal_error(std::string_view request_id);

}  // namespace servicecard::http
