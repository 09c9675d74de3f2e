#include "server/sheet/xlsx.h"

#include <charconv>
#include <utility>

#include "server/sheet/xlsx_cells.h"

namespace servicecard::sheet {

/// Makes rows of the events of one worksheet (18.3.1).
class XlsxReader::RowHandler final : public xml::Handler {
 public:
  explicit RowHandler(SharedStrings strings) : strings_(std::move(strings)) {}

  void start(std::string_view name, const xml::Attributes& attributes) override {
    if (name == "row") start_row(attributes);
    if (name == "c") start_cell(attributes);
    if (name == "rPh") ++guides_;
    in_value_ = name == "v" || (name == "t" && guides_ == 0);
  }

  void end(std::string_view name) override {
    in_value_ = false;
    if (name == "rPh") --guides_;
    if (name == "c") end_cell();
    if (name == "row" && !is_blank(row_)) ready_.push_back(std::exchange(row_, {}));
  }

  void text(std::string_view piece) override {
    if (in_value_) value_ += piece;
  }

  /// The next row that is complete.
  [[nodiscard]] std::optional<Row> take() {
    if (ready_.empty()) return std::nullopt;
    std::optional<Row> row(std::move(ready_.front()));
    ready_.pop_front();
    return row;
  }

  [[nodiscard]] const std::optional<Mistake>& mistake() const { return mistake_; }

 private:
  void start_row(const xml::Attributes& attributes) {
    const auto written = attributes.find("r");
    const auto place = written ? cell_place("A" + std::string(*written)) : std::nullopt;
    line_ = place ? place->line : line_ + 1;
    row_ = {.line = line_, .cells = {}};
    column_ = 0;
  }

  void start_cell(const xml::Attributes& attributes) {
    const auto place = cell_place(attributes.find("r").value_or(""));
    if (place) column_ = place->column;
    type_ = attributes.find("t").value_or("n");
    value_.clear();
  }

  void end_cell() {
    const std::size_t column = column_++;
    std::string shown = shown_value();
    if (shown.empty()) return;
    if (column >= max_cells) {
      note(Error::too_many_cells);
      return;
    }
    if (row_.cells.size() <= column) row_.cells.resize(column + 1);
    row_.cells[column] = std::move(shown);
  }

  [[nodiscard]] std::string shown_value() {
    if (value_.empty()) return {};
    if (type_ == "n") return shown_number(value_);
    if (type_ == "b") return value_ == "1" ? "TRUE" : "FALSE";
    return type_ == "s" ? shared_string() : std::move(value_);
  }

  [[nodiscard]] std::string shared_string() {
    std::size_t number = 0;
    const char* const end = value_.data() + value_.size();
    const auto [stop, error] = std::from_chars(value_.data(), end, number);
    if (error != std::errc() || stop != end || number >= strings_.size()) {
      note(Error::damaged);
      return {};
    }
    return strings_[number];
  }

  void note(Error error) {
    if (!mistake_) mistake_ = Mistake{.error = error, .line = line_};
  }

  SharedStrings strings_;
  std::deque<Row> ready_;
  std::optional<Mistake> mistake_;
  Row row_;
  std::size_t line_ = 0;
  std::size_t column_ = 0;
  std::string type_;
  std::string value_;
  int guides_ = 0;
  bool in_value_ = false;
};

std::expected<std::unique_ptr<XlsxReader>, Error> XlsxReader::open(std::string_view octets) {
  auto archive = ZipArchive::open(octets);
  if (!archive) return std::unexpected(archive.error());
  auto workbook = read_workbook(*archive);
  if (!workbook) return std::unexpected(workbook.error());
  SharedStrings strings;
  if (!workbook->strings_part.empty()) {
    auto read = read_shared_strings(*archive, workbook->strings_part);
    if (!read) return std::unexpected(read.error());
    strings = *std::move(read);
  }
  std::unique_ptr<XlsxReader> reader(
      new XlsxReader(*std::move(archive), std::move(workbook->sheet), std::move(strings)));
  if (const auto opened = reader->open_sheet(workbook->sheet_part); !opened) {
    return std::unexpected(opened.error());
  }
  return reader;
}

XlsxReader::XlsxReader(ZipArchive archive, std::string title, SharedStrings strings)
    : archive_(std::move(archive)),
      title_(std::move(title)),
      rows_(std::make_unique<RowHandler>(std::move(strings))),
      parser_(*rows_) {}

XlsxReader::~XlsxReader() = default;

std::expected<void, Error> XlsxReader::open_sheet(const std::string& part) {
  auto member = archive_.member(part);
  if (!member) return std::unexpected(Error::damaged);
  sheet_.emplace(*std::move(member));
  return {};
}

std::expected<std::optional<Row>, Mistake> XlsxReader::next() {
  while (true) {
    if (auto row = rows_->take()) return row;
    if (const auto& mistake = rows_->mistake()) return std::unexpected(*mistake);
    if (!sheet_) return std::optional<Row>();
    if (const auto read = read_piece(); !read) {
      sheet_.reset();
      return std::unexpected(Mistake{.error = read.error()});
    }
  }
}

// The archive's octets up to the next piece of the sheet; at its end the sheet is closed.
std::expected<void, Error> XlsxReader::read_piece() {
  const auto count = sheet_->read(room_);
  if (!count) return std::unexpected(count.error());
  if (*count == 0) {
    sheet_.reset();
    if (!parser_.finish()) return std::unexpected(Error::damaged);
    return {};
  }
  if (!parser_.feed({room_.data(), *count})) return std::unexpected(Error::damaged);
  return {};
}

}  // namespace servicecard::sheet
