#include "server/api/roster_templates.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cardlib/identity/civil_date.h"
#include "server/api/guard.h"
#include "server/http/accept.h"
#include "server/http/problem.h"
#include "server/sheet/csv.h"
#include "server/sheet/csv_writer.h"
#include "server/sheet/xlsx_writer.h"

namespace servicecard::api {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::array<std::string_view, 2> media_types = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv; charset=utf-8"};
constexpr std::array<std::string_view, 2> endings = {"xlsx", "csv"};

// Which year stands in the headers of schema/rosters/.
constexpr std::string_view written_year = "2025";

Rows rows_of(std::string_view text, int year) {
  Rows rows;
  sheet::CsvReader reader(text);
  for (auto row = reader.next().value(); row; row = reader.next().value()) {
    rows.push_back(std::move(row->cells));
  }
  for (std::string& title : rows.front()) {
    const std::size_t at = title.find(written_year);
    if (at != std::string::npos) title.replace(at, written_year.size(), std::to_string(year));
  }
  return rows;
}

std::string csv_of(const Rows& rows) {
  sheet::CsvWriter writer;
  for (const auto& row : rows) writer.add(row);
  return writer.text();
}

class Templates {
 public:
  Templates(RosterTemplates templates, const access::Clock& clock)
      : templates_(templates), clock_(clock) {}

  [[nodiscard]] http::Response give(const http::Request& request) const {
    const std::string& kind = request.parameter("kind");
    const auto text = text_of(kind);
    if (!text) {
      return problem_response(request, {.status = 404,
                                        .name = "not-found",
                                        .title = {.zh = "没有这种模板", .en = "No such template"},
                                        .detail = {.zh = "有 enterprises 和 people 两种",
                                                   .en = "There are enterprises and people"}});
    }
    const auto type = http::choose_media_type(request.headers, offered);
    if (!type) {
      return problem_response(
          request, {.status = 406,
                    .name = "not-acceptable",
                    .title = {.zh = "没有所要求的格式", .en = "Not in that form"},
                    .detail = {.zh = "有 XLSX 和 CSV 两种格式", .en = "There are XLSX and CSV"}});
    }
    const Rows rows = rows_of(*text, day_of(clock_.now()).year() - 1);
    http::Response response{.status = 200,
                            .content_type = std::string(media_types[*type]),
                            .body = *type == 0 ? sheet::write_xlsx("名册", rows) : csv_of(rows)};
    response.headers.add("Content-Disposition", "attachment; filename=\"roster-" + kind + '.' +
                                                    std::string(endings[*type]) + '"');
    response.headers.add("Vary", "Accept");
    return response;
  }

 private:
  static constexpr std::array<std::string_view, 2> offered = {media_types[0], "text/csv"};

  [[nodiscard]] std::optional<std::string_view> text_of(std::string_view kind) const {
    if (kind == "enterprises") return templates_.enterprises;
    if (kind == "people") return templates_.people;
    return std::nullopt;
  }

  RosterTemplates templates_;
  const access::Clock& clock_;
};

}  // namespace

void add_roster_template_routes(http::Router& router, RosterTemplates templates,
                                const access::Clock& clock) {
  router.add({.method = http::Method::get,
              .pattern = "/v1/roster-templates/{kind}",
              .operation = "getRosterTemplate",
              .access = any_actor,
              .handler = http::plain(
                  [handlers = Templates(templates, clock)](const http::Request& request) {
                    return handlers.give(request);
                  })});
}

}  // namespace servicecard::api
