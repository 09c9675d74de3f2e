#include "server/api/public_documents.h"

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "cardlib/codec/ascii.h"
#include "cardlib/codec/bytes.h"
#include "cardlib/codec/json.h"
#include "cardlib/credential/status_list_token.h"
#include "keys/jwk_set.h"
#include "server/api/openapi_document.h"
#include "server/api/routes.h"
#include "server/api/type_metadata.h"
#include "server/http/accept.h"
#include "server/http/document.h"
#include "server/http/problem.h"

namespace servicecard::api {
namespace {

constexpr std::array list_types = {status_list_jwt_media_type, status_list_cwt_media_type};
// As long as the `ttl` of a status list.
constexpr const char* cache_control = "public, max-age=300";

http::Document document(std::string octets, std::string content_type, std::string vary = {}) {
  return {std::move(octets),
          {.content_type = std::move(content_type),
           .cache_control = cache_control,
           .vary = std::move(vary)}};
}

http::Document json_document(const json::value& value) {
  return document(json::serialize(value), "application/json");
}

http::Response not_published(const http::Request& request) {
  return problem_response(request, {.status = 503,
                                    .name = "not-published",
                                    .title = {.zh = "尚未发布，请稍后重试",
                                              .en = "Not published yet, try again shortly"}});
}

http::Response not_acceptable(const http::Request& request) {
  return problem_response(
      request,
      {.status = 406,
       .name = "not-acceptable",
       .title = {.zh = "没有所要求的格式", .en = "Not in that form"},
       .detail = {.zh = "Accept 应为 application/statuslist+jwt 或 application/statuslist+cwt",
                  .en = "Accept application/statuslist+jwt or application/statuslist+cwt"}});
}

/// What comes from one trust list.
struct KeyDocuments {
  explicit KeyDocuments(const TrustList& list)
      : hash(list.hash()),
        jwks(json_document(keys::service_jwk_set(list))),
        issuer(json_document(
            json::object{{"issuer", list.issuer().str()}, {"jwks", keys::card_jwk_set(list)}})),
        trust_list(document(list.jws(), "application/jwt")) {}

  Sha256 hash;
  http::Document jwks;
  http::Document issuer;
  http::Document trust_list;
};

/// What comes from one publication.
struct PublishedDocuments {
  explicit PublishedDocuments(std::shared_ptr<const counter::Publication> publication)
      : from(std::move(publication)), pack(document(from->pack, "application/json")) {
    for (const auto& [number, list] : from->lists) {
      lists.emplace(number, std::array{document(list.jwt, std::string(list_types[0]), "Accept"),
                                       document(std::string(as_text(list.cwt)),
                                                std::string(list_types[1]), "Accept")});
    }
  }

  std::shared_ptr<const counter::Publication> from;
  http::Document pack;
  std::map<std::int64_t, std::array<http::Document, list_types.size()>> lists;
};

/// Makes each document once and serves it until there is another.
class PublicDocuments {
 public:
  PublicDocuments(const keys::KeyRing& ring, const counter::Publisher& publisher)
      : ring_(ring),
        publisher_(publisher),
        type_metadata_(json_document(type_metadata(ring.issuer()))),
        openapi_(document(std::string(openapi_document()), "application/yaml")) {}

  [[nodiscard]] http::Response jwks(const http::Request& request) {
    return answer(request, keys(), &KeyDocuments::jwks);
  }
  [[nodiscard]] http::Response issuer(const http::Request& request) {
    return answer(request, keys(), &KeyDocuments::issuer);
  }
  [[nodiscard]] http::Response trust_list(const http::Request& request) {
    return answer(request, keys(), &KeyDocuments::trust_list);
  }
  [[nodiscard]] http::Response pack(const http::Request& request) {
    return answer(request, published(), &PublishedDocuments::pack);
  }
  [[nodiscard]] http::Response metadata(const http::Request& request) {
    return type_metadata_.answer(request);
  }
  [[nodiscard]] http::Response openapi(const http::Request& request) {
    return openapi_.answer(request);
  }

  [[nodiscard]] http::Response status_list(const http::Request& request) {
    const auto documents = published();
    if (!documents) return not_published(request);
    const auto list = documents->lists.find(number_in(request.parameter("n")));
    if (list == documents->lists.end()) return problem_response(request, http::not_found());
    const auto type = http::choose_media_type(request.headers, list_types);
    if (!type) return not_acceptable(request);
    return list->second.at(*type).answer(request);
  }

 private:
  // 0, which no list has, for what no list is called.
  static std::int64_t number_in(const std::string& text) {
    const auto number = ascii::parse_number<std::int64_t>(text);
    return number && std::to_string(*number) == text ? *number : 0;
  }

  template <class Documents>
  static http::Response answer(const http::Request& request,
                               const std::shared_ptr<const Documents>& documents,
                               http::Document Documents::* one) {
    return documents ? (documents.get()->*one).answer(request) : not_published(request);
  }

  std::shared_ptr<const KeyDocuments> keys() {
    const auto list = ring_.trust_list();
    const std::scoped_lock lock(mutex_);
    if (list && (!keys_ || keys_->hash != list->hash())) {
      keys_ = std::make_shared<const KeyDocuments>(*list);
    }
    return keys_;
  }

  std::shared_ptr<const PublishedDocuments> published() {
    const auto current = publisher_.current();
    const std::scoped_lock lock(mutex_);
    if (current && (!published_ || published_->from != current)) {
      published_ = std::make_shared<const PublishedDocuments>(current);
    }
    return published_;
  }

  const keys::KeyRing& ring_;
  const counter::Publisher& publisher_;
  http::Document type_metadata_;
  http::Document openapi_;
  std::mutex mutex_;
  std::shared_ptr<const KeyDocuments> keys_;
  std::shared_ptr<const PublishedDocuments> published_;
};

}  // namespace

void add_public_document_routes(http::Router& router, const keys::KeyRing& ring,
                                const counter::Publisher& publisher) {
  const auto documents = std::make_shared<PublicDocuments>(ring, publisher);
  const auto add = [&](const char* pattern, const char* operation, auto handler) {
    router.add({.pattern = pattern,
                .operation = operation,
                .cors = http::Cors::anyone,
                .handler = calling(documents, handler)});
  };
  add("/.well-known/jwks.json", "jwks", &PublicDocuments::jwks);
  add("/.well-known/jwt-vc-issuer", "jwtVcIssuer", &PublicDocuments::issuer);
  add("/vct/service-card", "typeMetadata", &PublicDocuments::metadata);
  add("/status-lists/{n}", "statusList", &PublicDocuments::status_list);
  add("/trust-list", "trustList", &PublicDocuments::trust_list);
  add("/offline-pack", "offlinePack", &PublicDocuments::pack);
  add("/openapi.yaml", "openapi", &PublicDocuments::openapi);
}

}  // namespace servicecard::api
