#include "tests/server/print/sample_face.h"

namespace servicecard::test {

print::Imprint sample_imprint() {
  return {.scheme = {.zh = "重点企业社会公共服务卡", .en = "Service Card for Key Enterprises"},
          .issuer = "伊川县企业服务中心（演示）",
          .hotline = "0379-00001234"};
}

std::string code_text(std::size_t characters) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text = "SC1:";
  while (text.size() < characters) text += alphabet[text.size() * 7 % alphabet.size()];
  return text;
}

print::CardFace sample_face(std::size_t characters) {
  return {.number = "YC26-00017-2",
          .holder = "欧阳示例",
          .enterprise = "伊川示例壹号耐材有限公司（虚构）",
          .category = {.zh = "企业负责人", .en = "Principal"},
          .valid_from = "2026-05-01",
          .valid_until = "2027-04-30",
          .code = QrMatrix::encode(code_text(characters)).value(),
          .specimen = true};
}

}  // namespace servicecard::test
