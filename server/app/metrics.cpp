#include "server/app/metrics.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace servicecard::app {
namespace {

std::string escaped(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '\\' || c == '"') out.push_back('\\');
    out.append(c == '\n' ? "\\n" : std::string_view(&c, 1));
  }
  return out;
}

// route="/x",method="GET"
std::string written(const Metrics::Labels& labels) {
  std::string out;
  for (const auto& [name, value] : labels) {
    if (!out.empty()) out.push_back(',');
    out.append(fmt::format("{}=\"{}\"", name, escaped(value)));
  }
  return out;
}

std::string braced(const std::string& labels) {
  return labels.empty() ? std::string() : "{" + labels + "}";
}

void append_type(std::string& out, const std::string& name, const std::string& help,
                 std::string_view type) {
  out.append(fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type));
}

void append_histogram(std::string& out, const std::string& name, const std::string& labels,
                      const Histogram& histogram) {
  const std::string start = labels.empty() ? "" : labels + ",";
  const auto bounds = histogram.bounds();
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    out.append(
        fmt::format("{}_bucket{{{}le=\"{}\"}} {}\n", name, start, bounds[i], histogram.at_most(i)));
  }
  const std::uint64_t count = histogram.at_most(bounds.size());
  out.append(fmt::format("{}_bucket{{{}le=\"+Inf\"}} {}\n", name, start, count));
  out.append(fmt::format("{}_sum{} {}\n", name, braced(labels), histogram.sum()));
  out.append(fmt::format("{}_count{} {}\n", name, braced(labels), count));
}

}  // namespace

Histogram::Histogram(std::span<const double> bounds) : bounds_(bounds.begin(), bounds.end()) {
  if (bounds_.size() > max_bounds) throw std::logic_error("too many bounds for a histogram");
}

void Histogram::observe(double value) {
  const auto bound = std::ranges::lower_bound(bounds_, value);
  const auto index = static_cast<std::size_t>(bound - bounds_.begin());
  counts_.at(index).fetch_add(1, std::memory_order_relaxed);
  sum_.fetch_add(value, std::memory_order_relaxed);
}

std::uint64_t Histogram::at_most(std::size_t index) const {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i <= index; ++i) {
    count += counts_.at(i).load(std::memory_order_relaxed);
  }
  return count;
}

Counter& Metrics::counter(const std::string& name, const std::string& help, const Labels& labels,
                          Zeros zeros) {
  const std::lock_guard lock(mutex_);
  Family& family = families_.try_emplace(name, Family{.help = help, .zeros = zeros}).first->second;
  return family.counters[written(labels)];
}

Histogram& Metrics::histogram(const std::string& name, const std::string& help,
                              std::span<const double> bounds, const Labels& labels) {
  const std::lock_guard lock(mutex_);
  Family& family = families_.try_emplace(name, Family{.help = help}).first->second;
  return family.histograms.try_emplace(written(labels), bounds).first->second;
}

void Metrics::gauge(const std::string& name, const std::string& help, std::function<double()> read,
                    const Labels& labels) {
  const std::lock_guard lock(mutex_);
  Family& family = families_.try_emplace(name, Family{.help = help}).first->second;
  family.gauges[written(labels)] = std::move(read);
}

std::string Metrics::text() const {
  const std::lock_guard lock(mutex_);
  std::string out;
  for (const auto& [name, family] : families_) append(out, name, family);
  return out;
}

void Metrics::append(std::string& out, const std::string& name, const Family& family) {
  if (!family.counters.empty()) append_type(out, name, family.help, "counter");
  for (const auto& [labels, counter] : family.counters) {
    if (counter.value() == 0 && family.zeros == Zeros::left_out) continue;
    out.append(fmt::format("{}{} {}\n", name, braced(labels), counter.value()));
  }
  if (!family.histograms.empty()) append_type(out, name, family.help, "histogram");
  for (const auto& [labels, histogram] : family.histograms) {
    append_histogram(out, name, labels, histogram);
  }
  if (!family.gauges.empty()) append_type(out, name, family.help, "gauge");
  for (const auto& [labels, read] : family.gauges) {
    out.append(fmt::format("{}{} {}\n", name, braced(labels), read()));
  }
}

}  // namespace servicecard::app
