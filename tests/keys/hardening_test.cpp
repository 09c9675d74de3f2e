#include "keys/hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace servicecard::keys {
namespace {

// In a child, since it cannot be undone.
int in_a_child(int (*run)()) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(run());
  int status = -1;
  ::waitpid(child, &status, 0);
  return status;
}

TEST(Hardening, ForbidsCoreFilesAndCoresPipedToAProgram) {
  const int status = in_a_child([] {
    forbid_core_dumps();
    rlimit limit{1, 1};
    ::getrlimit(RLIMIT_CORE, &limit);
    // The limit alone does not stop a core that the system pipes to a program.
    const bool dumpable = ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0;
    return limit.rlim_cur == 0 && limit.rlim_max == 0 && !dumpable ? 0 : 1;
  });
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace servicecard::keys
