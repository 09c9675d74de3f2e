#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "server/http/request.h"
#include "server/http/response.h"

namespace servicecard::http {

/// Something published: the same octets for everybody who asks, compressed once when it is made and
/// named by its ETag, so that whoever has it need not fetch it again.
class Document {
 public:
  struct Description {
    std::string content_type;
    std::string cache_control;  ///< "public, max-age=300"
    std::string vary{};         ///< by what else the choice was made: "Accept"
  };

  Document(std::string octets, Description description);

  /// 200, or 304 where If-None-Match (RFC 9110 §13.1.2) has it already; gzip to whoever takes it.
  [[nodiscard]] Response answer(const Request& request) const;

 private:
  struct Representation {
    std::shared_ptr<const std::string> octets;  ///< none: not worth having
    std::string etag;
  };

  Description description_;
  Representation identity_;
  Representation gzip_;
};

/// True where Accept-Encoding (RFC 9110 §12.5.3) takes gzip.
[[nodiscard]] bool accepts_gzip(const Headers& headers);

/// True where If-None-Match names `etag`, by the weak comparison.
[[nodiscard]] bool has_already(const Headers& headers, std::string_view etag);

/// The gzip form (RFC 1952) of some octets, the same for the same octets.
[[nodiscard]] std::string gzip(std::string_view octets);

}  // namespace servicecard::http
