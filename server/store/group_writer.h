#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <expected>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "cardlib/crypto/random_source.h"
#include "server/store/connection.h"
#include "server/store/journal_table.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// What a change decides of itself.
enum class Outcome {
  commit,
  refuse,  ///< undo what it did: an expected outcome, not a failure
};

/// A change of the record. It runs on the writer's thread, alone, its checks included, so that what
/// it read is still true when it commits. It must not block.
using Change = std::move_only_function<Outcome(Transaction&)>;

/// How a change ended: durably committed, refused by itself, or undone by an exception that it or
/// the machine threw.
using Completion = std::expected<Outcome, std::exception_ptr>;

/// Called once on the writer's thread, after the disk has what was committed. It must neither block
/// nor throw: post what is to be done elsewhere. Where it finds no memory to do so it is dropped.
using OnDurable = std::move_only_function<void(Completion)>;

/// Called on the writer's thread with what a change announced, after it is durable and before its
/// `OnDurable`. It must not block. Where it finds no memory it may throw `std::bad_alloc`, and is
/// called again with the same events until it has taken them: what is in force must be seen.
using Observer = std::function<void(std::span<const Event>)>;

enum class Health {
  ready,
  full,     ///< the last change found no room on the disk; a later one may succeed
  stopped,  ///< a commit failed: nothing is written any more, reading goes on
};

/// The one thread that writes. Whatever has been submitted by the time a commit ends goes into the
/// next one (group commit), each change behind its own savepoint: one that refuses or throws is
/// undone alone. A failed commit fails the whole group and stops the writer, since what reached the
/// disk is then unknown; only a full disk and a lack of memory are known to have changed nothing.
class GroupWriter {
 public:
  static constexpr std::size_t max_group = 32;

  GroupWriter(std::unique_ptr<Connection> connection, RandomSource& random);
  GroupWriter(const GroupWriter&) = delete;
  GroupWriter& operator=(const GroupWriter&) = delete;
  ~GroupWriter();

  void submit(Change change, OnDurable on_durable);
  /// Before the first change is submitted.
  void observe(Observer observer) { observers_.push_back(std::move(observer)); }
  /// Finishes what has been submitted; what comes later fails as `stopped`.
  void close();

  [[nodiscard]] Health health() const { return health_.load(); }
  [[nodiscard]] bool on_writer_thread() const {
    return std::this_thread::get_id() == thread_.get_id();
  }

 private:
  struct Job {
    Change change;
    OnDurable on_durable;
    std::vector<Event> events;
    Completion completion = Outcome::refuse;
  };

  void work();
  void take_group();
  void run_group(std::span<Job> group);
  void commit_group(std::span<Job> group);
  void undo_group();
  void run_change(Job& job);
  void fail_group(std::span<Job> group, const std::exception_ptr& error);
  void tell(std::span<const Event> events);
  void answer(Job& job);
  void tidy();
  void note(const std::exception_ptr& error);

  std::unique_ptr<Connection> connection_;
  JournalTable journal_;
  std::vector<Observer> observers_;
  std::atomic<Health> health_ = Health::ready;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Job> queue_;
  bool closing_ = false;
  std::vector<Job> group_;  // of the writer's thread; never grows
  std::thread thread_;
};

}  // namespace servicecard::store
