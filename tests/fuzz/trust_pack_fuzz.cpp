#include <cstddef>
#include <cstdint>
#include <string>

#include "cardlib/codec/bytes.h"
#include "cardlib/credential/jws.h"
#include "cardlib/credential/offline_source.h"
#include "cardlib/credential/trust_list_json.h"
#include "cardlib/credential/verifier.h"
#include "tests/fuzz/require.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_pack.h"

namespace servicecard {
namespace {

using fuzz::require;

/// A county of this process: its signatures let hostile payloads come further than the signature.
struct County {
  Time now = test::sample_now();
  test::TestTrust trust{now};
  test::TestPack pack{trust, now};
  PackContainer parts = read_pack_container(pack.file()).value();
  OfflineSource source = OfflineSource::first(pack.open());
};

void read_trust_list(const County& county, std::string_view jws) {
  const test::TestSigner& root = county.trust.root();
  const auto list = TrustList::read(jws, root.public_key());
  if (!list) return;
  TrustListContent content{.issuer = list->issuer(),
                           .sequence = list->sequence(),
                           .issued_at = list->issued_at(),
                           .expires = list->expires(),
                           .keys = list->keys(),
                           .next_root = list->next_root()};
  const auto again = parse_jws(TrustList::sign(content, root).value(), TrustList::max_size);
  require(again->payload == parse_jws(jws, TrustList::max_size)->payload);
}

void open_pack(const County& county, std::string_view file) {
  const auto pack = OfflinePack::open(file, county.trust.root().public_key());
  if (!pack) return;
  const PackState state = PackState::first(*pack);
  require(PackState::read(as_bytes(state.bytes())) == state);
  require(state.after(*pack) == state);
}

void open_manifest(const County& county, std::string_view payload) {
  PackContainer parts = county.parts;
  parts.manifest = sign_jws(PackManifest::type, payload, county.trust.signer(KeyPurpose::pack));
  open_pack(county, write_pack_container(parts));
}

void read_state(std::string_view text) {
  const auto state = PackState::read(as_bytes(text));
  require(!state || state->bytes() == text);
}

void read_container(std::string_view text) {
  const auto parts = read_pack_container(text);
  require(!parts || write_pack_container(*parts) == text);
}

void verify_card(const County& county, std::string_view text) {
  const Verification done =
      Verifier(county.source, county.source).verify(text, {.now = county.now});
  require(done.refusal.has_value() && done.card == nullptr);
}

}  // namespace
}  // namespace servicecard

/// The first octet chooses what the rest is taken for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace servicecard;
  static const County county;
  if (size == 0) return 0;
  const std::string_view text = as_text({data + 1, size - 1});
  switch (data[0]) {
    case 'l':
      read_trust_list(county, text);
      break;
    case 'L':
      read_trust_list(county, sign_jws(TrustList::type, text, county.trust.root()));
      break;
    case 'p':
      open_pack(county, text);
      break;
    case 'M':
      open_manifest(county, text);
      break;
    case 's':
      read_state(text);
      break;
    case 'c':
      read_container(text);
      break;
    default:
      verify_card(county, text);
  }
  return 0;
}
