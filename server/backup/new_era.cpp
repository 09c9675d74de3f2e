#include "server/backup/new_era.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/json.h"
#include "server/counter/publisher.h"
#include "server/desk/actors.h"
#include "server/desk/policies.h"
#include "server/store/settings.h"
#include "server/store/status_lists.h"

namespace servicecard::backup {
namespace {

using std::chrono::minutes;

constexpr std::size_t county_size = 2;

/// No card of an old list outlives this: the policy gives it two years at most.
constexpr std::chrono::days longest_card{2 * 366};

std::int64_t seconds_of(Time time) { return time.time_since_epoch().count(); }

/// The first number of a list in this era: tens of minutes since 2026, six digits until 2045. Lists
/// open one by one between restores, and only restores reach for the clock.
std::int64_t list_number(Time now) {
  const Time begin = start_of(CivilDate::of(2026, 1, 1).value());
  return 1 + std::max<std::int64_t>(0, (now - begin) / minutes(10));
}

/// The last serial before this era: 16 for every minute of the year, so that seven digits hold them
/// and another restore an hour later lies a thousand cards away.
std::int64_t serial_before(Time now) {
  constexpr std::int64_t of_a_minute = 16;
  const Time begin = start_of(CivilDate::of(day_of(now).year(), 1, 1).value());
  return of_a_minute * ((now - begin) / minutes(1));
}

/// Of each county that has ever issued, this year.
std::vector<std::string> skip_serials(store::Transaction& transaction, Time now) {
  constexpr std::int64_t least_skipped = 100'000;
  const std::map<std::string, std::int64_t> last = store::serials::last(transaction);
  std::set<std::string> counties;
  for (const auto& [prefix, serial] : last) counties.insert(prefix.substr(0, county_size));
  if (const auto county = store::settings::find(transaction, desk::county_setting)) {
    counties.insert(*county);
  }
  std::vector<std::string> next;
  for (const std::string& county : counties) {
    const std::string prefix = county + std::to_string(day_of(now).year());
    const auto known = last.find(prefix);
    const std::int64_t taken = known == last.end() ? 0 : known->second;
    const std::int64_t serial = std::max(taken + least_skipped, serial_before(now));
    store::serials::skip_to(transaction, prefix, serial);
    next.push_back(prefix + " from " + std::to_string(serial + 1));
  }
  return next;
}

struct PackMark {
  std::int64_t sequence = 0;
  std::int64_t issued_at = 0;  // seconds
};

PackMark last_mark(store::Reader& reader) {
  const auto last = store::settings::find(reader, counter::Publisher::last_pack_setting);
  if (!last) return {};
  const auto members = json::parse_object(*last).value();
  return {.sequence = json::int_member(members, "seq").value_or(0),
          .issued_at = json::int_member(members, "iat").value_or(0)};
}

/// Packs come out seconds apart at most, so their numbers never catch up with the clock's.
std::uint64_t skip_packs(store::Transaction& transaction, const OfflinePack* published, Time now) {
  PackMark mark = last_mark(transaction);
  const auto raise = [&mark](std::int64_t sequence, Time issued_at) {
    mark.sequence = std::max(mark.sequence, sequence);
    mark.issued_at = std::max(mark.issued_at, seconds_of(issued_at));
  };
  raise(seconds_of(now), now);
  if (published != nullptr) {
    raise(static_cast<std::int64_t>(published->sequence()), published->issued_at());
  }
  store::settings::put(
      transaction, counter::Publisher::last_pack_setting,
      json::serialize(json::object{{"seq", mark.sequence}, {"iat", mark.issued_at}}));
  return static_cast<std::uint64_t>(mark.sequence);
}

json::object era_json(const NewEra& era, const Manifest& from) {
  json::array numbers;
  for (const std::string& one : era.next_numbers) numbers.emplace_back(one);
  return {{"created_at", seconds_of(from.created_at)},
          {"journal_size", from.journal_size},
          {"journal_root", base64url::encode(from.journal_root)},
          {"status_list", era.status_list},
          {"written_off", era.written_off},
          {"numbers", std::move(numbers)},
          {"pack", era.pack_sequence},
          {"revoked", era.taken_away.revoked},
          {"suspended", era.taken_away.suspended},
          {"voided", era.taken_away.voided}};
}

}  // namespace

std::uint64_t last_pack(store::Reader& reader) {
  return static_cast<std::uint64_t>(last_mark(reader).sequence);
}

NewEra begin_new_era(store::Store& store, const Manifest& from, const Issuer& issuer,
                     const OfflinePack* published, Time now) {
  return store.write([&](store::Transaction& transaction) {
    NewEra era;
    std::int64_t at_least = list_number(now);
    if (published != nullptr) {
      era.taken_away = take_away(transaction, *published, issuer, now);
      at_least = std::max(at_least, highest_list(*published) + 1);
    }
    era.written_off = store::status_lists::write_off_all(transaction, now, now + longest_card);
    era.status_list = store::status_lists::open_next(
        transaction, store::status_lists::default_capacity, now, at_least);
    era.next_numbers = skip_serials(transaction, now);
    era.pack_sequence = skip_packs(transaction, published, now);
    transaction.append({.time = now,
                        .actor = std::string(desk::system_name),
                        .kind = "data.restored",
                        .subject = "issuer:" + issuer.str(),
                        .content = era_json(era, from)});
    return era;
  });
}

}  // namespace servicecard::backup
