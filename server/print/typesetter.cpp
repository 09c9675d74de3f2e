#include "server/print/typesetter.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <pango/pangocairo.h>
#include <string_view>
#include <utility>

namespace servicecard::print {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

struct DescriptionDeleter {
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
using Description = std::unique_ptr<PangoFontDescription, DescriptionDeleter>;

struct AttributesDeleter {
  void operator()(PangoAttrList* attributes) const { pango_attr_list_unref(attributes); }
};
using Attributes = std::unique_ptr<PangoAttrList, AttributesDeleter>;

constexpr double shrink = 0.96;
constexpr double small = 0.8;  // of the size that is asked for

int pango_units(double mm) { return static_cast<int>(std::lround(mm * PANGO_SCALE)); }

PangoWeight weight_of(Weight weight) {
  switch (weight) {
    case Weight::regular:
      return PANGO_WEIGHT_NORMAL;
    case Weight::medium:
      return PANGO_WEIGHT_MEDIUM;
    case Weight::bold:
      return PANGO_WEIGHT_BOLD;
  }
  return PANGO_WEIGHT_NORMAL;
}

PangoAlignment alignment_of(Alignment alignment) {
  switch (alignment) {
    case Alignment::left:
      return PANGO_ALIGN_LEFT;
    case Alignment::centre:
      return PANGO_ALIGN_CENTER;
    case Alignment::right:
      return PANGO_ALIGN_RIGHT;
  }
  return PANGO_ALIGN_LEFT;
}

// Shapes come as they were designed, wherever they stand: a picture shows what is printed.
void do_not_hint(PangoContext* context) {
  cairo_font_options_t* const options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context, FALSE);
}

// No other font steps in for a glyph that ours lacks.
Attributes attributes_of(const TextBox& box) {
  Attributes attributes(pango_attr_list_new());
  pango_attr_list_insert(attributes.get(), pango_attr_fallback_new(FALSE));
  if (box.spacing > 0) {
    pango_attr_list_insert(attributes.get(),
                           pango_attr_letter_spacing_new(pango_units(box.spacing)));
  }
  return attributes;
}

void set_size(PangoLayout* layout, const TextBox& box, double size) {
  const Description font(pango_font_description_new());
  pango_font_description_set_family(font.get(), print_font);
  pango_font_description_set_weight(font.get(), weight_of(box.weight));
  pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
  pango_layout_set_font_description(layout, font.get());
}

Layout layout_of(cairo_t* canvas, const std::string& text, const TextBox& box) {
  Layout layout(pango_cairo_create_layout(canvas));
  do_not_hint(pango_layout_get_context(layout.get()));
  pango_layout_context_changed(layout.get());
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  pango_layout_set_attributes(layout.get(), attributes_of(box).get());
  pango_layout_set_width(layout.get(), pango_units(box.width));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout.get(), alignment_of(box.alignment));
  set_size(layout.get(), box, box.size);
  return layout;
}

bool has_print_font(PangoLayout* layout) {
  PangoContext* const context = pango_layout_get_context(layout);
  const std::unique_ptr<PangoFont, Unref> font(
      pango_context_load_font(context, pango_layout_get_font_description(layout)));
  if (!font) return false;
  const Description found(pango_font_describe(font.get()));
  return std::string_view(pango_font_description_get_family(found.get())) == print_font;
}

bool fits(PangoLayout* layout, const TextBox& box, int lines) {
  int width = 0;
  int height = 0;
  pango_layout_get_size(layout, &width, &height);
  return pango_layout_get_line_count(layout) <= lines && width <= pango_units(box.width) &&
         height <= pango_units(box.height);
}

bool make_fit(PangoLayout* layout, const TextBox& box, int lines, double smallest) {
  double size = box.size;
  while (size >= smallest) {
    set_size(layout, box, size);
    if (fits(layout, box, lines)) return true;
    size *= shrink;
  }
  return false;
}

// A little smaller rather than on another line.
bool make_fit(PangoLayout* layout, const TextBox& box) {
  for (int lines = 1; lines < box.lines; ++lines) {
    if (make_fit(layout, box, lines, std::max(box.smallest, box.size * small))) return true;
  }
  return make_fit(layout, box, box.lines, box.smallest);
}

}  // namespace

std::expected<void, PrintFault> set_text(cairo_t* canvas, const std::string& text,
                                         const TextBox& box) {
  const Layout layout = layout_of(canvas, text, box);
  if (!has_print_font(layout.get())) return std::unexpected(PrintFault{PrintError::no_font});
  if (pango_layout_get_unknown_glyphs_count(layout.get()) > 0) {
    return std::unexpected(PrintFault{PrintError::missing_glyph, text});
  }
  if (!make_fit(layout.get(), box)) {
    return std::unexpected(PrintFault{PrintError::does_not_fit, text});
  }
  cairo_set_source_rgba(canvas, box.colour.red, box.colour.green, box.colour.blue,
                        box.colour.alpha);
  cairo_move_to(canvas, box.x, box.y);
  pango_cairo_show_layout(canvas, layout.get());
  return {};
}

}  // namespace servicecard::print
