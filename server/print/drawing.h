#pragma once

#include <cairo.h>

#include "cardlib/credential/qr.h"
#include "server/print/typesetter.h"

/// Shapes on a card; lengths in millimetres.
namespace servicecard::print {

void set_colour(cairo_t* canvas, const Colour& colour);
/// Adds it to the path.
void rounded_rectangle(cairo_t* canvas, double x, double y, double width, double height,
                       double radius);
/// Fine waves from edge to edge, as banknotes have them.
void draw_waves(cairo_t* canvas, double width, double height, const Colour& colour);
/// A rosette of fine lines.
void draw_rosette(cairo_t* canvas, double x, double y, double radius, const Colour& colour);
/// The dark modules, `module` wide, with the upper left of the quiet zone at that place.
void draw_code(cairo_t* canvas, const QrMatrix& code, double x, double y, double module);

}  // namespace servicecard::print
