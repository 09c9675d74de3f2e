#include "tests/support/environment_variable.h"

#include <cstdlib>
#include <utility>

namespace servicecard::test {

EnvironmentVariable::EnvironmentVariable(std::string name, const std::string& value)
    : name_(std::move(name)) {
  ::setenv(name_.c_str(), value.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): see the header
}

EnvironmentVariable::~EnvironmentVariable() {
  ::unsetenv(name_.c_str());  // NOLINT(concurrency-mt-unsafe): see the header
}

}  // namespace servicecard::test
