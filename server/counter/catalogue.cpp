#include "server/counter/catalogue.h"

#include <utility>

#include "cardlib/codec/json.h"
#include "server/store/policies.h"
#include "server/store/settings.h"

namespace servicecard::counter {
namespace {

json::object text_json(const BilingualText& text) { return {{"zh", text.zh}, {"en", text.en}}; }

json::object service_json(const Service& service) {
  json::array beneficiaries;
  for (const Beneficiary beneficiary : service.beneficiaries) {
    beneficiaries.push_back(json::value(to_string(beneficiary)));
  }
  json::object json{{"code", service.code},
                    {"sector", to_string(service.sector)},
                    {"name", text_json(service.name)},
                    {"for", std::move(beneficiaries)}};
  if (service.quota) {
    json["quota"] = {{"uses", service.quota->uses}, {"per", to_string(service.quota->period)}};
  }
  return json;
}

}  // namespace

Catalogue::Catalogue(store::Store& store) {
  store.observe([this](std::span<const store::Event> events) { apply(events); });
  store.read([this](store::Snapshot& snapshot) {
    const std::scoped_lock lock(mutex_);
    chosen_ = store::settings::find(snapshot, store::chosen_policy_setting).value_or("");
    for (const store::PolicyRow& row : store::policies::list(snapshot)) add(row.document);
  });
}

void Catalogue::apply(std::span<const store::Event> events) {
  const std::scoped_lock lock(mutex_);
  for (const store::Event& event : events) {
    if (const auto* added = std::get_if<store::PolicyAdded>(&event)) add(added->document);
    const auto* setting = std::get_if<store::SettingChanged>(&event);
    if (setting != nullptr && setting->name == store::chosen_policy_setting) {
      chosen_ = setting->value;
    }
  }
}

// The desk lets no document in that does not parse; should one be there, it brings no services.
void Catalogue::add(const std::string& document) {
  auto policy = Policy::parse(document);
  if (policy) policies_.push_back(std::make_shared<const Policy>(*std::move(policy)));
}

std::shared_ptr<const Policy> Catalogue::policy_on(CivilDate day) const {
  const std::scoped_lock lock(mutex_);
  std::shared_ptr<const Policy> best;
  for (const auto& policy : policies_) {
    if (policy->terms().id != chosen_ || !policy->in_force_on(day)) continue;
    if (!best || policy->terms().version > best->terms().version) best = policy;
  }
  return best;
}

std::string catalogue_json(const Policy* policy) {
  json::array services;
  json::object catalogue;
  if (policy != nullptr) {
    catalogue["policy"] = policy->terms().id;
    catalogue["version"] = policy->terms().version;
    for (const Service& service : policy->terms().services) {
      services.push_back(service_json(service));
    }
  }
  catalogue["services"] = std::move(services);
  return json::serialize(catalogue);
}

}  // namespace servicecard::counter
