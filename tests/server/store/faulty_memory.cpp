// Replaces the program's operator new: this file belongs into a test program by itself, not into a
// library that others link.
#include "tests/server/store/faulty_memory.h"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <stdexcept>

#include <sqlite3.h>

namespace servicecard::test {
namespace {

std::atomic<bool> armed = false;
std::atomic<int> target = 0;
std::atomic<int> count = 0;
std::atomic<bool> failed = false;

bool fails_now() {
  if (!armed.load(std::memory_order_relaxed)) return false;
  if (++count != target) return false;
  failed = true;
  return true;
}

void* take(std::size_t size) noexcept {
  return fails_now() ? nullptr : std::malloc(size == 0 ? 1 : size);
}

void* take(std::size_t size, std::align_val_t alignment) noexcept {
  const auto step = static_cast<std::size_t>(alignment);
  return fails_now() ? nullptr : std::aligned_alloc(step, (size + step - 1) / step * step);
}

void* or_throw(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

sqlite3_mem_methods usual{};

void* sqlite_take(int size) { return fails_now() ? nullptr : usual.xMalloc(size); }
void* sqlite_resize(void* memory, int size) {
  return fails_now() ? nullptr : usual.xRealloc(memory, size);
}

// Before anything has used SQLite: later it refuses.
const bool asks_us = [] {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
  sqlite3_mem_methods ours = usual;
  ours.xMalloc = sqlite_take;
  ours.xRealloc = sqlite_resize;
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK;
}();

}  // namespace

void FaultyMemory::fail(int nth) {
  if (!asks_us) throw std::runtime_error("SQLite keeps its own memory");
  failed = false;
  target = nth;
  count = 0;
  armed = true;
}

bool FaultyMemory::mend() {
  armed = false;
  return failed.exchange(false);
}

int FaultyMemory::seen() const { return count; }

}  // namespace servicecard::test

using servicecard::test::or_throw;
using servicecard::test::take;

// NOLINTBEGIN(misc-definitions-in-headers)
void* operator new(std::size_t size) { return or_throw(take(size)); }
void* operator new[](std::size_t size) { return or_throw(take(size)); }
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept { return take(size); }
void* operator new[](std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return take(size);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return or_throw(take(size, alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return or_throw(take(size, alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t& /*tag*/) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t& /*tag*/) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t /*alignment*/) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t /*alignment*/) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/, std::align_val_t /*alignment*/) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t /*size*/,
                       std::align_val_t /*alignment*/) noexcept {
  std::free(memory);
}
// NOLINTEND(misc-definitions-in-headers)
