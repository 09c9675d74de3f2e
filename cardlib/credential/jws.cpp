#include "cardlib/credential/jws.h"

#include <array>
#include <utility>

#include "cardlib/codec/base64url.h"

namespace servicecard {
namespace {

constexpr std::string_view algorithm = "ES256";

struct Parts {
  std::string_view header;
  std::string_view payload;
  std::string_view signature;
  std::string_view signing_input;
};

std::expected<Parts, JwsError> split(std::string_view text) {
  const std::size_t first = text.find('.');
  if (first == std::string_view::npos) return std::unexpected(JwsError::not_compact);
  const std::size_t second = text.find('.', first + 1);
  if (second == std::string_view::npos) return std::unexpected(JwsError::not_compact);
  if (text.find('.', second + 1) != std::string_view::npos) {
    return std::unexpected(JwsError::not_compact);
  }
  return Parts{.header = text.substr(0, first),
               .payload = text.substr(first + 1, second - first - 1),
               .signature = text.substr(second + 1),
               .signing_input = text.substr(0, second)};
}

bool embeds_key(const json::object& header, EmbeddedJwk embedded) {
  constexpr std::array names = {"jku", "x5u", "x5c", "x5t", "x5t#S256"};
  for (const char* name : names) {
    if (header.contains(name)) return true;
  }
  return embedded == EmbeddedJwk::refused && header.contains("jwk");
}

bool is_unencoded(const json::object& header) {
  const json::value* b64 = header.if_contains("b64");
  return b64 != nullptr && *b64 != true;
}

/// A text member that may be absent, but not of another type.
bool read_text(const json::object& header, std::string_view name, std::optional<std::string>& out) {
  if (!header.contains(name)) return true;
  const auto text = json::text_member(header, name);
  if (!text) return false;
  out = *text;
  return true;
}

std::expected<void, JwsError> read_header(ParsedJws& jws, EmbeddedJwk embedded) {
  if (json::text_member(jws.header, "alg") != algorithm) {
    return std::unexpected(JwsError::wrong_algorithm);
  }
  if (jws.header.contains("crit")) return std::unexpected(JwsError::critical_header);
  if (is_unencoded(jws.header)) return std::unexpected(JwsError::unencoded_payload);
  if (embeds_key(jws.header, embedded)) return std::unexpected(JwsError::embedded_key);
  if (!read_text(jws.header, "kid", jws.kid) || !read_text(jws.header, "typ", jws.typ)) {
    return std::unexpected(JwsError::bad_header);
  }
  return {};
}

}  // namespace

std::expected<ParsedJws, JwsError> parse_jws(std::string_view text, std::size_t max_size,
                                             EmbeddedJwk embedded) {
  if (text.size() > max_size) return std::unexpected(JwsError::too_large);
  const auto parts = split(text);
  if (!parts) return std::unexpected(parts.error());
  const auto header = base64url::decode(parts->header);
  const auto payload = base64url::decode(parts->payload);
  auto signature = base64url::decode(parts->signature);
  if (!header || !payload || !signature) return std::unexpected(JwsError::bad_encoding);

  auto members = json::parse_object(as_text(*header));
  if (!members) return std::unexpected(JwsError::bad_header);
  ParsedJws jws{.header = std::move(*members),
                .kid = {},
                .typ = {},
                .payload = std::string(as_text(*payload)),
                .signing_input = std::string(parts->signing_input),
                .signature = std::move(*signature)};
  if (const auto checked = read_header(jws, embedded); !checked) {
    return std::unexpected(checked.error());
  }
  return jws;
}

std::expected<ParsedJwt, JwsError> parse_jwt(std::string_view text, std::size_t max_size,
                                             EmbeddedJwk embedded) {
  auto jws = parse_jws(text, max_size, embedded);
  if (!jws) return std::unexpected(jws.error());
  auto claims = json::parse_object(jws->payload);
  if (!claims) return std::unexpected(JwsError::bad_payload);
  return ParsedJwt{std::move(*jws), std::move(*claims)};
}

bool verify(const ParsedJws& jws, const VerificationKey& key) {
  return key.verify(as_bytes(jws.signing_input), jws.signature);
}

Sha256 token_hash(const ParsedJws& jws) { return sha256(jws.signing_input); }

std::string signing_input(std::string_view typ, std::string_view payload,
                          const VerificationKey& key, KeyHint hint) {
  json::object header{{"alg", algorithm}, {"typ", typ}};
  switch (hint) {
    case KeyHint::kid:
      header["kid"] = key.kid();
      break;
    case KeyHint::jwk:
      header["jwk"] = key.to_jwk();
      break;
    case KeyHint::none:
      break;
  }
  std::string text = base64url::encode(as_bytes(json::serialize(header)));
  text += '.';
  text += base64url::encode(as_bytes(payload));
  return text;
}

std::string finish_jws(std::string signing_input, const Signer& signer) {
  const Signature signature = signer.sign(as_bytes(signing_input));
  signing_input += '.';
  signing_input += base64url::encode(signature);
  return signing_input;
}

std::string sign_jws(std::string_view typ, std::string_view payload, const Signer& signer,
                     KeyHint hint) {
  return finish_jws(signing_input(typ, payload, signer.public_key(), hint), signer);
}

std::string sign_jwt(std::string_view typ, const json::object& claims, const Signer& signer,
                     KeyHint hint) {
  return sign_jws(typ, json::serialize(claims), signer, hint);
}

}  // namespace servicecard
