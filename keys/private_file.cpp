#include "keys/private_file.h"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace servicecard::keys {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& what, const fs::path& file) {
  throw std::system_error(errno, std::generic_category(), what + " " + file.string());
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool open() const { return number_ >= 0; }

 private:
  int number_;
};

FileError why_not_opened() {
  return errno == ENOENT || errno == ENOTDIR ? FileError::missing : FileError::unreadable;
}

std::expected<void, FileError> check_readers(const struct stat& facts) {
  if (facts.st_uid != ::geteuid() && facts.st_uid != 0) {
    return std::unexpected(FileError::foreign_owner);
  }
  if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) return std::unexpected(FileError::exposed);
  return {};
}

std::expected<SecretBytes, FileError> read_all(int descriptor, std::size_t size) {
  SecretBytes content(size);
  std::span<std::uint8_t> rest = content.writable();
  while (!rest.empty()) {
    const ssize_t count = ::read(descriptor, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return std::unexpected(FileError::unreadable);
    rest = rest.subspan(static_cast<std::size_t>(count));
  }
  return content;
}

void sync_folder_of(const fs::path& file) {
  const fs::path folder = file.parent_path().empty() ? "." : file.parent_path();
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.open() || ::fsync(opened.number()) != 0) fail("cannot sync", folder);
}

// A durable file beside its destination; gone again unless it was put in place.
class Draft {
 public:
  Draft(const fs::path& destination, BytesView content)
      : destination_(destination), name_(destination.string() + ".XXXXXX") {
    const Descriptor opened(::mkostemp(name_.data(), O_CLOEXEC));  // mode 0600
    if (!opened.open()) fail("cannot write beside", destination);
    try {
      write(opened.number(), content);
    } catch (...) {
      ::unlink(name_.c_str());
      throw;
    }
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() { ::unlink(name_.c_str()); }

  // False where the name is taken. Links, since renaming would overwrite.
  bool place_as_new() {
    if (::link(name_.c_str(), destination_.c_str()) == 0) return true;
    if (errno == EEXIST) return false;
    fail("cannot create", destination_);
  }

  void place() {
    if (::rename(name_.c_str(), destination_.c_str()) != 0) fail("cannot replace", destination_);
  }

 private:
  void write(int descriptor, BytesView rest) {
    while (!rest.empty()) {
      const ssize_t count = ::write(descriptor, rest.data(), rest.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail("cannot write", destination_);
      rest = rest.subspan(static_cast<std::size_t>(count));
    }
    if (::fsync(descriptor) != 0) fail("cannot sync", destination_);
  }

  fs::path destination_;
  std::string name_;
};

}  // namespace

std::expected<SecretBytes, FileError> read_file(const fs::path& file, Readers readers) {
  // Not blocking: a pipe under the file's name must not hold us up before it is seen to be one.
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!opened.open()) return std::unexpected(why_not_opened());
  struct stat facts{};
  if (::fstat(opened.number(), &facts) != 0) fail("cannot examine", file);
  if (!S_ISREG(facts.st_mode)) return std::unexpected(FileError::unreadable);
  if (readers == Readers::owner_alone) {
    if (const auto private_file = check_readers(facts); !private_file) {
      return std::unexpected(private_file.error());
    }
  }
  const auto size = static_cast<std::size_t>(facts.st_size);
  if (size > max_file_size) return std::unexpected(FileError::damaged);
  return read_all(opened.number(), size);
}

std::expected<void, FileError> create_file(const fs::path& file, BytesView content) {
  {
    Draft draft(file, content);
    if (!draft.place_as_new()) return std::unexpected(FileError::exists);
  }
  sync_folder_of(file);
  return {};
}

void replace_file(const fs::path& file, BytesView content) {
  Draft draft(file, content);
  draft.place();
  sync_folder_of(file);
}

void make_private_folder(const fs::path& folder) {
  if (fs::is_directory(folder)) return;
  if (!folder.parent_path().empty()) fs::create_directories(folder.parent_path());
  if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) fail("cannot make", folder);
  sync_folder_of(folder);
}

FolderLock::FolderLock(const fs::path& folder)
    : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (descriptor_ < 0) fail("cannot open", folder);
  while (::flock(descriptor_, LOCK_EX) != 0) {
    if (errno == EINTR) continue;
    const int why = std::exchange(errno, 0);
    ::close(descriptor_);
    errno = why;
    fail("cannot lock", folder);
  }
}

FolderLock::~FolderLock() { ::close(descriptor_); }

}  // namespace servicecard::keys
