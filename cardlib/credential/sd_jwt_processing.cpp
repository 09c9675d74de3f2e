#include <map>
#include <set>
#include <utility>

#include "cardlib/credential/sd_jwt.h"

namespace servicecard::sd_jwt {
namespace {

constexpr std::string_view digests_name = "_sd";
constexpr std::string_view algorithm_name = "_sd_alg";
constexpr std::string_view placeholder_name = "...";

using Done = std::expected<void, Error>;

/// Puts disclosures in the place of their digests. A digest is met once at most, so every
/// disclosure is, too: the work is bounded by the size of the token.
class Processor {
 public:
  [[nodiscard]] Done take(const std::vector<Disclosure>& disclosures) {
    for (const Disclosure& disclosure : disclosures) {
      if (!unused_.emplace(disclosure.digest, &disclosure).second) {
        return std::unexpected(Error::repeated_disclosure);
      }
    }
    return {};
  }

  [[nodiscard]] Done resolve_object(json::object& level, std::size_t depth) {
    if (depth > json::max_depth) return std::unexpected(Error::too_deep);
    if (level.contains(placeholder_name)) return std::unexpected(Error::bad_placeholder);
    const json::value digests = take_digests(level);
    for (auto& member : level) {
      if (const Done done = resolve(member.value(), depth); !done) return done;
    }
    if (!digests.is_null()) {
      if (const Done done = disclose(digests, level, depth); !done) return done;
    }
    if (depth > 1 && level.contains(algorithm_name)) {
      return std::unexpected(Error::nested_digest_algorithm);
    }
    return {};
  }

  [[nodiscard]] bool all_used() const { return unused_.empty(); }

 private:
  /// The contents of `_sd`, which leaves the object; a value that is no array where there is a
  /// list of the wrong type, null where there is none.
  static json::value take_digests(json::object& level) {
    const auto* const found = level.find(digests_name);
    if (found == level.end()) return nullptr;
    // A list that is null itself must not look like none.
    json::value digests = found->value().is_null() ? json::value(false) : found->value();
    level.erase(found);
    return digests;
  }

  [[nodiscard]] Done disclose(const json::value& digests, json::object& level, std::size_t depth) {
    if (!digests.is_array()) return std::unexpected(Error::bad_digest_list);
    for (const json::value& digest : digests.get_array()) {
      if (!digest.is_string()) return std::unexpected(Error::bad_digest_list);
      const auto disclosure = find(digest.get_string());
      if (!disclosure) return std::unexpected(disclosure.error());
      if (*disclosure == nullptr) continue;
      if (!(*disclosure)->name) return std::unexpected(Error::member_without_name);
      const auto [member, fresh] = level.emplace(*(*disclosure)->name, (*disclosure)->value);
      if (!fresh) return std::unexpected(Error::existing_name);
      if (const Done done = resolve(member->value(), depth); !done) return done;
    }
    return {};
  }

  [[nodiscard]] Done resolve(json::value& value, std::size_t depth) {
    if (json::object* const level = value.if_object()) return resolve_object(*level, depth + 1);
    if (json::array* const level = value.if_array()) return resolve_array(*level, depth + 1);
    return {};
  }

  [[nodiscard]] Done resolve_array(json::array& level, std::size_t depth) {
    if (depth > json::max_depth) return std::unexpected(Error::too_deep);
    json::array resolved;
    for (json::value& element : level) {
      if (is_placeholder(element)) {
        const auto disclosure = element_for(element.get_object());
        if (!disclosure) return std::unexpected(disclosure.error());
        if (*disclosure == nullptr) continue;
        element = (*disclosure)->value;
      }
      if (const Done done = resolve(element, depth); !done) return done;
      resolved.push_back(std::move(element));
    }
    level = std::move(resolved);
    return {};
  }

  static bool is_placeholder(const json::value& element) {
    return element.is_object() && element.get_object().contains(placeholder_name);
  }

  /// The disclosure of an element; null where it is not disclosed.
  [[nodiscard]] std::expected<const Disclosure*, Error> element_for(
      const json::object& placeholder) {
    const auto digest = json::text_member(placeholder, placeholder_name);
    if (placeholder.size() != 1 || !digest) return std::unexpected(Error::bad_placeholder);
    auto disclosure = find(*digest);
    if (disclosure && *disclosure != nullptr && (*disclosure)->name) {
      return std::unexpected(Error::element_with_name);
    }
    return disclosure;
  }

  /// The disclosure of a digest; null where there is none: not disclosed, or a decoy.
  [[nodiscard]] std::expected<const Disclosure*, Error> find(std::string_view digest) {
    if (!seen_.emplace(digest).second) return std::unexpected(Error::repeated_digest);
    const auto found = unused_.find(digest);
    if (found == unused_.end()) return nullptr;
    const Disclosure* const disclosure = found->second;
    unused_.erase(found);
    return disclosure;
  }

  std::map<std::string_view, const Disclosure*> unused_;
  std::set<std::string> seen_;
};

/// Absent means SHA-256 (RFC 9901 §4.1.1).
Done check_algorithm(const json::object& payload) {
  const bool known =
      !payload.contains(algorithm_name) || json::text_member(payload, algorithm_name) == "sha-256";
  if (!known) return std::unexpected(Error::unknown_digest_algorithm);
  return {};
}

}  // namespace

std::expected<json::object, Error> process(const Parsed& token) {
  json::object payload = token.jwt.claims;
  if (const Done done = check_algorithm(payload); !done) return std::unexpected(done.error());
  Processor processor;
  if (const Done done = processor.take(token.disclosures); !done) {
    return std::unexpected(done.error());
  }
  if (const Done done = processor.resolve_object(payload, 1); !done) {
    return std::unexpected(done.error());
  }
  if (!processor.all_used()) return std::unexpected(Error::unreferenced_disclosure);
  payload.erase(algorithm_name);
  return payload;
}

}  // namespace servicecard::sd_jwt
