#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/identity/civil_date.h"
#include "server/store/page.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

struct NewAlarm {
  Time time;
  std::string kind;
  std::string subject;          ///< as the journal has it: `card:YC26-00017-2`, `partner:clinic`
  std::string detail;           ///< nothing of a holder
  std::chrono::seconds window;  ///< before it that it is about
};

/// What somebody should look at, kept until somebody says that he did.
struct RecordedAlarm {
  struct Acknowledgement {
    Time at;
    std::string by;
  };

  std::int64_t id = 0;
  NewAlarm entry;
  std::optional<Acknowledgement> acknowledged;
};

namespace alarms {

/// Needs no leaf: an alarm is a hint, and what it is about is on record.
void add(Transaction& transaction, const NewAlarm& alarm);
[[nodiscard]] std::optional<RecordedAlarm> find(Reader& reader, std::int64_t id);
/// Newest first; those alone that nobody has acknowledged, where that is asked.
enum class Which : std::uint8_t { all, open };
[[nodiscard]] std::vector<RecordedAlarm> list(Reader& reader, Which which, Page page);
[[nodiscard]] std::int64_t count_open(Reader& reader);
void acknowledge(Transaction& transaction, std::int64_t id,
                 const RecordedAlarm::Acknowledgement& acknowledgement);

}  // namespace alarms
}  // namespace servicecard::store
