#pragma once

#include "cardlib/codec/json.h"
#include "cli/exit_code.h"
#include "cli/offline_check.h"
#include "cli/shell.h"

namespace servicecard::cli {

/// The outcome of a check as a document, with the members that the API's verification has, less
/// what only a server knows, and `data` with the age of what it rests on.
[[nodiscard]] json::object verdict_document(const OfflineOutcome& outcome, Time now);

/// The verdict of a program that has neither a server nor data: it cannot tell.
[[nodiscard]] json::object offline_document(Time now);

/// Prints a verdict, the API's or the above. Green is 0, red 1, amber 3.
[[nodiscard]] ExitCode show_verdict(Shell& shell, const json::object& document);

}  // namespace servicecard::cli
