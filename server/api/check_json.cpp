#include "server/api/check_json.h"

#include <string>

#include "server/api/format.h"

namespace servicecard::api {

json::object check_json(const store::Verification& row) {
  return {{"id", std::to_string(row.id)},
          {"at", timestamp(row.time)},
          {"partner", row.partner_id},
          {"key", or_null(row.key_id)},
          {"account", or_null(row.account_id)},
          {"site", or_null(row.site)},
          {"service", or_null(row.service)},
          {"kind", row.kind},
          {"verdict", row.verdict}};
}

}  // namespace servicecard::api
