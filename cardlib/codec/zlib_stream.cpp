#include "cardlib/codec/zlib_stream.h"

#include <algorithm>
#include <memory>
#include <new>
#include <stdexcept>
#include <utility>

#include <libdeflate.h>
#include <zlib.h>

namespace servicecard::zlib {
namespace {

Bytes compress_fast(BytesView data) {
  z_stream stream{};
  constexpr int window_bits = 15;
  constexpr int memory_level = 9;
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, window_bits, memory_level, Z_RLE) != Z_OK) {
    throw std::bad_alloc();
  }
  const std::unique_ptr<z_stream, decltype(&deflateEnd)> closing(&stream, deflateEnd);
  Bytes out(deflateBound(&stream, data.size()));
  stream.next_in = const_cast<Bytef*>(data.data());  // zlib only reads it
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib failed");
  out.resize(stream.total_out);
  return out;
}

Bytes compress_best(BytesView data) {
  constexpr int highest_level = 12;
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(highest_level), libdeflate_free_compressor);
  if (!compressor) throw std::bad_alloc();
  Bytes out(libdeflate_zlib_compress_bound(compressor.get(), data.size()));
  const std::size_t size =
      libdeflate_zlib_compress(compressor.get(), data.data(), data.size(), out.data(), out.size());
  if (size == 0) throw std::runtime_error("libdeflate failed");
  out.resize(size);
  return out;
}

}  // namespace

Bytes compress(BytesView data, Effort effort) {
  switch (effort) {
    case Effort::fast:
      return compress_fast(data);
    case Effort::best:
      return compress_best(data);
  }
  std::unreachable();
}

std::expected<Bytes, Error> decompress(BytesView stream, std::size_t limit) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  if (!inflater) throw std::bad_alloc();
  // A ZLIB stream does not say how much it holds: guess, and guess higher.
  Bytes out(std::min(limit, std::max<std::size_t>(4096, stream.size() * 8)));
  while (true) {
    std::size_t used = 0;
    std::size_t made = 0;
    const libdeflate_result result = libdeflate_zlib_decompress_ex(
        inflater.get(), stream.data(), stream.size(), out.data(), out.size(), &used, &made);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) {
      if (out.size() == limit) return std::unexpected(Error::too_large);
      const std::size_t larger = std::min(limit, out.size() * 4);
      out = Bytes();  // nothing in it is worth copying
      out.resize(larger);
      continue;
    }
    if (result != LIBDEFLATE_SUCCESS) return std::unexpected(Error::malformed);
    if (used != stream.size()) return std::unexpected(Error::trailing_data);
    out.resize(made);
    out.shrink_to_fit();
    return out;
  }
}

}  // namespace servicecard::zlib
