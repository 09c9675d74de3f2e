#include "server/store/reader.h"

#include <stdexcept>
#include <string>

#include "server/store/statement_kind.h"

namespace servicecard::store {

void Reader::query(std::string_view sql, Parameters parameters, const RowVisitor& visit) {
  if (!is_reading(sql)) throw std::logic_error("not a query: " + std::string(sql));
  connection_.run(sql, parameters, Access::read, visit);
}

}  // namespace servicecard::store
