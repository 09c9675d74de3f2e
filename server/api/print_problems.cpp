#include "server/api/print_problems.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "server/api/card_problems.h"
#include "server/desk/print_batches.h"

namespace servicecard::api {
namespace {

using desk::PrintingError;

constexpr std::array all_faults = {
    print::PrintError::no_font, print::PrintError::missing_glyph, print::PrintError::does_not_fit,
    print::PrintError::code_too_large, print::PrintError::unreadable};

http::Text title_of(print::PrintError error) {
  switch (error) {
    case print::PrintError::no_font:
      return {
          .zh = "服务器没有安装印刷字体，请管理员安装 fonts-noto-cjk",
          .en = "The print font is not installed; an administrator has to install fonts-noto-cjk"};
    case print::PrintError::missing_glyph:
      return {.zh = "印刷字体缺字，不能印刷", .en = "The print font lacks a character"};
    case print::PrintError::does_not_fit:
      return {.zh = "文字太长，卡面放不下，请使用简称",
              .en = "A text is too long for the card; use a shorter one"};
    case print::PrintError::code_too_large:
      return {.zh = "二维码太大，卡面放不下，请使用企业简称",
              .en = "The code does not fit the card; use a shorter name of the enterprise"};
    case print::PrintError::unreadable:
      return {.zh = "印样中的二维码读不出来，已停止印刷",
              .en = "The code in the proof does not read; nothing was printed"};
  }
  std::unreachable();
}

struct Said {
  unsigned status = 0;
  Bilingual text;
};

Said said_of(PrintingError error) {
  switch (error) {
    case PrintingError::no_such_batch:
      return {404, {"没有这个制卡批次", "No such print batch"}};
    case PrintingError::no_cards:
      return {409, {"没有待印的卡", "There is no card to print"}};
    case PrintingError::card_in_batch:
      return {409,
              {"此卡已在制卡批次中，请先完成或放弃该批次",
               "The card is in a batch already; finish or abandon that one first"}};
    case PrintingError::batch_ended:
      return {409, {"该批次已印制或已放弃", "The batch was printed or abandoned"}};
    case PrintingError::not_proven:
      return {409, {"该批次还没有全部打样核对", "Not all cards of the batch are proven yet"}};
    case PrintingError::not_in_batch:
      return {409, {"该批次不印这张卡", "The batch does not print that card"}};
    case PrintingError::changed:
      return {409,
              {"打样之后卡面内容有变动，请将此卡移出该批次后重新制卡",
               "The card changed after its proof; leave it out and print it in another batch"}};
    case PrintingError::not_printed:
      return {409, {"此卡尚未印制", "The card is not printed yet"}};
    case PrintingError::handed_over:
      return {409,
              {"此卡已领取，损坏请换发", "The card is handed over; a damaged one is replaced"}};
    case PrintingError::empty_recipient:
      return {422, {"请填写领取人，最多 60 字", "Say who takes it, in up to 60 characters"}};
  }
  std::unreachable();
}

http::Problem problem_of(PrintingError error) {
  const Said said = said_of(error);
  return {.status = said.status,
          .name = to_string(error),
          .title = {.zh = std::string(said.text.zh), .en = std::string(said.text.en)}};
}

}  // namespace

http::Problem problem_of(const desk::PrintRefusal& refusal) {
  http::Problem problem =
      std::visit([](const auto error) { return problem_of(error); }, refusal.why);
  if (!refusal.card.empty()) {
    problem.detail = {.zh = refusal.card, .en = refusal.card};
    problem.extensions["card"] = refusal.card;
  }
  return problem;
}

http::Problem problem_of(const std::string& number, const print::PrintFault& fault) {
  const bool ours = fault.error == print::PrintError::no_font;
  const std::string about = fault.text.empty() ? number : fmt::format("{}: {}", number, fault.text);
  return {.status = ours ? 503U : 422U,
          .name = fault_name(fault.error),
          .title = title_of(fault.error),
          .detail = {.zh = about, .en = about},
          .extensions = {{"card", number}}};
}

std::string_view fault_name(print::PrintError error) {
  switch (error) {
    case print::PrintError::no_font:
      return "print-font";
    case print::PrintError::missing_glyph:
      return "missing-glyph";
    case print::PrintError::does_not_fit:
      return "text-too-long";
    case print::PrintError::code_too_large:
      return "code-too-large";
    case print::PrintError::unreadable:
      return "unreadable-proof";
  }
  std::unreachable();
}

http::Text fault_text(std::string_view name) {
  const auto* const found = std::ranges::find(all_faults, name, fault_name);
  if (found != all_faults.end()) return title_of(*found);
  return {.zh = "此卡已不是有效状态，不能印刷", .en = "The card is not active any more"};
}

}  // namespace servicecard::api
