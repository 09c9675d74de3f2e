#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <type_traits>
#include <utility>

#include "server/store/store.h"

namespace servicecard::desk {

/// Whether anything is done. A dry run is what every act on several records begins with.
enum class Run : std::uint8_t { dry, real };

/// Runs a change that gives a `std::expected`. A dry run is the same change, undone at its end:
/// what it reports is what would happen, and it cannot differ from what will. It holds the writer
/// as long.
template <class Change>
auto run_change(store::Store& store, Run run, Change change) {
  using Result = std::invoke_result_t<Change&, store::Transaction&>;
  struct Kept {};
  struct Undone {};
  std::optional<Result> result;
  static_cast<void>(
      store.write([&](store::Transaction& transaction) -> std::expected<Kept, Undone> {
        result.emplace(change(transaction));
        if (run == Run::dry || !*result) return std::unexpected(Undone{});
        return Kept{};
      }));
  return *std::move(result);
}

}  // namespace servicecard::desk
