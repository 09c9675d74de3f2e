#include "tests/server/store/faulty_vfs.h"

#include <cstring>
#include <stdexcept>

#include <sqlite3.h>

namespace servicecard::test {
namespace {

// SQLite calls back without a context of ours: there is one plan.
std::atomic<DiskFault> planned = DiskFault::write;
std::atomic<int> remaining = 0;  // operations until the fault; 0: none is planned
std::atomic<bool> failed = false;
std::atomic<int> count = 0;  // operations of the planned kind

bool fails_now(DiskFault kind) {
  if (planned != kind) return false;
  ++count;
  if (kind == DiskFault::full && failed) return remaining != 0;
  if (remaining == 0 || failed) return false;
  if (--remaining > 0) return false;
  remaining = kind == DiskFault::full ? 1 : 0;
  failed = true;
  return true;
}

sqlite3_vfs* real_vfs = nullptr;

// Our file is followed in memory by the real one.
struct File {
  sqlite3_file base;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real(); }

int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
  if (fails_now(DiskFault::write)) return SQLITE_IOERR_WRITE;
  if (fails_now(DiskFault::full)) return SQLITE_FULL;
  return real(file)->pMethods->xWrite(real(file), data, size, offset);
}

// Nobody cuts the power here, so the disk is spared the work.
int sync(sqlite3_file* /*file*/, int /*flags*/) {
  return fails_now(DiskFault::sync) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

template <auto method>
struct Forward;

template <class... Arguments, int (*sqlite3_io_methods::*method)(sqlite3_file*, Arguments...)>
struct Forward<method> {
  static int call(sqlite3_file* file, Arguments... arguments) {
    return (real(file)->pMethods->*method)(real(file), arguments...);
  }
};

void shm_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }

using Methods = sqlite3_io_methods;

constexpr Methods methods = {
    .iVersion = 2,  // no memory-mapped reads
    .xClose = Forward<&Methods::xClose>::call,
    .xRead = Forward<&Methods::xRead>::call,
    .xWrite = write,
    .xTruncate = Forward<&Methods::xTruncate>::call,
    .xSync = sync,
    .xFileSize = Forward<&Methods::xFileSize>::call,
    .xLock = Forward<&Methods::xLock>::call,
    .xUnlock = Forward<&Methods::xUnlock>::call,
    .xCheckReservedLock = Forward<&Methods::xCheckReservedLock>::call,
    .xFileControl = Forward<&Methods::xFileControl>::call,
    .xSectorSize = Forward<&Methods::xSectorSize>::call,
    .xDeviceCharacteristics = Forward<&Methods::xDeviceCharacteristics>::call,
    .xShmMap = Forward<&Methods::xShmMap>::call,
    .xShmLock = Forward<&Methods::xShmLock>::call,
    .xShmBarrier = shm_barrier,
    .xShmUnmap = Forward<&Methods::xShmUnmap>::call,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  const int code = real_vfs->xOpen(real_vfs, name, real(file), flags, out_flags);
  if (code == SQLITE_OK) file->pMethods = &methods;
  return code;
}

sqlite3_vfs& faulty_vfs() {
  static sqlite3_vfs vfs = [] {
    real_vfs = sqlite3_vfs_find(nullptr);
    sqlite3_vfs copy = *real_vfs;
    copy.zName = "faulty";
    copy.pNext = nullptr;
    copy.szOsFile = static_cast<int>(sizeof(File)) + real_vfs->szOsFile;
    copy.xOpen = open;
    return copy;
  }();
  return vfs;
}

}  // namespace

FaultyVfs::FaultyVfs() {
  if (sqlite3_vfs_register(&faulty_vfs(), 1) != SQLITE_OK) throw std::runtime_error("no VFS");
}

FaultyVfs::~FaultyVfs() {
  mend();
  sqlite3_vfs_register(real_vfs, 1);
}

void FaultyVfs::fail(DiskFault fault, int nth) {
  failed = false;
  planned = fault;
  count = 0;
  remaining = nth;
}

int FaultyVfs::seen() const { return count; }

bool FaultyVfs::mend() {
  remaining = 0;
  return failed.exchange(false);
}

}  // namespace servicecard::test
