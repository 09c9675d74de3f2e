#include "server/store/services.h"

#include <algorithm>
#include <stdexcept>

namespace servicecard::store {
namespace {

[[noreturn]] void fail() { throw std::runtime_error("the services of a card cannot be read"); }

std::vector<std::string> codes_in(const json::value& list) {
  if (!list.is_array()) fail();
  std::vector<std::string> codes;
  for (const json::value& code : list.get_array()) {
    if (!code.is_string()) fail();
    codes.emplace_back(code.get_string());
  }
  return codes;
}

}  // namespace

bool includes(const Services& services, Sector sector, std::string_view code) {
  const auto found = services.find(sector);
  return found != services.end() && std::ranges::find(found->second, code) != found->second.end();
}

json::object services_json(const Services& services) {
  json::object by_sector;
  for (const auto& [sector, codes] : services) {
    by_sector[to_string(sector)] = json::array(codes.begin(), codes.end());
  }
  return by_sector;
}

Services parse_services(std::string_view text) {
  const auto by_sector = json::parse_object(text);
  if (!by_sector) fail();
  Services services;
  for (const auto& [name, codes] : *by_sector) {
    const auto sector = parse_sector(name);
    if (!sector) fail();
    services.emplace(*sector, codes_in(codes));
  }
  return services;
}

}  // namespace servicecard::store
