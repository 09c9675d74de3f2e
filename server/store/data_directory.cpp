#include "server/store/data_directory.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace servicecard::store {
namespace {

constexpr mode_t owner_only = 0700;

std::unexpected<DataDirectoryProblem> problem(DataDirectoryError error,
                                              const std::filesystem::path& path,
                                              std::string_view what) {
  return std::unexpected(DataDirectoryProblem{error, path.string() + ": " + std::string(what)});
}

std::unexpected<DataDirectoryProblem> refused(const std::filesystem::path& path, int code) {
  return problem(DataDirectoryError::unreadable, path, std::generic_category().message(code));
}

// "process 123 since 2026-04-30T08:00:00Z", as the holder wrote it.
std::string holder(int lock) {
  std::array<char, 128> text{};
  const ssize_t size = ::pread(lock, text.data(), text.size(), 0);
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size))
                  : std::string("a process that is just starting");
}

std::string utc(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

bool write_holder(int lock, Time now) {
  const std::string text = "process " + std::to_string(::getpid()) + " since " + utc(now);
  return ::ftruncate(lock, 0) == 0 &&
         ::pwrite(lock, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
}

}  // namespace

std::expected<DataDirectory, DataDirectoryProblem> DataDirectory::create(
    const std::filesystem::path& path, Time now) {
  std::error_code code;
  if (std::filesystem::exists(path, code)) {
    if (!std::filesystem::is_directory(path, code) || !std::filesystem::is_empty(path, code)) {
      return problem(DataDirectoryError::occupied, path, "something is already there");
    }
  } else {
    std::filesystem::create_directories(path, code);
    if (code) return refused(path, code.value());
  }
  if (::chmod(path.c_str(), owner_only) != 0) return refused(path, errno);
  return lock(path, now);
}

std::expected<DataDirectory, DataDirectoryProblem> DataDirectory::open(
    const std::filesystem::path& path, Time now) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT) return refused(path, errno);
    return problem(DataDirectoryError::absent, path, "no such folder; cardctl init makes one");
  }
  if (!S_ISDIR(status.st_mode)) {
    return problem(DataDirectoryError::absent, path, "not a folder");
  }
  constexpr mode_t others = 0077;
  if ((status.st_mode & others) != 0) {
    return problem(DataDirectoryError::too_open, path, "others may enter it; chmod 700 mends that");
  }
  return lock(path, now);
}

std::expected<DataDirectory, DataDirectoryProblem> DataDirectory::lock(
    const std::filesystem::path& path, Time now) {
  const std::filesystem::path file = path / "lock";
  const int lock = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (lock < 0) return refused(file, errno);
  DataDirectory directory(path, lock);
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return refused(file, errno);
    return problem(DataDirectoryError::held, path, "in use by " + holder(lock));
  }
  if (!write_holder(lock, now)) return refused(file, errno);
  return directory;
}

DataDirectory& DataDirectory::operator=(DataDirectory&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(lock_, other.lock_);
  return *this;
}

DataDirectory::~DataDirectory() {
  if (lock_ >= 0) ::close(lock_);
}

}  // namespace servicecard::store
