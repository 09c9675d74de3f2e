#include "server/print/canvas.h"

#include <stdexcept>
#include <string>

namespace servicecard::print {
namespace {

void check(cairo_status_t status) {
  if (status == CAIRO_STATUS_SUCCESS) return;
  throw std::runtime_error(std::string("cairo: ") + cairo_status_to_string(status));
}

}  // namespace

void check(cairo_surface_t* surface) { check(cairo_surface_status(surface)); }
void check(cairo_t* canvas) { check(cairo_status(canvas)); }

Canvas canvas_in_mm(cairo_surface_t* surface, double units_per_mm) {
  check(surface);
  Canvas canvas(cairo_create(surface));
  check(canvas.get());
  cairo_scale(canvas.get(), units_per_mm, units_per_mm);
  return canvas;
}

}  // namespace servicecard::print
