#include "server/counter/key_uses.h"

#include <chrono>
#include <utility>

#include "server/store/partners.h"

namespace servicecard::counter {

void KeyUses::note(std::int64_t key, Time now) {
  const Time minute = std::chrono::floor<std::chrono::minutes>(now);
  const std::scoped_lock lock(mutex_);
  Time& noted = noted_[key];
  if (noted >= minute) return;
  noted = minute;
  unwritten_[key] = minute;
}

void KeyUses::write(store::Store& store) {
  std::map<std::int64_t, Time> uses;
  {
    const std::scoped_lock lock(mutex_);
    std::swap(uses, unwritten_);
  }
  if (uses.empty()) return;
  store.submit(
      [uses = std::move(uses)](store::Transaction& transaction) {
        for (const auto& [key, used_at] : uses) {
          store::partners::note_key_use(transaction, key, used_at);
        }
        return store::Outcome::commit;
      },
      [](store::Completion) {});
}

}  // namespace servicecard::counter
