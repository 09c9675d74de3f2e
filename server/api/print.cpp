#include "server/api/print.h"

#include <algorithm>
#include <expected>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cardlib/credential/sc1_text.h"
#include "server/api/card_problems.h"
#include "server/api/expectations.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/routes.h"
#include "server/desk/imprint.h"
#include "server/desk/printing.h"
#include "server/print/pdf.h"
#include "server/print/proof.h"

namespace servicecard::api {
namespace {

constexpr std::size_t most_cards = 1'000;
constexpr Bilingual a_paper{"应为 card 或 a4", "must be card or a4"};
constexpr Bilingual some_cards{"请给出 1 至 1000 个卡号", "give 1 to 1000 card numbers"};

json::object to_json(const desk::Imprint& imprint) {
  return {{"scheme_zh", imprint.scheme.zh},
          {"scheme_en", imprint.scheme.en},
          {"issuer", imprint.issuer},
          {"hotline", imprint.hotline}};
}

std::optional<print::Paper> parse_paper(std::string_view name) {
  if (name == "card") return print::Paper::card;
  if (name == "a4") return print::Paper::a4;
  return std::nullopt;
}

http::Text title_of(desk::ImprintError error) {
  switch (error) {
    case desk::ImprintError::bad_scheme:
      return {
          .zh = "卡名须填写：中文 1 至 20 字，英文 1 至 60 字符，首尾不留空格",
          .en =
              "The scheme needs a name of 1 to 20 characters in Chinese and 1 to 60 in English, "
              "without outer spaces"};
    case desk::ImprintError::bad_issuer:
      return {.zh = "发卡机构须填写，1 至 40 字，首尾不留空格",
              .en = "The issuer needs a name of 1 to 40 characters, without outer spaces"};
    case desk::ImprintError::bad_hotline:
      return {.zh = "服务热线最多 30 字，首尾不留空格",
              .en = "The hotline has at most 30 characters, without outer spaces"};
  }
  std::unreachable();
}

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

std::string_view name_of(print::PrintError error) {
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

http::Problem fault_problem(const std::string& number, const print::PrintFault& fault) {
  const bool ours = fault.error == print::PrintError::no_font;
  const std::string about = fault.text.empty() ? number : fmt::format("{}: {}", number, fault.text);
  return {.status = ours ? 503U : 422U,
          .name = name_of(fault.error),
          .title = title_of(fault.error),
          .detail = {.zh = about, .en = about},
          .extensions = {{"card", number}}};
}

http::Problem card_problem(const std::string& number, desk::CardError error) {
  http::Problem problem = problem_of(error);
  problem.detail = {.zh = number, .en = number};
  problem.extensions["card"] = number;
  return problem;
}

print::CardFace face_of(const desk::PrintableCard& card, const std::string& code) {
  const Bilingual category = text_of(card.category);
  return {.number = card.number.str(),
          .holder = card.holder,
          .enterprise = card.enterprise,
          .category = {.zh = std::string(category.zh), .en = std::string(category.en)},
          .valid_from = card.first_day.str(),
          .valid_until = card.last_day.str(),
          .code = QrMatrix::encode(code).value(),
          .specimen = card.specimen};
}

class Printing {
 public:
  Printing(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response show_imprint(const http::Request&) const {
    return http::json_response(200, to_json(desk::show_imprint(desk_)));
  }

  [[nodiscard]] http::Response set_imprint(const http::Request& request) const {
    JsonBody body(request);
    const auto scheme_zh = body.text("scheme_zh");
    const auto scheme_en = body.text("scheme_en");
    const auto issuer = body.text("issuer");
    const auto hotline = body.maybe_text("hotline");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto set = desk::set_imprint(desk_, act_of(request, clock_),
                                       {.scheme = {.zh = *scheme_zh, .en = *scheme_en},
                                        .issuer = *issuer,
                                        .hotline = hotline.value_or("")});
    if (set) return http::json_response(200, to_json(*set));
    return problem_response(
        request,
        {.status = 422, .name = desk::to_string(set.error()), .title = title_of(set.error())});
  }

  /// All that is asked for in one document, each card proven first; or nothing.
  [[nodiscard]] http::Response print_cards(const http::Request& request) const {
    JsonBody body(request);
    const auto numbers = body.texts("cards");
    const auto paper = body.maybe_parsed("paper", parse_paper, a_paper);
    if (numbers && (numbers->empty() || numbers->size() > most_cards))
      body.note("cards", some_cards);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const print::Imprint imprint = imprint_now();
    const auto faces = proven_faces(imprint, *numbers);
    if (!faces) return problem_response(request, faces.error());
    auto pdf = to_pdf(imprint, *faces, paper.value_or(print::Paper::card), imprint.scheme.zh);
    if (!pdf) {
      return problem_response(request,
                              fault_problem((*faces)[pdf.error().card].number, pdf.error().fault));
    }
    return {.status = 200,
            .content_type = "application/pdf",
            .headers = {},
            .body = std::string(as_text(*pdf))};
  }

 private:
  [[nodiscard]] print::Imprint imprint_now() const {
    desk::Imprint imprint = desk::show_imprint(desk_);
    return {.scheme = std::move(imprint.scheme),
            .issuer = std::move(imprint.issuer),
            .hotline = std::move(imprint.hotline)};
  }

  [[nodiscard]] std::expected<print::CardFace, http::Problem> proven_face(
      const print::Imprint& imprint, const std::string& text) const {
    const auto number = CardNumber::parse(text);
    if (!number) return std::unexpected(card_problem(text, desk::CardError::no_such_card));
    const auto card = desk::printable_card(desk_, clock_.now(), *number);
    if (!card) return std::unexpected(card_problem(text, card.error()));
    const std::string code = sc1::encode(card->token);
    print::CardFace face = face_of(*card, code);
    if (const auto proven = prove(imprint, face, code); !proven) {
      return std::unexpected(fault_problem(face.number, proven.error()));
    }
    return face;
  }

  [[nodiscard]] std::expected<std::vector<print::CardFace>, http::Problem> proven_faces(
      const print::Imprint& imprint, const std::vector<std::string>& numbers) const {
    std::vector<print::CardFace> faces;
    for (const std::string& number : numbers) {
      auto face = proven_face(imprint, number);
      if (!face) return std::unexpected(std::move(face.error()));
      faces.push_back(*std::move(face));
    }
    return faces;
  }

  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_print_routes(http::Router& router, const desk::Desk& desk, const access::Clock& clock) {
  const Routes routes(router, "/v1", Printing(desk, clock));
  using http::Method;
  routes.add(Method::get, "/imprint", "showImprint", any_actor, &Printing::show_imprint);
  routes.add(Method::put, "/imprint", "setImprint", "administrator", &Printing::set_imprint);
  routes.add(Method::post, "/cards/print", "printCards", "clerk approver", &Printing::print_cards);
}

}  // namespace servicecard::api
