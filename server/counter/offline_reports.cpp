#include "server/counter/offline_reports.h"

#include <utility>

#include "cardlib/codec/cbor.h"
#include "server/counter/partner_memory.h"
#include "server/counter/receipts.h"
#include "server/counter/refusals.h"
#include "server/counter/use_rules.h"
#include "server/store/cards.h"
#include "server/store/partners.h"

namespace servicecard::counter {
namespace {

constexpr std::chrono::seconds skew{60};

cbor::Value or_null(const std::optional<std::string>& text) {
  return text ? cbor::Value(*text) : cbor::Value(cbor::Value::Variant(nullptr));
}

cbor::Value encoded(const ReportedUse& use) {
  return cbor::Array{use.service, std::string(to_string(use.beneficiary))};
}

cbor::Value encoded(const ReportedRefusal& refusal) {
  return cbor::Array{std::string(store::to_string(refusal.reason)), or_null(refusal.service),
                     or_null(refusal.note)};
}

Sha256 hash_of(const ReportedItem& item) {
  const cbor::Value what = std::visit([](const auto& did) { return encoded(did); }, item.what);
  const Bytes token(item.token_hash.begin(), item.token_hash.end());
  return sha256(cbor::encode(cbor::Array{std::int64_t{item.at.time_since_epoch().count()}, token,
                                         what, or_null(item.site)}));
}

ReportOutcome outcome_of(store::UseStanding standing) {
  switch (standing) {
    case store::UseStanding::counted:
      return ReportOutcome::accepted;
    case store::UseStanding::over_quota:
      return ReportOutcome::over_quota;
    case store::UseStanding::not_valid_then:
      return ReportOutcome::not_valid_then;
    case store::UseStanding::not_entitled:
      return ReportOutcome::not_entitled;
    case store::UseStanding::not_for_them:
      return ReportOutcome::not_for_them;
  }
  std::unreachable();
}

// One report on its way into the record, inside its transaction.
class Reporting {
 public:
  Reporting(const Office& office, const Caller& caller, Time now, store::Transaction& transaction)
      : office_(office),
        caller_(caller),
        now_(now),
        transaction_(transaction),
        partner_(store::partners::find(transaction, caller.partner).value()) {}

  [[nodiscard]] std::expected<ReportedResult, UseError> take(const ReportedItem& item) {
    ReportedResult result{
        .key = item.key, .outcome = {}, .verdict = std::nullopt, .record = std::nullopt};
    if (is_known(item, result)) return result;
    if (item.at > now_ + skew || item.at + report_lasts < now_) {
      return with(std::move(result), ReportOutcome::bad_time);
    }
    if (contract_state(partner_, item.at) != ContractState::in_force) {
      return with(std::move(result), ReportOutcome::not_contracted);
    }
    const auto known = office_.cards.find(item.reference, item.token_hash);
    if (!known) return with(std::move(result), ReportOutcome::unknown_card);
    const store::Card card = store::cards::find(transaction_, known->id).value();
    if (const auto* use = std::get_if<ReportedUse>(&item.what)) {
      return take_use(item, *use, card, std::move(result));
    }
    return take_refusal(item, std::get<ReportedRefusal>(item.what), card, std::move(result));
  }

 private:
  static ReportedResult with(ReportedResult result, ReportOutcome outcome) {
    result.outcome = outcome;
    return result;
  }

  // A use and a refusal may not share a key either.
  bool is_known(const ReportedItem& item, ReportedResult& result) {
    const auto use = store::redemptions::of_request(transaction_, caller_.partner, item.key);
    const auto refusal = store::refusals::of_request(transaction_, caller_.partner, item.key);
    if (!use && !refusal) return false;
    const Sha256& hash = use ? use->entry.request.hash : refusal->entry.request.hash;
    result.record = use ? use->id : refusal->id;
    result.outcome =
        hash == hash_of(item) ? ReportOutcome::already_reported : ReportOutcome::key_reused;
    return true;
  }

  std::expected<ReportedResult, UseError> take_use(const ReportedItem& item, const ReportedUse& use,
                                                   const store::Card& card, ReportedResult result) {
    const auto offered =
        find_offered(office_.catalogue, partner_.sector, use.service, day_of(item.at));
    if (!offered) return with(std::move(result), ReportOutcome::no_such_service);
    store::NewRedemption entry = entry_of(item, use, card, *offered);
    const Verdict verdict = card_verdict_at(transaction_, card, item.at);
    if (verdict != Verdict::valid) result.verdict = verdict;
    judge(entry, verdict, card, offered->service);
    if (entry.standing == store::UseStanding::counted) {
      auto receipt = make_receipt(office_, partner_, card.number, offered->service, entry);
      if (!receipt) return std::unexpected(receipt.error());
      entry.receipt_code = std::move(receipt->code);
      entry.receipt = std::move(receipt->jwt);
    }
    result.outcome = outcome_of(entry.standing);
    result.record = record_use(transaction_, entry, card.number);
    return result;
  }

  void judge(store::NewRedemption& entry, Verdict verdict, const store::Card& card,
             const Service& service) {
    const auto objection = objection_to(card, service, entry.beneficiary);
    if (verdict != Verdict::valid) {
      entry.standing = store::UseStanding::not_valid_then;
    } else if (objection) {
      entry.standing = *objection == UseError::not_entitled ? store::UseStanding::not_entitled
                                                            : store::UseStanding::not_for_them;
    } else if (entry.quota) {
      entry.ordinal = free_place(transaction_, entry.person_id, entry.service, *entry.quota);
      if (!entry.ordinal) entry.standing = store::UseStanding::over_quota;
    }
  }

  [[nodiscard]] store::NewRedemption entry_of(const ReportedItem& item, const ReportedUse& use,
                                              const store::Card& card,
                                              const OfferedService& offered) const {
    return {.partner_id = caller_.partner,
            .request = {.key = item.key, .hash = hash_of(item)},
            .verification_id = std::nullopt,
            .card_id = card.id,
            .person_id = card.person_id,
            .service = use.service,
            .beneficiary = use.beneficiary,
            .site = item.site,
            .standing = store::UseStanding::counted,
            .quota = offered.quota,
            .ordinal = std::nullopt,
            .used_at = item.at,
            .recorded_at = now_,
            .recorded_by = name_in_journal(caller_),
            .receipt_code = std::nullopt,
            .receipt = std::nullopt};
  }

  ReportedResult take_refusal(const ReportedItem& item, const ReportedRefusal& refusal,
                              const store::Card& card, ReportedResult result) {
    if (objection_to_note(refusal.reason, refusal.note)) {
      return with(std::move(result), ReportOutcome::bad_note);
    }
    if (refusal.service &&
        !find_offered(office_.catalogue, partner_.sector, *refusal.service, day_of(item.at))) {
      return with(std::move(result), ReportOutcome::no_such_service);
    }
    result.record = record_refusal(transaction_,
                                   {.partner_id = caller_.partner,
                                    .request = {.key = item.key, .hash = hash_of(item)},
                                    .verification_id = std::nullopt,
                                    .card_id = card.id,
                                    .service = refusal.service,
                                    .site = item.site,
                                    .reason = refusal.reason,
                                    .note = refusal.note,
                                    .refused_at = item.at,
                                    .recorded_at = now_,
                                    .recorded_by = name_in_journal(caller_)},
                                   card.number);
    return result;
  }

  const Office& office_;
  const Caller& caller_;
  Time now_;
  store::Transaction& transaction_;
  store::Partner partner_;
};

}  // namespace

std::string_view to_string(ReportOutcome outcome) {
  switch (outcome) {
    case ReportOutcome::accepted:
      return "accepted";
    case ReportOutcome::over_quota:
      return "over_quota";
    case ReportOutcome::not_valid_then:
      return "not_valid_then";
    case ReportOutcome::not_entitled:
      return "not_entitled";
    case ReportOutcome::not_for_them:
      return "not_for_them";
    case ReportOutcome::already_reported:
      return "already_reported";
    case ReportOutcome::key_reused:
      return "key_reused";
    case ReportOutcome::unknown_card:
      return "unknown_card";
    case ReportOutcome::no_such_service:
      return "no_such_service";
    case ReportOutcome::not_contracted:
      return "not_contracted";
    case ReportOutcome::bad_time:
      return "bad_time";
    case ReportOutcome::bad_note:
      return "bad_note";
  }
  return {};
}

std::expected<std::vector<ReportedResult>, UseRefusal> report_offline(
    const Office& office, const Caller& caller, const std::vector<ReportedItem>& items, Time now) {
  using Result = std::expected<std::vector<ReportedResult>, UseRefusal>;
  return office.store.write([&](store::Transaction& transaction) -> Result {
    Reporting reporting(office, caller, now, transaction);
    std::vector<ReportedResult> results;
    for (const ReportedItem& item : items) {
      auto result = reporting.take(item);
      if (!result) return std::unexpected(UseRefusal{.error = result.error()});
      results.push_back(*std::move(result));
    }
    return results;
  });
}

}  // namespace servicecard::counter
