#include "tests/server/app/openapi_operations.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <regex>
#include <stdexcept>

#include "server/access/role.h"

namespace servicecard::test {
namespace {

// "… Roles clerk (lost cards only), approver." names both.
std::set<std::string> roles_in(const std::string& summary) {
  std::set<std::string> roles;
  const auto start = summary.find(" Role");
  if (start == std::string::npos) return {"actor"};
  const std::string tail = summary.substr(start);
  static const std::regex word("[a-z]+");
  for (std::sregex_iterator it(tail.begin(), tail.end(), word), end; it != end; ++it) {
    if (access::parse_role(it->str())) roles.insert(it->str());
  }
  return roles;
}

// "[ { session: [settled] } ]" names both words.
std::set<std::string> words_in(const std::string& security) {
  static const std::regex word("[a-z]+");
  std::set<std::string> words;
  for (std::sregex_iterator it(security.begin(), security.end(), word), end; it != end; ++it) {
    words.insert(it->str());
  }
  return words;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

}  // namespace

std::vector<OpenapiOperation> openapi_operations() {
  std::ifstream in(SERVICECARD_SOURCE_DIR "/schema/openapi.yaml");
  if (!in) throw std::runtime_error("no schema/openapi.yaml");
  static const std::regex path_line("  (/[^ ]*):");
  static const std::regex method_line("    (get|post|put|patch|delete):");
  static const std::regex member_line("      (operationId|security|summary): (.*)");
  std::vector<OpenapiOperation> operations;
  std::string path;
  std::smatch found;
  for (std::string line; std::getline(in, line);) {
    if (line == "components:") break;
    if (std::regex_match(line, found, path_line)) {
      path = found[1];
    } else if (std::regex_match(line, found, method_line)) {
      operations.push_back(
          {.method = upper(found[1]), .path = path, .id = {}, .access = {"by summary"}});
    } else if (std::regex_match(line, found, member_line)) {
      OpenapiOperation& operation = operations.back();
      if (found[1] == "operationId") operation.id = found[2];
      if (found[1] == "security") operation.access = words_in(found[2]);
      if (found[1] == "summary" && operation.access.contains("by summary")) {
        operation.access = roles_in(found[2]);
      }
    }
  }
  return operations;
}

}  // namespace servicecard::test
