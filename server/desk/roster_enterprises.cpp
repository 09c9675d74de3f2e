#include <algorithm>
#include <utility>

#include "server/desk/enterprises.h"
#include "server/desk/roster_import.h"

namespace servicecard::desk {
namespace {

constexpr const char* default_source = "名册导入";

std::string amount_text(const FenRange& amount) {
  const std::string least = amount.least().str();
  return amount.is_exact() ? least : least + "–" + amount.most().str();
}

BilingualText basis_text(std::string_view basis) {
  return basis == "paid" ? BilingualText{.zh = "入库", .en = "paid"}
                         : BilingualText{.zh = "申报", .en = "declared"};
}

BilingualText tax_text(const FenRange& amount, std::string_view basis) {
  const BilingualText by = basis_text(basis);
  return {.zh = amount_text(amount) + " 元（" + by.zh + "）",
          .en = amount_text(amount) + " yuan (" + by.en + ")"};
}

std::string day_or(const std::optional<CivilDate>& day, const char* none) {
  return day ? day->str() : none;
}

/// One row of an enterprise. First everything that could be wrong is looked for; then what differs
/// is written.
class Row {
 public:
  Row(const RosterContext& context, const EnterpriseRow& row)
      : context_(context), row_(row), uscc_(row.uscc.value()) {
    enterprise_ = store::enterprises::find(context.transaction, uscc_);
    if (enterprise_) {
      held_ = store::enterprises::designations(context.transaction, enterprise_->id);
    }
    report_.line = row.line;
    report_.uscc = uscc_;
    report_.name = row.name || !enterprise_ ? row.name : enterprise_->name;
  }

  RosterReportRow take() && {
    check();
    if (!report_.mistakes.empty()) {
      report_.action = RosterAction::error;
      return std::move(report_);
    }
    const bool is_new = !enterprise_;
    write_enterprise();
    for (const Designation kind : row_.designations) write_designation(kind);
    for (const RosterTax& tax : row_.taxes) write_tax(tax);
    if (!report_.changes.empty()) {
      report_.action = is_new ? RosterAction::create : RosterAction::update;
    }
    return std::move(report_);
  }

 private:
  void note(const std::string& column, RosterRowError error,
            std::optional<std::size_t> other_line = std::nullopt) {
    report_.mistakes.push_back({.column = column, .error = error, .other_line = other_line});
  }

  void changed(std::string zh, std::string en) {
    report_.changes.push_back({.zh = std::move(zh), .en = std::move(en)});
  }

  void check() {
    if (!enterprise_ && !row_.name) note(context_.titles.name, RosterRowError::missing);
    if (!enterprise_ && uscc_.is_fake() && context_.desk.fakes == FakeRecords::refused) {
      note(context_.titles.code, RosterRowError::fake_code);
    }
    for (const Designation kind : row_.designations) check_designation(kind);
    for (const RosterTax& tax : row_.taxes) {
      if (tax.year >= day_of(context_.act.now).year()) {
        note(tax.column, RosterRowError::future_year);
      }
    }
    if (report_.mistakes.empty()) check_claims();
  }

  void check_designation(Designation kind) {
    if (row_.from) return;
    const store::DesignationRow* held = find_held(kind);
    if (held == nullptr) {
      note(context_.titles.designation_from, RosterRowError::missing);
    } else if (row_.until && *row_.until < held->from) {
      note(context_.titles.designation_from, RosterRowError::end_before_start);
    }
  }

  void claim(const std::string& thing, const std::string& value, const std::string& column) {
    const auto other = context_.claims.contradicted(uscc_.str() + ' ' + thing, value, row_.line);
    if (other) note(column, RosterRowError::contradiction, other);
  }

  void check_claims() {
    if (row_.name) claim("name", *row_.name, context_.titles.name);
    if (row_.credit) claim("credit", std::string(to_string(*row_.credit)), {});
    for (const Designation kind : row_.designations) {
      const std::string from = day_or(row_.from, "held");
      if (row_.until) {
        claim(std::string(to_string(kind)) + from, row_.until->str(),
              context_.titles.designation_from);
      }
    }
    for (const RosterTax& tax : row_.taxes) {
      claim(std::to_string(tax.year), tax_text(tax.amount, basis_of(tax)).en, tax.column);
    }
  }

  // The one that the row means: that of the first day it names, else the one held today.
  [[nodiscard]] const store::DesignationRow* find_held(Designation kind) const {
    const CivilDate today = day_of(context_.act.now);
    const auto found = std::ranges::find_if(held_, [&](const store::DesignationRow& held) {
      if (held.kind != to_string(kind)) return false;
      if (row_.from) return held.from == *row_.from;
      return held.from <= today && (!held.until || *held.until >= today);
    });
    return found == held_.end() ? nullptr : &*found;
  }

  void write_enterprise() {
    if (!enterprise_) {
      const auto added = add_enterprise(context_.transaction, context_.desk, context_.act, uscc_,
                                        *row_.name, row_.credit.value_or(CreditStatus::unknown));
      enterprise_ = added.value().enterprise;
      changed("新增企业：" + *row_.name, "new enterprise: " + *row_.name);
      return;
    }
    EnterpriseChange change;
    if (row_.name && *row_.name != enterprise_->name) {
      change.name = row_.name;
      changed("名称：" + enterprise_->name + " → " + *row_.name,
              "name: " + enterprise_->name + " → " + *row_.name);
    }
    if (row_.credit && to_string(*row_.credit) != enterprise_->credit_status) {
      change.credit = row_.credit;
      const Bilingual before = text_of(parse_credit_status(enterprise_->credit_status).value());
      const Bilingual after = text_of(*row_.credit);
      changed("信用状况：" + std::string(before.zh) + " → " + std::string(after.zh),
              "credit: " + std::string(before.en) + " → " + std::string(after.en));
    }
    if (!change.name && !change.credit) return;
    static_cast<void>(change_enterprise(context_.transaction, context_.act, uscc_, change).value());
  }

  void write_designation(Designation kind) {
    const std::string zh(text_of(kind).zh);
    const std::string en(text_of(kind).en);
    const store::DesignationRow* held = find_held(kind);
    if (held == nullptr) {
      held_.push_back(add_designation(context_.transaction, context_.act, uscc_,
                                      {.kind = kind,
                                       .from = *row_.from,
                                       .until = row_.until,
                                       .source = row_.source.value_or(default_source)})
                          .value());
      changed("新增认定：" + zh + "，" + row_.from->str() + " 至 " + day_or(row_.until, "无期限"),
              "new designation: " + en + ", from " + row_.from->str() + " until " +
                  day_or(row_.until, "further notice"));
    } else if (row_.until && row_.until != held->until) {
      static_cast<void>(
          end_designation(context_.transaction, context_.act, uscc_, held->id, *row_.until)
              .value());
      changed(zh + "截止：" + day_or(held->until, "无期限") + " → " + row_.until->str(),
              en + " until: " + day_or(held->until, "further notice") + " → " + row_.until->str());
    }
  }

  [[nodiscard]] std::optional<store::TaxRecordRow> current(const RosterTax& tax) const {
    if (!enterprise_) return std::nullopt;
    return store::tax_records::current(context_.transaction, enterprise_->id, tax.year);
  }

  // A row that does not name the basis keeps the one on record.
  [[nodiscard]] std::string basis_of(const RosterTax& tax) const {
    if (row_.basis) return std::string(to_string(*row_.basis));
    const auto before = current(tax);
    return before ? before->basis : "paid";
  }

  void write_tax(const RosterTax& tax) {
    const auto before = current(tax);
    const std::string basis = basis_of(tax);
    if (before && before->amount == tax.amount && before->basis == basis) return;
    static_cast<void>(add_tax_record(context_.transaction, context_.act, uscc_,
                                     {.year = tax.year,
                                      .amount = tax.amount,
                                      .basis = parse_tax_basis(basis).value(),
                                      .source = row_.source.value_or(default_source)})
                          .value());
    const BilingualText after = tax_text(tax.amount, basis);
    const std::string year = std::to_string(tax.year);
    if (before) {
      const BilingualText old = tax_text(before->amount, before->basis);
      changed(year + " 年纳税更正：" + old.zh + " → " + after.zh,
              "tax of " + year + " corrected: " + old.en + " → " + after.en);
    } else {
      changed(year + " 年纳税：" + after.zh, "tax of " + year + ": " + after.en);
    }
  }

  const RosterContext& context_;
  const EnterpriseRow& row_;
  const Uscc& uscc_;
  std::optional<store::Enterprise> enterprise_;
  std::vector<store::DesignationRow> held_;
  RosterReportRow report_;
};

}  // namespace

RosterReportRow import_row(const RosterContext& context, const EnterpriseRow& row) {
  if (row.mistakes.empty()) return Row(context, row).take();
  return {.line = row.line,
          .action = RosterAction::error,
          .uscc = row.uscc,
          .name = row.name,
          .changes = {},
          .mistakes = row.mistakes};
}

}  // namespace servicecard::desk
