#include "cardlib/credential/pack_container.h"

#include <utility>

#include "cardlib/codec/json.h"

namespace servicecard {
namespace {

std::optional<std::vector<std::string>> read_texts(const json::array& items) {
  std::vector<std::string> texts;
  texts.reserve(items.size());
  for (const json::value& item : items) {
    if (!item.is_string()) return std::nullopt;
    texts.emplace_back(item.get_string());
  }
  return texts;
}

}  // namespace

std::string write_pack_container(const PackContainer& container) {
  json::array lists;
  for (const std::string& list : container.status_lists) lists.emplace_back(list);
  return json::serialize(json::object{{"manifest", container.manifest},
                                      {"trust_list", container.trust_list},
                                      {"status_lists", std::move(lists)},
                                      {"catalogue", container.catalogue}});
}

std::optional<PackContainer> read_pack_container(std::string_view file) {
  const auto members = json::parse_object(file);
  if (!members) return std::nullopt;
  const auto manifest = json::text_member(*members, "manifest");
  const auto trust_list = json::text_member(*members, "trust_list");
  const json::array* const lists = json::array_member(*members, "status_lists");
  const auto catalogue = json::text_member(*members, "catalogue");
  if (!manifest || !trust_list || lists == nullptr || !catalogue) return std::nullopt;
  auto tokens = read_texts(*lists);
  if (!tokens) return std::nullopt;

  PackContainer container{.manifest = std::string(*manifest),
                          .trust_list = std::string(*trust_list),
                          .status_lists = std::move(*tokens),
                          .catalogue = std::string(*catalogue)};
  if (write_pack_container(container) != file) return std::nullopt;
  return container;
}

}  // namespace servicecard
