#include "cardlib/codec/base32.h"

#include "cardlib/codec/radix.h"

namespace servicecard::base32 {
namespace {

constexpr radix::Alphabet<5> alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

}  // namespace

std::string encode(BytesView bytes) { return radix::encode(alphabet, bytes); }

std::expected<Bytes, Error> decode(std::string_view text) {
  return radix::decode<Error>(alphabet, text);
}

}  // namespace servicecard::base32
