#include "keys/sealed_stream.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "tests/keys/support.h"
#include "tests/support/fixed_random.h"
#include "tests/support/remembered_scrypt.h"

namespace servicecard::keys {
namespace {

using servicecard::test::FixedRandom;
using test::passphrase;

constexpr std::size_t chunk = std::size_t{64} * 1024;
constexpr std::size_t sealed_chunk = chunk + 28;
constexpr std::size_t head = 8 + 1 + 16 + 32;

Bytes octets(std::size_t size) {
  Bytes made(size);
  FixedRandom(size).fill(made);
  return made;
}

class SealedStream : public testing::Test {
 protected:
  SealedStream() { servicecard::test::remember_scrypt(); }

  Bytes seal(BytesView content, std::size_t step = 10'000) {
    Bytes sealed;
    SealedWriter writer(
        [&](BytesView some) { sealed.insert(sealed.end(), some.begin(), some.end()); },
        passphrase(), random_);
    for (std::size_t at = 0; at < content.size(); at += step) {
      writer.write(content.subspan(at, std::min(step, content.size() - at)));
    }
    writer.finish();
    return sealed;
  }

  /// The content of that size, or what the reader says.
  static std::expected<Bytes, SealedStreamError> open(BytesView sealed, std::size_t size,
                                                      const Passphrase& by = passphrase()) {
    auto reader = SealedReader::open(
        [rest = sealed](std::span<std::uint8_t> out) mutable {
          const BytesView some = rest.first(std::min(rest.size(), out.size()));
          std::ranges::copy(some, out.begin());
          rest = rest.subspan(some.size());
          return some.size();
        },
        by);
    if (!reader) return std::unexpected(reader.error());
    Bytes content(size);
    if (const auto read = reader->read(content); !read) return std::unexpected(read.error());
    if (const auto end = reader->finish(); !end) return std::unexpected(end.error());
    return content;
  }
  static std::string outcome(BytesView sealed, std::size_t size) {
    const auto content = open(sealed, size);
    return content ? "whole" : std::string(to_string(content.error()));
  }

  FixedRandom random_{5};
};

TEST_F(SealedStream, GivesBackWhatWasWrittenOfAnyLength) {
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, chunk - 1, chunk, chunk + 1, 3 * chunk, 3 * chunk + 100}) {
    const Bytes content = octets(size);
    const Bytes sealed = seal(content);
    EXPECT_EQ(open(sealed, size), content) << size;
    const std::size_t chunks = std::max<std::size_t>(1, (size + chunk - 1) / chunk);
    EXPECT_EQ(sealed.size(), head + size + chunks * 28) << size;
  }
}

TEST_F(SealedStream, DoesNotDependOnHowItIsWritten) {
  const Bytes content = octets(chunk + 7);
  for (const std::size_t step : {std::size_t{1000}, chunk, chunk + 7}) {
    EXPECT_EQ(open(seal(content, step), content.size()), content) << step;
  }
}

TEST_F(SealedStream, HidesItsContent) {
  const std::string content(1000, 'x');
  const Bytes sealed = seal(as_bytes(content));
  EXPECT_EQ(as_text(sealed).find("xxxx"), std::string_view::npos);
}

TEST_F(SealedStream, RefusesEveryOctetThatIsAltered) {
  const Bytes content = octets(2 * chunk + 50);
  const Bytes sealed = seal(content);
  // Each octet of the salt that is altered costs one scrypt.
  const auto step = [](std::size_t at) {
    return at >= 9 && at < 25 ? 8U : at < head + 40 ? 1U : 4999U;
  };
  for (std::size_t at = 0; at < sealed.size(); at += step(at)) {
    for (const int bit : {0, 7}) {
      Bytes altered = sealed;
      altered[at] ^= static_cast<std::uint8_t>(1U << static_cast<unsigned>(bit));
      const std::string expected = at < 8      ? "foreign"
                                   : at == 8   ? "unknown_version"
                                   : at < head ? "wrong_passphrase"
                                               : "altered";
      ASSERT_EQ(outcome(altered, content.size()), expected) << at;
    }
  }
}

TEST_F(SealedStream, RefusesEveryCut) {
  const Bytes content = octets(2 * chunk);
  const Bytes sealed = seal(content);
  for (std::size_t size = 0; size < sealed.size(); size += size < head + 40 ? 1 : 3001) {
    const std::string said = outcome(BytesView(sealed).first(size), content.size());
    EXPECT_TRUE(said == "foreign" || said == "cut" || said == "altered") << size << ": " << said;
  }
  EXPECT_EQ(outcome(BytesView(sealed).first(head + sealed_chunk), content.size()), "cut");
  EXPECT_EQ(outcome(BytesView(sealed).first(head), content.size()), "cut");
}

TEST_F(SealedStream, RefusesWhatIsAppended) {
  const Bytes content = octets(100);
  Bytes longer = seal(content);
  longer.push_back(0);
  EXPECT_EQ(outcome(longer, content.size()), "altered");
  EXPECT_EQ(outcome(seal(content), 99), "trailing");
  EXPECT_EQ(outcome(seal(content), 101), "cut");
  EXPECT_EQ(outcome(seal(octets(chunk + 1)), chunk), "trailing");
}

TEST_F(SealedStream, RefusesChunksInAnotherOrderOrOfAnotherStream) {
  const Bytes content = octets(3 * chunk);
  const Bytes sealed = seal(content);
  Bytes exchanged = sealed;
  std::swap_ranges(exchanged.begin() + head, exchanged.begin() + head + sealed_chunk,
                   exchanged.begin() + head + sealed_chunk);
  EXPECT_EQ(outcome(exchanged, content.size()), "altered");
  Bytes shortened = sealed;
  shortened.erase(shortened.begin() + head, shortened.begin() + head + sealed_chunk);
  EXPECT_EQ(outcome(shortened, 2 * chunk), "altered");
  Bytes mixed = sealed;
  const Bytes other = seal(content);
  std::copy_n(other.begin() + head, sealed_chunk, mixed.begin() + head);
  EXPECT_EQ(outcome(mixed, content.size()), "altered");
}

TEST_F(SealedStream, OpensForItsPassphraseAlone) {
  const auto other = Passphrase::parse(as_bytes("quite another passphrase")).value();
  EXPECT_EQ(open(seal(octets(10)), 10, other).error(), SealedStreamError::wrong_passphrase);
}

}  // namespace
}  // namespace servicecard::keys
