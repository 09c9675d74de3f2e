#include "server/store/store.h"

#include <stdexcept>

namespace servicecard::store {

Store::Store(std::unique_ptr<Backend> backend, RandomSource& random, std::size_t readers)
    : backend_(std::move(backend)),
      writer_(backend_->open_writer(), random),
      readers_(*backend_, readers) {}

void Store::submit(Change change, OnDurable on_durable) {
  writer_.submit(std::move(change), std::move(on_durable));
}

void Store::refuse_to_wait_on_writer() const {
  if (writer_.on_writer_thread()) throw std::logic_error("the writer would wait for itself");
}

// A connection that failed is not used again.
void Store::with_snapshot(const std::function<void(Snapshot&)>& look) {
  std::unique_ptr<Connection> connection = readers_.take();
  try {
    connection->begin(Access::read);
    Snapshot snapshot(*connection);
    look(snapshot);
    connection->commit();
  } catch (...) {
    connection.reset();
    readers_.lose_one();
    throw;
  }
  readers_.give_back(std::move(connection));
}

}  // namespace servicecard::store
