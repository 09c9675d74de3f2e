#include "server/pages/pages.h"

#include <array>
#include <stdexcept>
#include <utility>

namespace servicecard::pages {
namespace {

using Headers = std::array<std::pair<std::string_view, std::string_view>, 5>;

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> content_types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
}};

// A page gets everything from its own server and nothing from anywhere else; what it does not use
// is not allowed either. No inline script or style, no eval, no frame around it, no text turned
// into markup but by the policy of the pages' framework, for its own templates.
constexpr Headers security{{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
     "require-trusted-types-for 'script'; trusted-types vue"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
}};

// The counter goes on without a network, by a worker and a manifest, and reads cards with a camera.
constexpr Headers counter_security{{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
     "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
     "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vue counter"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"},
}};

const Headers& security_of(std::string_view path) {
  return path == "/counter" || path.starts_with("/counter/") ? counter_security : security;
}

std::string_view last_segment(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string content_type_of(std::string_view path) {
  for (const auto& [ending, type] : content_types) {
    if (path.ends_with(ending)) return std::string(type);
  }
  throw std::invalid_argument("not a file of a page: " + std::string(path));
}

// The build names what stands in assets/ by its content.
std::string cache_control_of(std::string_view path) {
  return path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

http::Response to_the_desk() {
  http::Response response = http::empty_response(302);
  response.headers.add("Location", "/desk/");
  return response;
}

}  // namespace

Pages::Pages(std::vector<File> files) {
  for (File& file : files) {
    http::Document document(std::move(file.octets), {.content_type = content_type_of(file.path),
                                                     .cache_control = cache_control_of(file.path)});
    files_.emplace(std::move(file.path), std::move(document));
  }
}

std::optional<http::Response> Pages::answer(const http::Request& request) const {
  using http::Method;
  if (request.method != Method::get && request.method != Method::head) return std::nullopt;
  const std::string_view path = request.target.path;
  if (path == "/") return to_the_desk();
  const http::Document* const document = find(path);
  if (document == nullptr) return std::nullopt;
  http::Response response = document->answer(request);
  for (const auto& [name, value] : security_of(path)) response.headers.add(name, value);
  return response;
}

const http::Document* Pages::find(std::string_view path) const {
  const auto file = files_.find(path);
  if (file != files_.end()) return &file->second;
  if (last_segment(path).contains('.')) return nullptr;             // a file that is not there
  const std::string_view room = path.substr(0, path.find('/', 1));  // "/desk" of "/desk/cards/1"
  const auto index = files_.find(std::string(room).append("/index.html"));
  return index == files_.end() ? nullptr : &index->second;
}

}  // namespace servicecard::pages
