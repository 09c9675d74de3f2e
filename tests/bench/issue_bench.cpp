// How fast cards are issued, one by one and 32 in flight:
//   issue_bench DATA CARDS
// DATA must not be there yet. Every card is taken from its approved application to its release, two
// durable commits each, which cards in flight share.
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <iostream>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "server/desk/issue.h"
#include "tests/bench/county.h"

namespace servicecard::bench {
namespace {

constexpr std::size_t in_flight = 32;

using Ids = std::span<const std::int64_t>;

void issue(const County& county, Ids ids) {
  const auto results = desk::issue_applications(county.desk(), county.approver(ids.front()),
                                                {ids.begin(), ids.end()});
  for (const auto& result : results) static_cast<void>(must(result.card, "a card"));
}

void one_by_one(const County& county, Ids ids) {
  for (std::size_t i = 0; i < ids.size(); ++i) issue(county, ids.subspan(i, 1));
}

// As many requests at a time, a card each.
void requests_in_flight(const County& county, Ids ids) {
  std::vector<std::jthread> callers;
  for (std::size_t caller = 0; caller < in_flight; ++caller) {
    callers.emplace_back([&county, ids, caller] {
      for (std::size_t i = caller; i < ids.size(); i += in_flight) {
        issue(county, ids.subspan(i, 1));
      }
    });
  }
}

// One request with as many cards.
void batches(const County& county, Ids ids) {
  for (std::size_t i = 0; i < ids.size(); i += in_flight) {
    issue(county, ids.subspan(i, std::min(in_flight, ids.size() - i)));
  }
}

void measure(County& county, const std::string& name, int cards,
             const std::function<void(const County&, Ids)>& run) {
  const std::vector<std::int64_t> ids = county.approve(cards);
  const auto start = std::chrono::steady_clock::now();
  run(county, ids);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::cout << name << ' ' << cards / took.count() << '\n';
}

void run(const std::string& data, int cards) {
  County county(data, "http://127.0.0.1:8080");
  measure(county, "warm_up", static_cast<int>(in_flight), one_by_one);
  measure(county, "one_by_one", cards, one_by_one);
  measure(county, "requests_in_flight", cards, requests_in_flight);
  measure(county, "batches", cards, batches);
}

}  // namespace
}  // namespace servicecard::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: issue_bench DATA CARDS\n";
    return 2;
  }
  try {
    servicecard::bench::run(argv[1], std::stoi(argv[2]));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "issue_bench: " << error.what() << '\n';
    return 4;
  }
}
