#include "cli/client.h"

#include <fmt/format.h>

#include "cli/stop.h"

namespace servicecard::cli {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string escape(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (is_unreserved(c)) {
      escaped += c;
    } else {
      escaped += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return escaped;
}

json::value read_json(const http::Response& response) {
  auto document = json::parse(response.body.view());
  if (!document) {
    throw Stop(ExitCode::failure, "The answer is not JSON.",
               fmt::format("status {}, {}", response.status, response.content_type));
  }
  return *std::move(document);
}

// Fields by name and what is wrong with each.
std::string field_errors(const json::object& problem, Language language) {
  std::string text;
  const json::array* errors = json::array_member(problem, "errors");
  if (errors == nullptr) return text;
  for (const json::value& error : *errors) {
    const json::object* fields = error.if_object();
    if (fields == nullptr) continue;
    text += fmt::format(
        "\n  {}: {}", json::text_member(*fields, "pointer").value_or(""),
        json::text_member(*fields, language == Language::zh ? "zh" : "en").value_or(""));
  }
  return text;
}

std::string_view advice_of(unsigned status, Language language) {
  const bool zh = language == Language::zh;
  if (status == 401) {
    return zh ? "请先 cardctl sign-in，或用 --token-file 文件、环境变量 CARDCTL_TOKEN 提供令牌。"
              : "Run cardctl sign-in, or give a token: --token-file FILE, or CARDCTL_TOKEN.";
  }
  if (status == 403) {
    return zh ? "请用有此权限的人员：--as 姓名 --token-file 文件。"
              : "Act as somebody who may: --as ACTOR --token-file FILE.";
  }
  return {};
}

[[noreturn]] void stop_for(const http::Response& response, Language language) {
  const ExitCode code = response.status >= 500 ? ExitCode::failure : ExitCode::refused;
  const auto problem = json::parse_object(response.body.view());
  if (!problem) throw Stop(code, fmt::format("HTTP {}", response.status));
  std::string detail(json::text_member(*problem, "detail").value_or(""));
  detail += field_errors(*problem, language);
  if (const auto advice = advice_of(response.status, language); !advice.empty()) {
    detail += (detail.empty() ? "" : "\n") + std::string(advice);
  }
  throw Stop(code, std::string(json::text_member(*problem, "title").value_or("?")), detail);
}

}  // namespace

std::string path_of(const std::vector<std::string>& segments) {
  std::string path;
  for (const std::string& segment : segments) path += "/" + escape(segment);
  return path;
}

http::Request make_request(http::Method method, std::string path, Query query) {
  http::Request request{.method = method};
  request.target.path = std::move(path);
  for (auto& [name, value] : query) {
    if (value) request.target.query.emplace_back(std::move(name), *std::move(value));
  }
  return request;
}

http::Response Client::ask(http::Request request) {
  if (token_) {
    request.headers.set("Authorization", "Bearer " + *token_);
  } else if (session_) {
    request.headers.set("Cookie", session_->cookie);
    request.headers.set("X-CSRF-Token", session_->csrf);
  }
  request.headers.set("Accept-Language", language_ == Language::zh ? "zh-CN" : "en");
  http::Response response = door_.call(std::move(request));
  learn_session(response);
  return response;
}

http::Response Client::accept(http::Response response) const {
  if (response.status >= 400) stop_for(response, language_);
  return response;
}

http::Response Client::send(http::Request request) { return accept(ask(std::move(request))); }

// The answer that brings a cookie also says what is to be sent with it; one without takes it away.
void Client::learn_session(const http::Response& response) {
  const auto cookie = response.headers.find("Set-Cookie");
  if (!cookie) return;
  const auto document = json::parse_object(response.body.view());
  const auto csrf = document ? json::text_member(*document, "csrf_token") : std::nullopt;
  session_.reset();
  if (csrf) {
    session_ = Session{.cookie = std::string(cookie->substr(0, cookie->find(';'))),
                       .csrf = std::string(*csrf)};
  }
}

json::value Client::send_json(http::Method method, std::string path, const json::value& body,
                              Query query) {
  http::Request request = make_request(method, std::move(path), std::move(query));
  request.headers.set("Content-Type", "application/json");
  request.body = json::serialize(body);
  return read_json(send(std::move(request)));
}

json::value Client::get(std::string path, Query query) {
  return read_json(send(make_request(http::Method::get, std::move(path), std::move(query))));
}

json::value Client::post(std::string path, const json::value& body, Query query) {
  return send_json(http::Method::post, std::move(path), body, std::move(query));
}

json::value Client::post(std::string path) {
  return read_json(send(make_request(http::Method::post, std::move(path))));
}

json::value Client::patch(std::string path, const json::value& body) {
  return send_json(http::Method::patch, std::move(path), body);
}

json::value Client::put(std::string path, const json::value& body) {
  return send_json(http::Method::put, std::move(path), body);
}

void Client::del(std::string path) { (void)send(make_request(http::Method::del, std::move(path))); }

json::array Client::all(const std::string& path, Query query) {
  json::array items;
  query.emplace_back("limit", "200");
  query.emplace_back("cursor", std::nullopt);
  do {
    const json::value page = get(path, query);
    for (const json::value& item : page.at("items").as_array()) items.push_back(item);
    const json::value& next = page.at("next");
    query.back().second =
        next.is_string() ? std::optional(std::string(next.as_string())) : std::nullopt;
  } while (query.back().second);
  return items;
}

}  // namespace servicecard::cli
