#include "tests/bench/measure.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>

#include "server/store/settings.h"

namespace servicecard::bench {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void change_something(County& county) {
  county.store().write([&](store::Transaction& transaction) {
    store::settings::put(transaction, "benchmark", "x");
    transaction.append({.time = county.now(),
                        .actor = "system",
                        .kind = "benchmark",
                        .subject = "benchmark",
                        .content = {}});
    return 0;
  });
}

}  // namespace

Measured measured(County& county, const std::function<void()>& run) {
  Measured result;
  std::jthread other([&](const std::stop_token& over) {
    while (!over.stop_requested()) {
      const auto start = Clock::now();
      change_something(county);
      result.longest_wait = std::max(result.longest_wait, seconds_since(start));
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  const auto start = Clock::now();
  run();
  result.seconds = seconds_since(start);
  other.request_stop();
  other.join();
  return result;
}

double peak_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kib = 0;
    if (word == "VmHWM:" && status >> kib) return kib * 1024 / 1'000'000;
  }
  return 0;
}

}  // namespace servicecard::bench
