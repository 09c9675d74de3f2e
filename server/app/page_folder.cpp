#include "server/app/page_folder.h"

#include <utility>

#include "server/pages/folder.h"

namespace servicecard::app {

namespace fs = std::filesystem;

fs::path own_program() { return fs::read_symlink("/proc/self/exe"); }

std::expected<std::optional<pages::Pages>, StartFailure> read_pages(const fs::path& configured,
                                                                    const fs::path& program) {
  fs::path folder = configured;
  if (folder.empty()) {
    folder = program.parent_path().parent_path() / "share" / "servicecard" / "pages";
    if (!fs::exists(folder)) return std::nullopt;
  }
  auto read = pages::read_folder(folder);
  if (!read) {
    return std::unexpected(StartFailure{
        .error = StartError::bad_pages,
        .advice =
            read.error() + "; name the folder that the build of the pages made with --pages"});
  }
  return std::optional(*std::move(read));
}

}  // namespace servicecard::app
