#include "server/counter/redemptions.h"

#include <utility>

#include "cardlib/codec/cbor.h"
#include "cardlib/codec/utf8.h"
#include "server/access/readable_secret.h"
#include "server/counter/partner_memory.h"
#include "server/counter/receipts.h"
#include "server/counter/use_rules.h"
#include "server/store/cards.h"
#include "server/store/partners.h"
#include "server/store/verifications.h"

namespace servicecard::counter {
namespace {

constexpr std::size_t longest_reason = 200;  // code points

Sha256 hash_of(const UseRequest& request) {
  const cbor::Value site =
      request.site ? cbor::Value(*request.site) : cbor::Value(cbor::Value::Variant(nullptr));
  return sha256(cbor::encode(cbor::Array{request.verification, request.service,
                                         std::string(to_string(request.beneficiary)), site}));
}

std::optional<int> used_of(store::Reader& reader, const store::NewRedemption& entry) {
  if (!entry.quota) return std::nullopt;
  const auto taken =
      store::redemptions::ordinals(reader, entry.person_id, entry.service, *entry.quota);
  return static_cast<int>(taken.size());
}

// One use on its way into the record, inside its transaction.
class Redeeming {
 public:
  Redeeming(const Office& office, const Caller& caller, const UseRequest& request, Time now,
            store::Transaction& transaction)
      : office_(office),
        caller_(caller),
        request_(request),
        now_(now),
        transaction_(transaction),
        partner_(store::partners::find(transaction, caller.partner).value()) {}

  UseResult run() {
    const Sha256 hash = hash_of(request_);
    if (auto before = store::redemptions::of_request(transaction_, caller_.partner, request_.key)) {
      if (before->entry.request.hash != hash) return refused(UseError::key_reused);
      return view_of(transaction_, office_.catalogue, *std::move(before), Recorded::before);
    }
    const auto verification =
        find_valid_check(transaction_, caller_.partner, request_.verification, now_);
    if (!verification) return refused(verification.error());
    if (contract_state(partner_, now_) != ContractState::in_force) {
      return refused(UseError::partner_not_contracted);
    }
    if (request_.site && !has_open_site(partner_, *request_.site)) {
      return refused(UseError::no_such_site);
    }
    return record({.key = request_.key, .hash = hash}, *verification);
  }

 private:
  static UseResult refused(UseError error) { return std::unexpected(UseRefusal{.error = error}); }

  UseResult record(store::RequestMark mark, const store::Verification& verification) {
    const auto offered =
        find_offered(office_.catalogue, partner_.sector, request_.service, day_of(now_));
    if (!offered) return refused(offered.error());
    const store::Card card = store::cards::find(transaction_, *verification.card_id).value();
    const Verdict verdict = card_verdict_at(transaction_, card, now_);
    if (verdict != Verdict::valid) {
      return std::unexpected(UseRefusal{.error = UseError::card_not_valid, .verdict = verdict});
    }
    if (const auto objection = objection_to(card, offered->service, request_.beneficiary)) {
      return refused(*objection);
    }
    store::NewRedemption entry = entry_of(std::move(mark), verification, card, *offered);
    if (entry.quota) {
      entry.ordinal = free_place(transaction_, card.person_id, entry.service, *entry.quota);
      if (!entry.ordinal) return refused(UseError::quota_used);
    }
    if (const auto unsigned_why = sign(entry, card, offered->service)) {
      return refused(*unsigned_why);
    }
    return keep(entry, card.number);
  }

  [[nodiscard]] store::NewRedemption entry_of(store::RequestMark mark,
                                              const store::Verification& verification,
                                              const store::Card& card,
                                              const OfferedService& offered) const {
    return {.partner_id = caller_.partner,
            .request = std::move(mark),
            .verification_id = verification.id,
            .card_id = card.id,
            .person_id = card.person_id,
            .service = request_.service,
            .beneficiary = request_.beneficiary,
            .site = request_.site ? request_.site : verification.site,
            .standing = store::UseStanding::counted,
            .quota = offered.quota,
            .ordinal = std::nullopt,
            .used_at = now_,
            .recorded_at = now_,
            .recorded_by = name_in_journal(caller_),
            .receipt_code = std::nullopt,
            .receipt = std::nullopt};
  }

  std::optional<UseError> sign(store::NewRedemption& entry, const store::Card& card,
                               const Service& service) {
    auto receipt = make_receipt(office_, partner_, card.number, service, entry);
    if (!receipt) return receipt.error();
    entry.receipt_code = std::move(receipt->code);
    entry.receipt = std::move(receipt->jwt);
    return std::nullopt;
  }

  UseResult keep(const store::NewRedemption& entry, const CardNumber& number) {
    const std::int64_t id = record_use(transaction_, entry, number);
    return view_of(transaction_, office_.catalogue,
                   store::redemptions::find(transaction_, id).value(), Recorded::now);
  }

  const Office& office_;
  const Caller& caller_;
  const UseRequest& request_;
  Time now_;
  store::Transaction& transaction_;
  store::Partner partner_;
};

std::optional<UseError> objection_to_void(const std::optional<store::Redemption>& redemption,
                                          const std::string& reason) {
  if (!redemption) return UseError::no_such_redemption;
  if (redemption->voided) return UseError::voided_before;
  if (!utf8::is_line(reason, 1, longest_reason)) return UseError::bad_reason;
  return std::nullopt;
}

UseResult annul(store::Transaction& transaction, const Office& office,
                const store::Redemption& redemption, store::Redemption::Voiding voiding) {
  store::redemptions::annul(transaction, redemption, voiding);
  transaction.append({.time = voiding.at,
                      .actor = voiding.by,
                      .kind = "redemption.voided",
                      .subject = "card:" + redemption.card_number.str(),
                      .content = {{"redemption", redemption.id},
                                  {"partner", redemption.entry.partner_id},
                                  {"service", redemption.entry.service},
                                  {"reason", voiding.reason}}});
  return view_of(transaction, office.catalogue,
                 store::redemptions::find(transaction, redemption.id).value(), Recorded::now);
}

std::optional<store::Redemption> own(store::Reader& reader, const Caller& caller, std::int64_t id) {
  auto redemption = store::redemptions::find(reader, id);
  if (redemption && redemption->entry.partner_id != caller.partner) redemption.reset();
  return redemption;
}

}  // namespace

UseView view_of(store::Reader& reader, const Catalogue& catalogue, store::Redemption redemption,
                Recorded recorded) {
  const store::NewRedemption& entry = redemption.entry;
  auto name = service_name(catalogue, entry.service, day_of(entry.used_at));
  const auto used = used_of(reader, entry);
  return {.redemption = std::move(redemption),
          .service_name = std::move(name),
          .used = used,
          .recorded = recorded};
}

UseResult redeem(const Office& office, const Caller& caller, const UseRequest& request, Time now) {
  return office.store.write([&](store::Transaction& transaction) {
    return Redeeming(office, caller, request, now, transaction).run();
  });
}

UseResult void_own_use(const Office& office, const Caller& caller, std::int64_t id,
                       const std::string& reason, Time now) {
  return office.store.write([&](store::Transaction& transaction) -> UseResult {
    const auto redemption = own(transaction, caller, id);
    if (const auto error = objection_to_void(redemption, reason)) {
      return std::unexpected(UseRefusal{.error = *error});
    }
    if (now >= redemption->entry.recorded_at + voidable_for) {
      return std::unexpected(UseRefusal{.error = UseError::too_late});
    }
    return annul(transaction, office, *redemption,
                 {.at = now, .by = name_in_journal(caller), .reason = reason});
  });
}

UseResult void_use(const Office& office, const access::Act& act, const CardNumber& card,
                   std::int64_t id, const std::string& reason) {
  return office.store.write([&](store::Transaction& transaction) -> UseResult {
    auto redemption = store::redemptions::find(transaction, id);
    if (redemption && redemption->card_number != card) redemption.reset();
    if (const auto error = objection_to_void(redemption, reason)) {
      return std::unexpected(UseRefusal{.error = *error});
    }
    return annul(transaction, office, *redemption,
                 {.at = act.now, .by = act.actor.name, .reason = reason});
  });
}

UseResult show_own_use(const Office& office, const Caller& caller, std::int64_t id) {
  return office.store.read([&](store::Snapshot& snapshot) -> UseResult {
    auto redemption = own(snapshot, caller, id);
    if (!redemption) return std::unexpected(UseRefusal{.error = UseError::no_such_redemption});
    return view_of(snapshot, office.catalogue, *std::move(redemption), Recorded::before);
  });
}

std::vector<UseView> list_own_uses(const Office& office, const Caller& caller,
                                   std::optional<Time> since, store::Page page) {
  return office.store.read([&](store::Snapshot& snapshot) {
    std::vector<UseView> views;
    for (auto& use : store::redemptions::of_partner(snapshot, caller.partner, since, page)) {
      views.push_back(view_of(snapshot, office.catalogue, std::move(use), Recorded::before));
    }
    return views;
  });
}

UseResult find_receipt(const Office& office, const std::string& code) {
  return office.store.read([&](store::Snapshot& snapshot) -> UseResult {
    auto redemption = store::redemptions::of_receipt(snapshot, access::grouped_secret(code));
    if (!redemption) return std::unexpected(UseRefusal{.error = UseError::no_such_receipt});
    return view_of(snapshot, office.catalogue, *std::move(redemption), Recorded::before);
  });
}

}  // namespace servicecard::counter
