#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace servicecard {

enum class IssuerError {
  too_long,       ///< over 32 characters: the printed token has no room for more
  not_https,      ///< another scheme than https; http is for a loopback host alone
  not_an_origin,  ///< a path, a query, a user, or anything else after host and port
  bad_host,       ///< no host name in lower case, or a port that is none or the scheme's own
};

[[nodiscard]] std::string_view to_string(IssuerError error);

/// Who issues cards: an https origin (RFC 6454) in its one canonical spelling, without a slash at
/// its end. Every name that a token holds is derived from it, and compared as text.
class Issuer {
 public:
  static constexpr std::size_t max_length = 32;

  [[nodiscard]] static std::expected<Issuer, IssuerError> parse(std::string_view text);

  /// `https://card.example.cn`: the claim `iss`.
  [[nodiscard]] const std::string& str() const { return text_; }

  /// `<issuer>/vct/service-card`: the claim `vct` of wallet tokens.
  [[nodiscard]] std::string vct() const;

  /// `<issuer>/status-lists/<number>`: where a status list stands.
  [[nodiscard]] std::string status_list_uri(std::uint64_t number) const;

  /// The number in a URI that `status_list_uri` gave; nothing for any other text.
  [[nodiscard]] std::optional<std::uint64_t> status_list_number(std::string_view uri) const;

  /// `<issuer>/partners/<id>`: the audience of key bindings shown to that partner.
  [[nodiscard]] std::string partner_audience(std::string_view partner_id) const;

  /// True for http on this machine alone: a demonstration, not a county.
  [[nodiscard]] bool is_loopback() const;

  [[nodiscard]] bool operator==(const Issuer&) const = default;

 private:
  explicit Issuer(std::string_view text) : text_(text) {}
  std::string text_;
};

}  // namespace servicecard
