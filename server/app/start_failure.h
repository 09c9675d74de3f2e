#pragma once

#include <cstdint>
#include <string>

namespace servicecard::app {

/// Why a data directory is not opened.
enum class StartError : std::uint8_t {
  no_data,            ///< no such folder, or none that `init` finished
  data_exposed,       ///< others may enter it
  data_in_use,        ///< another process has it open
  data_unreadable,    ///< the system refuses
  newer_database,     ///< written by a newer program
  changed_migration,  ///< its schema was made by other migrations than this program's
  no_passphrase,      ///< none was given, or it is none
  wrong_passphrase,   ///< it does not open the keys
  bad_key_file,       ///< a file of the keys folder is missing, exposed or damaged
  mixed_data,         ///< keys and database are of different issuers
  root_within_reach,  ///< production: this process could read the root's key
  synthetic_data,     ///< production: made for a demonstration
  local_issuer,       ///< production: the issuer is this machine alone
  bad_pages,          ///< the folder of the pages holds none, or something else
  other_port,         ///< a demonstration's issuer names another port than the one to listen on
};

struct StartFailure {
  StartError error;
  std::string advice;  ///< what is wrong and what to do, in English, for the person at the shell
};

}  // namespace servicecard::app
