#include "server/print/pdf.h"

#include <algorithm>
#include <cairo-pdf.h>
#include <span>

#include "server/print/canvas.h"
#include "server/print/card_art.h"

namespace servicecard::print {
namespace {

constexpr double a4_width = 210;
constexpr double a4_height = 297;
constexpr std::size_t columns = 2;
constexpr std::size_t rows = 5;
constexpr double gap = 3;
constexpr double mark = 4;         // length of a crop mark
constexpr double mark_offset = 1;  // from the corner

using Draw = std::expected<void, PrintFault> (*)(cairo_t*, const Imprint&, const CardFace&);
using Drawn = std::expected<void, CardFault>;

cairo_status_t append(void* out, const unsigned char* data, unsigned int size) {
  auto* const bytes = static_cast<Bytes*>(out);
  bytes->insert(bytes->end(), data, data + size);
  return CAIRO_STATUS_SUCCESS;
}

struct Place {
  double x = 0;
  double y = 0;
};

double left_of(std::size_t column) {
  constexpr double width = columns * card_width + (columns - 1) * gap;
  return (a4_width - width) / 2 + static_cast<double>(column) * (card_width + gap);
}

double top_of(std::size_t row) {
  constexpr double height = rows * card_height + (rows - 1) * gap;
  return (a4_height - height) / 2 + static_cast<double>(row) * (card_height + gap);
}

// Backs are mirrored, so that each lies behind its front.
Place place_of(std::size_t on_sheet, bool back) {
  const std::size_t column = on_sheet % columns;
  return {.x = left_of(back ? columns - 1 - column : column), .y = top_of(on_sheet / columns)};
}

void line(cairo_t* canvas, double x, double y, double dx, double dy) {
  cairo_move_to(canvas, x, y);
  cairo_line_to(canvas, x + dx, y + dy);
}

// At the edges of the sheet alone: one cut goes along all cards of a row or column.
void draw_crop_marks(cairo_t* canvas) {
  const double bottom = top_of(rows - 1) + card_height;
  const double right = left_of(columns - 1) + card_width;
  for (std::size_t column = 0; column < columns; ++column) {
    for (const double x : {left_of(column), left_of(column) + card_width}) {
      line(canvas, x, top_of(0) - mark_offset, 0, -mark);
      line(canvas, x, bottom + mark_offset, 0, mark);
    }
  }
  for (std::size_t row = 0; row < rows; ++row) {
    for (const double y : {top_of(row), top_of(row) + card_height}) {
      line(canvas, left_of(0) - mark_offset, y, -mark, 0);
      line(canvas, right + mark_offset, y, mark, 0);
    }
  }
  cairo_set_source_rgb(canvas, 0, 0, 0);
  cairo_set_line_width(canvas, 0.1);
  cairo_stroke(canvas);
}

class Document {
 public:
  Document(Bytes& out, double width, double height, const std::string& title)
      : surface_(cairo_pdf_surface_create_for_stream(append, &out, width * points_per_mm,
                                                     height * points_per_mm)),
        canvas_(canvas_in_mm(surface_.get(), points_per_mm)) {
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
  }

  Drawn draw(const Imprint& imprint, const CardFace& card, std::size_t index, Draw face,
             Place place) {
    cairo_save(canvas_.get());
    cairo_translate(canvas_.get(), place.x, place.y);
    const auto drawn = face(canvas_.get(), imprint, card);
    cairo_restore(canvas_.get());
    if (!drawn) return std::unexpected(CardFault{index, drawn.error()});
    return {};
  }

  void mark_cuts() { draw_crop_marks(canvas_.get()); }
  void end_page() { cairo_show_page(canvas_.get()); }

  void finish() {
    check(canvas_.get());
    cairo_surface_finish(surface_.get());
    check(surface_.get());
  }

 private:
  Surface surface_;
  Canvas canvas_;
};

Drawn draw_card(Document& document, const Imprint& imprint, const CardFace& card,
                std::size_t index) {
  for (const Draw face : {&draw_front, &draw_back}) {
    if (auto drawn = document.draw(imprint, card, index, face, {}); !drawn) return drawn;
    document.end_page();
  }
  return {};
}

Drawn draw_sheet(Document& document, const Imprint& imprint, std::span<const CardFace> cards,
                 std::size_t first) {
  for (const bool back : {false, true}) {
    for (std::size_t i = 0; i < cards.size(); ++i) {
      auto drawn = document.draw(imprint, cards[i], first + i, back ? &draw_back : &draw_front,
                                 place_of(i, back));
      if (!drawn) return drawn;
    }
    document.mark_cuts();
    document.end_page();
  }
  return {};
}

Drawn draw_all(Document& document, const Imprint& imprint, std::span<const CardFace> cards,
               Paper paper) {
  const std::size_t at_once = paper == Paper::card ? 1 : rows * columns;
  for (std::size_t first = 0; first < cards.size(); first += at_once) {
    const auto some = cards.subspan(first, std::min(at_once, cards.size() - first));
    auto drawn = paper == Paper::card ? draw_card(document, imprint, some.front(), first)
                                      : draw_sheet(document, imprint, some, first);
    if (!drawn) return drawn;
  }
  return {};
}

}  // namespace

std::expected<Bytes, CardFault> to_pdf(const Imprint& imprint, const std::vector<CardFace>& cards,
                                       Paper paper, const std::string& title) {
  const bool on_cards = paper == Paper::card;
  Bytes pdf;
  Document document(pdf, on_cards ? card_width : a4_width, on_cards ? card_height : a4_height,
                    title);
  if (auto drawn = draw_all(document, imprint, cards, paper); !drawn) {
    return std::unexpected(drawn.error());
  }
  document.finish();
  return pdf;
}

}  // namespace servicecard::print
