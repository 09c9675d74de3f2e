#include "tests/server/app/sample_data.h"

#include <stdexcept>
#include <utility>

#include "keys/system_random.h"
#include "tests/server/store/test_store.h"
#include "tests/support/remembered_scrypt.h"

namespace servicecard::test {
namespace {

namespace fs = std::filesystem;

class Original {
 public:
  static const Original& one() {
    static const Original made;
    return made;
  }

  [[nodiscard]] const fs::path& path() const { return directory_.path(); }
  [[nodiscard]] const app::InitReport& report() const { return report_; }

 private:
  Original() {
    remember_scrypt();
    keys::SystemRandom random;
    auto made = app::init_data({.data = path() / "data",
                                .issuer = Issuer::parse("http://127.0.0.1:8080").value(),
                                .fakes = desk::FakeRecords::welcome,
                                .password_cost = quick_hashes},
                               test_time(), random);
    if (!made) throw std::runtime_error(made.error().advice);
    report_ = std::move(*made);
  }

  TemporaryDirectory directory_;
  app::InitReport report_;
};

}  // namespace

SampleData::SampleData() : report_(Original::one().report()) {
  const fs::path& from = Original::one().path();
  fs::copy(from, directory_.path(), fs::copy_options::recursive);
  const auto moved = [&](const fs::path& path) {
    return directory_.path() / path.lexically_relative(from);
  };
  report_.root_folder = moved(report_.root_folder);
  for (fs::path& secret : report_.secrets) secret = moved(secret);
}

}  // namespace servicecard::test
