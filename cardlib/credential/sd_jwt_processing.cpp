#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "cardlib/credential/sd_jwt.h"

namespace servicecard::sd_jwt {
namespace {

constexpr std::string_view digests_name = "_sd";
constexpr std::string_view algorithm_name = "_sd_alg";
constexpr std::string_view placeholder_name = "...";

using Done = std::expected<void, Error>;

/// Copies a payload with the disclosures in the place of their digests. A disclosure is used once
/// at most, so the work is bounded by the size of the token.
class Processor {
 public:
  [[nodiscard]] Done take(const std::vector<Disclosure>& disclosures) {
    held_.reserve(disclosures.size());
    for (const Disclosure& disclosure : disclosures) held_.push_back({.disclosure = &disclosure});
    std::ranges::sort(held_, {}, &Held::digest);
    if (std::ranges::adjacent_find(held_, {}, &Held::digest) != held_.end()) {
      return std::unexpected(Error::repeated_disclosure);
    }
    return {};
  }

  [[nodiscard]] Done resolve_object(const json::object& level, json::object& out,
                                    std::size_t depth) {
    if (depth > json::max_depth) return std::unexpected(Error::too_deep);
    const json::value* digests = nullptr;
    out.reserve(level.size());
    for (const auto& member : level) {
      const std::string_view name = member.key();
      if (name == placeholder_name) return std::unexpected(Error::bad_placeholder);
      if (name == digests_name) {
        digests = &member.value();
      } else if (const Done done = resolve(member.value(), out[name], depth); !done) {
        return done;
      }
    }
    if (digests != nullptr) {
      if (const Done done = disclose(*digests, out, depth); !done) return done;
    }
    if (depth > 1 && out.contains(algorithm_name)) {
      return std::unexpected(Error::nested_digest_algorithm);
    }
    return {};
  }

  /// To be asked at the end: what §7.1 demands of all digests and disclosures together.
  [[nodiscard]] Done check_all() {
    std::ranges::sort(seen_);
    if (std::ranges::adjacent_find(seen_) != seen_.end()) {
      return std::unexpected(Error::repeated_digest);
    }
    if (!std::ranges::all_of(held_, &Held::used)) {
      return std::unexpected(Error::unreferenced_disclosure);
    }
    return {};
  }

 private:
  struct Held {
    const Disclosure* disclosure = nullptr;
    bool used = false;

    [[nodiscard]] std::string_view digest() const { return disclosure->digest; }
  };

  [[nodiscard]] Done disclose(const json::value& digests, json::object& out, std::size_t depth) {
    if (!digests.is_array()) return std::unexpected(Error::bad_digest_list);
    for (const json::value& digest : digests.get_array()) {
      if (!digest.is_string()) return std::unexpected(Error::bad_digest_list);
      const auto disclosure = find(digest.get_string());
      if (!disclosure) return std::unexpected(disclosure.error());
      if (*disclosure == nullptr) continue;
      if (!(*disclosure)->name) return std::unexpected(Error::member_without_name);
      const auto [member, fresh] = out.emplace(*(*disclosure)->name, nullptr);
      if (!fresh) return std::unexpected(Error::existing_name);
      const Done done = resolve((*disclosure)->value, member->value(), depth);
      if (!done) return done;
    }
    return {};
  }

  [[nodiscard]] Done resolve(const json::value& value, json::value& out, std::size_t depth) {
    if (const json::object* const level = value.if_object()) {
      return resolve_object(*level, out.emplace_object(), depth + 1);
    }
    if (const json::array* const level = value.if_array()) {
      return resolve_array(*level, out.emplace_array(), depth + 1);
    }
    out = value;
    return {};
  }

  [[nodiscard]] Done resolve_array(const json::array& level, json::array& out, std::size_t depth) {
    if (depth > json::max_depth) return std::unexpected(Error::too_deep);
    for (const json::value& element : level) {
      const json::value* shown = &element;
      if (is_placeholder(element)) {
        const auto disclosure = element_for(element.get_object());
        if (!disclosure) return std::unexpected(disclosure.error());
        if (*disclosure == nullptr) continue;
        shown = &(*disclosure)->value;
      }
      const Done done = resolve(*shown, out.emplace_back(nullptr), depth);
      if (!done) return done;
    }
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
    seen_.push_back(digest);
    const auto found = std::ranges::lower_bound(held_, digest, {}, &Held::digest);
    if (found == held_.end() || found->digest() != digest) return nullptr;
    if (std::exchange(found->used, true)) return std::unexpected(Error::repeated_digest);
    return found->disclosure;
  }

  std::vector<Held> held_;              ///< sorted by digest
  std::vector<std::string_view> seen_;  ///< every digest met, decoys too
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
  const json::object& claims = token.jwt.claims;
  if (const Done done = check_algorithm(claims); !done) return std::unexpected(done.error());
  Processor processor;
  if (const Done done = processor.take(token.disclosures); !done) {
    return std::unexpected(done.error());
  }
  json::object payload;
  if (const Done done = processor.resolve_object(claims, payload, 1); !done) {
    return std::unexpected(done.error());
  }
  if (const Done done = processor.check_all(); !done) return std::unexpected(done.error());
  payload.erase(algorithm_name);
  return payload;
}

}  // namespace servicecard::sd_jwt
