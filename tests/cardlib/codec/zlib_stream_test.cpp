#include "cardlib/codec/zlib_stream.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/support/changes.h"

namespace servicecard::zlib {
namespace {

constexpr std::size_t mebibyte = std::size_t{1024} * 1024;

/// A stream in whose middle a block of zeros stands as often as is asked for; its checksum is
/// wrong, but whoever gets that far has inflated everything.
Bytes bomb(std::size_t mebibytes) {
  Bytes zeros(mebibyte);
  z_stream stream{};
  deflateInit(&stream, Z_BEST_COMPRESSION);
  const auto flush = [&stream, &zeros](int how) {
    Bytes out(8192);
    stream.next_in = zeros.data();
    stream.avail_in = static_cast<uInt>(zeros.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, how);
    out.resize(out.size() - stream.avail_out);
    return out;
  };
  Bytes all = flush(Z_FULL_FLUSH);
  const Bytes again = flush(Z_FULL_FLUSH);
  for (std::size_t i = 2; i < mebibytes; ++i) all.insert(all.end(), again.begin(), again.end());
  const Bytes last = flush(Z_FINISH);
  all.insert(all.end(), last.begin(), last.end());
  deflateEnd(&stream);
  return all;
}

TEST(ZlibStream, InflatesWhatItDeflates) {
  for (const Effort effort : {Effort::fast, Effort::best}) {
    for (const std::size_t size : {0U, 1U, 4096U, 100'000U}) {
      SCOPED_TRACE(size);
      Bytes data(size);
      for (std::size_t i = 0; i < size; i += 7) data[i] = static_cast<std::uint8_t>(i / 7);
      EXPECT_EQ(decompress(compress(data, effort), size), data);
    }
  }
}

TEST(ZlibStream, HoldsAtMostTheLimit) {
  const Bytes stream = compress(Bytes(10'000), Effort::best);
  EXPECT_TRUE(decompress(stream, 10'000));
  EXPECT_EQ(decompress(stream, 9'999).error(), Error::too_large);
  EXPECT_EQ(decompress(stream, 0).error(), Error::too_large);
}

TEST(ZlibStream, RefusesATail) {
  Bytes stream = compress(Bytes(100), Effort::fast);
  stream.push_back(0);
  EXPECT_EQ(decompress(stream, 100).error(), Error::trailing_data);
}

TEST(ZlibStream, RefusesEveryCut) {
  const Bytes stream = compress(Bytes(1000, 7), Effort::fast);
  test::for_every_cut(BytesView(stream), [](BytesView cut) {
    EXPECT_EQ(decompress(cut, 1000).error(), Error::malformed) << cut.size();
  });
}

TEST(ZlibStream, RefusesOtherWrappings) {
  const Bytes good = compress(Bytes(100), Effort::fast);
  const Bytes raw(good.begin() + 2, good.end() - 4);
  Bytes checksum = good;
  checksum.back() ^= 1U;
  const Bytes gzip = {0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  const Bytes dictionary = {0x78, 0xbb, 0, 0, 0, 1, 3, 0, 0, 0, 0, 1};
  for (const auto& [name, stream] :
       std::vector<std::pair<std::string, Bytes>>{{"raw DEFLATE", raw},
                                                  {"a wrong checksum", checksum},
                                                  {"gzip", gzip},
                                                  {"a preset dictionary", dictionary},
                                                  {"nothing", {}}}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(decompress(stream, 1000).error(), Error::malformed);
  }
}

TEST(ZlibStream, RefusesABombAtOnce) {
  const Bytes gibibyte = bomb(1024);
  ASSERT_LT(gibibyte.size(), 2 * mebibyte);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(decompress(gibibyte, 16 * mebibyte).error(), Error::too_large);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

TEST(ZlibStream, InflatesWhatOneKilobyteCanHold) {
  const Bytes stream = compress(Bytes(mebibyte), Effort::best);
  ASSERT_LT(stream.size(), 1100U);
  EXPECT_EQ(decompress(stream, 16 * mebibyte)->size(), mebibyte);
  EXPECT_EQ(decompress(stream, mebibyte / 2).error(), Error::too_large);
}

}  // namespace
}  // namespace servicecard::zlib
