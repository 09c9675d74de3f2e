#include "tests/server/http/smuggling.h"

namespace servicecard::http {
namespace {

std::string post(const std::string& fields, const std::string& body = "") {
  return "POST / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n" + body;
}

std::string get(const std::string& fields) { return "GET / HTTP/1.1\r\n" + fields + "\r\n"; }

std::string line(const std::string& request_line) { return request_line + "\r\nHost: h\r\n\r\n"; }

const std::string chunks = "5\r\nhello\r\n0\r\n\r\n";

std::vector<SmugglingAttempt> framing_attempts() {
  const Refusal refusal = Refusal::bad_framing;
  return {
      {"GzipWithLength", post("Transfer-Encoding: gzip\r\nContent-Length: 5\r\n", "hello"),
       refusal},
      {"GzipAlone", post("Transfer-Encoding: gzip\r\n"), refusal},
      {"GzipThenChunked", post("Transfer-Encoding: gzip, chunked\r\n", chunks), refusal},
      {"ChunkedThenGzip", post("Transfer-Encoding: chunked, gzip\r\n", chunks), refusal},
      {"Xchunked", post("Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n", "hello"), refusal},
      {"Identity", post("Transfer-Encoding: identity\r\nContent-Length: 5\r\n", "hello"), refusal},
      {"QuotedChunked", post("Transfer-Encoding: \"chunked\"\r\n", chunks), refusal},
      {"ChunkedWithParameter", post("Transfer-Encoding: chunked;q=1\r\n", chunks), refusal},
      {"EmptyEncoding", post("Transfer-Encoding:\r\nContent-Length: 5\r\n", "hello"), refusal},
      {"ChunkedTwiceInOne", post("Transfer-Encoding: chunked, chunked\r\n", chunks), refusal},
      {"ChunkedTwice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", chunks),
       refusal},
      {"ChunkedThenLength", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunks),
       refusal},
      {"LengthThenChunked", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunks),
       refusal},
      {"ChunkedInHttp10",
       "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks, refusal},
      {"LengthTwice", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), refusal},
      {"LengthsThatDiffer", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello"), refusal},
      {"LengthList", post("Content-Length: 5, 5\r\n", "hello"), refusal},
      {"LengthWithSign", post("Content-Length: +5\r\n", "hello"), refusal},
      {"NegativeLength", post("Content-Length: -1\r\n"), refusal},
      {"HexadecimalLength", post("Content-Length: 0x5\r\n", "hello"), refusal},
      {"EmptyLength", post("Content-Length:\r\n"), refusal},
      {"LengthWithSpace", post("Content-Length: 5 5\r\n", "hello"), refusal},
      {"LengthAbove64Bits", post("Content-Length: 18446744073709551616\r\n"), refusal},
  };
}

std::vector<SmugglingAttempt> head_attempts() {
  return {
      {"NoHost", get(""), Refusal::bad_host},
      {"NoHostInHttp10", "GET / HTTP/1.0\r\n\r\n", Refusal::bad_host},
      {"HostTwice", get("Host: a\r\nHost: a\r\n"), Refusal::bad_host},
      {"EmptyHost", get("Host:\r\n"), Refusal::bad_host},
      {"HostWithSlash", get("Host: a/b\r\n"), Refusal::bad_host},
      {"HostWithUser", get("Host: a@b\r\n"), Refusal::bad_host},
      {"HostList", get("Host: a, b\r\n"), Refusal::bad_host},
      {"FoldedWithSpace", get("Host: h\r\nX: a\r\n b\r\n"), Refusal::folded_field},
      {"FoldedWithTab", get("Host: h\r\nX: a\r\n\tb\r\n"), Refusal::folded_field},
      {"FoldedEmptyValue", get("Host: h\r\nX:\r\n b\r\n"), Refusal::folded_field},
      {"FoldedEncoding", post("Transfer-Encoding:\r\n chunked\r\n", chunks), Refusal::folded_field},
      {"FoldedHost", get("Host:\r\n h\r\n"), Refusal::folded_field},
      {"SpaceBeforeColon", post("Content-Length : 5\r\n", "hello"), Refusal::malformed},
      {"SpaceBeforeFirstField", get(" Host: h\r\n"), Refusal::malformed},
      {"EmptyName", get("Host: h\r\n: a\r\n"), Refusal::malformed},
      {"NoColon", get("Host: h\r\nX\r\n"), Refusal::malformed},
      {"NulInValue", get("Host: h\r\nX: a" + std::string(1, '\0') + "b\r\n"), Refusal::malformed},
      {"NulInName", get("Host: h\r\nX" + std::string(1, '\0') + ": b\r\n"), Refusal::malformed},
      {"ControlInValue", get("Host: h\r\nX: a\x01\r\n"), Refusal::malformed},
      {"DeleteInValue", get("Host: h\r\nX: a\x7f\r\n"), Refusal::malformed},
      {"BareCarriageReturn", get("Host: h\r\nX: a\rb\r\n"), Refusal::malformed},
      {"BareNewline", "GET / HTTP/1.1\nHost: h\n\n\r\n\r\n", Refusal::malformed},
      {"BareNewlineInFields", get("Host: h\nX: a\r\n"), Refusal::malformed},
  };
}

std::vector<SmugglingAttempt> line_attempts() {
  return {
      {"Http09", "GET /\r\n\r\n", Refusal::malformed},
      {"Http2", line("GET / HTTP/2.0"), Refusal::malformed},
      {"Http12", line("GET / HTTP/1.2"), Refusal::malformed},
      {"Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Refusal::malformed},
      {"LowerCaseVersion", line("GET / http/1.1"), Refusal::malformed},
      {"TwoSpaces", line("GET  / HTTP/1.1"), Refusal::malformed},
      {"TabForSpace", line("GET\t/ HTTP/1.1"), Refusal::malformed},
      {"TrailingSpace", line("GET / HTTP/1.1 "), Refusal::malformed},
      {"TlsHello", "\x16\x03\x01\x02\x01\x01\xfc\x03\x03", Refusal::malformed},
      {"EmptyLineFirst", "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", Refusal::malformed},
      {"UnknownMethod", line("BREW / HTTP/1.1"), Refusal::unknown_method},
      {"LowerCaseMethod", line("get / HTTP/1.1"), Refusal::unknown_method},
      {"Connect", line("CONNECT h:443 HTTP/1.1"), Refusal::unknown_method},
      {"Trace", line("TRACE / HTTP/1.1"), Refusal::unknown_method},
      {"AbsoluteForm", line("GET http://other/ HTTP/1.1"), Refusal::bad_target},
      {"AsteriskForm", line("OPTIONS * HTTP/1.1"), Refusal::bad_target},
      {"EscapedNul", line("GET /a%00b HTTP/1.1"), Refusal::bad_target},
      {"DotDot", line("GET /a/%2e%2e/b HTTP/1.1"), Refusal::bad_target},
      {"BadChunkSize", post("Transfer-Encoding: chunked\r\n", "x\r\n\r\n"), Refusal::malformed},
      {"ChunkSizeWithPrefix", post("Transfer-Encoding: chunked\r\n", "0x5\r\nhello\r\n0\r\n\r\n"),
       Refusal::malformed},
      {"ChunkLongerThanItsSize", post("Transfer-Encoding: chunked\r\n", "4\r\nhello\r\n0\r\n\r\n"),
       Refusal::malformed},
      {"ChunkLineWithBareNewline", post("Transfer-Encoding: chunked\r\n", "5\nhello\r\n0\r\n\r\n"),
       Refusal::malformed},
      {"LengthInTrailer",
       post("Transfer-Encoding: chunked\r\n", "0\r\nContent-Length: 5\r\n\r\nhello"),
       Refusal::bad_framing},
      {"OtherExpectation", post("Expect: 200-ok\r\nContent-Length: 5\r\n", "hello"),
       Refusal::unknown_expectation},
  };
}

}  // namespace

std::vector<SmugglingAttempt> smuggling_attempts() {
  std::vector<SmugglingAttempt> all = framing_attempts();
  for (const auto& part : {head_attempts(), line_attempts()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace servicecard::http
