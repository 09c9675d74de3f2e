#include "server/http/document.h"

#include <string>

#include <gtest/gtest.h>
#include <zlib.h>

namespace servicecard::http {
namespace {

const std::string text(10'000, 'a');

Document sample() {
  return {text, {.content_type = "text/plain", .cache_control = "public, max-age=60"}};
}

Request with(std::string_view name, std::string_view value) {
  Request request;
  request.headers.add(name, value);
  return request;
}

std::string gunzip(std::string_view compressed) {
  std::string plain(20'000, '\0');
  z_stream stream{};
  inflateInit2(&stream, MAX_WBITS + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
  stream.avail_in = static_cast<uInt>(compressed.size());
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = static_cast<uInt>(plain.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  plain.resize(stream.total_out);
  inflateEnd(&stream);
  return plain;
}

TEST(Document, AnswersItsOctetsAndHowLongTheyMayBeKept) {
  const Response response = sample().answer({});
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(response.body.view(), text);
  EXPECT_EQ(response.content_type, "text/plain");
  EXPECT_EQ(response.headers.find("Cache-Control"), "public, max-age=60");
  EXPECT_EQ(response.headers.find("Vary"), "Accept-Encoding");
  EXPECT_EQ(response.headers.find("Content-Encoding"), std::nullopt);
  EXPECT_EQ(response.headers.find("ETag")->size(), 34U);
}

TEST(Document, AnswersGzipUnderAnETagOfItsOwn) {
  const Response response = sample().answer(with("Accept-Encoding", "br, GZIP;q=0.5"));
  EXPECT_EQ(response.headers.find("Content-Encoding"), "gzip");
  EXPECT_LT(response.body.view().size(), 200U);
  EXPECT_EQ(gunzip(response.body.view()), text);
  EXPECT_NE(response.headers.find("ETag"), sample().answer({}).headers.find("ETag"));
}

TEST(Document, DoesNotCompressWhatWouldNotShrink) {
  const Document tiny("a", {.content_type = "text/plain", .cache_control = "no-cache"});
  const Response response = tiny.answer(with("Accept-Encoding", "gzip"));
  EXPECT_EQ(response.headers.find("Content-Encoding"), std::nullopt);
  EXPECT_EQ(response.body.view(), "a");
}

TEST(Document, SaysByWhatElseTheChoiceWasMade) {
  const Document chosen("a",
                        {.content_type = "t/p", .cache_control = "no-cache", .vary = "Accept"});
  EXPECT_EQ(chosen.answer({}).headers.find("Vary"), "Accept, Accept-Encoding");
}

TEST(Document, AnswersNotModifiedToWhoeverHasIt) {
  const std::string etag(*sample().answer({}).headers.find("ETag"));
  for (const std::string& value : {etag, "W/" + etag, "\"x\", " + etag, std::string("*")}) {
    const Response response = sample().answer(with("If-None-Match", value));
    EXPECT_EQ(response.status, 304U) << value;
    EXPECT_EQ(response.body.view(), "");
    EXPECT_EQ(response.headers.find("ETag"), etag);
  }
  for (const std::string& value : {std::string("\"x\""), etag.substr(1), std::string()}) {
    EXPECT_EQ(sample().answer(with("If-None-Match", value)).status, 200U) << value;
  }
}

TEST(Document, HasAnotherETagWhenAnOctetChanges) {
  std::string other = text;
  other.back() = 'b';
  const Document changed(other, {.content_type = "text/plain", .cache_control = "no-cache"});
  EXPECT_NE(changed.answer({}).headers.find("ETag"), sample().answer({}).headers.find("ETag"));
}

TEST(Document, AnswersTheBestOfTheFormsThatWereMadeBeforehand) {
  const Document made({.identity = text, .gzip = "gz", .brotli = "b"},
                      {.content_type = "text/plain", .cache_control = "no-cache"});
  struct Row {
    const char* header;
    const char* coding;
    const char* body;
  };
  const Row rows[] = {{"gzip, deflate, br", "br", "b"},
                      {"gzip, br;q=0", "gzip", "gz"},
                      {"identity", nullptr, text.c_str()}};
  for (const Row& row : rows) {
    const Response response = made.answer(with("Accept-Encoding", row.header));
    EXPECT_EQ(response.body.view(), row.body) << row.header;
    const auto coding = response.headers.find("Content-Encoding");
    EXPECT_EQ(coding.has_value(), row.coding != nullptr) << row.header;
    if (coding) {
      EXPECT_EQ(*coding, row.coding);
    }
  }
}

TEST(Document, LeavesOutAFormThatIsNoSmaller) {
  const Document made({.identity = "abc", .gzip = "four", .brotli = ""},
                      {.content_type = "text/plain", .cache_control = "no-cache"});
  const Response response = made.answer(with("Accept-Encoding", "gzip, br"));
  EXPECT_EQ(response.headers.find("Content-Encoding"), std::nullopt);
  EXPECT_EQ(response.body.view(), "abc");
}

TEST(AcceptsCoding, ReadsWeightsAndTheWildcard) {
  struct Row {
    const char* header;
    bool accepted;
  };
  const Row rows[] = {{"gzip", true},           {"", false},
                      {"identity", false},      {"gzip;q=0", false},
                      {"gzip; q=0.000", false}, {"*", true},
                      {"*;q=0", false},         {"*, gzip;q=0", false},
                      {"gzip;q=0, *", false},   {"deflate, gzip;q=1.0", true},
                      {"xgzip", false}};
  for (const Row& row : rows) {
    EXPECT_EQ(accepts_coding(with("Accept-Encoding", row.header).headers, "gzip"), row.accepted)
        << row.header;
  }
}

}  // namespace
}  // namespace servicecard::http
