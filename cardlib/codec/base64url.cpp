#include "cardlib/codec/base64url.h"

#include "cardlib/codec/radix.h"

namespace servicecard::base64url {
namespace {

constexpr radix::Alphabet<6> alphabet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

}  // namespace

std::string encode(BytesView bytes) { return radix::encode(alphabet, bytes); }

std::expected<Bytes, Error> decode(std::string_view text) {
  return radix::decode<Error>(alphabet, text);
}

}  // namespace servicecard::base64url
