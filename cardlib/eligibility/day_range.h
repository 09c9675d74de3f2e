#pragma once

#include <optional>

#include "cardlib/identity/civil_date.h"

namespace servicecard {

/// The days from one to another, both included; an end that is absent is open.
struct DayRange {
  std::optional<CivilDate> from;
  std::optional<CivilDate> to;

  [[nodiscard]] bool contains(CivilDate day) const {
    return (!from || *from <= day) && (!to || day <= *to);
  }

  bool operator==(const DayRange&) const = default;
};

}  // namespace servicecard
