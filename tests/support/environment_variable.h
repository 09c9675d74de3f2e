#pragma once

#include <string>

namespace servicecard::test {

/// Sets an environment variable as long as it lives. No other thread may read the environment when
/// this comes or goes.
class EnvironmentVariable {
 public:
  EnvironmentVariable(std::string name, const std::string& value);
  EnvironmentVariable(const EnvironmentVariable&) = delete;
  EnvironmentVariable& operator=(const EnvironmentVariable&) = delete;
  ~EnvironmentVariable();

 private:
  std::string name_;
};

}  // namespace servicecard::test
