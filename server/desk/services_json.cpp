#include "server/desk/services_json.h"

#include <stdexcept>

#include "cardlib/codec/json.h"

namespace servicecard::desk {

Services services_of(const Policy& policy) {
  Services services;
  for (const Service& service : policy.terms().services) {
    services[service.sector].push_back(service.code);
  }
  return services;
}

std::string services_json(const Services& services) {
  json::object by_sector;
  for (const auto& [sector, codes] : services) {
    json::array list;
    for (const std::string& code : codes) list.emplace_back(code);
    by_sector[to_string(sector)] = std::move(list);
  }
  return json::serialize(by_sector);
}

Services services_of(std::string_view text) {
  const auto by_sector = json::parse_object(text);
  if (!by_sector) throw std::runtime_error("the services of a card are no JSON");
  Services services;
  for (const auto& member : *by_sector) {
    const auto sector = parse_sector(member.key());
    if (!sector || !member.value().is_array()) {
      throw std::runtime_error("the services of a card name no sector");
    }
    for (const json::value& code : member.value().get_array()) {
      services[*sector].emplace_back(code.as_string());
    }
  }
  return services;
}

}  // namespace servicecard::desk
