#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cardlib/credential/sector.h"

namespace servicecard::counter {

/// The services that a card was issued for: codes of the catalogue by sector.
class ServiceCodes {
 public:
  /// Reads `{"health": ["health.checkup"], …}` as the record holds it. Throws where it is none: the
  /// database is broken.
  explicit ServiceCodes(std::string_view json);

  [[nodiscard]] bool includes(Sector sector, std::string_view code) const;

 private:
  std::map<Sector, std::vector<std::string>> codes_;
};

/// Each different set of services once: a county has a handful, and a million cards.
class ServiceTable {
 public:
  using Entry = std::shared_ptr<const ServiceCodes>;

  /// Stays where it is.
  [[nodiscard]] const Entry* find_or_add(const std::string& json);

 private:
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace servicecard::counter
