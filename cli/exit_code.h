#pragma once

namespace servicecard::cli {

/// How a command ends; scripts decide by it.
enum class ExitCode : int {
  done = 0,         ///< done, or a valid card
  refused = 1,      ///< a rule, a right or a card says no; nothing was changed
  usage = 2,        ///< the command line says something that cannot be meant
  cannot_tell = 3,  ///< stale, offline or unreadable: neither yes nor no
  failure = 4,      ///< a machine is broken: a file, a server, a disk
};

}  // namespace servicecard::cli
