// What a verification pays for noting where a card was shown.
#include <benchmark/benchmark.h>

#include "server/counter/sightings.h"

namespace servicecard::counter {
namespace {

constexpr Time start{std::chrono::seconds{1'777'536'000}};

// So many different cards in turn, at one place.
void note_sightings(benchmark::State& state) {
  Sightings sightings(Sightings::default_window);
  const Sightings::Place place{.partner = "example-hospital", .site = "the eastern gate"};
  std::int64_t n = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(sightings.note(n++ % state.range(0), place, start));
  }
}
BENCHMARK(note_sightings)->Arg(1)->Arg(10'000)->Arg(100'000);

}  // namespace
}  // namespace servicecard::counter
