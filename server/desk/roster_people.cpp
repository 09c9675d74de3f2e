#include <utility>

#include "server/desk/people.h"
#include "server/desk/personal_data.h"
#include "server/desk/roster_import.h"
#include "server/store/enterprises.h"

namespace servicecard::desk {
namespace {

BilingualText role_text(Category role) {
  return role == Category::principal ? BilingualText{.zh = "企业负责人", .en = "principal"}
                                     : BilingualText{.zh = "高层次人才", .en = "talent"};
}

std::string day_or_dash(const std::optional<CivilDate>& day) { return day ? day->str() : "—"; }

/// One row of a person, known by the keyed hash of the resident ID.
class Row {
 public:
  Row(const RosterContext& context, const PersonRow& row)
      : context_(context),
        row_(row),
        hash_(context.desk.resident_hash.of(as_bytes(row.resident_id.value().reveal()))),
        person_(store::people::find(context.transaction, hash_)) {
    report_.line = row.line;
    report_.uscc = row.uscc;
    report_.name = row.name->str();
  }

  RosterReportRow take() && {
    check();
    if (!report_.mistakes.empty()) {
      report_.action = RosterAction::error;
    } else if (person_ && person_->left_on) {
      take_up();
    } else if (person_) {
      update();
    } else {
      add();
    }
    return std::move(report_);
  }

 private:
  void note(const std::string& column, RosterRowError error,
            std::optional<std::size_t> other_line = std::nullopt) {
    report_.mistakes.push_back({.column = column, .error = error, .other_line = other_line});
  }

  void changed(const BilingualText& what, const BilingualText& before, const BilingualText& after) {
    report_.changes.push_back({.zh = what.zh + "：" + before.zh + " → " + after.zh,
                               .en = what.en + ": " + before.en + " → " + after.en});
  }
  void changed(const BilingualText& what, const std::string& before, const std::string& after) {
    changed(what, BilingualText{.zh = before, .en = before},
            BilingualText{.zh = after, .en = after});
  }

  void check() {
    const auto enterprise = store::enterprises::find(context_.transaction, *row_.uscc);
    if (!enterprise) {
      note(context_.titles.code, RosterRowError::no_such_enterprise);
    } else if (person_ && !person_->left_on && person_->enterprise_id != enterprise->id) {
      note(context_.titles.code, RosterRowError::at_other_enterprise);
    } else {
      check_claims();
    }
  }

  void claim(const char* thing, const std::string& value) {
    const std::string key = std::string(as_text(hash_)) + thing;
    const auto other = context_.claims.contradicted(key, value, row_.line);
    if (other) note({}, RosterRowError::contradiction, other);
  }

  void check_claims() {
    claim("name", row_.name->str());
    claim("role", role_text(*row_.role).en);
    if (row_.phone) claim("phone", row_.phone->reveal());
    if (row_.contract_end) claim("contract", row_.contract_end->str());
  }

  void add_to_record() {
    static_cast<void>(add_person(context_.transaction, context_.desk, context_.act,
                                 {.enterprise = *row_.uscc,
                                  .name = *row_.name,
                                  .resident_id = *row_.resident_id,
                                  .phone = row_.phone,
                                  .role = *row_.role,
                                  .contract_end = row_.contract_end})
                          .value());
  }

  void add() {
    add_to_record();
    report_.action = RosterAction::create;
    const BilingualText role = role_text(*row_.role);
    report_.changes.push_back({.zh = "新增人员：" + row_.name->str() + "（" + role.zh + "）",
                               .en = "new person: " + row_.name->str() + " (" + role.en + ")"});
  }

  // Somebody who has left, here or elsewhere, begins anew.
  void take_up() {
    const std::string before =
        store::enterprises::find(context_.transaction, person_->enterprise_id).value().uscc.str();
    report_.changes.push_back(
        {.zh = "重新入职（" + person_->left_on->str() + " 离开 " + before + "）",
         .en = "taken up again (left " + before + " on " + person_->left_on->str() + ")"});
    static_cast<void>(difference());
    if (person_->contract_end && !row_.contract_end) {
      changed({.zh = "合同到期日", .en = "contract end"}, person_->contract_end->str(), "—");
    }
    report_.action = RosterAction::update;
    add_to_record();
  }

  void update() {
    const PersonChange change = difference();
    if (report_.changes.empty()) return;
    report_.action = RosterAction::update;
    static_cast<void>(
        change_person(context_.transaction, context_.desk, context_.act, person_->id, change)
            .value());
  }

  // What the row says differently. What it does not say stays.
  PersonChange difference() {
    PersonChange change;
    if (*row_.name != person_->name) {
      change.name = row_.name;
      changed({.zh = "姓名", .en = "name"}, person_->name.str(), row_.name->str());
    }
    if (*row_.role != person_->role) {
      change.role = row_.role;
      changed({.zh = "类别", .en = "role"}, role_text(person_->role), role_text(*row_.role));
    }
    const auto phone = open_phone(context_.desk, person_->identity);
    if (row_.phone && row_.phone != phone) {
      change.phone = row_.phone;
      changed({.zh = "电话", .en = "phone"}, phone ? phone->masked() : "—", row_.phone->masked());
    }
    if (row_.contract_end && row_.contract_end != person_->contract_end) {
      change.contract_end = row_.contract_end;
      changed({.zh = "合同到期日", .en = "contract end"}, day_or_dash(person_->contract_end),
              row_.contract_end->str());
    }
    return change;
  }

  const RosterContext& context_;
  const PersonRow& row_;
  Sha256 hash_;
  std::optional<store::Person> person_;
  RosterReportRow report_;
};

}  // namespace

RosterReportRow import_row(const RosterContext& context, const PersonRow& row) {
  if (row.mistakes.empty()) return Row(context, row).take();
  return {.line = row.line,
          .action = RosterAction::error,
          .uscc = row.uscc,
          .name = row.name ? std::optional(row.name->str()) : std::nullopt,
          .changes = {},
          .mistakes = row.mistakes};
}

}  // namespace servicecard::desk
