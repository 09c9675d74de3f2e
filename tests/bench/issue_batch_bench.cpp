// How long it takes to issue many cards as one batch, what memory, and how long others wait for the
// record meanwhile:
//   issue_batch_bench DATA CARDS
// DATA must not be there yet.
#include <algorithm>
#include <cstdint>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "server/desk/issue.h"
#include "tests/bench/county.h"
#include "tests/bench/measure.h"

namespace servicecard::bench {
namespace {

void run(const std::string& data, int cards) {
  County county(data, "http://127.0.0.1:8080");
  const std::vector<std::int64_t> ids = county.approve(cards);
  std::cout << "before_mb " << peak_mb() << '\n';
  county.cap({.approvals = ids.size(), .cards = ids.size()});
  const access::Act act = county.approver(ids.front());
  std::int64_t issued = 0;
  const Measured took = measured(county, [&] {
    const auto results = desk::issue_applications(county.desk(), act, ids);
    issued = std::ranges::count_if(results, [](const auto& one) { return one.card.has_value(); });
  });
  std::cout << "issued " << issued << '\n'
            << "issue_s " << took.seconds << '\n'
            << "issue_wait_s " << took.longest_wait << '\n'
            << "peak_mb " << peak_mb() << '\n';
}

}  // namespace
}  // namespace servicecard::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: issue_batch_bench DATA CARDS\n";
    return 2;
  }
  try {
    servicecard::bench::run(argv[1], std::stoi(argv[2]));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "issue_batch_bench: " << error.what() << '\n';
    return 4;
  }
}
