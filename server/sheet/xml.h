#pragma once

#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

// Of expat.
struct XML_ParserStruct;

/// XML 1.0 by events, through expat. Names are local ones: the parts of a workbook come in two
/// families of namespaces that mean the same.
namespace servicecard::sheet::xml {

/// Elements may be nested so deep.
inline constexpr std::size_t max_depth = 64;

class Attributes {
 public:
  explicit Attributes(const char** names_and_values) : all_(names_and_values) {}
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

 private:
  const char** all_;
};

class Handler {
 public:
  Handler() = default;
  Handler(const Handler&) = delete;
  Handler& operator=(const Handler&) = delete;
  virtual ~Handler() = default;

  virtual void start(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  /// A piece of the text between two tags, UTF-8.
  virtual void text(std::string_view piece) = 0;
};

class Parser {
 public:
  /// `handler` outlives the parser.
  explicit Parser(Handler& handler);

  // The next octets of the document; `finish` takes the last. False where it is no XML, has a
  // document type (nothing good needs one) or is nested too deep: then it is over.
  [[nodiscard]] bool feed(std::string_view octets);
  [[nodiscard]] bool finish(std::string_view octets = {});

 private:
  struct Free {
    void operator()(XML_ParserStruct* parser) const;
  };
  static void on_start(void* self, const char* name, const char** attributes);
  static void on_end(void* self, const char* name);
  static void on_text(void* self, const char* piece, int size);
  static void on_document_type(void* self, const char*, const char*, const char*, int);
  [[nodiscard]] bool parse(std::string_view octets, int is_last);
  // Calls the handler; what it throws must not pass through expat, and is thrown behind it.
  template <class Call>
  void handle(Call call);
  void stop();

  Handler& handler_;
  std::unique_ptr<XML_ParserStruct, Free> parser_;
  std::size_t depth_ = 0;
  std::exception_ptr thrown_;
};

}  // namespace servicecard::sheet::xml
