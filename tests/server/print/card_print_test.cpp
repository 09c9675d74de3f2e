#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "server/print/pdf.h"
#include "server/print/proof.h"
#include "tests/server/print/sample_face.h"
#include "tests/support/temporary_directory.h"

namespace servicecard::print {
namespace {

using test::code_text;
using test::sample_face;
using test::sample_imprint;

std::optional<PrintError> fault_of(const CardFace& face, const std::string& code = code_text()) {
  const auto proven = prove(sample_imprint(), face, code);
  return proven ? std::nullopt : std::optional(proven.error().error);
}

CardFace with_holder(const std::string& name) {
  CardFace face = sample_face();
  face.holder = name;
  return face;
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(PrintProof, PassesACardWhoseCodeReadsAsItMust) {
  EXPECT_EQ(fault_of(sample_face()), std::nullopt);
}

TEST(PrintProof, PassesTheLargestCodeThatATokenNeeds) {
  constexpr std::size_t largest = 734;  // of 456 octets
  EXPECT_EQ(fault_of(sample_face(largest), code_text(largest)), std::nullopt);
}

TEST(PrintProof, StopsACardWhoseCodeSaysSomethingElse) {
  EXPECT_EQ(fault_of(sample_face(), code_text(401)), PrintError::unreadable);
}

TEST(PrintProof, StopsACodeThatIsTooLargeForTheCard) {
  EXPECT_EQ(fault_of(sample_face(1'200), code_text(1'200)), PrintError::code_too_large);
}

TEST(PrintProof, PassesRareCharactersOfNames) {
  for (const char* name : {"㛃示例", "示䶮", "𬱖", "阿卜杜·示例", "示"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(fault_of(with_holder(name)), std::nullopt);
  }
}

TEST(PrintProof, StopsACardWithACharacterThatTheFontLacks) {
  const auto proven = prove(sample_imprint(), with_holder("示\U0001F980例"), code_text());
  ASSERT_FALSE(proven);
  EXPECT_EQ(proven.error().error, PrintError::missing_glyph);
  EXPECT_EQ(proven.error().text, "示\U0001F980例");
}

TEST(PrintProof, PassesTheLongestNames) {
  CardFace face = with_holder(repeated("示", 40));
  face.enterprise = repeated("例", 100);
  EXPECT_EQ(fault_of(face), std::nullopt);
}

TEST(PrintProof, StopsATextThatDoesNotFitInAReadableSize) {
  CardFace face = sample_face();
  face.enterprise = repeated("例", 400);
  EXPECT_EQ(fault_of(face), PrintError::does_not_fit);
}

/// What another program reads in a PDF.
class Printed : public testing::Test {
 protected:
  std::string run(const std::string& command) {
    const std::string shell = "cd '" + folder_.path().string() + "' && " + command;
    std::string out;
    FILE* const pipe = popen(shell.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
    for (int octet = 0; (octet = fgetc(pipe)) != EOF;) out += static_cast<char>(octet);
    EXPECT_EQ(pclose(pipe), 0) << command;
    return out;
  }

  void print(const std::vector<CardFace>& cards, Paper paper) {
    const auto pdf = to_pdf(sample_imprint(), cards, paper, "cards");
    ASSERT_TRUE(pdf);
    std::ofstream(folder_.path() / "cards.pdf", std::ios::binary)
        << std::string(reinterpret_cast<const char*>(pdf->data()), pdf->size());
  }

  std::string text() { return run("pdftotext -layout cards.pdf -"); }
  std::string info() { return run("pdfinfo cards.pdf"); }
  bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }

  test::TemporaryDirectory folder_;
};

TEST_F(Printed, SaysWhatStandsOnTheCard) {
  print({with_holder("㛃䶮𬱖")}, Paper::card);
  const std::string words = text();
  for (const char* part :
       {"㛃䶮𬱖", "伊川示例壹号耐材有限公司（虚构）", "企业负责人", "YC26-00017-2", "2026-05-01",
        "2027-04-30", "伊川县企业服务中心（演示）", "0379-00001234", "重点企业社会公共服务卡"}) {
    EXPECT_TRUE(has(words, part)) << part << "\n" << words;
  }
}

TEST_F(Printed, IsAPageAFaceInTheSizeOfTheCard) {
  print({sample_face(), sample_face()}, Paper::card);
  const std::string about = info();
  EXPECT_TRUE(has(about, "Pages:           4")) << about;
  EXPECT_TRUE(has(about, "242.646 x 153.014 pts")) << about;
}

TEST_F(Printed, HasTenCardsOnASheetAndTheirBacksOnTheNext) {
  print(std::vector<CardFace>(11, sample_face()), Paper::a4);
  const std::string about = info();
  EXPECT_TRUE(has(about, "Pages:           4")) << about;
  EXPECT_TRUE(has(about, "(A4)")) << about;
}

TEST_F(Printed, IsReadByAnotherDecoderFromTheRenderedPage) {
  print({sample_face()}, Paper::card);
  run("pdftoppm -r 300 -f 2 -l 2 -png cards.pdf page");
  EXPECT_EQ(run("zbarimg --quiet --raw -Sdisable -Sqrcode.enable page-2.png"), code_text() + "\n");
  EXPECT_TRUE(has(run("ZXingReader page-2.png"), code_text()));
}

TEST_F(Printed, EmbedsItsFonts) {
  print({sample_face()}, Paper::card);
  const std::string fonts = run("pdffonts cards.pdf");
  EXPECT_TRUE(has(fonts, "NotoSansCJKsc")) << fonts;
  EXPECT_FALSE(has(fonts, " no  no ")) << fonts;
}

TEST(PrintedBatch, IsWholeOrNotAtAll) {
  const auto pdf =
      to_pdf(sample_imprint(), {sample_face(), with_holder("\U0001F980")}, Paper::a4, "cards");
  ASSERT_FALSE(pdf);
  EXPECT_EQ(pdf.error().card, 1U);
  EXPECT_EQ(pdf.error().fault.error, PrintError::missing_glyph);
}

}  // namespace
}  // namespace servicecard::print
