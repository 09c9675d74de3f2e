#include <fmt/format.h>

#include "cardlib/codec/json.h"
#include "cardlib/credential/qr.h"
#include "cli/demo/sandbox.h"
#include "cli/files.h"
#include "cli/table.h"
#include "server/print/png.h"

namespace servicecard::cli::demo {
namespace {

namespace fs = std::filesystem;

constexpr const char* pack_name = "old.pack";

json::object texts(const Bilingual& text) { return {{"zh", text.zh}, {"en", text.en}}; }

json::value or_null(const std::string& text) {
  return text.empty() ? json::value() : json::value(text);
}

// The body of POST /v1/verifications; null where no server is asked.
json::value request_of(const TestCard& card) {
  if (card.partner.empty()) return {};
  json::object body;
  if (card.token.empty()) {
    body = {{"card_number", card.number}, {"holder_id_last4", card.last4}};
  } else {
    body = {{"presentation", card.token}};
  }
  if (!card.service.empty()) body["service"] = card.service;
  return body;
}

// A printed token has its picture; a wallet shows its card by other means.
json::value leave_picture(const fs::path& folder, const TestCard& card) {
  const auto matrix = QrMatrix::encode(card.token);
  if (!matrix) return {};
  const std::string name = card.name + ".png";
  const Bytes png = print::to_png(*matrix);
  write_file(folder / name, std::string(png.begin(), png.end()));
  return json::value(name);
}

json::value leave_token(const fs::path& folder, const TestCard& card) {
  if (card.token.empty()) return {};
  const std::string name = card.name + ".txt";
  write_file(folder / name, card.token + "\n");
  return json::value(name);
}

json::object leave_card(const fs::path& folder, const TestCard& card) {
  const Verdict verdict = card.verdict;
  json::object entry{{"name", card.name},
                     {"verdict", to_string(verdict)},
                     {"colour", to_string(colour_of(verdict))},
                     {"word", texts(word_of(verdict))},
                     {"about", texts(card.about)},
                     {"partner", or_null(card.partner)},
                     {"key", nullptr},
                     {"request", request_of(card)},
                     {"token", leave_token(folder, card)},
                     {"picture", leave_picture(folder, card)},
                     {"pack", nullptr},
                     {"card_number", or_null(card.number)},
                     {"holder_id_last4", or_null(card.last4)}};
  if (!card.partner.empty()) entry["key"] = "../tokens/" + card.partner;
  if (verdict == Verdict::stale_status) entry["pack"] = pack_name;
  return entry;
}

std::string asked_by(const Console& console, const TestCard& card) {
  if (card.partner.empty()) return console.say({"不问服务器", "no server"});
  return card.service.empty() ? card.partner : card.partner + ", " + card.service;
}

std::string shown_as(const TestCard& card) {
  return card.token.empty() ? card.number + " " + card.last4 : card.name + ".txt";
}

}  // namespace

void leave_sandbox(const Console& console, const fs::path& folder, const Sandbox& sandbox) {
  fs::create_directories(folder);
  write_file(folder / pack_name, sandbox.old_pack());
  json::array entries;
  Table table({console.say({"结论", "verdict"}), console.say({"出示", "shown"}),
               console.say({"由谁核验", "asked by"}), console.say({"说明", "what it is"})});
  for (const TestCard& card : sandbox.cards()) {
    entries.emplace_back(leave_card(folder, card));
    table.add({std::string(to_string(card.verdict)), shown_as(card), asked_by(console, card),
               console.say(card.about)});
  }
  write_file(folder / "index.json", json::serialize(json::object{{"cards", entries}}) + "\n");
  write_file(folder / "index.txt", table.str());
}

}  // namespace servicecard::cli::demo
