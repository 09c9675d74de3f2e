#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/http/server.h"

namespace servicecard::http {

/// A server on a free port of 127.0.0.1 with a few routes:
///   GET  /hello          on the io thread: "hello"
///   GET  /pool           on the pool: "from the pool"
///   POST /echo           its body; 64 KiB
///   POST /upload         the size of its body; 4 MiB
///   GET  /wait           on the pool: "waited", once `release` is called
///   GET  /peer           the client's address
///   GET  /large          1 MiB
///   GET  /throw
class ServerTest : public testing::Test {
 public:
  ~ServerTest() override;

 protected:
  ServerTest();

  /// Starts with `options`; the first use of `port` starts with those of the test.
  void start();
  [[nodiscard]] std::uint16_t port();

  /// Lets every request to /wait go on, now and later.
  void release();
  /// Waits until as many requests have entered /wait.
  void wait_for_waiting(int count);

  static std::string get(const std::string& path, const std::string& fields = "");
  static std::string post(const std::string& path, const std::string& body);

  ServerOptions options;
  Router router;
  std::unique_ptr<Server> server;
  std::mutex mutex;
  std::vector<std::string> failures;  ///< what the server reported
  std::vector<std::string> answered;  ///< "pattern status"

 private:
  void add(Method method, const std::string& path, Runs runs, Handler handler);
  Response wait();

  std::condition_variable changed_;
  int waiting_ = 0;
  bool released_ = false;
};

}  // namespace servicecard::http
