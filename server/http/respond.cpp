#include "server/http/respond.h"

#include <stdexcept>
#include <utility>

#include "server/http/problem.h"

namespace servicecard::http {

Respond::Respond(Respond&& other) noexcept
    : send_(std::exchange(other.send_, nullptr)),
      request_id_(std::move(other.request_id_)),
      shared_(other.shared_) {}

Respond::~Respond() {
  if (send_) send(internal_error(request_id_));
}

void Respond::operator()(Response response) {
  if (!send_) throw std::logic_error("a request was answered twice");
  send(std::move(response));
}

void Respond::send(Response response) {
  if (shared_) {
    response.headers.set("Access-Control-Allow-Origin", "*");
    response.headers.set("Access-Control-Expose-Headers", "ETag");
  }
  std::exchange(send_, nullptr)(std::move(response));
}

}  // namespace servicecard::http
