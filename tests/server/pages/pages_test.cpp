#include "server/pages/pages.h"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace servicecard::pages {
namespace {

const std::string script(1000, 'x');

Pages sample() {
  return Pages({{.path = "/desk/index.html", .octets = {.identity = "<html>"}},
                {.path = "/counter/index.html", .octets = {.identity = "<html>"}},
                {.path = "/counter/sw.js", .octets = {.identity = "worker"}},
                {.path = "/counter/manifest.webmanifest", .octets = {.identity = "{}"}},
                {.path = "/assets/main-3f9a.js",
                 .octets = {.identity = script, .gzip = "gz", .brotli = "br"}},
                {.path = "/assets/main-3f9a.css", .octets = {.identity = "a{}"}}});
}

http::Request request_for(const std::string& path, http::Method method = http::Method::get) {
  http::Request request;
  request.method = method;
  request.target.path = path;
  return request;
}

TEST(Pages, GivesAFileByItsExactPath) {
  const auto answer = sample().answer(request_for("/assets/main-3f9a.js"));
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->status, 200U);
  EXPECT_EQ(answer->content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(answer->body.view(), script);
}

TEST(Pages, GivesTheFormThatWasCompressedBeforehand) {
  http::Request request = request_for("/assets/main-3f9a.js");
  request.headers.add("Accept-Encoding", "gzip, deflate, br");
  const auto answer = sample().answer(request);
  EXPECT_EQ(answer->headers.find("Content-Encoding"), "br");
  EXPECT_EQ(answer->body.view(), "br");
}

TEST(Pages, MayBeKeptForGoodWhereTheNameNamesTheContent) {
  const Pages pages = sample();
  EXPECT_EQ(pages.answer(request_for("/assets/main-3f9a.css"))->headers.find("Cache-Control"),
            "public, max-age=31536000, immutable");
  EXPECT_EQ(pages.answer(request_for("/desk/index.html"))->headers.find("Cache-Control"),
            "no-cache");
}

TEST(Pages, AreNotSentAgainToWhoeverHasThem) {
  const Pages pages = sample();
  http::Request request = request_for("/desk/");
  request.headers.add("If-None-Match", *pages.answer(request)->headers.find("ETag"));
  const auto answer = pages.answer(request);
  EXPECT_EQ(answer->status, 304U);
  EXPECT_TRUE(answer->headers.find("Content-Security-Policy").has_value());
}

TEST(Pages, GiveTheIndexForRoutesOfTheClient) {
  for (const char* path : {"/desk", "/desk/", "/desk/cards", "/desk/cards/YC26-00017-2",
                           "/desk/enterprises/%E4%BC%8A", "/desk//"}) {
    const auto answer = sample().answer(request_for(path));
    ASSERT_TRUE(answer.has_value()) << path;
    EXPECT_EQ(answer->body.view(), "<html>") << path;
  }
}

TEST(Pages, HaveNothingElse) {
  for (const char* path :
       {"/desks", "/assets", "/assets/", "/assets/main", "/assets/main-3f9a.js/", "/desk/main.js",
        "/desk/index.html.br", "/assets/%6dain-3f9a.js", "/assets/main-3f9a.js%00",
        "/assets/..%2f..%2fetc%2fpasswd", "/desk/..%2fetc%2fpasswd", "/assets/..%5cdesk",
        "/%2e%2e/desk", "//desk/", "/v1/me"}) {
    EXPECT_FALSE(sample().answer(request_for(path)).has_value()) << path;
  }
}

TEST(Pages, LeadFromTheRootToTheDesk) {
  const auto answer = sample().answer(request_for("/"));
  EXPECT_EQ(answer->status, 302U);
  EXPECT_EQ(answer->headers.find("Location"), "/desk/");
}

TEST(Pages, AreThereToBeReadAlone) {
  EXPECT_TRUE(sample().answer(request_for("/desk/", http::Method::head)).has_value());
  for (const auto method : {http::Method::post, http::Method::put, http::Method::del}) {
    EXPECT_FALSE(sample().answer(request_for("/desk/", method)).has_value());
  }
}

TEST(Pages, ForbidInlineScriptAndStyleEvalFramesAndEveryOtherServer) {
  for (const char* path : {"/desk/", "/counter/", "/counter", "/counter/sw.js"}) {
    const auto answer = sample().answer(request_for(path));
    const std::string policy(*answer->headers.find("Content-Security-Policy"));
    for (const char* rule :
         {"default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'",
          "base-uri 'none'", "require-trusted-types-for 'script'"}) {
      EXPECT_TRUE(policy.contains(rule)) << path << ' ' << rule;
    }
    for (const char* hole : {"unsafe", "data:", "blob:", "http", "*"}) {
      EXPECT_FALSE(policy.contains(hole)) << path << ' ' << hole;
    }
    EXPECT_EQ(answer->headers.find("X-Frame-Options"), "DENY") << path;
  }
}

TEST(Pages, GiveTheCounterAloneItsWorkerItsManifestAndTheCamera) {
  const auto headers_of = [](const char* path) {
    const auto answer = sample().answer(request_for(path));
    return std::string(*answer->headers.find("Content-Security-Policy")) + "; " +
           std::string(*answer->headers.find("Permissions-Policy"));
  };
  for (const char* rule : {"worker-src 'self'", "manifest-src 'self'", "camera=(self)"}) {
    EXPECT_TRUE(headers_of("/counter/").contains(rule)) << rule;
    EXPECT_FALSE(headers_of("/desk/").contains(rule)) << rule;
    EXPECT_FALSE(headers_of("/assets/main-3f9a.js").contains(rule)) << rule;
  }
}

TEST(Pages, AreAskedForAgainWhereTheirNameStaysTheSame) {
  for (const char* path : {"/counter/", "/counter/sw.js", "/counter/manifest.webmanifest"}) {
    EXPECT_EQ(sample().answer(request_for(path))->headers.find("Cache-Control"), "no-cache")
        << path;
  }
  EXPECT_EQ(sample().answer(request_for("/counter/manifest.webmanifest"))->content_type,
            "application/manifest+json");
}

TEST(Pages, AreNotMadeOfAFileOfAnUnknownKind) {
  EXPECT_THROW(Pages({{.path = "/desk/id_rsa", .octets = {.identity = "secret"}}}),
               std::invalid_argument);
}

}  // namespace
}  // namespace servicecard::pages
