#pragma once

#include <set>
#include <string>
#include <vector>

namespace servicecard::test {

/// One operation of schema/openapi.yaml, as far as the table of routes has it too.
struct OpenapiOperation {
  std::string method;  ///< "GET"
  std::string path;
  std::string id;
  /// Who may call it: empty for anybody, "partner", "actor" for any role, or the roles that its
  /// summary names.
  std::set<std::string> access;

  auto operator<=>(const OpenapiOperation&) const = default;
};

/// All of them. Reads the one layout that the file has, by its indentation.
[[nodiscard]] std::vector<OpenapiOperation> openapi_operations();

}  // namespace servicecard::test
