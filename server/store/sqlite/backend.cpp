#include "server/store/sqlite/backend.h"

#include <utility>

#include "server/store/sqlite/connection.h"

namespace servicecard::store::sqlite {
namespace {

class SqliteBackend final : public Backend {
 public:
  explicit SqliteBackend(std::filesystem::path file) : file_(std::move(file)) {}

  std::unique_ptr<Connection> open_writer() override {
    return std::make_unique<SqliteConnection>(file_, Access::write);
  }
  std::unique_ptr<Connection> open_reader() override {
    return std::make_unique<SqliteConnection>(file_, Access::read);
  }

 private:
  std::filesystem::path file_;
};

}  // namespace

std::unique_ptr<Backend> backend(std::filesystem::path file) {
  return std::make_unique<SqliteBackend>(std::move(file));
}

}  // namespace servicecard::store::sqlite
