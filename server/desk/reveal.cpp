#include "server/desk/reveal.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cardlib/codec/names.h"
#include "cardlib/codec/utf8.h"
#include "server/desk/daily_cap.h"
#include "server/desk/personal_data.h"
#include "server/store/contacts.h"
#include "server/store/enterprises.h"

namespace servicecard::desk {
namespace {

constexpr std::array all_fields = {PersonalField::resident_id, PersonalField::phone};
constexpr std::size_t max_reason_length = 200;  // code points

bool is_reason(std::string_view reason) {
  const auto points = utf8::decode(reason);
  return points && points->size() <= max_reason_length &&
         std::ranges::none_of(*points, utf8::is_control) &&
         !std::ranges::all_of(*points, utf8::is_space);
}

std::optional<std::string> value_of(const Desk& desk, const store::Person& person,
                                    PersonalField field) {
  switch (field) {
    case PersonalField::resident_id:
      return std::string(open_resident_id(desk, person.identity).reveal());
    case PersonalField::phone: {
      const auto phone = open_phone(desk, person.identity);
      if (!phone) return std::nullopt;
      return std::string(phone->reveal());
    }
  }
  std::unreachable();
}

using Result = std::expected<std::string, RecordError>;

// Gives the value, if one may be seen today, and leaves who saw what and why.
Result shown(store::Transaction& transaction, const Desk& desk, const access::Act& act,
             std::string value, std::string subject, json::object content) {
  if (!may_do_one_more(desk, transaction, act, Capped::reveal)) {
    return std::unexpected(RecordError::daily_cap);
  }
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = "person.revealed",
                      .subject = std::move(subject),
                      .content = std::move(content)});
  return value;
}

}  // namespace

std::string_view to_string(PersonalField field) {
  switch (field) {
    case PersonalField::resident_id:
      return "resident_id";
    case PersonalField::phone:
      return "phone";
  }
  return {};
}

std::optional<PersonalField> parse_personal_field(std::string_view name) {
  return find_by_name(all_fields, name);
}

Result reveal(const Desk& desk, const access::Act& act, std::int64_t person, PersonalField field,
              const std::string& reason) {
  if (!is_reason(reason)) return std::unexpected(RecordError::bad_reason);
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    const auto row = store::people::find(transaction, person);
    if (!row) return std::unexpected(RecordError::no_such_person);
    auto value = value_of(desk, *row, field);
    if (!value) return std::unexpected(RecordError::no_phone);
    return shown(transaction, desk, act, *std::move(value), "person:" + std::to_string(person),
                 {{"field", to_string(field)}, {"reason", reason}});
  });
}

Result reveal_contact(const Desk& desk, const access::Act& act, const Uscc& uscc,
                      std::int64_t contact, const std::string& reason) {
  if (!is_reason(reason)) return std::unexpected(RecordError::bad_reason);
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    const auto enterprise = store::enterprises::find(transaction, uscc);
    const auto row =
        enterprise ? store::contacts::find(transaction, enterprise->id, contact) : std::nullopt;
    if (!row) return std::unexpected(RecordError::no_such_contact);
    return shown(transaction, desk, act,
                 std::string(open_contact_phone(desk, row->entry.phone).reveal()),
                 "enterprise:" + uscc.str(),
                 {{"field", to_string(PersonalField::phone)},
                  {"contact", row->entry.name.str()},
                  {"reason", reason}});
  });
}

}  // namespace servicecard::desk
