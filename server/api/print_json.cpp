#include "server/api/print_json.h"

#include "server/api/format.h"
#include "server/api/print_problems.h"

namespace servicecard::api {
namespace {

json::object counts_json(const store::BatchCounts& counts) {
  return {{"waiting", counts.waiting},
          {"ready", counts.ready},
          {"printed", counts.printed},
          {"spoiled", counts.spoiled},
          {"dropped", counts.dropped}};
}

json::value fault_json(const desk::BatchView& view) {
  const auto& fault = view.batch.fault;
  if (!fault) return nullptr;
  const http::Text detail = fault_text(fault->fault);
  return {{"card", or_null(view.fault_card)},
          {"fault", fault->fault},
          {"text", fault->text},
          {"detail", {{"zh", detail.zh}, {"en", detail.en}}}};
}

json::value ended_json(const store::PrintBatch& batch) {
  if (!batch.ended_by || !batch.ended_at) return nullptr;
  return {{"by", *batch.ended_by}, {"at", timestamp(*batch.ended_at)}};
}

json::value handover_json(const std::optional<store::Handover>& handover) {
  if (!handover) return nullptr;
  return {{"to", handover->recipient},
          {"note", handover->note},
          {"by", handover->by},
          {"at", timestamp(handover->at)}};
}

}  // namespace

json::object to_json(const desk::BatchView& view) {
  const store::PrintBatch& batch = view.batch;
  return {{"id", batch.id},
          {"state", to_string(batch.state)},
          {"paper", to_string(batch.paper)},
          {"imprint", imprint_json(view.imprint)},
          {"counts", counts_json(view.counts)},
          {"fault", fault_json(view)},
          {"made", {{"by", batch.made_by}, {"at", timestamp(batch.made_at)}}},
          {"ended", ended_json(batch)}};
}

json::object to_json(const desk::BatchCardView& view) {
  return {{"number", view.number},
          {"name", view.holder},
          {"enterprise_name", view.enterprise_name},
          {"place", view.row.place},
          {"state", to_string(view.row.state)}};
}

json::object to_json(const store::CardPrint& print) {
  return {{"state", to_string(print.state)},
          {"batch", or_null(print.batch)},
          {"handover", handover_json(print.handover)}};
}

}  // namespace servicecard::api
