#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "cardlib/identity/civil_date.h"

namespace servicecard::access {

/// What somebody should look at soon.
enum class AlarmKind : std::uint8_t {
  many_approvals,  ///< an account has used most of its daily cap
  many_cards,      ///< an account has used most of its daily cap
  two_places,      ///< a card was shown at two places within minutes
  many_misses,     ///< a partner asked by number for very many cards that it has not in hand
  many_sign_ins,   ///< somebody guesses passwords or codes, and is made to wait
  many_reveals,    ///< an account has used most of its daily cap
  id_mismatch,     ///< somebody showed a card who is not its holder
  many_failures,   ///< a partner was shown very many tokens that are none of ours
  number_walk,     ///< a partner asks for one number after the other
};

inline constexpr std::array all_alarm_kinds = {
    AlarmKind::many_approvals, AlarmKind::many_cards,    AlarmKind::two_places,
    AlarmKind::many_misses,    AlarmKind::many_sign_ins, AlarmKind::many_reveals,
    AlarmKind::id_mismatch,    AlarmKind::many_failures, AlarmKind::number_walk};

/// `"many-approvals"`: the name in the log and in the metrics.
[[nodiscard]] std::string_view to_string(AlarmKind kind);

struct Alarm {
  AlarmKind kind;
  std::string subject;  ///< whom or what it is about, as the journal has it: "actor:wang"
  std::string detail;   ///< for the operator; nothing of a holder
  /// What was asked of that card or by that partner this long before it is what it is about.
  std::chrono::seconds window{0};
};

/// Where alarms come together. An alarm stops nobody; whoever raises one goes on. The same about
/// the same is told once an hour at most. Safe to use from several threads.
class Alarms {
 public:
  using Listener = std::function<void(const Alarm&)>;

  static constexpr std::chrono::seconds quiet{3600};
  /// So many are remembered as told; beyond, some are told again.
  static constexpr std::size_t max_told = 10'000;

  /// Nobody hears these.
  Alarms() = default;
  /// `listener` is called by whoever raises an alarm, from any thread. It must be
  /// quick and must not throw.
  explicit Alarms(Listener listener) : listener_(std::move(listener)) {}

  void raise(const Alarm& alarm, Time now);

 private:
  using Key = std::pair<AlarmKind, std::string>;

  // Whether nobody was told within the hour; from now on somebody was.
  bool is_news(const Alarm& alarm, Time now);

  Listener listener_;
  std::mutex mutex_;
  std::map<Key, Time> told_;
};

}  // namespace servicecard::access
