#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>

/// Files that a command line names. What cannot be read or written ends the command (`Stop`).
namespace servicecard::cli {

/// All of a file, up to 64 MiB.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);
/// All of a stream, up to 64 MiB.
[[nodiscard]] std::string read_all(std::istream& in);
/// A token or a passphrase: refused where others than its owner can read it.
[[nodiscard]] std::string read_secret(const std::filesystem::path& file);
/// Replaces the file, durably; only its owner can read it.
void write_private(const std::filesystem::path& file, std::string_view content);
/// Writes a file that anybody may read.
void write_file(const std::filesystem::path& file, std::string_view content);

}  // namespace servicecard::cli
