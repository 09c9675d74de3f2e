// How long an annual review takes, and what memory, and how long others wait for the record
// meanwhile:
//   review_bench DATA CARDS
// DATA must not be there yet. The cards are spread over 5,000 enterprises; every tenth of them has
// lost its title, so that a tenth of the cards lapses.
#include <cstdint>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "server/desk/annual_review.h"
#include "server/desk/enterprises.h"
#include "server/desk/grounds.h"
#include "tests/bench/copies.h"
#include "tests/bench/measure.h"

namespace servicecard::bench {
namespace {

constexpr int enterprise_count = 5'000;
constexpr std::size_t loser = 10;  // every so manieth

// Their ids; some have lost their title.
std::vector<std::int64_t> add_enterprises(County& county) {
  const CivilDate yesterday = day_of(county.now()).plus_days(-1);
  const auto codes = county.add_enterprises(enterprise_count);
  return county.store().write([&](store::Transaction& transaction) {
    std::vector<std::int64_t> ids;
    for (const Uscc& code : codes) {
      const auto enterprise = store::enterprises::find(transaction, code).value();
      ids.push_back(enterprise.id);
      if (ids.size() % loser != 0) continue;
      const auto titles = store::enterprises::designations(transaction, enterprise.id);
      static_cast<void>(must(
          desk::end_designation(transaction, county.clerk(), code, titles.front().id, yesterday),
          "the end of a title"));
    }
    return ids;
  });
}

access::Act later(const access::Act& act, const std::string& name, int days) {
  return {.actor = {.id = 0, .name = name, .role = access::Role::approver},
          .now = act.now + std::chrono::days(days)};
}

template <class Run>
void report(County& county, const std::string& name, Run run) {
  const Measured result = measured(county, run);
  std::cout << name << "_s " << result.seconds << '\n'
            << name << "_wait_s " << result.longest_wait << '\n';
}

void run(const std::string& data, std::int64_t cards) {
  County county(data, "http://127.0.0.1:8080");
  const store::Card model = issue_real(county, 1).front();
  add_copies(county, model, add_enterprises(county), cards - 1);
  const desk::Desk& desk = county.desk();
  const access::Act confirming = later(county.clerk(), "li", 0);
  std::int64_t id = 0;
  report(county, "draft",
         [&] { id = must(desk::draft_review(desk, county.clerk()), "a draft").review.id; });
  static_cast<void>(must(desk::confirm_review(desk, confirming, id), "a confirmation"));
  report(county, "finish", [&] {
    const auto finished =
        must(desk::finish_review(desk, later(confirming, "li", 40), id), "a finish");
    std::int64_t lapsed = 0;
    for (const auto& count : finished.counts) lapsed += count.lapsed_cards;
    std::cout << "lapsed " << lapsed << '\n';
  });
  std::cout << "peak_mb " << peak_mb() << '\n';
}

}  // namespace
}  // namespace servicecard::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: review_bench DATA CARDS\n";
    return 2;
  }
  try {
    servicecard::bench::run(argv[1], std::stoll(argv[2]));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "review_bench: " << error.what() << '\n';
    return 4;
  }
}
