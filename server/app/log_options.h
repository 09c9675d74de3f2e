#pragma once

#include <cstdint>
#include <filesystem>

namespace servicecard::app {

enum class LogLevel : std::uint8_t { debug, info, warn, error };

struct LogOptions {
  LogLevel level = LogLevel::info;
  std::filesystem::path file{};  ///< appended to; standard error where empty
  bool access = true;            ///< a line for every request
};

}  // namespace servicecard::app
