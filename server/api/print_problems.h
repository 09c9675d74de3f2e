#pragma once

#include <string>
#include <string_view>

#include "server/desk/print_error.h"
#include "server/http/problem.h"
#include "server/print/print_error.h"

/// What a client hears when cards are not printed.
namespace servicecard::api {

/// Names the card that it is about.
[[nodiscard]] http::Problem problem_of(const desk::PrintRefusal& refusal);
[[nodiscard]] http::Problem problem_of(const std::string& number, const print::PrintFault& fault);

/// The code under which a batch keeps a fault of its proof, and what it means.
[[nodiscard]] std::string_view fault_name(print::PrintError error);
[[nodiscard]] http::Text fault_text(std::string_view name);

}  // namespace servicecard::api
