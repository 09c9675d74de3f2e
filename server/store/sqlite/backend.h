#pragma once

#include <filesystem>
#include <memory>

#include "server/store/connection.h"

namespace servicecard::store::sqlite {

/// SQLite behind the port: one database file that the migrator has made. The file is looked at when
/// the first connection is opened.
[[nodiscard]] std::unique_ptr<Backend> backend(std::filesystem::path file);

}  // namespace servicecard::store::sqlite
