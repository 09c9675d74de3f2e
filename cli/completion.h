#pragma once

#include <string>

namespace CLI {
class App;
}

namespace servicecard::cli {

/// A script for bash that completes nouns, verbs, options and their words.
[[nodiscard]] std::string bash_completion(const CLI::App& program);

}  // namespace servicecard::cli
