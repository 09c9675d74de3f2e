#include "server/store/group_writer.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <new>
#include <stdexcept>
#include <utility>

#include "server/store/failure.h"

namespace servicecard::store {
namespace {

// How the store stands after that failure, which undid everything since the last commit.
Health health_after(const std::exception_ptr& error, Health before) {
  try {
    std::rethrow_exception(error);
  } catch (const Failure& failure) {
    return failure.kind() == FailureKind::full ? Health::full : Health::stopped;
  } catch (const std::bad_alloc&) {
    return before;
  } catch (...) {
    return Health::stopped;
  }
}

// A failure may end the whole transaction: the group's other changes are then gone with it.
[[noreturn]] void throw_lost_group(const Completion& completion) {
  if (!completion) std::rethrow_exception(completion.error());
  throw Failure(FailureKind::broken, "a change hid the failure that ended its transaction");
}

std::exception_ptr stopped() {
  return std::make_exception_ptr(Failure(FailureKind::stopped, "the store writes no more"));
}

}  // namespace

GroupWriter::GroupWriter(std::unique_ptr<Connection> connection, RandomSource& random)
    : connection_(std::move(connection)), journal_(*connection_, random) {
  group_.reserve(max_group);
  thread_ = std::thread([this] { work(); });
}

GroupWriter::~GroupWriter() { close(); }

void GroupWriter::submit(Change change, OnDurable on_durable) {
  std::unique_lock lock(mutex_);
  if (closing_) {
    lock.unlock();
    on_durable(std::unexpected(stopped()));
    return;
  }
  queue_.push_back(Job{std::move(change), std::move(on_durable), {}, Outcome::refuse});
  lock.unlock();
  wake_.notify_one();
}

void GroupWriter::close() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void GroupWriter::work() {
  for (take_group(); !group_.empty(); take_group()) {
    run_group(group_);
    for (Job& job : group_) answer(job);
    tidy();
  }
}

void GroupWriter::take_group() {
  group_.clear();
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return closing_ || !queue_.empty(); });
  const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(queue_.size(), max_group));
  std::move(queue_.begin(), end, std::back_inserter(group_));
  queue_.erase(queue_.begin(), end);
}

void GroupWriter::run_group(std::span<Job> group) {
  if (health_ == Health::stopped) return fail_group(group, stopped());
  try {
    commit_group(group);
  } catch (...) {
    const std::exception_ptr error = std::current_exception();
    fail_group(group, error);
    note(error);
    undo_group();
  }
}

void GroupWriter::commit_group(std::span<Job> group) {
  connection_->begin(Access::write);
  for (Job& job : group) run_change(job);
  const bool any =
      std::ranges::any_of(group, [](const Job& job) { return job.completion == Outcome::commit; });
  if (!any) return undo_group();
  journal_.save_head(*connection_);
  connection_->commit();
  journal_.committed();
  health_ = Health::ready;
}

void GroupWriter::undo_group() {
  connection_->roll_back();
  journal_.roll_back();
  if (connection_->in_transaction()) health_ = Health::stopped;
}

void GroupWriter::run_change(Job& job) {
  const journal::Tree before = journal_.tree();
  connection_->set_savepoint();
  try {
    Transaction transaction(*connection_, journal_);
    job.completion = job.change(transaction);
    if (job.completion == Outcome::commit && !transaction.is_journaled()) {
      throw std::logic_error("a change of the record without its leaf of the journal");
    }
    job.events = transaction.take_events();
  } catch (...) {
    job.completion = std::unexpected(std::current_exception());
  }
  if (!connection_->in_transaction()) throw_lost_group(job.completion);
  if (job.completion == Outcome::commit) return connection_->release_savepoint();
  connection_->roll_back_to_savepoint();
  journal_.roll_back_to(before);
}

void GroupWriter::fail_group(std::span<Job> group, const std::exception_ptr& error) {
  for (Job& job : group) job.completion = std::unexpected(error);
}

void GroupWriter::tell(std::span<const Event> events) {
  constexpr std::chrono::milliseconds patience{10};
  for (auto observer = observers_.begin(); observer != observers_.end();) {
    try {
      (*observer)(events);
      ++observer;
    } catch (const std::bad_alloc&) {
      std::this_thread::sleep_for(patience);
    }
  }
}

void GroupWriter::answer(Job& job) {
  if (job.completion == Outcome::commit && !job.events.empty()) tell(job.events);
  try {
    job.on_durable(std::move(job.completion));
  } catch (const std::bad_alloc&) {
    job.on_durable = nullptr;  // whoever waits sees that it was dropped
  }
}

void GroupWriter::tidy() {
  if (health_ == Health::stopped) return;
  try {
    connection_->tidy();
  } catch (...) {
    note(std::current_exception());
  }
}

void GroupWriter::note(const std::exception_ptr& error) {
  health_ = health_after(error, health_.load());
}

}  // namespace servicecard::store
