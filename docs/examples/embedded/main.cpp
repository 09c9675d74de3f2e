// main.cpp: checks a card with a pack and the root's public key: embedded ROOT.jwk PACK < TOKEN
#include <cardlib/credential/offline_source.h>
#include <cardlib/credential/verifier.h>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>

namespace sc = servicecard;

std::string read(std::istream&& in) { return {std::istreambuf_iterator<char>(in), {}}; }

int main(int, char** argv) {
  const auto jwk = sc::json::parse_object(read(std::ifstream(argv[1])));
  const auto root = sc::VerificationKey::from_jwk(jwk.value());
  auto pack = sc::OfflinePack::open(read(std::ifstream(argv[2])), root.value());
  if (!pack) return 4;  // not of this root, or damaged
  const auto source = sc::OfflineSource::first(std::move(*pack));
  std::string token;
  std::getline(std::cin, token);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto verdict = sc::Verifier(source, source).verify(token, {.now = now}).verdict();
  std::cout << to_string(verdict) << ": " << next_step_of(verdict).en << '\n';
  return verdict == sc::Verdict::valid ? 0 : 1;
}
