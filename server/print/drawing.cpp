#include "server/print/drawing.h"

#include <cmath>
#include <numbers>

namespace servicecard::print {
namespace {

constexpr double pi = std::numbers::pi;

}  // namespace

void set_colour(cairo_t* canvas, const Colour& colour) {
  cairo_set_source_rgba(canvas, colour.red, colour.green, colour.blue, colour.alpha);
}

void rounded_rectangle(cairo_t* canvas, double x, double y, double width, double height,
                       double radius) {
  const double right = x + width - radius;
  const double bottom = y + height - radius;
  cairo_new_sub_path(canvas);
  cairo_arc(canvas, right, y + radius, radius, -pi / 2, 0);
  cairo_arc(canvas, right, bottom, radius, 0, pi / 2);
  cairo_arc(canvas, x + radius, bottom, radius, pi / 2, pi);
  cairo_arc(canvas, x + radius, y + radius, radius, pi, pi * 3 / 2);
  cairo_close_path(canvas);
}

void draw_waves(cairo_t* canvas, double width, double height, const Colour& colour) {
  constexpr int waves = 22;
  constexpr double step = 0.8;
  const int steps = static_cast<int>(width / step) + 1;
  for (int wave = 0; wave < waves; ++wave) {
    const double phase = wave * pi / waves;
    const double base = height * (0.25 + 0.75 * wave / waves);
    cairo_move_to(canvas, 0, base);
    for (int i = 0; i <= steps; ++i) {
      const double x = i * step;
      const double swing = std::sin(x / width * 3 * pi + phase) * (2.5 + 2.5 * std::sin(phase));
      cairo_line_to(canvas, x, base + swing);
    }
  }
  set_colour(canvas, colour);
  cairo_set_line_width(canvas, 0.1);
  cairo_stroke(canvas);
}

void draw_rosette(cairo_t* canvas, double x, double y, double radius, const Colour& colour) {
  constexpr int petals = 12;
  constexpr int points = 360;
  constexpr int rings = 4;
  for (int ring = 0; ring < rings; ++ring) {
    const double middle = radius * (0.45 + 0.14 * ring);
    for (int point = 0; point <= points; ++point) {
      const double angle = 2 * pi * point / points;
      const double reach = middle + radius * 0.13 * std::sin(petals * angle + ring * pi / 2);
      cairo_line_to(canvas, x + reach * std::cos(angle), y + reach * std::sin(angle));
    }
    cairo_close_path(canvas);
  }
  set_colour(canvas, colour);
  cairo_set_line_width(canvas, 0.14);
  cairo_stroke(canvas);
}

void draw_code(cairo_t* canvas, const QrMatrix& code, double x, double y, double module) {
  for (std::size_t row = 0; row < code.side(); ++row) {
    for (std::size_t column = 0; column < code.side();) {
      std::size_t end = column;
      while (end < code.side() && code.is_dark(end, row)) ++end;
      if (end > column) {
        cairo_rectangle(canvas, x + static_cast<double>(column) * module,
                        y + static_cast<double>(row) * module,
                        static_cast<double>(end - column) * module, module);
      }
      column = end + 1;
    }
  }
  set_colour(canvas, {.red = 0, .green = 0, .blue = 0});
  cairo_set_antialias(canvas, CAIRO_ANTIALIAS_NONE);  // no seams between the rows
  cairo_fill(canvas);
  cairo_set_antialias(canvas, CAIRO_ANTIALIAS_DEFAULT);
}

}  // namespace servicecard::print
