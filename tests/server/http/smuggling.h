#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "server/http/refusal.h"

namespace servicecard::http {

/// A request in which two readers of HTTP could differ, or which is none, and how it is refused.
struct SmugglingAttempt {
  const char* name;
  std::string text;
  Refusal refusal;
};

/// Names a row in the report of a failure.
inline void PrintTo(const SmugglingAttempt& attempt, std::ostream* out) { *out << attempt.name; }

[[nodiscard]] std::vector<SmugglingAttempt> smuggling_attempts();

}  // namespace servicecard::http
