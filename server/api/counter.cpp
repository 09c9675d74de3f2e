#include "server/api/counter.h"

#include <memory>
#include <string_view>
#include <utility>

#include "cardlib/codec/json.h"
#include "server/api/format.h"
#include "server/api/guard.h"

namespace servicecard::api {
namespace {

std::string_view to_string(counter::ContractState state) {
  switch (state) {
    case counter::ContractState::in_force:
      return "in_force";
    case counter::ContractState::none:
      return "none";
    case counter::ContractState::not_begun:
      return "not_begun";
    case counter::ContractState::ended:
      return "ended";
    case counter::ContractState::suspended:
      return "suspended";
  }
  return {};
}

json::object service_json(const Service& service) {
  json::array beneficiaries;
  for (const Beneficiary beneficiary : service.beneficiaries) {
    beneficiaries.push_back(json::value(to_string(beneficiary)));
  }
  json::object json{{"code", service.code},
                    {"name", text_json(service.name)},
                    {"for", std::move(beneficiaries)},
                    {"quota", nullptr}};
  if (service.quota) {
    json["quota"] = {{"uses", service.quota->uses}, {"per", to_string(service.quota->period)}};
  }
  return json;
}

// Of the partner's sector alone.
json::array services_json(const Policy* policy, Sector sector) {
  json::array services;
  if (policy == nullptr) return services;
  for (const Service& service : policy->terms().services) {
    if (service.sector == sector) services.push_back(service_json(service));
  }
  return services;
}

json::array open_sites_json(const store::Partner& partner) {
  json::array sites;
  for (const store::PartnerSite& site : partner.sites) {
    if (!site.closed_at) sites.push_back({{"code", site.code}, {"name", site.name}});
  }
  return sites;
}

json::object counter_json(const CounterParts& parts, const counter::Caller& caller, Time now) {
  const auto partner = parts.partners.find(caller.partner);
  const auto policy = parts.catalogue.policy_on(day_of(now));
  json::value account = nullptr;
  if (caller.kind == counter::CallerKind::account) account = {{"name", caller.name}};
  const Issuer issuer = parts.ring.issuer();
  return {{"partner",
           {{"id", partner->id},
            {"name", partner->name},
            {"sector", servicecard::to_string(partner->sector)}}},
          {"account", std::move(account)},
          {"sites", open_sites_json(*partner)},
          {"site", or_null(caller.site)},
          {"max_age_seconds", partner->max_age},
          {"accepts_bearer", partner->bearers == store::Bearers::accepted},
          {"issuer", issuer.str()},
          {"audience", issuer.partner_audience(partner->id)},
          {"root", parts.ring.root().to_jwk()},
          {"contract", to_string(counter::contract_state(*partner, now))},
          {"services", services_json(policy.get(), partner->sector)}};
}

}  // namespace

void add_counter_routes(http::Router& router, CounterParts parts, const access::Clock& clock) {
  router.add({.method = http::Method::get,
              .pattern = "/v1/counter",
              .operation = "showCounter",
              .runs = http::Runs::on_io,
              .access = a_partner,
              .handler = http::plain([parts, &clock](const http::Request& request) {
                return http::json_response(200,
                                           counter_json(parts, partner_of(request), clock.now()));
              })});
}

}  // namespace servicecard::api
