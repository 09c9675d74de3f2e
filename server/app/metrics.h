#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servicecard::app {

/// A number that only grows. Lock-free, from any thread.
class Counter {
 public:
  void add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

/// How often values fell under each of some bounds, and their sum. Lock-free, from any thread.
class Histogram {
 public:
  static constexpr std::size_t max_bounds = 16;

  /// Bounds ascend; at most `max_bounds`.
  explicit Histogram(std::span<const double> bounds);

  void observe(double value);
  void observe(std::chrono::microseconds time) { observe(static_cast<double>(time.count()) / 1e6); }

  [[nodiscard]] std::span<const double> bounds() const { return bounds_; }
  /// How many were at most `bounds()[index]`; of the last, all.
  [[nodiscard]] std::uint64_t at_most(std::size_t index) const;
  [[nodiscard]] double sum() const { return sum_.load(std::memory_order_relaxed); }

 private:
  std::vector<double> bounds_;
  std::array<std::atomic<std::uint64_t>, max_bounds + 1> counts_{};
  std::atomic<double> sum_ = 0;
};

inline constexpr std::array<double, 12> seconds_bounds{
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 1, 10};
inline constexpr std::array<double, 8> count_bounds{1, 2, 4, 8, 16, 32, 64, 128};

/// Every number the server shows to its operator, under Prometheus names. A number is asked for
/// once, which takes a lock, and the reference kept, which stays good; counting takes none.
class Metrics {
 public:
  using Labels = std::vector<std::pair<std::string, std::string>>;
  enum class Zeros : std::uint8_t { left_out, shown };

  /// `zeros` is of the name, and as it was first asked for.
  [[nodiscard]] Counter& counter(const std::string& name, const std::string& help,
                                 const Labels& labels = {}, Zeros zeros = Zeros::left_out);
  [[nodiscard]] Histogram& histogram(const std::string& name, const std::string& help,
                                     std::span<const double> bounds, const Labels& labels = {});
  /// A number that is looked up when it is asked for. `read` is called from any thread.
  void gauge(const std::string& name, const std::string& help, std::function<double()> read,
             const Labels& labels = {});

  /// The Prometheus text format, version 0.0.4.
  [[nodiscard]] std::string text() const;

 private:
  // One name; the series by their labels as written out.
  struct Family {
    std::string help;
    Zeros zeros = Zeros::left_out;
    std::map<std::string, Counter> counters{};
    std::map<std::string, Histogram> histograms{};
    std::map<std::string, std::function<double()>> gauges{};
  };

  static void append(std::string& out, const std::string& name, const Family& family);

  mutable std::mutex mutex_;
  std::map<std::string, Family> families_;
};

}  // namespace servicecard::app
