#include "server/api/json_body.h"

namespace servicecard::api {
namespace {

constexpr Bilingual missing{"必填", "required"};
constexpr Bilingual unknown{"没有这个字段", "unknown member"};
constexpr Bilingual not_text{"应为字符串", "must be a string"};
constexpr Bilingual not_integer{"应为整数", "must be an integer"};
constexpr Bilingual not_texts{"应为字符串数组", "must be an array of strings"};
constexpr Bilingual not_integers{"应为整数数组", "must be an array of integers"};
constexpr Bilingual not_object{"应为对象", "must be an object"};
constexpr Bilingual not_objects{"应为对象数组，至少一项", "must be an array of one object or more"};
constexpr Bilingual too_many{"项数过多，请分次提交",
                             "too many items; send them in several requests"};
constexpr Bilingual not_flag{"应为 true 或 false", "must be true or false"};

// RFC 6901 §3.
std::string pointer_to(std::string_view name) {
  std::string pointer = "/";
  for (const char character : name) {
    if (character == '~') {
      pointer += "~0";
    } else if (character == '/') {
      pointer += "~1";
    } else {
      pointer += character;
    }
  }
  return pointer;
}

std::optional<std::vector<std::string>> texts_of(const json::value& value) {
  if (!value.is_array()) return std::nullopt;
  std::vector<std::string> texts;
  for (const json::value& item : value.get_array()) {
    if (!item.is_string()) return std::nullopt;
    texts.emplace_back(item.get_string());
  }
  return texts;
}

}  // namespace

JsonBody::JsonBody(const http::Request& request) {
  if (request.body.empty()) return;
  auto parsed = json::parse_object(request.body);
  if (parsed) {
    members_ = std::move(*parsed);
  } else {
    readable_ = false;
  }
}

const json::value* JsonBody::find(std::string_view name) {
  asked_.emplace(name);
  const json::value* const member = members_.if_contains(name);
  return member == nullptr || member->is_null() ? nullptr : member;
}

bool JsonBody::takes_away(std::string_view name) const {
  const json::value* const member = members_.if_contains(name);
  return member != nullptr && member->is_null();
}

const json::value* JsonBody::require(std::string_view name) {
  const json::value* const member = find(name);
  if (member == nullptr) note(name, missing);
  return member;
}

std::optional<std::string> JsonBody::text(std::string_view name) {
  return require(name) == nullptr ? std::nullopt : maybe_text(name);
}

std::optional<std::int64_t> JsonBody::integer(std::string_view name) {
  return require(name) == nullptr ? std::nullopt : maybe_integer(name);
}

std::optional<std::vector<std::string>> JsonBody::texts(std::string_view name) {
  return require(name) == nullptr ? std::nullopt : maybe_texts(name);
}

std::optional<std::vector<std::int64_t>> JsonBody::integers(std::string_view name) {
  const json::value* const member = require(name);
  if (member == nullptr) return std::nullopt;
  std::vector<std::int64_t> numbers;
  bool good = member->is_array();
  if (good) {
    for (const json::value& item : member->get_array()) {
      good = good && item.is_int64();
      if (good) numbers.push_back(item.get_int64());
    }
  }
  if (good) return numbers;
  note(name, not_integers);
  return std::nullopt;
}

std::optional<json::object> JsonBody::object(std::string_view name) {
  const json::value* const member = require(name);
  if (member == nullptr) return std::nullopt;
  if (member->is_object()) return member->get_object();
  note(name, not_object);
  return std::nullopt;
}

std::optional<std::string> JsonBody::maybe_text(std::string_view name) {
  const json::value* const member = find(name);
  if (member == nullptr) return std::nullopt;
  if (member->is_string()) return std::string(member->get_string());
  note(name, not_text);
  return std::nullopt;
}

std::optional<std::int64_t> JsonBody::maybe_integer(std::string_view name) {
  const json::value* const member = find(name);
  if (member == nullptr) return std::nullopt;
  if (member->is_int64()) return member->get_int64();
  note(name, not_integer);
  return std::nullopt;
}

std::optional<std::vector<std::string>> JsonBody::maybe_texts(std::string_view name) {
  const json::value* const member = find(name);
  if (member == nullptr) return std::nullopt;
  auto texts = texts_of(*member);
  if (!texts) note(name, not_texts);
  return texts;
}

std::optional<json::object> JsonBody::maybe_object(std::string_view name) {
  const json::value* const member = find(name);
  if (member == nullptr) return std::nullopt;
  if (member->is_object()) return member->get_object();
  note(name, not_object);
  return std::nullopt;
}

std::optional<bool> JsonBody::maybe_flag(std::string_view name) {
  const json::value* const member = find(name);
  if (member == nullptr) return std::nullopt;
  if (member->is_bool()) return member->get_bool();
  note(name, not_flag);
  return std::nullopt;
}

bool JsonBody::flag_or(std::string_view name, bool absent) {
  return maybe_flag(name).value_or(absent);
}

std::string JsonBody::pointer_of(std::string_view name) const { return place_ + pointer_to(name); }

const json::array* JsonBody::items_of(std::string_view name, std::size_t most) {
  const json::value* const member = require(name);
  if (member == nullptr) return nullptr;
  const json::array* const items = member->if_array();
  if (items == nullptr || items->empty()) {
    note(name, not_objects);
    return nullptr;
  }
  if (items->size() > most) {
    note(name, too_many);
    return nullptr;
  }
  return items;
}

void JsonBody::note_no_object(std::string place) {
  mistakes_.push_back({std::move(place), not_object});
}

void JsonBody::note_unknown() {
  for (const auto& member : members_) {
    if (!asked_.contains(std::string_view(member.key()))) note(member.key(), unknown);
  }
}

void JsonBody::take_mistakes_of(JsonBody& inner) {
  inner.note_unknown();
  for (Mistake& mistake : inner.mistakes_) mistakes_.push_back(std::move(mistake));
}

void JsonBody::note(std::string_view name, Bilingual what) {
  mistakes_.push_back({pointer_of(name), what});
}

std::optional<http::Problem> JsonBody::problem() {
  if (!readable_) {
    return http::bad_request({.zh = "请求内容不是合格的 JSON 对象（不允许重复字段）",
                              .en = "The body is not a JSON object without duplicate members"});
  }
  note_unknown();
  if (mistakes_.empty()) return std::nullopt;
  json::array errors;
  http::Text detail;
  for (const Mistake& mistake : mistakes_) {
    errors.push_back(
        {{"pointer", mistake.pointer}, {"zh", mistake.what.zh}, {"en", mistake.what.en}});
    const std::string place = mistake.pointer.substr(1);
    detail.zh += (detail.zh.empty() ? "" : "；") + place + "：" + std::string(mistake.what.zh);
    detail.en += (detail.en.empty() ? "" : "; ") + place + ": " + std::string(mistake.what.en);
  }
  http::Problem problem = http::bad_request(std::move(detail));
  problem.extensions["errors"] = std::move(errors);
  return problem;
}

}  // namespace servicecard::api
