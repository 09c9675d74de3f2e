#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/document.h"
#include "server/http/request.h"
#include "server/http/response.h"

namespace servicecard::pages {

/// One file of the built pages.
struct File {
  std::string path;  ///< by which a browser asks for it: "/assets/main-3f9a.js"
  http::Document::Encoded octets{};
};

/// The built pages, whole in memory. A request names a file by its exact path or gets nothing: no
/// path is ever joined to a folder of the disk.
class Pages {
 public:
  /// Throws std::invalid_argument for a file of a kind that no browser is told of.
  explicit Pages(std::vector<File> files);

  /// The file of that path. Where none is and the first folder has an index.html, that index: the
  /// path is the client's own route ("/desk/cards/YC26-00017-2"). "/" leads to the desk. Nothing
  /// where the path is of no page, and for methods other than GET and HEAD.
  [[nodiscard]] std::optional<http::Response> answer(const http::Request& request) const;

 private:
  [[nodiscard]] const http::Document* find(std::string_view path) const;

  std::map<std::string, http::Document, std::less<>> files_;
};

}  // namespace servicecard::pages
