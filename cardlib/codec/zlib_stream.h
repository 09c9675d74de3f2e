#pragma once

#include <cstddef>
#include <expected>

#include "cardlib/codec/bytes.h"

/// DEFLATE in a ZLIB wrapper (RFC 1950, RFC 1951).
namespace servicecard::zlib {

enum class Effort {
  fast,  ///< at once: runs alone, about 7 % more octets
  best,  ///< some hundred times longer, for what is sent often
};

[[nodiscard]] Bytes compress(BytesView data, Effort effort);

enum class Error {
  malformed,      ///< no ZLIB stream, cut short, or its checksum does not fit
  trailing_data,  ///< octets follow the stream
  too_large,      ///< it holds more than the limit
};

/// At most `limit` octets, in memory for at most twice as many, whatever the stream says.
[[nodiscard]] std::expected<Bytes, Error> decompress(BytesView stream, std::size_t limit);

}  // namespace servicecard::zlib
