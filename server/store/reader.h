#pragma once

#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

#include "server/store/connection.h"

namespace servicecard::store {

/// Reads. What repositories ask for where it does not matter whether they run inside a change
/// (`Transaction`) or beside it (`Snapshot`).
class Reader {
 public:
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// Runs a SELECT (or a WITH that ends in one) and shows each row as it comes.
  void query(std::string_view sql, Parameters parameters, const RowVisitor& visit);

  /// Every row, as `map(row)` makes it.
  template <class Map>
  [[nodiscard]] auto all(std::string_view sql, Parameters parameters, Map map) {
    std::vector<std::invoke_result_t<Map, const Row&>> rows;
    query(sql, parameters, [&](const Row& row) { rows.push_back(map(row)); });
    return rows;
  }

  /// The first row, if any, as `map(row)` makes it.
  template <class Map>
  [[nodiscard]] auto one(std::string_view sql, Parameters parameters, Map map) {
    std::optional<std::invoke_result_t<Map, const Row&>> found;
    query(sql, parameters, [&](const Row& row) {
      if (!found) found = map(row);
    });
    return found;
  }

 protected:
  explicit Reader(Connection& connection) : connection_(connection) {}
  ~Reader() = default;
  [[nodiscard]] Connection& connection() { return connection_; }

 private:
  Connection& connection_;
};

/// A view of the database as it stood at one moment: everything committed before it, nothing after.
class Snapshot : public Reader {
 public:
  explicit Snapshot(Connection& connection) : Reader(connection) {}
};

}  // namespace servicecard::store
