#include "server/store/settings.h"

namespace servicecard::store {

std::optional<std::string> settings::find(Reader& reader, const std::string& name) {
  return reader.one("SELECT value FROM setting WHERE name = $name", {{"$name", name}},
                    [](const Row& row) { return row.text("value"); });
}

void settings::put(Transaction& transaction, const std::string& name, const std::string& value) {
  transaction.change(
      "INSERT INTO setting (name, value) VALUES ($name, $value)"
      " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      {{"$name", name}, {"$value", value}});
  transaction.announce(SettingChanged{name, value});
}

std::int64_t serials::take(Transaction& transaction, const std::string& prefix) {
  return transaction
      .change_returning(
          "INSERT INTO serial (prefix, last) VALUES ($prefix, 1)"
          " ON CONFLICT (prefix) DO UPDATE SET last = serial.last + 1 RETURNING last",
          {{"$prefix", prefix}}, [](const Row& row) { return row.integer("last"); })
      .value();
}

std::map<std::string, std::int64_t> serials::last(Reader& reader) {
  std::map<std::string, std::int64_t> found;
  reader.query("SELECT prefix, last FROM serial", {},
               [&](const Row& row) { found[row.text("prefix")] = row.integer("last"); });
  return found;
}

void serials::skip_to(Transaction& transaction, const std::string& prefix, std::int64_t last) {
  transaction.change(
      "INSERT INTO serial (prefix, last) VALUES ($prefix, $last)"
      " ON CONFLICT (prefix) DO UPDATE SET last = excluded.last WHERE serial.last < excluded.last",
      {{"$prefix", prefix}, {"$last", last}});
}

}  // namespace servicecard::store
