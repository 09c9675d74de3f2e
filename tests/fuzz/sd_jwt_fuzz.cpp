#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/bytes.h"
#include "cardlib/credential/key_binding.h"
#include "cardlib/credential/sd_jwt.h"
#include "cardlib/credential/wallet_token.h"
#include "tests/fuzz/require.h"

using namespace servicecard;
using fuzz::require;

namespace {

std::string encoded(std::string_view text) { return base64url::encode(as_bytes(text)); }

/// Replaces `$0` to `$9` by the digests of the disclosures that stand before.
std::string with_digests(std::string_view text, const std::vector<std::string>& disclosures) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto number = i + 1 < text.size() ? static_cast<std::size_t>(text[i + 1] - '0') : 10;
    if (text[i] == '$' && number < 10 && number < disclosures.size()) {
      out += sd_jwt::digest_of(disclosures[number]);
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// Lines of JSON as a token without a signature: the last line is the payload, those before it are
/// disclosures. So the fuzzer need not find digests.
std::string token_of(std::string_view lines) {
  std::vector<std::string> disclosures;
  for (std::size_t end = lines.find('\n'); end != std::string_view::npos; end = lines.find('\n')) {
    disclosures.push_back(encoded(with_digests(lines.substr(0, end), disclosures)));
    lines.remove_prefix(end + 1);
  }
  const std::string header = R"({"alg":"ES256","typ":"dc+sd-jwt","kid":"k"})";
  const std::string payload = with_digests(lines, disclosures);
  return sd_jwt::join(encoded(header) + "." + encoded(payload) + ".", disclosures);
}

void read(std::string_view text) {
  const auto token = sd_jwt::parse(text);
  const auto wallet = WalletToken::parse(text);
  require(token || !wallet);
  if (!token) return;
  require(text.starts_with(token->presented));
  require(sd_jwt::present(*token, [](const auto&) { return true; }) == token->presented);
  const auto payload = sd_jwt::process(*token);
  require(payload || !wallet);
  if (payload) require(!payload->contains("_sd") && !payload->contains("_sd_alg"));
  if (wallet && !token->key_binding) {
    // The signature is whatever the input has, so a record is made by leaving it out.
    const std::size_t signature = text.substr(0, text.find('~')).rfind('.');
    std::string record(text);
    record.erase(signature, record.find('~') - signature);
    require(UnsignedWalletToken::from_record(record)->token_hash() == wallet->token_hash());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  read(text);
  read(token_of(text));
  const HolderChallenge challenge{.audience = "a", .nonce = "n", .now = Time()};
  require(!verify_holder_proof(text, challenge));
  return 0;
}
