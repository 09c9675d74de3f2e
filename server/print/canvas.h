#pragma once

#include <cairo.h>
#include <memory>

/// Cairo's objects, owned.
namespace servicecard::print {

struct SurfaceDeleter {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;

struct ContextDeleter {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};
using Canvas = std::unique_ptr<cairo_t, ContextDeleter>;

inline constexpr double points_per_mm = 72 / 25.4;

/// Throws `std::runtime_error` where Cairo has failed, as for want of memory.
void check(cairo_surface_t* surface);
void check(cairo_t* canvas);

/// On which lengths are in millimetres, with the origin at the upper left.
[[nodiscard]] Canvas canvas_in_mm(cairo_surface_t* surface, double units_per_mm);

}  // namespace servicecard::print
