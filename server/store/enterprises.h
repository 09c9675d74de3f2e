#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/uscc.h"
#include "server/store/order.h"
#include "server/store/page.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

struct Enterprise {
  std::int64_t id = 0;
  Uscc uscc;
  std::string name;
  std::string credit_status;  ///< `unknown`, `good` or `dishonest`
  Time created_at;
};

struct NewEnterprise {
  Uscc uscc;
  std::string name;
  std::string credit_status;
  Time created_at;
};

struct EnterpriseFilter {
  std::optional<std::string> text;         ///< part of the name, or of the code
  std::optional<std::string> designation;  ///< held on `day`
  CivilDate day;
  Order order{};
};

struct DesignationRow {
  std::int64_t id = 0;
  std::int64_t enterprise_id = 0;
  std::string kind;
  CivilDate from;
  std::optional<CivilDate> until;  ///< the last day
  std::string source;
  std::string entered_by;
  Time entered_at;
};

struct NewDesignation {
  std::int64_t enterprise_id = 0;
  std::string kind;
  CivilDate from;
  std::optional<CivilDate> until;
  std::string source;
  std::string entered_by;
  Time entered_at;
};

namespace enterprises {

[[nodiscard]] std::optional<Enterprise> find(Reader& reader, const Uscc& uscc);
[[nodiscard]] std::optional<Enterprise> find(Reader& reader, std::int64_t id);
[[nodiscard]] std::vector<Enterprise> list(Reader& reader, const EnterpriseFilter& filter,
                                           Page page);

/// Nothing where the code is taken.
[[nodiscard]] std::optional<std::int64_t> add(Transaction& transaction,
                                              const NewEnterprise& enterprise);
/// Writes name and credit status. The names on cards follow.
void update(Transaction& transaction, const Enterprise& enterprise);

[[nodiscard]] std::vector<DesignationRow> designations(Reader& reader, std::int64_t enterprise_id);
[[nodiscard]] std::optional<DesignationRow> find_designation(Reader& reader, std::int64_t id);
/// Nothing where the enterprise holds that title from that day already.
[[nodiscard]] std::optional<std::int64_t> add_designation(Transaction& transaction,
                                                          const NewDesignation& designation);
/// Sets the last day. Throws `Failure` where that lies before the first.
void end_designation(Transaction& transaction, std::int64_t id, CivilDate until);

}  // namespace enterprises
}  // namespace servicecard::store
