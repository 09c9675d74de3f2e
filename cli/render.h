#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cardlib/codec/json.h"
#include "cli/console.h"

/// Documents of the API for people to read.
namespace servicecard::cli {

/// What people call a member of a document.
[[nodiscard]] std::string label_of(std::string_view member, Language language);

/// What people call the value of a member that is one of the API's codes, as `state` is; any other
/// text as it stands.
[[nodiscard]] std::string word_of(std::string_view member, std::string_view code,
                                  Language language);

/// One value in one cell: texts in the user's language, lists joined, money in yuan.
[[nodiscard]] std::string cell_of(std::string_view member, const json::value& value,
                                  Language language);

/// Members of each item as the columns of a table.
[[nodiscard]] std::string render_list(const json::array& items,
                                      const std::vector<std::string>& columns, Language language,
                                      const std::string& indent = {});

/// Members one a line; what holds further objects follows as blocks and tables.
[[nodiscard]] std::string render(const json::value& document, Language language);

}  // namespace servicecard::cli
