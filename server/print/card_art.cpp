#include "server/print/card_art.h"

#include <algorithm>
#include <string>
#include <vector>

#include "server/print/drawing.h"
#include "server/print/typesetter.h"

namespace servicecard::print {
namespace {

constexpr Colour ink{.red = 0.055, .green = 0.235, .blue = 0.245};
constexpr Colour ink_deep{.red = 0.03, .green = 0.15, .blue = 0.17};
constexpr Colour gold{.red = 0.80, .green = 0.66, .blue = 0.38};
constexpr Colour cream{.red = 0.98, .green = 0.96, .blue = 0.91};
constexpr Colour white{.red = 1, .green = 1, .blue = 1};

constexpr double margin = 6;
constexpr double least_module = 0.5;
constexpr double largest_module = 0.6;
constexpr double code_margin = 2.6;  // of white beyond the quiet zone

Colour faint(Colour colour, double alpha) {
  colour.alpha = alpha;
  return colour;
}

struct Line {
  std::string text;
  TextBox box;
};

// All of them, or nothing behind the first that cannot be set.
std::expected<void, PrintFault> set_lines(cairo_t* canvas, const std::vector<Line>& lines) {
  for (const Line& line : lines) {
    if (line.text.empty()) continue;
    if (auto set = set_text(canvas, line.text, line.box); !set) return set;
  }
  return {};
}

void fill_ground(cairo_t* canvas) {
  cairo_pattern_t* const shade = cairo_pattern_create_linear(0, 0, card_width, card_height);
  cairo_pattern_add_color_stop_rgb(shade, 0, ink.red, ink.green, ink.blue);
  cairo_pattern_add_color_stop_rgb(shade, 1, ink_deep.red, ink_deep.green, ink_deep.blue);
  cairo_set_source(canvas, shade);
  cairo_pattern_destroy(shade);
  cairo_paint(canvas);
  draw_waves(canvas, card_width, card_height, faint(gold, 0.20));
}

void draw_ornaments(cairo_t* canvas) {
  draw_rosette(canvas, card_width - margin - 5, 10.6, 6, faint(gold, 0.75));
  set_colour(canvas, gold);
  cairo_rectangle(canvas, margin, 17.2, 12, 0.35);
  cairo_fill(canvas);
}

std::vector<Line> scheme_lines(const Imprint& imprint) {
  return {
      {imprint.scheme.zh,
       {.x = margin,
        .y = 4.8,
        .width = 58,
        .height = 7,
        .size = 4.3,
        .weight = Weight::bold,
        .colour = cream}},
      {imprint.scheme.en,
       {.x = margin,
        .y = 11.6,
        .width = 58,
        .height = 4,
        .size = 2.2,
        .spacing = 0.08,
        .colour = faint(cream, 0.8)}},
  };
}

std::vector<Line> holder_lines(const CardFace& face) {
  return {
      {face.holder,
       {.x = margin,
        .y = 19,
        .width = 53,
        .height = 10,
        .size = 6.6,
        .smallest = 2.2,
        .lines = 2,
        .weight = Weight::bold,
        .colour = cream}},
      {face.category.zh,
       {.x = 60,
        .y = 20.4,
        .width = card_width - margin - 60,
        .height = 4.5,
        .size = 2.8,
        .weight = Weight::medium,
        .alignment = Alignment::right,
        .colour = gold}},
      {face.category.en,
       {.x = 60,
        .y = 24.4,
        .width = card_width - margin - 60,
        .height = 3,
        .size = 1.8,
        .smallest = 1.4,
        .alignment = Alignment::right,
        .colour = faint(cream, 0.75)}},
      {face.enterprise,
       {.x = margin,
        .y = 29.6,
        .width = card_width - 2 * margin,
        .height = 8,
        .size = 3.3,
        .lines = 3,
        .colour = faint(cream, 0.95)}},
  };
}

std::vector<Line> number_lines(const CardFace& face) {
  return {
      {"卡号 No.",
       {.x = margin,
        .y = 40,
        .width = 30,
        .height = 3.2,
        .size = 1.9,
        .colour = faint(cream, 0.7)}},
      {face.number,
       {.x = margin,
        .y = 42.4,
        .width = 40,
        .height = 7.5,
        .size = 4.4,
        .weight = Weight::medium,
        .spacing = 0.25,
        .colour = cream}},
      {"有效期 Valid",
       {.x = 46,
        .y = 40,
        .width = card_width - margin - 46,
        .height = 3.2,
        .size = 1.9,
        .alignment = Alignment::right,
        .colour = faint(cream, 0.7)}},
      {face.valid_from + " – " + face.valid_until,
       {.x = 42,
        .y = 43.6,
        .width = card_width - margin - 42,
        .height = 5,
        .size = 2.8,
        .alignment = Alignment::right,
        .colour = cream}},
  };
}

std::expected<void, PrintFault> mark_specimen(cairo_t* canvas) {
  cairo_save(canvas);
  cairo_translate(canvas, card_width / 2, card_height / 2);
  cairo_rotate(canvas, -0.28);
  auto set = set_text(canvas, "样卡 SPECIMEN",
                      {.x = -40,
                       .y = -8,
                       .width = 80,
                       .height = 18,
                       .size = 10,
                       .weight = Weight::bold,
                       .alignment = Alignment::centre,
                       .spacing = 0.8,
                       .colour = faint(white, 0.14)});
  cairo_restore(canvas);
  return set;
}

std::vector<Line> rule_lines(const Imprint& imprint, double width) {
  constexpr double x = 4;
  const Colour quiet = faint(cream, 0.85);
  return {
      {imprint.scheme.zh,
       {.x = x,
        .y = 5,
        .width = width,
        .height = 9,
        .size = 2.7,
        .lines = 2,
        .weight = Weight::bold,
        .colour = cream}},
      {"医疗 · 金融 · 教育",
       {.x = x,
        .y = 14,
        .width = width,
        .height = 4,
        .size = 2.3,
        .weight = Weight::medium,
        .colour = gold}},
      {"限本人使用，请同时出示居民身份证。",
       {.x = x,
        .y = 19.2,
        .width = width,
        .height = 6.4,
        .size = 1.9,
        .smallest = 1.5,
        .lines = 2,
        .colour = quiet}},
      {"For the holder alone; show it with the resident ID card.",
       {.x = x,
        .y = 25.2,
        .width = width,
        .height = 6,
        .size = 1.6,
        .smallest = 1.2,
        .lines = 2,
        .colour = faint(cream, 0.7)}},
      {"遗失请立即挂失。 Report a loss at once.",
       {.x = x,
        .y = 31,
        .width = width,
        .height = 6,
        .size = 1.7,
        .smallest = 1.2,
        .lines = 2,
        .colour = quiet}},
  };
}

std::vector<Line> office_lines(const Imprint& imprint, const CardFace& face, double width) {
  constexpr double x = 4;
  const Colour quiet = faint(cream, 0.85);
  return {
      {imprint.hotline,
       {.x = x,
        .y = 37,
        .width = width,
        .height = 4,
        .size = 2.4,
        .weight = Weight::medium,
        .colour = cream}},
      {imprint.issuer,
       {.x = x,
        .y = 41.4,
        .width = width,
        .height = 6,
        .size = 1.9,
        .smallest = 1.3,
        .lines = 2,
        .colour = quiet}},
      {face.number,
       {.x = x,
        .y = 47.4,
        .width = width,
        .height = 3.6,
        .size = 2.2,
        .colour = faint(cream, 0.7)}},
  };
}

void clip_to_card(cairo_t* canvas) {
  rounded_rectangle(canvas, 0, 0, card_width, card_height, corner_radius);
  cairo_clip(canvas);
}

}  // namespace

std::expected<void, PrintFault> draw_front(cairo_t* canvas, const Imprint& imprint,
                                           const CardFace& face) {
  cairo_save(canvas);
  clip_to_card(canvas);
  fill_ground(canvas);
  draw_ornaments(canvas);
  std::expected<void, PrintFault> done;
  if (face.specimen) done = mark_specimen(canvas);
  for (const auto& lines : {scheme_lines(imprint), holder_lines(face), number_lines(face)}) {
    if (done) done = set_lines(canvas, lines);
  }
  cairo_restore(canvas);
  return done;
}

std::expected<void, PrintFault> draw_back(cairo_t* canvas, const Imprint& imprint,
                                          const CardFace& face) {
  const auto modules = static_cast<double>(face.code.side());
  const double module = std::min(largest_module, (card_height - 2 * code_margin) / modules);
  if (module < least_module) return std::unexpected(PrintFault{PrintError::code_too_large});
  const double side = modules * module;
  const double panel = card_width - side - 2 * code_margin;
  cairo_save(canvas);
  clip_to_card(canvas);
  set_colour(canvas, white);
  cairo_paint(canvas);
  cairo_save(canvas);
  cairo_rectangle(canvas, 0, 0, panel, card_height);
  cairo_clip(canvas);
  fill_ground(canvas);
  cairo_restore(canvas);
  draw_code(canvas, face.code, panel + code_margin, (card_height - side) / 2, module);
  auto done = set_lines(canvas, rule_lines(imprint, panel - 7));
  if (done) done = set_lines(canvas, office_lines(imprint, face, panel - 7));
  cairo_restore(canvas);
  return done;
}

}  // namespace servicecard::print
