#include "cli/local_door.h"

#include <utility>

#include "cli/stop.h"

namespace servicecard::cli {
namespace {

std::unique_ptr<app::App> open(const std::filesystem::path& data, const access::Clock& clock,
                               RandomSource& random) {
  auto app = app::App::open({.data = data}, clock, random);
  if (app) return *std::move(app);
  throw Stop(ExitCode::failure, data.string(), app.error().advice);
}

bool is_published(const http::Request& request) {
  return request.method == http::Method::get && !request.target.path.starts_with("/v1/");
}

}  // namespace

LocalDoor::LocalDoor(const std::filesystem::path& data, const access::Clock& clock,
                     RandomSource& random)
    : app_(open(data, clock, random)) {
  app_->wait_for_keys();
}

http::Response LocalDoor::call(http::Request request) {
  if (is_published(request)) app_->tick();  // what is published is as new as what is read
  request.id = "cardctl";
  return app_->call(std::move(request));
}

}  // namespace servicecard::cli
