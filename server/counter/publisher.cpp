#include "server/counter/publisher.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "cardlib/codec/json.h"
#include "cardlib/credential/offline_pack.h"
#include "cardlib/credential/status_list_token.h"
#include "server/store/settings.h"
#include "server/store/status_lists.h"

namespace servicecard::counter {
namespace {

std::int64_t seconds_of(Time time) { return time.time_since_epoch().count(); }

}  // namespace

std::expected<Refreshed, keys::SignRefusal> Publisher::refresh(Time now) {
  const std::unique_lock lock(refreshing_, std::try_to_lock);
  if (!lock) return Refreshed::nothing;
  Basis wanted = basis(now);
  if (!is_due(wanted, now)) return Refreshed::nothing;
  const auto signing = signers(now);
  if (!signing) return std::unexpected(signing.error());

  auto made = std::make_shared<const Publication>(make(wanted, *signing, now));
  {
    const std::scoped_lock showing(mutex_);
    current_ = std::move(made);
  }
  published_ = std::move(wanted);
  changed_since_.reset();
  return Refreshed::published;
}

std::shared_ptr<const Publication> Publisher::current() const {
  const std::scoped_lock lock(mutex_);
  return current_;
}

Publisher::Basis Publisher::basis(Time now) const {
  return {.cards = cards_.revision(),
          .trust_list = ring_.trust_list(),
          .policy = catalogue_.policy_on(day_of(now))};
}

bool Publisher::is_due(const Basis& basis, Time now) {
  if (!published_) return true;
  // Another trust list may have other keys: what they sign is wanted at once.
  if (basis.trust_list && basis.trust_list->hash() != published_->trust_list->hash()) return true;
  if (now >= current()->issued_at + lifetime / 2) return true;
  if (published_->cards == basis.cards && published_->policy == basis.policy) return false;
  // Credentials name a list that nobody can fetch yet.
  if (!current()->lists.contains(cards_.newest_list()) && cards_.newest_list() > 0) return true;
  if (!changed_since_) changed_since_ = now;
  return now >= *changed_since_ + batch_window;
}

std::expected<Publisher::Signers, keys::SignRefusal> Publisher::signers(Time now) const {
  // A pack's moment may lie a little after now: see `take_pack_mark`.
  auto status = ring_.signer(KeyPurpose::status, now + lifetime, now);
  if (!status) return std::unexpected(status.error());
  auto pack = ring_.signer(KeyPurpose::pack, now + lifetime, now);
  if (!pack) return std::unexpected(pack.error());
  return Signers{.status = *std::move(status), .pack = *std::move(pack)};
}

Publication Publisher::make(const Basis& basis, const Signers& signers, Time now) const {
  const PackMark mark = take_pack_mark(basis.trust_list->issued_at(), now);
  const auto rows = store_.read(
      [now](store::Snapshot& snapshot) { return store::status_lists::served(snapshot, now); });
  std::vector<CardMemory::ListSize> sizes;
  for (const auto& row : rows) {
    sizes.push_back({.number = row.number, .capacity = row.capacity, .unused = row.unused});
  }
  const std::vector<StatusList> lists = cards_.status_lists(sizes);

  Publication made{.issued_at = now, .lists = {}, .pack = {}};
  PackContent content{.sequence = mark.sequence,
                      .issued_at = mark.issued_at,
                      .expires = now + lifetime,
                      .status_lists = {},
                      .catalogue = catalogue_json(basis.policy.get())};
  const Issuer issuer = ring_.issuer();
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const std::string uri = issuer.status_list_uri(static_cast<std::uint64_t>(sizes[i].number));
    const PackedStatusList packed = lists[i].pack(zlib::Effort::best);
    PublishedList list{.jwt = make_status_list_jwt(uri, packed, now, *signers.status),
                       .cwt = make_status_list_cwt(uri, packed, now, *signers.status)};
    content.status_lists.push_back({.uri = uri, .token = list.jwt});
    made.lists.emplace(sizes[i].number, std::move(list));
  }
  auto pack = OfflinePack::make(content, *basis.trust_list, *signers.pack);
  if (!pack) throw std::runtime_error("no offline pack: " + std::string(to_string(pack.error())));
  made.pack = *std::move(pack);
  made.sequence = mark.sequence;
  return made;
}

// Durable before the pack is: a pack that was seen is never followed by a lower one. Opens the
// first list where no card has, so that whoever asks for it is answered before the first card is
// there.
Publisher::PackMark Publisher::take_pack_mark(Time not_before, Time now) const {
  return store_.write([not_before, now](store::Transaction& transaction) {
    PackMark mark{.sequence = 1, .issued_at = std::max(not_before, now)};
    if (const auto last = store::settings::find(transaction, last_pack_setting)) {
      const auto members = json::parse_object(*last);
      if (!members) throw std::runtime_error("the mark of the last pack is no JSON object");
      mark.sequence = static_cast<std::uint64_t>(members->at("seq").as_int64()) + 1;
      mark.issued_at =
          std::max(mark.issued_at, Time(std::chrono::seconds(members->at("iat").as_int64())));
    }
    const json::object written{{"seq", mark.sequence}, {"iat", seconds_of(mark.issued_at)}};
    store::settings::put(transaction, last_pack_setting, json::serialize(written));
    transaction.append({.time = now,
                        .actor = "system",
                        .kind = "pack.published",
                        .subject = "pack:" + std::to_string(mark.sequence),
                        .content = written});
    if (!store::status_lists::open_list(transaction)) {
      static_cast<void>(
          store::status_lists::open_next(transaction, store::status_lists::default_capacity, now));
    }
    return mark;
  });
}

}  // namespace servicecard::counter
