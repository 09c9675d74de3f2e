#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/eligibility/document.h"
#include "cardlib/eligibility/policy.h"
#include "cardlib/eligibility/rule_reader.h"

// Reads what schema/policy.schema.json describes; whoever changes one changes both.
namespace servicecard {
namespace {

constexpr std::size_t most_prose = 100;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string read_id(const Element& element) {
  std::string id = element.string();
  const bool good =
      !id.empty() && id.size() <= 40 && is_lower(id.front()) &&
      std::ranges::all_of(id, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
  if (!good) {
    element.fault(PolicyError::bad_format,
                  "write up to 40 small letters, digits and hyphens, a letter first");
  }
  return id;
}

std::string read_county(const Element& element) {
  std::string code = element.string();
  const bool good =
      code.size() == 2 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!good) element.fault(PolicyError::bad_format, "write two capital letters");
  return code;
}

BilingualText read_bilingual(const Element& element) {
  element.refuse_members_but({"zh", "en"});
  return {.zh = element.member("zh").prose(most_prose),
          .en = element.member("en").prose(most_prose)};
}

DayRange read_effective(const Element& element) {
  element.refuse_members_but({"from", "to"});
  (void)element.member("from");
  return read_days(element);
}

std::vector<QuotaTier> read_tiers(const Element& element) {
  std::vector<QuotaTier> tiers;
  for (const Element& item : element.items(1, 20)) {
    item.refuse_members_but({"above", "cards"});
    QuotaTier tier{.above = std::nullopt,
                   .cards = static_cast<int>(item.member("cards").integer(0, 999))};
    const Element above = tiers.empty() ? item.optional_member("above") : item.member("above");
    if (tiers.empty() && above.present()) {
      above.fault(PolicyError::unknown_member, "remove it: the first tier holds from zero up");
    } else if (above.present()) {
      tier.above = above.yuan();
      if (tiers.back().above && *tier.above <= *tiers.back().above) {
        above.fault(PolicyError::wrong_order, "let the amounts rise from tier to tier");
      }
    }
    tiers.push_back(tier);
  }
  return tiers;
}

std::vector<QuotaGround> read_quota(const Element& element, const RuleContext& context) {
  std::vector<QuotaGround> grounds;
  for (const Element& item : element.items(1, 20)) {
    item.refuse_members_but({"ground", "tiers"});
    Rule ground = read_rule(item.member("ground"), context);
    grounds.push_back({.ground = std::move(ground), .tiers = read_tiers(item.member("tiers"))});
  }
  return grounds;
}

// `04-30`; 29 February is in no year but a leap year, so no card could end on it.
MonthDay read_month_day(const Element& element) {
  const std::string text = element.string();
  const auto day = CivilDate::parse("2025-" + text);
  if (day) return {.month = day->month(), .day = day->day()};
  element.fault(PolicyError::bad_format,
                "write a month and a day that every year has, as \"04-30\"");
  return {.month = 1, .day = 1};
}

ValidityTerms read_validity(const Element& element) {
  element.refuse_members_but({"last_day", "years_after"});
  return {.last_day = read_month_day(element.member("last_day")),
          .years_after = static_cast<int>(element.member("years_after").integer(0, 10))};
}

std::vector<Beneficiary> read_beneficiaries(const Element& element) {
  std::vector<Beneficiary> out;
  for (const Element& item : element.items(1, all_beneficiaries.size())) {
    const auto beneficiary = parse_beneficiary(item.string());
    if (!beneficiary) {
      item.fault(PolicyError::unknown_name, R"(write "self", "spouse", "child" or "parent")");
    } else if (std::ranges::find(out, *beneficiary) != out.end()) {
      item.fault(PolicyError::duplicate, "name each beneficiary once");
    } else {
      out.push_back(*beneficiary);
    }
  }
  return out;
}

std::optional<UseQuota> read_use_quota(const Element& element) {
  if (!element.present()) return std::nullopt;
  element.refuse_members_but({"uses", "per"});
  const int uses = static_cast<int>(element.member("uses").integer(1, 999));
  const Element per = element.member("per");
  const auto period = parse_use_period(per.string());
  if (!period) {
    per.fault(PolicyError::unknown_name, R"(write "calendar_year" or "policy_year")");
  }
  return UseQuota{.uses = uses, .period = period.value_or(UsePeriod::calendar_year)};
}

Sector read_sector(const Element& element) {
  const auto sector = parse_sector(element.string());
  if (!sector) {
    element.fault(PolicyError::unknown_name, R"(write "health", "finance" or "education")");
  }
  return sector.value_or(Sector::health);
}

std::string read_code(const Element& element, Sector sector) {
  std::string code = element.string();
  const std::string prefix = std::string(to_string(sector)) + '.';
  const std::string_view name = std::string_view(code).substr(std::min(prefix.size(), code.size()));
  const bool good =
      code.starts_with(prefix) && code.size() <= 40 && !name.empty() && is_lower(name.front()) &&
      std::ranges::all_of(name, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
  if (!good) {
    element.fault(PolicyError::bad_format,
                  "write \"" + prefix + "\" and a name of small letters, digits and underscores");
  }
  return code;
}

Service read_service(const Element& element) {
  element.refuse_members_but({"code", "sector", "name", "for", "quota", "contract"});
  const Sector sector = read_sector(element.member("sector"));
  return {.code = read_code(element.member("code"), sector),
          .sector = sector,
          .name = read_bilingual(element.member("name")),
          .beneficiaries = read_beneficiaries(element.member("for")),
          .quota = read_use_quota(element.optional_member("quota")),
          .contract = element.member("contract").prose(most_prose)};
}

std::vector<Service> read_services(const Element& element) {
  std::vector<Service> services;
  for (const Element& item : element.items(1, 200)) {
    Service service = read_service(item);
    const auto same = std::ranges::find(services, service.code, &Service::code);
    if (same != services.end()) {
      item.member("code").fault(PolicyError::duplicate, "give each service a code of its own");
    }
    services.push_back(std::move(service));
  }
  return services;
}

PolicyTerms read_terms(const Element& root) {
  root.refuse_members_but({"$schema", "id", "version", "title", "document_number", "effective",
                           "county_code", "reference_year_offset", "threshold", "eligible", "quota",
                           "validity", "grace_days", "renewal_days", "services"});
  (void)root.optional_member("$schema").string();
  const RuleContext context{
      .threshold = root.member("threshold").yuan(),
      .reference_year_offset = static_cast<int>(
          root.member("reference_year_offset").integer(least_year_offset, greatest_year_offset))};
  return {.id = read_id(root.member("id")),
          .version = static_cast<int>(root.member("version").integer(1, 1'000'000)),
          .title = read_bilingual(root.member("title")),
          .document_number = root.member("document_number").prose(most_prose),
          .effective = read_effective(root.member("effective")),
          .county_code = read_county(root.member("county_code")),
          .reference_year_offset = context.reference_year_offset,
          .threshold = context.threshold,
          .eligible = read_rule(root.member("eligible"), context),
          .quota = read_quota(root.member("quota"), context),
          .validity = read_validity(root.member("validity")),
          .grace_days = static_cast<int>(root.member("grace_days").integer(0, 366)),
          .renewal_days = static_cast<int>(root.member("renewal_days").integer(0, 366)),
          .services = read_services(root.member("services"))};
}

std::string_view advice_for(json::Error error) {
  switch (error) {
    case json::Error::malformed:
      return "write JSON (RFC 8259) in UTF-8";
    case json::Error::trailing_data:
      return "remove what follows the document";
    case json::Error::too_deep:
      return "nest rules less deeply";
    case json::Error::duplicate_name:
      return "an object has a name twice: remove one of them";
    case json::Error::bad_number:
      return "a number is too great: write a smaller one";
  }
  return {};
}

}  // namespace

std::expected<Policy, std::vector<PolicyFault>> Policy::parse(std::string_view text) {
  const auto document = json::parse(text);
  if (!document) {
    return std::unexpected(
        std::vector<PolicyFault>{{.error = PolicyError::not_json,
                                  .path = "",
                                  .advice = std::string(advice_for(document.error()))}});
  }
  std::vector<PolicyFault> faults;
  PolicyTerms terms = read_terms(Element(*document, faults));
  if (!faults.empty()) return std::unexpected(std::move(faults));
  return Policy(std::move(terms));
}

}  // namespace servicecard
