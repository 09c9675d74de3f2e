#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cardlib/credential/verdict.h"
#include "cardlib/identity/bilingual.h"
#include "cli/console.h"
#include "cli/demo/cards.h"

/// What a partner's program is tried with: a card for every verdict that there is.
namespace servicecard::cli::demo {

/// One question and the verdict that answers it.
struct TestCard {
  std::string name;  ///< of its files
  Verdict verdict;
  Bilingual about;
  std::string partner{};  ///< whose API key asks; empty where no server is asked
  std::string token{};    ///< as a scanner or a wallet gives it; empty: by number alone
  std::string service{};  ///< where one is asked for by name
  std::string number{};   ///< with `last4`, for asking by number
  std::string last4{};
};

/// Fills as the county lives: some verdicts have to be prepared for before they come true.
class Sandbox {
 public:
  /// The partner whose key asks, and the one without a contract.
  static constexpr const char* partner = "hospital-1";
  static constexpr const char* stranger = "school-8";

  /// Takes the printed token of that card now; by the end it has the verdict.
  void keep(Verdict verdict, Staff& staff, const Holder& holder);
  /// Uses a card's yearly check-up up, as that partner.
  void use_up(Client& asking, Staff& staff, const Holder& holder);
  /// Takes the offline pack of now, which runs out before the end.
  void keep_pack(Staff& staff);
  /// Adds what is made of a valid card: its wallet token, and everything that is wrong with a
  /// token, a partner or a program.
  void complete(Staff& staff, const Holder& valid);

  [[nodiscard]] const std::vector<TestCard>& cards() const { return cards_; }
  [[nodiscard]] const std::string& old_pack() const { return old_pack_; }
  /// The token kept under that name.
  [[nodiscard]] const std::string& token(const char* name) const;

 private:
  std::vector<TestCard> cards_;
  std::string old_pack_;
};

/// Leaves the tokens, their pictures and a table of them in a new folder, and `index.json` for
/// programs. Paths in it are relative to it.
void leave_sandbox(const Console& console, const std::filesystem::path& folder,
                   const Sandbox& sandbox);

/// A printed token with one character of its signature changed: it still reads as a token.
[[nodiscard]] std::string tampered(std::string printed);

/// A wallet token of which its holder shows everything but that claim.
[[nodiscard]] std::string without_claim(const std::string& wallet, std::string_view claim);

}  // namespace servicecard::cli::demo
