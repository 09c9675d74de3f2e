#include "server/api/application_json.h"

#include <stdexcept>

#include "cardlib/eligibility/decision.h"
#include "server/api/format.h"

namespace servicecard::api {
namespace {

// What the database holds was written by us.
json::object parsed(const std::string& text) {
  auto object = json::parse_object(text);
  if (!object) throw std::runtime_error("the database holds a document that is no JSON");
  return *std::move(object);
}

}  // namespace

json::value stored_decision_json(const std::optional<store::DecisionRow>& decision) {
  if (!decision) return nullptr;
  const json::object document = parsed(decision->document);
  const auto outcome = parse_outcome(decision->verdict);
  if (!outcome) throw std::runtime_error("the database holds a decision without an outcome");
  const json::object& policy = document.at("policy").as_object();
  return {{"verdict", decision->verdict}, {"text", text_json(text_of(*outcome))},
          {"policy", policy.at("id")},    {"policy_version", policy.at("version")},
          {"day", document.at("day")},    {"trace", document.at("trace")}};
}

json::object to_json(const desk::ApplicationView& view) {
  const store::Application& row = view.application;
  const bool closed = row.record.state == ApplicationState::returned ||
                      row.record.state == ApplicationState::rejected;
  const bool handed_in = row.record.state != ApplicationState::draft;
  const json::value evidence = json::parse(row.evidence).value();
  return {{"id", row.id},
          {"person", row.person_id},
          {"name", view.person_name},
          {"enterprise", view.enterprise.str()},
          {"enterprise_name", view.enterprise_name},
          {"category", to_string(row.category)},
          {"state", to_string(row.record.state)},
          {"note", row.note},
          {"evidence", evidence},
          {"decision", stored_decision_json(view.decision)},
          {"reason", closed ? or_null(row.reason) : json::value(nullptr)},
          {"drafted", step_json(row.drafted_by, row.drafted_at)},
          {"submitted", handed_in},
          {"checked", step_json(row.record.checked_by, row.checked_at)},
          {"approved", step_json(row.record.approved_by, row.approved_at)},
          {"changed_at", timestamp(row.changed_at)},
          {"waiting_since", or_null(desk::waiting_since(row))},
          {"renews", or_null(view.renews)},
          {"card", or_null(view.card)}};
}

}  // namespace servicecard::api
