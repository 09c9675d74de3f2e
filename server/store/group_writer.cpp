#include "server/store/group_writer.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "server/store/failure.h"

namespace servicecard::store {
namespace {

bool is_full(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const Failure& failure) {
    return failure.kind() == FailureKind::full;
  } catch (...) {
    return false;
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
    : connection_(std::move(connection)),
      journal_(*connection_, random),
      thread_([this] { work(); }) {}

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
  for (std::vector<Job> group = take_group(); !group.empty(); group = take_group()) {
    run_group(group);
    for (Job& job : group) answer(job);
    tidy();
  }
}

std::vector<GroupWriter::Job> GroupWriter::take_group() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return closing_ || !queue_.empty(); });
  const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(queue_.size(), max_group));
  std::vector<Job> group(std::move_iterator(queue_.begin()), std::move_iterator(end));
  queue_.erase(queue_.begin(), end);
  return group;
}

void GroupWriter::run_group(std::span<Job> group) {
  if (health_ == Health::stopped) return fail_group(group, stopped());
  try {
    commit_group(group);
  } catch (...) {
    const std::exception_ptr error = std::current_exception();
    connection_->roll_back();
    journal_.roll_back();
    fail_group(group, error);
    health_ = is_full(error) ? Health::full : Health::stopped;
  }
}

void GroupWriter::commit_group(std::span<Job> group) {
  connection_->begin(Access::write);
  for (Job& job : group) run_change(job);
  const bool any =
      std::ranges::any_of(group, [](const Job& job) { return job.completion == Outcome::commit; });
  if (!any) return connection_->roll_back();
  journal_.save_head(*connection_);
  connection_->commit();
  journal_.committed();
  health_ = Health::ready;
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

void GroupWriter::answer(Job& job) {
  if (job.completion == Outcome::commit && !job.events.empty()) {
    for (const Observer& observer : observers_) observer(job.events);
  }
  job.on_durable(std::move(job.completion));
}

void GroupWriter::tidy() {
  if (health_ == Health::stopped) return;
  try {
    connection_->tidy();
  } catch (...) {
    health_ = is_full(std::current_exception()) ? Health::full : Health::stopped;
  }
}

}  // namespace servicecard::store
