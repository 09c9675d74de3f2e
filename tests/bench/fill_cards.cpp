// Makes a data directory with so many cards, for measurements of a server that has them:
//   fill_cards DATA ISSUER CARDS [REAL]
// The first REAL (32) cards come about as all cards do, and their tokens are written to
// DATA.questions, a request's body a line, beside the hospital's key in DATA.key. The rest are
// rows: valid, and of the same size, but under tokens that nobody has.
#include <algorithm>
#include <cstdint>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>

#include "cardlib/codec/json.h"
#include "tests/bench/copies.h"

namespace servicecard::bench {
namespace {

void write_questions(County& county, const std::vector<store::Card>& cards,
                     const std::string& path) {
  std::ofstream questions(path + ".questions");
  for (const store::Card& card : cards) {
    for (const auto kind : {store::CredentialKind::wallet, store::CredentialKind::printed}) {
      questions << json::serialize(json::object{{"presentation", county.shown(card.id, kind)}})
                << '\n';
    }
  }
  std::ofstream(path + ".key") << county.api_key() << '\n';
}

void fill(const std::string& path, const std::string& issuer, std::int64_t count,
          std::int64_t real) {
  County county(path, issuer);
  const auto cards = issue_real(county, std::min(count, real));
  write_questions(county, cards, path);
  add_copies(county, cards.front(), {cards.front().enterprise_id},
             count - static_cast<std::int64_t>(cards.size()));
}

}  // namespace
}  // namespace servicecard::bench

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) {
    std::cerr << "usage: fill_cards DATA ISSUER CARDS [REAL]\n";
    return 2;
  }
  try {
    servicecard::bench::fill(argv[1], argv[2], std::stoll(argv[3]),
                             std::stoll(argc == 5 ? argv[4] : "32"));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "fill_cards: " << error.what() << '\n';
    return 4;
  }
}
