// How long rosters take, and what memory, and how long others wait for the record meanwhile:
//   roster_bench DATA ROWS
// DATA must not be there yet. A file of ROWS rows about enterprises, then one about people; each is
// read dry, applied, and applied again.
#include <array>
#include <chrono>
#include <exception>
#include <iostream>
#include <string>

#include "server/desk/roster_import.h"
#include "tests/bench/county.h"
#include "tests/bench/measure.h"

namespace servicecard::bench {
namespace {

constexpr int years = 10;  // of tax, for each enterprise
constexpr int last_year = 2020;

std::string four_digits(int n) { return std::to_string(10'000 + n).substr(1); }

std::string code(int enterprise) {
  return must(Uscc::with_check("91410329FAKE" + four_digits(enterprise)), "a code").str();
}

std::string resident_id(int n) {
  constexpr std::array weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr int a_day = 500;  // of odd serials: zeros at the end would look like Excel's work
  const int day = n / a_day;
  std::string id =
      "410399" + std::to_string(1950 + day / 336) + std::to_string(101 + day % 336 / 28).substr(1) +
      std::to_string(101 + day % 28).substr(1) + std::to_string(1001 + 2 * (n % a_day)).substr(1);
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (id[i] - '0');
  return id + "10X98765432"[sum % 11];
}

std::string enterprises_file(int rows) {
  std::string file = "统一社会信用代码,企业名称,认定类别,认定起始日期,年度,纳税额（元）\n";
  for (int i = 0; i < rows; ++i) {
    const int enterprise = i / years;
    file += code(enterprise) + ",伊川示例" + four_digits(enterprise) +
            "号有限公司（虚构）,重点,"
            "2021-07-05," +
            std::to_string(last_year - i % years) + ",3000000.0" + std::to_string(i % 10) + '\n';
  }
  return file;
}

std::string people_file(int rows) {
  std::string file = "统一社会信用代码,姓名,身份证号,手机号,人员类别\n";
  for (int i = 0; i < rows; ++i) {
    file += code(i / years) + ',' + person_name(i) + ',' + resident_id(i) + ",1610000" +
            four_digits(i % 10'000) + ",高层次人才\n";
  }
  return file;
}

void measure(County& county, const std::string& name, const std::string& file,
             desk::RosterMode mode) {
  const Measured result = measured(county, [&] {
    const auto report =
        must(desk::import_roster(county.desk(), county.clerk(), file, mode, desk::RosterRows::all),
             "a roster");
    for (const desk::RosterReportRow& row : report.rows) {
      if (row.mistakes.empty()) continue;
      throw std::runtime_error("line " + std::to_string(row.line) + ": " +
                               std::string(to_string(row.mistakes.front().error)));
    }
  });
  std::cout << name << "_s " << result.seconds << '\n'
            << name << "_wait_s " << result.longest_wait << '\n';
}

void run(const std::string& data, int rows) {
  County county(data, "http://127.0.0.1:8080");
  for (const auto& [name, file] : {std::pair{std::string("enterprises"), enterprises_file(rows)},
                                   std::pair{std::string("people"), people_file(rows)}}) {
    measure(county, name + "_dry", file, desk::RosterMode::dry_run);
    measure(county, name + "_apply", file, desk::RosterMode::apply);
    measure(county, name + "_again", file, desk::RosterMode::apply);
  }
  std::cout << "peak_mb " << peak_mb() << '\n';
}

}  // namespace
}  // namespace servicecard::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: roster_bench DATA ROWS\n";
    return 2;
  }
  try {
    servicecard::bench::run(argv[1], std::stoi(argv[2]));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "roster_bench: " << error.what() << '\n';
    return 4;
  }
}
