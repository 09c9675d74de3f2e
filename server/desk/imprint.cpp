#include "server/desk/imprint.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <stdexcept>

#include "cardlib/codec/json.h"
#include "cardlib/codec/utf8.h"
#include "server/store/settings.h"

namespace servicecard::desk {
namespace {

constexpr const char* imprint_setting = "imprint";

struct Lengths {
  std::size_t least = 0;
  std::size_t most = 0;
};

bool is_line(std::string_view text, Lengths lengths) {
  const auto points = utf8::decode(text);
  if (!points || points->size() < lengths.least || points->size() > lengths.most) return false;
  if (points->empty()) return true;
  return !utf8::is_space(points->front()) && !utf8::is_space(points->back()) &&
         std::ranges::none_of(*points, utf8::is_control);
}

std::optional<ImprintError> objection_to(const Imprint& imprint) {
  if (!is_line(imprint.scheme.zh, {.least = 1, .most = 20})) return ImprintError::bad_scheme;
  if (!is_line(imprint.scheme.en, {.least = 1, .most = 60})) return ImprintError::bad_scheme;
  if (!is_line(imprint.issuer, {.least = 1, .most = 40})) return ImprintError::bad_issuer;
  if (!is_line(imprint.hotline, {.least = 0, .most = 30})) return ImprintError::bad_hotline;
  return std::nullopt;
}

json::object written(const Imprint& imprint) {
  return {{"scheme_zh", imprint.scheme.zh},
          {"scheme_en", imprint.scheme.en},
          {"issuer", imprint.issuer},
          {"hotline", imprint.hotline}};
}

// The setting was written by us.
Imprint read(const std::string& text) {
  const auto object = json::parse_object(text);
  if (!object) throw std::runtime_error("the database holds an imprint that is none");
  const auto member = [&](std::string_view name) {
    return std::string(object->at(name).as_string());
  };
  return {.scheme = {.zh = member("scheme_zh"), .en = member("scheme_en")},
          .issuer = member("issuer"),
          .hotline = member("hotline")};
}

}  // namespace

std::string_view to_string(ImprintError error) {
  switch (error) {
    case ImprintError::bad_scheme:
      return "bad-scheme";
    case ImprintError::bad_issuer:
      return "bad-issuer";
    case ImprintError::bad_hotline:
      return "bad-hotline";
  }
  return {};
}

Imprint show_imprint(const Desk& desk) {
  const auto text = desk.store.read(
      [](store::Snapshot& snapshot) { return store::settings::find(snapshot, imprint_setting); });
  if (text) return read(*text);
  return {.scheme = {.zh = "重点企业社会公共服务卡", .en = "Service Card for Key Enterprises"},
          .issuer = std::string(desk.issuer.str()),
          .hotline = ""};
}

std::expected<Imprint, ImprintError> set_imprint(const Desk& desk, const access::Act& act,
                                                 const Imprint& imprint) {
  if (const auto objection = objection_to(imprint)) return std::unexpected(*objection);
  return desk.store.write([&](store::Transaction& transaction) {
    json::object content = written(imprint);
    store::settings::put(transaction, imprint_setting, json::serialize(content));
    transaction.append({.time = act.now,
                        .actor = act.actor.name,
                        .kind = "imprint.set",
                        .subject = "imprint",
                        .content = std::move(content)});
    return imprint;
  });
}

}  // namespace servicecard::desk
