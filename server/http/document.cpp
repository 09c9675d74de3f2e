#include "server/http/document.h"

#include <array>
#include <span>
#include <stdexcept>

#include <openssl/evp.h>
#include <zlib.h>

#include "server/http/field_values.h"

namespace servicecard::http {
namespace {

// 128 bits of SHA-256, as an entity tag (RFC 9110 §8.8.3).
std::string etag_of(std::string_view octets, std::string_view suffix) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  std::size_t size = 0;
  if (EVP_Q_digest(nullptr, "SHA256", nullptr, octets.data(), octets.size(), digest.data(),
                   &size) != 1) {
    throw std::runtime_error("SHA-256 failed");
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string etag = "\"";
  for (const unsigned int octet : std::span(digest).first(16)) {
    etag.push_back(digits[octet >> 4U]);
    etag.push_back(digits[octet & 15U]);
  }
  return etag.append(suffix).append("\"");
}

}  // namespace

Document::Document(std::string octets, Description description)
    : description_(std::move(description)) {
  const std::string etag = etag_of(octets, "");
  std::string compressed = gzip(octets);
  if (compressed.size() < octets.size()) {
    gzip_ = {.octets = std::make_shared<const std::string>(std::move(compressed)),
             .etag = etag_of(octets, "-gzip")};
  }
  identity_ = {.octets = std::make_shared<const std::string>(std::move(octets)), .etag = etag};
}

Response Document::answer(const Request& request) const {
  const bool compressed = gzip_.octets != nullptr && accepts_gzip(request.headers);
  const Representation& chosen = compressed ? gzip_ : identity_;
  const bool known = has_already(request.headers, chosen.etag);
  Response response = empty_response(known ? 304 : 200);
  response.headers.add("ETag", chosen.etag);
  response.headers.add("Cache-Control", description_.cache_control);
  response.headers.add("Vary", description_.vary.empty() ? "Accept-Encoding"
                                                         : description_.vary + ", Accept-Encoding");
  if (known) return response;
  response.content_type = description_.content_type;
  if (compressed) response.headers.add("Content-Encoding", "gzip");
  response.body = chosen.octets;
  return response;
}

bool accepts_gzip(const Headers& headers) {
  std::string_view list = headers.find("Accept-Encoding").value_or("");
  bool accepted = false;
  while (!list.empty()) {
    std::string_view parameters = take_until(',', list);
    const std::string_view coding = take_until(';', parameters);
    if (equal_ignoring_case(coding, "gzip")) return weight_in(parameters) > 0;
    if (coding == "*") accepted = weight_in(parameters) > 0;
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
