#include "server/api/card_faces.h"

#include <string>
#include <vector>

#include "cardlib/credential/sc1_text.h"
#include "server/api/print_problems.h"
#include "server/print/pdf.h"
#include "server/print/proof.h"

namespace servicecard::api {
namespace {

print::Imprint imprint_of(const desk::Imprint& imprint) {
  return {.scheme = imprint.scheme, .issuer = imprint.issuer, .hotline = imprint.hotline};
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

}  // namespace

std::optional<desk::ProofFault> fault_in(const desk::Imprint& imprint,
                                         const desk::PrintableCard& card) {
  const std::string code = sc1::encode(card.token);
  const auto proven = print::prove(imprint_of(imprint), face_of(card, code), code);
  if (proven) return std::nullopt;
  return desk::ProofFault{.fault = std::string(fault_name(proven.error().error)),
                          .text = proven.error().text};
}

std::expected<Bytes, http::Problem> pdf_of(const desk::PrintableBatch& batch) {
  std::vector<print::CardFace> faces;
  faces.reserve(batch.cards.size());
  for (const desk::PrintableCard& card : batch.cards) {
    faces.push_back(face_of(card, sc1::encode(card.token)));
  }
  auto pdf = to_pdf(imprint_of(batch.imprint), faces, batch.paper, batch.imprint.scheme.zh);
  if (pdf) return *std::move(pdf);
  const auto& [card, fault] = pdf.error();
  return std::unexpected(problem_of(faces[card].number, fault));
}

}  // namespace servicecard::api
