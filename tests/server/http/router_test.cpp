#include "server/http/router.h"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "server/http/problem.h"

namespace servicecard::http {
namespace {

// A route that answers with its operation and what its pattern caught.
Route echo(Method method, std::string pattern, const std::string& operation) {
  Route route{.method = method, .pattern = std::move(pattern), .operation = operation};
  route.handler = plain([operation](const Request& request) {
    std::string text = operation;
    for (const auto& [name, value] : request.parameters) {
      text.append(" ").append(name).append("=").append(value);
    }
    return text_response(200, text);
  });
  return route;
}

Request request_for(Method method, std::string_view target) {
  Request request;
  request.method = method;
  request.target = parse_target(target).value();
  request.id = "r-1";
  return request;
}

Response answer_to(const Router& router, Request request) {
  std::optional<Response> answer;
  router.dispatch(std::move(request),
                  Respond([&](Response response) { answer = std::move(response); }, "r-1"));
  return answer.value();
}

Response answer_to(const Router& router, Method method, std::string_view target) {
  return answer_to(router, request_for(method, target));
}

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    router.add(echo(Method::get, "/", "root"));
    router.add(echo(Method::get, "/v1/cards/{number}", "showCard"));
    router.add(echo(Method::del, "/v1/cards/{number}", "dropCard"));
    router.add(echo(Method::post, "/v1/cards/{number}/revoke", "revokeCard"));
    router.add(echo(Method::get, "/v1/cards/all", "allCards"));
    router.add(echo(Method::get, "/v1/{kind}/{id}/log", "showLog"));
    Route lists = echo(Method::get, "/lists/{n}", "list");
    lists.cors = Cors::anyone;
    router.add(std::move(lists));
  }

  [[nodiscard]] std::string text(Method method, std::string_view target) const {
    return std::string(answer_to(router, method, target).body.view());
  }

  Router router;
};

TEST_F(RouterTest, FindsLiteralAndCaughtSegments) {
  EXPECT_EQ(text(Method::get, "/"), "root");
  EXPECT_EQ(text(Method::get, "/v1/cards/YC26-00017-2"), "showCard number=YC26-00017-2");
  EXPECT_EQ(text(Method::post, "/v1/cards/7/revoke"), "revokeCard number=7");
  EXPECT_EQ(text(Method::get, "/v1/cards/7/log"), "showLog kind=cards id=7");
}

TEST_F(RouterTest, PrefersALiteralOverAParameter) {
  EXPECT_EQ(text(Method::get, "/v1/cards/all"), "allCards");
  EXPECT_EQ(text(Method::get, "/v1/cards/%61ll"), "allCards");
}

TEST_F(RouterTest, DecodesWhatAParameterCatches) {
  EXPECT_EQ(text(Method::get, "/v1/cards/%E5%BC%A0%2Fall?x=1"), "showCard number=张/all");
}

TEST_F(RouterTest, AnswersNotFoundForOtherPaths) {
  for (const char* const path : {"/v1", "/v1/", "/v1/cards", "/v1/cards/", "/v1/cards//revoke",
                                 "//v1/cards/7", "/v1/cards/7/", "/V1/cards/7"}) {
    EXPECT_EQ(answer_to(router, Method::get, path).status, 404U) << path;
  }
}

TEST_F(RouterTest, AnswersMethodNotAllowedWithTheMethodsThatAre) {
  const Response response = answer_to(router, Method::put, "/v1/cards/7");
  EXPECT_EQ(response.status, 405U);
  EXPECT_EQ(response.headers.find("Allow"), "OPTIONS, GET, HEAD, DELETE");
  EXPECT_EQ(response.content_type, "application/problem+json");
}

TEST_F(RouterTest, ServesHeadAsGet) {
  EXPECT_EQ(text(Method::head, "/v1/cards/7"), "showCard number=7");
  EXPECT_EQ(answer_to(router, Method::head, "/v1/cards/7/revoke").status, 405U);
}

TEST_F(RouterTest, AnswersOptionsForEveryPathAndOriginsForSharedOnes) {
  const Response own = answer_to(router, Method::options, "/v1/cards/7");
  EXPECT_EQ(own.status, 204U);
  EXPECT_EQ(own.headers.find("Allow"), "OPTIONS, GET, HEAD, DELETE");
  EXPECT_EQ(own.headers.find("Access-Control-Allow-Origin"), std::nullopt);
  const Response shared = answer_to(router, Method::options, "/lists/1");
  EXPECT_EQ(shared.headers.find("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(shared.headers.find("Access-Control-Allow-Methods"), "OPTIONS, GET, HEAD");
  EXPECT_EQ(answer_to(router, Method::options, "/nowhere").status, 404U);
}

TEST_F(RouterTest, SharesTheAnswersOfSharedRoutesOnly) {
  EXPECT_EQ(answer_to(router, Method::get, "/lists/1").headers.find("Access-Control-Allow-Origin"),
            "*");
  EXPECT_EQ(answer_to(router, Method::get, "/").headers.find("Access-Control-Allow-Origin"),
            std::nullopt);
}

TEST_F(RouterTest, ListsItsRoutesInTheOrderGiven) {
  std::string operations;
  for (const Route& route : router.routes()) operations += route.operation + " ";
  EXPECT_EQ(operations, "root showCard dropCard revokeCard allCards showLog list ");
}

TEST_F(RouterTest, RefusesASecondRouteOfTheSameShape) {
  EXPECT_THROW(router.add(echo(Method::get, "/v1/cards/{other}", "again")), std::logic_error);
  EXPECT_THROW(router.add(echo(Method::get, "/", "again")), std::logic_error);
}

TEST_F(RouterTest, RefusesMalformedPatterns) {
  for (const char* const pattern : {"", "v1", "/{", "/{}", "/a{b}", "/{a}b", "/{a{b}}", "/%61"}) {
    EXPECT_THROW(router.add(echo(Method::get, pattern, "bad")), std::logic_error) << pattern;
  }
}

TEST_F(RouterTest, RefusesABodyOverTheLimitOfItsRoute) {
  Route upload = echo(Method::post, "/upload", "upload");
  upload.body_limit = 100'000;
  router.add(std::move(upload));
  Request request = request_for(Method::post, "/upload");
  request.body.assign(100'000, 'a');
  EXPECT_EQ(answer_to(router, request).status, 200U);
  request.body.push_back('a');
  EXPECT_EQ(answer_to(router, request).status, 413U);
  request.target = parse_target("/v1/cards/7/revoke").value();
  request.body.resize(default_body_limit);
  EXPECT_EQ(answer_to(router, request).status, 200U);
  request.body.push_back('a');
  EXPECT_EQ(answer_to(router, request).status, 413U);
}

class FailingHandlers : public testing::Test {
 protected:
  FailingHandlers() {
    router.report_to([this](std::string_view id, std::string_view what) {
      reports.append(id).append(": ").append(what).append("\n");
    });
  }

  Response answer_of(Handler handler) {
    router.add(
        {.method = Method::get, .pattern = "/x", .operation = "x", .handler = std::move(handler)});
    return answer_to(router, Method::get, "/x");
  }

  Router router;
  std::string reports;
};

TEST_F(FailingHandlers, AnswerABare500AndAreReportedOnce) {
  const Response response = answer_of(
      plain([](const Request&) -> Response { throw std::runtime_error("disk on fire"); }));
  EXPECT_EQ(response.status, 500U);
  EXPECT_EQ(response.body.view(), internal_error("r-1").body.view());
  EXPECT_EQ(reports, "r-1: disk on fire\n");
}

TEST_F(FailingHandlers, AnswerForExceptionsOfAnyType) {
  EXPECT_EQ(answer_of([](const Request&, const Respond&) { throw 7; }).status, 500U);
  EXPECT_EQ(reports, "r-1: an exception of an unknown type\n");
}

TEST_F(FailingHandlers, AnswerWhenTheWayBackIsDropped) {
  EXPECT_EQ(answer_of([](const Request&, const Respond&) {}).status, 500U);
}

TEST_F(FailingHandlers, KeepTheFirstAnswerWhenTheyAnswerTwice) {
  const Response response = answer_of([](const Request&, Respond respond) {
    respond(text_response(200, "first"));
    respond(text_response(200, "second"));
  });
  EXPECT_EQ(response.body.view(), "first");
  EXPECT_EQ(reports, "r-1: a request was answered twice\n");
}

TEST(Respond, AnswersFromAnotherThread) {
  Router router;
  std::thread worker;
  const auto answer_there = [&](const Request&, Respond respond) {
    worker =
        std::thread([respond = std::move(respond)]() mutable { respond(empty_response(204)); });
  };
  router.add({.method = Method::get, .pattern = "/x", .operation = "x", .handler = answer_there});
  unsigned status = 0;
  router.dispatch(request_for(Method::get, "/x"),
                  Respond([&](const Response& response) { status = response.status; }, "r-1"));
  worker.join();
  EXPECT_EQ(status, 204U);
}

TEST(Router, FallsBackWhereNoRouteHasThePath) {
  Router router;
  router.add(echo(Method::get, "/a", "a"));
  router.fall_back_on([](const Request& request) -> std::optional<Response> {
    if (request.target.path != "/b") return std::nullopt;
    return text_response(200, "page");
  });
  EXPECT_EQ(answer_to(router, Method::get, "/a").body.view(), "a");
  EXPECT_EQ(answer_to(router, Method::get, "/b").body.view(), "page");
  EXPECT_EQ(answer_to(router, Method::get, "/c").status, 404U);
  EXPECT_EQ(answer_to(router, Method::post, "/a").status, 405U);
}

class GuardedRoutes : public testing::Test {
 protected:
  GuardedRoutes() {
    router.add(
        {.method = Method::get, .pattern = "/open", .operation = "open", .handler = greet()});
    router.add({.method = Method::get,
                .pattern = "/closed",
                .operation = "closed",
                .access = "clerk",
                .handler = greet()});
  }

  static Handler greet() {
    return plain([](const Request& request) {
      const auto* const name = std::any_cast<std::string>(&request.caller);
      return text_response(200, name == nullptr ? "nobody" : *name);
    });
  }

  Router router;
};

TEST_F(GuardedRoutes, AreClosedWithoutAGuard) {
  EXPECT_EQ(answer_to(router, Method::get, "/open").body.view(), "nobody");
  EXPECT_EQ(answer_to(router, Method::get, "/closed").status, 500U);
}

TEST_F(GuardedRoutes, AskTheGuardWhoNamesTheCallerOrRefuses) {
  router.guard_with([](const Route& route, Request& request) -> std::optional<Response> {
    if (request.header("Authorization") != route.access) return empty_response(401);
    request.caller = std::string("li");
    return std::nullopt;
  });
  EXPECT_EQ(answer_to(router, Method::get, "/closed").status, 401U);
  Request request = request_for(Method::get, "/closed");
  request.headers.add("Authorization", "clerk");
  EXPECT_EQ(answer_to(router, request).body.view(), "li");
}

}  // namespace
}  // namespace servicecard::http
