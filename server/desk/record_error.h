#pragma once

#include <string_view>

namespace servicecard::desk {

/// Why a record of an enterprise or a person was not made or changed. Nothing changed.
enum class RecordError {
  no_such_enterprise,
  no_such_designation,
  no_such_tax_record,
  no_such_person,
  no_such_contact,
  many_contacts,       ///< the enterprise has as many as one may
  enterprise_exists,   ///< the USCC is on record
  designation_exists,  ///< the enterprise holds that title from that day already
  person_exists,       ///< the resident ID is of somebody on record who has not left
  left_already,        ///< the person has left that enterprise
  fake_code,           ///< a `FAKE` USCC where only real enterprises belong
  empty_name,
  bad_name,  ///< too long, or with outer spaces or control characters
  end_before_start,
  future_year,  ///< a tax record of a year that has not ended
  future_day,   ///< what has happened cannot have happened then
  same_amount,  ///< the record that counts says the same already
  own_entry,    ///< nobody confirms what he entered
  confirmed_already,
  superseded,  ///< a later record has taken its place
  bad_reason,  ///< empty, over 200 characters, or with control characters
  no_policy,   ///< none is in force
  no_phone,    ///< none is on record
  daily_cap,   ///< the account has seen as many in full today as one may
};

/// `"no-such-enterprise"`: the last part of a problem's type.
[[nodiscard]] constexpr std::string_view to_string(RecordError error) {
  switch (error) {
    case RecordError::no_such_enterprise:
      return "no-such-enterprise";
    case RecordError::no_such_designation:
      return "no-such-designation";
    case RecordError::no_such_tax_record:
      return "no-such-tax-record";
    case RecordError::no_such_person:
      return "no-such-person";
    case RecordError::no_such_contact:
      return "no-such-contact";
    case RecordError::many_contacts:
      return "many-contacts";
    case RecordError::enterprise_exists:
      return "enterprise-exists";
    case RecordError::designation_exists:
      return "designation-exists";
    case RecordError::person_exists:
      return "person-exists";
    case RecordError::left_already:
      return "left-already";
    case RecordError::fake_code:
      return "fake-code";
    case RecordError::empty_name:
      return "empty-name";
    case RecordError::bad_name:
      return "bad-name";
    case RecordError::end_before_start:
      return "end-before-start";
    case RecordError::future_year:
      return "future-year";
    case RecordError::future_day:
      return "future-day";
    case RecordError::same_amount:
      return "same-amount";
    case RecordError::own_entry:
      return "own-entry";
    case RecordError::confirmed_already:
      return "confirmed-already";
    case RecordError::superseded:
      return "superseded";
    case RecordError::bad_reason:
      return "bad-reason";
    case RecordError::no_policy:
      return "no-policy";
    case RecordError::no_phone:
      return "no-phone";
    case RecordError::daily_cap:
      return "daily-cap-reached";
  }
  return {};
}

}  // namespace servicecard::desk
