#pragma once

#include <cstddef>
#include <exception>
#include <expected>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "cardlib/crypto/random_source.h"
#include "server/store/group_writer.h"
#include "server/store/reader.h"
#include "server/store/reader_pool.h"

namespace servicecard::store {

/// What is kept. One thread writes, in groups; any thread reads. Nothing here knows which database
/// stands behind it.
class Store {
 public:
  static constexpr std::size_t default_readers = 4;

  Store(std::unique_ptr<Backend> backend, RandomSource& random,
        std::size_t readers = default_readers);

  /// Runs the change on the writer's thread and calls `on_durable` there when the disk has it, or
  /// when it was refused or failed. Never waits; may be called from any thread, the writer's too.
  void submit(Change change, OnDurable on_durable);

  /// As `submit`, for a change that gives a result: `done` takes it as
  /// `std::expected<Result, std::exception_ptr>`, on the writer's thread. A result that is itself a
  /// `std::expected` and holds an error refuses the change: what it did is undone.
  template <class ChangeFunction, class Done>
  void write_async(ChangeFunction change, Done done) {
    using Result = std::invoke_result_t<ChangeFunction&, Transaction&>;
    auto result = std::make_shared<std::optional<Result>>();
    submit(
        [result, change = std::move(change)](Transaction& transaction) mutable {
          result->emplace(change(transaction));
          return outcome_of(**result);
        },
        [result, done = std::move(done)](Completion completion) mutable {
          if (completion) {
            done(std::expected<Result, std::exception_ptr>(std::move(**result)));
          } else {
            done(std::expected<Result, std::exception_ptr>(
                std::unexpected(std::move(completion.error()))));
          }
        });
  }

  /// Runs the change and waits until it is durable; gives its result, or throws what it or the
  /// machine threw. For threads that may wait; waiting on the writer's own is `std::logic_error`.
  template <class ChangeFunction>
  auto write(ChangeFunction change) {
    using Result = std::invoke_result_t<ChangeFunction&, Transaction&>;
    refuse_to_wait_on_writer();
    std::promise<Result> promise;
    std::future<Result> future = promise.get_future();
    write_async(std::move(change), [promise = std::move(promise)](auto result) mutable {
      if (result) {
        promise.set_value(std::move(*result));
      } else {
        promise.set_exception(std::move(result.error()));
      }
    });
    return future.get();
  }

  /// Runs `look(snapshot)` on the calling thread, on a read-only connection, and gives its result.
  /// Waits where all such connections are in use.
  template <class Look>
  auto read(Look look) {
    using Result = std::invoke_result_t<Look&, Snapshot&>;
    if constexpr (std::is_void_v<Result>) {
      with_snapshot([&](Snapshot& snapshot) { look(snapshot); });
    } else {
      std::optional<Result> result;
      with_snapshot([&](Snapshot& snapshot) { result.emplace(look(snapshot)); });
      return std::move(*result);
    }
  }

  /// Before the first change is submitted.
  void observe(Observer observer) { writer_.observe(std::move(observer)); }
  [[nodiscard]] Health health() const { return writer_.health(); }
  /// Finishes what has been submitted, then writes no more; reading goes on.
  void close() { writer_.close(); }

 private:
  template <class Result>
  static Outcome outcome_of(const Result& result) {
    if constexpr (requires { typename Result::error_type; }) {
      return result.has_value() ? Outcome::commit : Outcome::refuse;
    } else {
      return Outcome::commit;
    }
  }

  void refuse_to_wait_on_writer() const;
  void with_snapshot(const std::function<void(Snapshot&)>& look);

  std::unique_ptr<Backend> backend_;
  GroupWriter writer_;  // goes after the readers: it is the last to close the database
  ReaderPool readers_;
};

}  // namespace servicecard::store
