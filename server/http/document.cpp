#include "server/http/document.h"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

#include <openssl/evp.h>
#include <zlib.h>

#include "server/http/field_values.h"

namespace servicecard::http {
namespace {

// 128 bits of SHA-256, to be an entity tag (RFC 9110 §8.8.3).
std::string digest_of(std::string_view octets) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  std::size_t size = 0;
  if (EVP_Q_digest(nullptr, "SHA256", nullptr, octets.data(), octets.size(), digest.data(),
                   &size) != 1) {
    throw std::runtime_error("SHA-256 failed");
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const unsigned int octet : std::span(digest).first(16)) {
    text.push_back(digits[octet >> 4U]);
    text.push_back(digits[octet & 15U]);
  }
  return text;
}

}  // namespace

Document::Document(const std::string& octets, Description description)
    : Document(Encoded{.identity = octets, .gzip = gzip(octets)}, std::move(description)) {}

Document::Document(Encoded forms, Description description) : description_(std::move(description)) {
  const std::size_t plain_size = forms.identity.size();
  // An ETag names the plain octets, so a coding that is made otherwise next time keeps its name.
  const auto add = [&, digest = digest_of(forms.identity)](std::string_view coding,
                                                           std::string octets) {
    const bool worth_having = !octets.empty() && octets.size() < plain_size;
    if (!coding.empty() && !worth_having) return;
    const std::string suffix = coding.empty() ? "" : "-" + std::string(coding);
    representations_.push_back(
        {.coding = coding,
         .octets = std::make_shared<const std::string>(std::move(octets)),
         .etag = std::string("\"").append(digest).append(suffix).append("\"")});
  };
  add("br", std::move(forms.brotli));
  add("gzip", std::move(forms.gzip));
  add("", std::move(forms.identity));
}

Response Document::answer(const Request& request) const {
  const Representation& chosen = choose(request.headers);
  const bool known = has_already(request.headers, chosen.etag);
  Response response = empty_response(known ? 304 : 200);
  response.headers.add("ETag", chosen.etag);
  response.headers.add("Cache-Control", description_.cache_control);
  response.headers.add("Vary", description_.vary.empty() ? "Accept-Encoding"
                                                         : description_.vary + ", Accept-Encoding");
  if (known) return response;
  response.content_type = description_.content_type;
  if (!chosen.coding.empty()) response.headers.add("Content-Encoding", chosen.coding);
  response.body = chosen.octets;
  return response;
}

const Document::Representation& Document::choose(const Headers& headers) const {
  return *std::ranges::find_if(representations_, [&](const Representation& one) {
    return one.coding.empty() || accepts_coding(headers, one.coding);
  });
}

bool accepts_coding(const Headers& headers, std::string_view coding) {
  std::string_view list = headers.find("Accept-Encoding").value_or("");
  bool accepted = false;
  while (!list.empty()) {
    std::string_view parameters = take_until(',', list);
    const std::string_view named = take_until(';', parameters);
    if (equal_ignoring_case(named, coding)) return weight_in(parameters) > 0;
    if (named == "*") accepted = weight_in(parameters) > 0;
  }
  return accepted;
}

bool has_already(const Headers& headers, std::string_view etag) {
  std::string_view list = headers.find("If-None-Match").value_or("");
  while (!list.empty()) {
    std::string_view item = take_until(',', list);
    if (item == "*") return true;
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item == etag) return true;
  }
  return false;
}

std::string gzip(std::string_view octets) {
  constexpr int gzip_window = MAX_WBITS + 16;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, 9, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw std::runtime_error("zlib cannot compress");
  }
  std::string compressed(deflateBound(&stream, octets.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(octets.data()));
  stream.avail_in = static_cast<uInt>(octets.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  const int ended = deflate(&stream, Z_FINISH);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) throw std::runtime_error("zlib cannot compress");
  return compressed;
}

}  // namespace servicecard::http
