#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

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

  /// The same octets in each coding that they were compressed in beforehand; empty: not in that
  /// one.
  struct Encoded {
    std::string identity;
    std::string gzip{};
    std::string brotli{};
  };

  /// Makes the gzip form itself.
  Document(const std::string& octets, Description description);
  Document(Encoded forms, Description description);

  /// 200, or 304 where If-None-Match (RFC 9110 §13.1.2) has it already; of the codings that the
  /// client takes the one that compresses best.
  [[nodiscard]] Response answer(const Request& request) const;

 private:
  struct Representation {
    std::string_view coding;  ///< none: as it is
    std::shared_ptr<const std::string> octets;
    std::string etag;
  };

  [[nodiscard]] const Representation& choose(const Headers& headers) const;

  Description description_;
  std::vector<Representation> representations_;  // the best first, the last as it is
};

/// True where Accept-Encoding (RFC 9110 §12.5.3) takes that coding.
[[nodiscard]] bool accepts_coding(const Headers& headers, std::string_view coding);

/// True where If-None-Match names `etag`, by the weak comparison.
[[nodiscard]] bool has_already(const Headers& headers, std::string_view etag);

/// The gzip form (RFC 1952) of some octets, the same for the same octets.
[[nodiscard]] std::string gzip(std::string_view octets);

}  // namespace servicecard::http
