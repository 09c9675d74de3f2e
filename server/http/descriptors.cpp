#include "server/http/descriptors.h"

#include <algorithm>
#include <sys/resource.h>

namespace servicecard::http {

std::size_t make_room_for(std::size_t connections) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return connections;
  const rlim_t wanted = connections + other_descriptors;
  if (limit.rlim_cur < wanted) {
    const rlimit raised{.rlim_cur = std::min(wanted, limit.rlim_max), .rlim_max = limit.rlim_max};
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  if (limit.rlim_cur >= wanted) return connections;
  return limit.rlim_cur > other_descriptors ? limit.rlim_cur - other_descriptors : 1;
}

}  // namespace servicecard::http
