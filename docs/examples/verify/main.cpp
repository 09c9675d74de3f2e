// Checks a card without a server: verify_card ROOT.jwk PACK STATE < TOKEN
#include <cardlib/credential/offline_source.h>
#include <cardlib/credential/verifier.h>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace sc = servicecard;

namespace {

std::string read_all(std::istream& in) { return {std::istreambuf_iterator<char>(in), {}}; }

std::string read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + name);
  return read_all(file);
}

// What the last pack was, so that nobody can bring an older one. A program that must survive a
// power cut also flushes the file to the disk.
sc::OfflineSource open_source(sc::OfflinePack pack, const std::string& state_file) {
  if (!std::filesystem::exists(state_file)) return sc::OfflineSource::first(std::move(pack));
  const auto state = sc::PackState::read(sc::as_bytes(read_file(state_file)));
  if (!state) throw std::runtime_error(state_file + " is damaged");
  auto source = sc::OfflineSource::after(*state, std::move(pack));
  if (!source) throw std::runtime_error("pack refused: " + std::string(to_string(source.error())));
  return std::move(*source);
}

int check(const std::string& root_file, const std::string& pack_file,
          const std::string& state_file) {
  const auto root =
      sc::VerificationKey::from_jwk(sc::json::parse_object(read_file(root_file)).value());
  auto pack = sc::OfflinePack::open(read_file(pack_file), root.value());
  if (!pack) throw std::runtime_error("bad pack: " + std::string(to_string(pack.error())));

  const sc::OfflineSource source = open_source(std::move(*pack), state_file);
  std::ofstream(state_file + ".new", std::ios::binary) << source.state().bytes();
  std::filesystem::rename(state_file + ".new", state_file);

  std::string token = read_all(std::cin);
  while (token.ends_with('\n')) token.pop_back();
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const sc::Verification result = sc::Verifier(source, source).verify(token, {.now = now});

  const sc::Verdict verdict = result.verdict();
  std::cout << word_of(verdict).zh << ' ' << to_string(verdict) << ": " << next_step_of(verdict).en
            << '\n';
  switch (colour_of(verdict)) {
    case sc::Colour::green:
      return 0;
    case sc::Colour::red:
      return 1;
    case sc::Colour::amber:
      return 3;
  }
  return 4;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: verify_card ROOT.jwk PACK STATE < TOKEN\n";
    return 2;
  }
  try {
    return check(argv[1], argv[2], argv[3]);
  } catch (const std::exception& error) {
    std::cerr << "verify_card: " << error.what() << '\n';
    return 4;
  }
}
