// How long it takes to prove and to draw a batch of cards, what memory, and how long others wait
// for the record meanwhile:
//   print_bench DATA CARDS
// DATA must not be there yet. A batch has 1,000 cards at most.
#include <cstddef>
#include <cstdint>
#include <exception>
#include <iostream>
#include <string>

#include "server/api/card_faces.h"
#include "tests/bench/copies.h"
#include "tests/bench/measure.h"

namespace servicecard::bench {
namespace {

void prove(County& county, std::int64_t id) {
  desk::BatchView batch;
  const Measured took = measured(county, [&] {
    do {
      const auto step = desk::prove_batch(county.desk(), county.clerk(), id, api::fault_in);
      if (!step) throw std::runtime_error("benchmark: a proof");
      batch = *step;
    } while (batch.batch.state == BatchState::working);
  });
  if (batch.batch.state != BatchState::ready) throw std::runtime_error("benchmark: a batch");
  std::cout << "prove_s " << took.seconds << '\n'
            << "prove_wait_s " << took.longest_wait << '\n'
            << "prove_peak_mb " << peak_mb() << '\n';
}

void draw(County& county, std::int64_t id) {
  Bytes pdf;
  const Measured took = measured(county, [&] {
    const auto batch = desk::printable_batch(county.desk(), county.now(), id);
    if (!batch) throw std::runtime_error("benchmark: a batch to draw");
    pdf = must(api::pdf_of(*batch), "a PDF");
  });
  std::cout << "draw_s " << took.seconds << '\n'
            << "pdf_mb " << static_cast<double>(pdf.size()) / 1e6 << '\n';
}

void run(const std::string& data, std::int64_t cards) {
  County county(data, "http://127.0.0.1:8080");
  const auto count = static_cast<std::size_t>(cards);
  county.cap({.approvals = count, .cards = count});
  static_cast<void>(issue_real(county, cards));
  std::cout << "before_mb " << peak_mb() << '\n';
  const auto made = desk::make_batch(county.desk(), county.clerk(),
                                     {.cards = desk::Unprinted{}, .paper = Paper::card});
  const std::int64_t id = must(made, "a batch").batch.id;
  prove(county, id);
  draw(county, id);
  std::cout << "peak_mb " << peak_mb() << '\n';
}

}  // namespace
}  // namespace servicecard::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: print_bench DATA CARDS\n";
    return 2;
  }
  try {
    servicecard::bench::run(argv[1], std::stoll(argv[2]));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "print_bench: " << error.what() << '\n';
    return 4;
  }
}
