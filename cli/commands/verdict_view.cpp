#include "cli/commands/verdict_view.h"

#include <ostream>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "cardlib/credential/verdict.h"
#include "cli/render.h"

namespace servicecard::cli {
namespace {

std::string timestamp(Time time) {
  return fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

json::object texts(const Bilingual& text) { return {{"zh", text.zh}, {"en", text.en}}; }

json::value text_or_null(const std::string* text) {
  return text == nullptr ? json::value() : json::value(*text);
}

// `expires` is 00:00 of the day after the last.
json::object card_document(const VerifiedCard& card) {
  json::object document{{"number", nullptr}, {"holder_name", nullptr}};
  if (card.card_number() != nullptr) document["number"] = card.card_number()->str();
  if (card.holder_name() != nullptr) document["holder_name"] = card.holder_name()->str();
  document["enterprise_name"] = text_or_null(card.enterprise_name());
  document["category"] = nullptr;
  if (const auto category = card.category()) document["category"] = to_string(*category);
  document["valid_until"] = day_of(card.expires() - std::chrono::seconds(1)).str();
  document["kind"] = to_string(card.kind());
  json::array sectors;
  for (const Sector sector : all_sectors) {
    if (card.shows(sector)) sectors.emplace_back(to_string(sector));
  }
  document["sectors"] = std::move(sectors);
  return document;
}

std::pair<Colour, ExitCode> meaning_of(std::string_view colour) {
  if (colour == "green") return {Colour::green, ExitCode::done};
  if (colour == "red") return {Colour::red, ExitCode::refused};
  return {Colour::amber, ExitCode::cannot_tell};
}

json::object document_of(Verdict verdict, Time now) {
  return {{"verdict", to_string(verdict)},
          {"colour", to_string(colour_of(verdict))},
          {"reason", nullptr},
          {"text", texts(word_of(verdict))},
          {"next_step", texts(next_step_of(verdict))},
          {"checked_at", timestamp(now)},
          {"card", nullptr}};
}

void print_age(const Console& console, const json::object& data) {
  const auto minutes = data.at("age_seconds").to_number<std::int64_t>() / 60;
  const std::string age =
      minutes < 120 ? fmt::format("{} min", minutes) : fmt::format("{} h", minutes / 60);
  console.out << fmt::format("{}  {}  ({})\n", console.say({"数据", "data"}), age,
                             std::string_view(data.at("issued_at").as_string()));
}

}  // namespace

json::object verdict_document(const OfflineOutcome& outcome, Time now) {
  const Verification& verification = outcome.verification;
  json::object document = document_of(verification.verdict(), now);
  if (verification.refusal) document["reason"] = to_string(*verification.refusal);
  if (verification.card) document["card"] = card_document(*verification.card);
  document["data"] = {{"issued_at", timestamp(outcome.data_issued_at)},
                      {"expires_at", timestamp(outcome.data_expires)},
                      {"age_seconds", (now - outcome.data_issued_at).count()}};
  return document;
}

json::object offline_document(Time now) { return document_of(Verdict::offline, now); }

ExitCode show_verdict(Shell& shell, const json::object& document) {
  const auto [colour, code] = meaning_of(document.at("colour").as_string());
  Console& console = shell.console();
  if (console.output == Output::json) {
    shell.print(document);
    return code;
  }
  const std::string_view verdict = document.at("verdict").as_string();
  std::string word = cell_of("text", document.at("text"), console.language);
  if (word != verdict) word += fmt::format(" {}", verdict);
  console.out << console.in_colour(colour, word)
              << fmt::format(" ({})", cell_of("colour", document.at("colour"), console.language));
  if (document.at("reason").is_string() &&
      document.at("reason").as_string() != document.at("verdict").as_string()) {
    console.out << ": " << std::string_view(document.at("reason").as_string());
  }
  console.out << '\n' << cell_of("next_step", document.at("next_step"), console.language) << '\n';
  if (document.at("card").is_object()) console.out << render(document.at("card"), console.language);
  const json::array* const services = json::array_member(document, "services");
  if (services != nullptr && !services->empty()) {
    console.out << render_list(*services, {"code", "name", "state"}, console.language);
  }
  if (const json::object* data = json::object_member(document, "data")) print_age(console, *data);
  return code;
}

}  // namespace servicecard::cli
