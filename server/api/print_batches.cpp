#include "server/api/print_batches.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/api/card_faces.h"
#include "server/api/expectations.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/print_json.h"
#include "server/api/print_problems.h"
#include "server/api/routes.h"
#include "server/desk/print_batches.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_paper{"应为 card 或 a4", "must be card or a4"};
constexpr Bilingual some_cards{"请给出 1 至 1000 个卡号", "give 1 to 1000 card numbers"};
constexpr Bilingual one_choice{"cards 与 unprinted 必须且只能给一项",
                               "give exactly one of cards and unprinted"};
constexpr Bilingual with_unprinted{"只能与 unprinted 一起给出", "goes with unprinted alone"};
constexpr Bilingual a_card_state{"没有这种印制状态", "no such state"};

std::optional<desk::PrintChoice> choice_of(JsonBody& body) {
  auto cards = body.maybe_texts("cards");
  const bool unprinted = body.flag_or("unprinted", false);
  const auto enterprise = body.maybe_parsed("enterprise", Uscc::parse, a_uscc);
  if (cards.has_value() == unprinted) body.note("cards", one_choice);
  if (enterprise && !unprinted) body.note("enterprise", with_unprinted);
  if (!cards) return desk::Unprinted{.enterprise = enterprise};
  if (cards->empty() || std::ssize(*cards) > desk::most_batch_cards) body.note("cards", some_cards);
  return *std::move(cards);
}

http::Response refused(const http::Request& request, const desk::PrintRefusal& refusal) {
  return problem_response(request, problem_of(refusal));
}

http::Response answer(const http::Request& request, unsigned status,
                      const desk::BatchResult& result) {
  if (!result) return refused(request, result.error());
  return http::json_response(status, to_json(*result));
}

class PrintBatches {
 public:
  PrintBatches(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response list(const http::Request& request) const {
    const ListRequest asked(request);
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    const auto key = [](const auto& view) { return view.batch.id; };
    const auto shown = [](const auto& view) { return to_json(view); };
    return http::json_response(200, asked.page_of(list_batches(desk_, asked.rows()), key, shown));
  }

  [[nodiscard]] http::Response make(const http::Request& request) const {
    JsonBody body(request);
    auto choice = choice_of(body);
    const auto paper = body.maybe_parsed("paper", parse_paper, a_paper);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 201,
                  make_batch(desk_, act_of(request, clock_),
                             {.cards = *std::move(choice), .paper = paper.value_or(Paper::card)}));
  }

  [[nodiscard]] http::Response show(const http::Request& request) const {
    return with_id(request,
                   [&](std::int64_t id) { return answer(request, 200, show_batch(desk_, id)); });
  }

  [[nodiscard]] http::Response cards(const http::Request& request) const {
    return with_id(request, [&](std::int64_t id) {
      ListRequest asked(request);
      const auto state = asked.parsed("state", parse_batch_card_state, a_card_state);
      if (const auto& problem = asked.problem()) return problem_response(request, *problem);
      auto rows = list_batch_cards(desk_, id, {.state = state, .page = asked.rows()});
      if (!rows) return refused(request, rows.error());
      const auto key = [](const auto& view) { return view.row.place; };
      const auto shown = [](const auto& view) { return to_json(view); };
      return http::json_response(200, asked.page_of(*std::move(rows), key, shown));
    });
  }

  [[nodiscard]] http::Response prove(const http::Request& request) const {
    return with_id(request, [&](std::int64_t id) {
      return answer(request, 200, prove_batch(desk_, act_of(request, clock_), id, fault_in));
    });
  }

  /// All that is ready in one document, or nothing.
  [[nodiscard]] http::Response pdf(const http::Request& request) const {
    return with_id(request, [&](std::int64_t id) {
      const auto batch = printable_batch(desk_, clock_.now(), id);
      if (!batch) return refused(request, batch.error());
      const auto pdf = pdf_of(*batch);
      if (!pdf) return problem_response(request, pdf.error());
      return http::Response{.status = 200,
                            .content_type = "application/pdf",
                            .headers = {},
                            .body = std::string(as_text(*pdf))};
    });
  }

  [[nodiscard]] http::Response leave_out(const http::Request& request) const {
    return with_id(request, [&](std::int64_t id) {
      JsonBody body(request);
      const auto card = body.text("card");
      if (const auto problem = body.problem()) return problem_response(request, *problem);
      return answer(request, 200, desk::leave_out(desk_, act_of(request, clock_), id, *card));
    });
  }

  [[nodiscard]] http::Response finish(const http::Request& request) const {
    return with_id(request, [&](std::int64_t id) {
      JsonBody body(request);
      const auto spoiled = body.maybe_texts("spoiled");
      if (const auto problem = body.problem()) return problem_response(request, *problem);
      return answer(request, 200,
                    finish_batch(desk_, act_of(request, clock_), id,
                                 spoiled.value_or(std::vector<std::string>())));
    });
  }

  [[nodiscard]] http::Response abandon(const http::Request& request) const {
    return with_id(request, [&](std::int64_t id) {
      return answer(request, 200, abandon_batch(desk_, act_of(request, clock_), id));
    });
  }

 private:
  template <class Answer>
  [[nodiscard]] static http::Response with_id(const http::Request& request, Answer answer_of) {
    const auto id = id_parameter(request);
    if (!id) return refused(request, {desk::PrintingError::no_such_batch});
    return answer_of(*id);
  }

  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_print_batch_routes(http::Router& router, const desk::Desk& desk,
                            const access::Clock& clock) {
  const Routes routes(router, "/v1/print-batches", PrintBatches(desk, clock));
  using http::Method;
  constexpr auto printers = "clerk approver";
  routes.add(Method::get, "", "listPrintBatches", any_actor, &PrintBatches::list);
  routes.add(Method::post, "", "makePrintBatch", printers, &PrintBatches::make);
  routes.add(Method::get, "/{id}", "showPrintBatch", any_actor, &PrintBatches::show);
  routes.add(Method::get, "/{id}/cards", "listPrintBatchCards", any_actor, &PrintBatches::cards);
  routes.add(Method::post, "/{id}/proof", "provePrintBatch", printers, &PrintBatches::prove);
  routes.add(Method::get, "/{id}/pdf", "printBatchPdf", printers, &PrintBatches::pdf);
  routes.add(Method::post, "/{id}/leave-out", "leaveOutOfPrintBatch", printers,
             &PrintBatches::leave_out);
  routes.add(Method::post, "/{id}/printed", "finishPrintBatch", printers, &PrintBatches::finish);
  routes.add(Method::post, "/{id}/abandon", "abandonPrintBatch", printers, &PrintBatches::abandon);
}

}  // namespace servicecard::api
