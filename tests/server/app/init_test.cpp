#include "server/app/init.h"

#include <fstream>
#include <sys/stat.h>

#include <gtest/gtest.h>

#include "keys/root.h"
#include "tests/server/app/sample_app.h"
#include "tests/server/store/test_store.h"

namespace servicecard::test {
namespace {

namespace fs = std::filesystem;
using http::Method;

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

mode_t mode_of(const fs::path& path) {
  struct stat status{};
  EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
  return status.st_mode & 0777;
}

TEST(Init, MakesADataDirectoryThatAServerStartsOn) {
  SampleApp sample;
  sample.app().publish_early();
  sample.app().wait_for_keys();
  const auto ready = sample.send(Method::get, "/readyz");
  EXPECT_EQ(ready.status, 200) << ready.body.view();
  const auto me = sample.send(Method::get, "/v1/me", sample.report().admin_token);
  EXPECT_EQ(body_of(me).at("role"), "administrator");
  const auto policy = sample.send(Method::get, "/v1/policies/current", sample.report().admin_token);
  EXPECT_EQ(body_of(policy).at("id"), "default");
}

TEST(Init, LetsItsOwnerAloneReadWhatIsSecret) {
  const SampleApp sample;
  EXPECT_EQ(mode_of(sample.data()), 0700U);
  EXPECT_EQ(mode_of(sample.report().root_folder), 0700U);
  EXPECT_EQ(sample.report().secrets.size(), 4U);
  for (const fs::path& secret : sample.report().secrets) EXPECT_EQ(mode_of(secret), 0600U);
  EXPECT_EQ(text_of(sample.data() / "admin-token"), sample.report().admin_token + "\n");
}

TEST(Init, HasALeafForEveryStep) {
  SampleApp sample;
  const auto page = body_of(sample.send(Method::get, "/v1/journal", sample.report().admin_token));
  std::vector<std::string> kinds;
  for (const json::value& item : page.at("items").as_array()) {
    kinds.emplace_back(item.at("kind").as_string());
  }
  EXPECT_EQ(kinds, (std::vector<std::string>{"policy.published", "token.added", "actor.added",
                                             "trust-list.loaded", "data.initialised"}));
  const auto verified =
      body_of(sample.send(Method::get, "/v1/journal/verification", sample.report().admin_token));
  EXPECT_EQ(verified.at("ok"), true);
  EXPECT_EQ(verified.at("size"), 5);
}

TEST(Init, NamesNoPlaceInTheDataDirectory) {
  SampleApp sample;
  sample.close();
  const std::string place = sample.data().parent_path().string();
  for (const auto& entry : fs::recursive_directory_iterator(sample.data())) {
    if (!entry.is_regular_file()) continue;
    EXPECT_EQ(text_of(entry.path()).find(place), std::string::npos) << entry.path();
  }
}

TEST(Init, TouchesNothingThatExists) {
  SampleApp sample;
  sample.close();
  const std::string token = text_of(sample.data() / "admin-token");
  const app::InitOptions again{.data = sample.data(),
                               .root_folder = sample.data().parent_path() / "another-root",
                               .issuer = Issuer::parse("https://card.example.cn").value()};
  EXPECT_EQ(app::init_data(again, test_time(), sample.random()).error().error,
            app::InitError::occupied);
  EXPECT_FALSE(fs::exists(again.root_folder));
  EXPECT_EQ(text_of(sample.data() / "admin-token"), token);
}

TEST(Init, NeverOverwritesARoot) {
  SampleApp sample;
  const app::InitOptions again{.data = sample.data().parent_path() / "another",
                               .root_folder = sample.report().root_folder,
                               .issuer = Issuer::parse("https://card.example.cn").value()};
  EXPECT_EQ(app::init_data(again, test_time(), sample.random()).error().error,
            app::InitError::occupied);
  EXPECT_FALSE(fs::exists(again.data));
}

TEST(Init, RefusesAPolicyBeforeAnythingIsMade) {
  SampleApp sample;
  const app::InitOptions bad{.data = sample.data().parent_path() / "another",
                             .issuer = Issuer::parse("https://card.example.cn").value(),
                             .policy = R"({"id":"default"})"};
  EXPECT_EQ(app::init_data(bad, test_time(), sample.random()).error().error,
            app::InitError::bad_policy);
  EXPECT_FALSE(fs::exists(bad.data));
  EXPECT_FALSE(fs::exists(keys::default_root_folder(bad.data)));
}

TEST(Init, KeepsNoFileOfAPassphraseThatAPersonChose) {
  SampleApp sample;
  const fs::path data = sample.data().parent_path() / "another";
  const auto passphrase = [] {
    return keys::Passphrase::parse(as_bytes("correct horse battery")).value();
  };
  const auto made = app::init_data({.data = data,
                                    .issuer = Issuer::parse("https://card.example.cn").value(),
                                    .passphrase = passphrase(),
                                    .root_passphrase = passphrase()},
                                   test_time(), sample.random());
  ASSERT_TRUE(made) << made.error().advice;
  EXPECT_FALSE(fs::exists(data / "passphrase"));
  EXPECT_FALSE(fs::exists(made->root_folder / "passphrase"));
  EXPECT_EQ(app::App::open({.data = data}, sample.clock(), sample.random()).error().error,
            app::StartError::no_passphrase);
  EXPECT_TRUE(
      app::App::open({.data = data, .passphrase = passphrase()}, sample.clock(), sample.random()));
}

}  // namespace
}  // namespace servicecard::test
