#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "cli/exit_code.h"

namespace servicecard::cli {

/// Ends a command from wherever it is, with what the user is told: what happened, and what to do.
/// Nothing in a command goes on after a refusal, so an exception says it best; `run` catches it.
class Stop : public std::runtime_error {
 public:
  Stop(ExitCode code, const std::string& title, std::string detail = {})
      : std::runtime_error(title), code_(code), detail_(std::move(detail)) {}

  [[nodiscard]] ExitCode code() const { return code_; }
  [[nodiscard]] std::string title() const { return what(); }
  [[nodiscard]] const std::string& detail() const { return detail_; }

 private:
  ExitCode code_;
  std::string detail_;
};

/// No server answered, for reasons of its own or of the network.
class NoAnswer : public Stop {
 public:
  NoAnswer(const std::string& title, std::string detail)
      : Stop(ExitCode::cannot_tell, title, std::move(detail)) {}
};

}  // namespace servicecard::cli
