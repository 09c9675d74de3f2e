#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/store/partner_terms.h"

namespace servicecard::counter {

/// By what somebody asks at the counter.
enum class CallerKind : std::uint8_t {
  api_key,     ///< a program with a secret
  client_key,  ///< a program that signed with its own key
  account,     ///< a person at a partner's counter
};

/// Who asks at the counter, for which partner.
struct Caller {
  std::string partner;
  CallerKind kind = CallerKind::api_key;
  std::int64_t id = 0;                ///< of the key, or of the account
  std::string name;                   ///< the key's label, or the account's name
  std::optional<std::string> site{};  ///< of the account, where a question names none
};

/// A caller, and what he may ask for.
struct AdmittedCaller {
  Caller caller;
  store::PartnerScopes scopes;
};

}  // namespace servicecard::counter
