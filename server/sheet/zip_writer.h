#pragma once

#include <list>
#include <memory>
#include <string>

// Of libzip.
struct zip;
struct zip_source;

namespace servicecard::sheet {

/// Makes a ZIP archive in memory. A machine without room for it is an exception.
class ZipWriter {
 public:
  ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;
  ~ZipWriter();

  void add(const std::string& name, std::string octets);
  [[nodiscard]] std::string finish() &&;

 private:
  std::list<std::string> members_;  // read when the archive is finished
  zip_source* octets_;
  zip* archive_;
};

}  // namespace servicecard::sheet
