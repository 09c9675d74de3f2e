#include "server/sheet/xml.h"

#include <expat.h>
#include <new>

namespace servicecard::sheet::xml {
namespace {

constexpr char separator = '|';  // between a namespace and a name

std::string_view local(std::string_view name) { return name.substr(name.rfind(separator) + 1); }

}  // namespace

std::optional<std::string_view> Attributes::find(std::string_view name) const {
  for (const char** each = all_; *each != nullptr; each += 2) {
    if (local(each[0]) == name) return each[1];
  }
  return std::nullopt;
}

void Parser::Free::operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }

Parser::Parser(Handler& handler)
    : handler_(handler), parser_(XML_ParserCreateNS(nullptr, separator)) {
  if (!parser_) throw std::bad_alloc();
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser_.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser_.get(), on_document_type);
}

bool Parser::feed(std::string_view octets) { return parse(octets, XML_FALSE); }

bool Parser::finish(std::string_view octets) { return parse(octets, XML_TRUE); }

bool Parser::parse(std::string_view octets, int is_last) {
  const bool good = XML_Parse(parser_.get(), octets.data(), static_cast<int>(octets.size()),
                              is_last) == XML_STATUS_OK;
  if (thrown_) std::rethrow_exception(thrown_);
  return good;
}

template <class Call>
void Parser::handle(Call call) {
  try {
    call(handler_);
  } catch (...) {
    thrown_ = std::current_exception();
    stop();
  }
}

void Parser::on_start(void* self, const char* name, const char** attributes) {
  auto& parser = *static_cast<Parser*>(self);
  if (++parser.depth_ > max_depth) {
    parser.stop();
    return;
  }
  parser.handle([&](Handler& handler) { handler.start(local(name), Attributes(attributes)); });
}

void Parser::on_end(void* self, const char* name) {
  auto& parser = *static_cast<Parser*>(self);
  --parser.depth_;
  parser.handle([&](Handler& handler) { handler.end(local(name)); });
}

void Parser::on_text(void* self, const char* piece, int size) {
  static_cast<Parser*>(self)->handle(
      [&](Handler& handler) { handler.text({piece, static_cast<std::size_t>(size)}); });
}

void Parser::on_document_type(void* self, const char*, const char*, const char*, int) {
  static_cast<Parser*>(self)->stop();
}

void Parser::stop() { XML_StopParser(parser_.get(), XML_FALSE); }

}  // namespace servicecard::sheet::xml
