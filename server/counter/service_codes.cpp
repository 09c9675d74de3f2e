#include "server/counter/service_codes.h"

#include <algorithm>
#include <stdexcept>

#include "cardlib/codec/json.h"

namespace servicecard::counter {
namespace {

std::vector<std::string> codes_of(const json::value& value) {
  std::vector<std::string> codes;
  for (const json::value& code : value.as_array()) codes.emplace_back(code.as_string());
  return codes;
}

}  // namespace

ServiceCodes::ServiceCodes(std::string_view json) {
  const auto object = json::parse_object(json);
  if (!object) throw std::runtime_error("the services of a card are no JSON object");
  for (const auto& [name, value] : *object) {
    const auto sector = parse_sector(name);
    if (!sector) throw std::runtime_error("a card has services of an unknown sector");
    codes_.emplace(*sector, codes_of(value));
  }
}

bool ServiceCodes::includes(Sector sector, std::string_view code) const {
  const auto found = codes_.find(sector);
  return found != codes_.end() && std::ranges::find(found->second, code) != found->second.end();
}

const ServiceTable::Entry* ServiceTable::find_or_add(const std::string& json) {
  const auto found = entries_.find(json);
  if (found != entries_.end()) return &found->second;
  return &entries_.emplace(json, std::make_shared<const ServiceCodes>(json)).first->second;
}

}  // namespace servicecard::counter
