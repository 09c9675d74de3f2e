#pragma once

#include <cstddef>
#include <random>

#include "cli/demo/county.h"

namespace servicecard::cli::demo {

/// Makes up people, one after the other and always the same ones: names that nobody has, resident
/// IDs of an area that does not exist (410399), telephone numbers that are given to nobody.
class PeopleMaker {
 public:
  [[nodiscard]] PersonPlan next(Fate fate);

 private:
  std::mt19937 random_{20210705};
  std::size_t count_ = 0;
};

}  // namespace servicecard::cli::demo
