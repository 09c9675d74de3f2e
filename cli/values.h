#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace servicecard::cli {

/// What a command line gave to one command, by the names under which the command asked for it:
/// `uscc` for an argument, `--name` for an option.
struct Values {
  std::map<std::string, std::vector<std::string>> texts{};
  std::map<std::string, bool> flags{};

  /// Of something that was required.
  [[nodiscard]] const std::string& operator[](const std::string& name) const {
    const auto& given = all(name);
    if (given.empty()) throw std::logic_error("not required by the command: " + name);
    return given.front();
  }
  [[nodiscard]] std::optional<std::string> find(const std::string& name) const {
    const auto& given = all(name);
    return given.empty() ? std::nullopt : std::optional(given.front());
  }
  [[nodiscard]] const std::vector<std::string>& all(const std::string& name) const {
    return texts.at(name);
  }
  [[nodiscard]] bool has(const std::string& flag) const { return flags.at(flag); }
  /// What `--sort` and `--reverse` ask of a list; nothing where neither was given.
  [[nodiscard]] std::optional<std::string> sort() const {
    const auto word = find("--sort");
    return has("--reverse") ? std::string("-").append(word.value_or("entered")) : word;
  }
};

}  // namespace servicecard::cli
