#include "server/desk/imprint.h"

#include <optional>
#include <stdexcept>

#include "cardlib/codec/utf8.h"
#include "server/store/settings.h"

namespace servicecard::desk {
namespace {

constexpr const char* imprint_setting = "imprint";

std::optional<ImprintError> objection_to(const Imprint& imprint) {
  if (!utf8::is_line(imprint.scheme.zh, 1, 20)) return ImprintError::bad_scheme;
  if (!utf8::is_line(imprint.scheme.en, 1, 60)) return ImprintError::bad_scheme;
  if (!utf8::is_line(imprint.issuer, 1, 40)) return ImprintError::bad_issuer;
  if (!utf8::is_line(imprint.hotline, 0, 30)) return ImprintError::bad_hotline;
  return std::nullopt;
}

}  // namespace

json::object imprint_json(const Imprint& imprint) {
  return {{"scheme_zh", imprint.scheme.zh},
          {"scheme_en", imprint.scheme.en},
          {"issuer", imprint.issuer},
          {"hotline", imprint.hotline}};
}

Imprint read_imprint(const std::string& text) {
  const auto object = json::parse_object(text);
  if (!object) throw std::runtime_error("the database holds an imprint that is none");
  const auto member = [&](std::string_view name) {
    return std::string(object->at(name).as_string());
  };
  return {.scheme = {.zh = member("scheme_zh"), .en = member("scheme_en")},
          .issuer = member("issuer"),
          .hotline = member("hotline")};
}

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
  if (text) return read_imprint(*text);
  return {.scheme = {.zh = "重点企业社会公共服务卡", .en = "Service Card for Key Enterprises"},
          .issuer = std::string(desk.issuer.str()),
          .hotline = ""};
}

std::expected<Imprint, ImprintError> set_imprint(const Desk& desk, const access::Act& act,
                                                 const Imprint& imprint) {
  if (const auto objection = objection_to(imprint)) return std::unexpected(*objection);
  return desk.store.write([&](store::Transaction& transaction) {
    json::object content = imprint_json(imprint);
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
