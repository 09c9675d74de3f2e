#include "server/backup/new_file.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace servicecard::backup {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& what, const fs::path& file) {
  throw std::system_error(errno, std::generic_category(), what + " " + file.string());
}

fs::path folder_of(const fs::path& file) {
  return file.parent_path().empty() ? fs::path(".") : file.parent_path();
}

// File systems that cannot refuse to overwrite leave a moment in between.
bool rename_to_new(const std::string& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EEXIST) return false;
  if (errno != EINVAL && errno != ENOSYS) fail("cannot create", to);
  if (fs::exists(to)) return false;
  if (::rename(from.c_str(), to.c_str()) != 0) fail("cannot create", to);
  return true;
}

}  // namespace

// The file has mode 0600.
NewFile::NewFile(fs::path place)
    : place_(std::move(place)),
      name_(place_.string() + ".XXXXXX"),
      descriptor_(::mkostemp(name_.data(), O_CLOEXEC)) {
  if (descriptor_ < 0) fail("cannot write beside", place_);
}

NewFile::~NewFile() {
  ::close(descriptor_);
  ::unlink(name_.c_str());
}

void NewFile::write(BytesView octets) {
  while (!octets.empty()) {
    const ssize_t count = ::write(descriptor_, octets.data(), octets.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("cannot write", place_);
    octets = octets.subspan(static_cast<std::size_t>(count));
  }
}

bool NewFile::put_in_place() {
  if (::fsync(descriptor_) != 0) fail("cannot sync", place_);
  if (!rename_to_new(name_, place_)) return false;
  sync_folder(folder_of(place_));
  return true;
}

void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail("cannot open", folder);
  const bool synced = ::fsync(descriptor) == 0 || errno == EINVAL;  // not every system knows it
  ::close(descriptor);
  if (!synced) fail("cannot sync", folder);
}

}  // namespace servicecard::backup
