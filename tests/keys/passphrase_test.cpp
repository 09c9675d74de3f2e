#include "keys/passphrase.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <pty.h>
#include <set>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "tests/keys/support.h"
#include "tests/support/environment_variable.h"

namespace servicecard::keys {
namespace {

using test::content_of;
using test::TemporaryFolder;

std::string text_of(const Passphrase& passphrase) {
  return std::string(as_text(passphrase.view()));
}

TEST(Passphrase, ExistsOnlyAboveTheFloor) {
  const struct {
    const char* name;
    std::string text;
    bool good;
  } rows[] = {
      {"12 octets, 6 different", "abcdefabcdef", true},
      {"11 octets", "abcdefghijk", false},
      {"12 octets, 5 different", "abcdeabcdeab", false},
      {"one letter for long", std::string(100, 'a'), false},
      {"empty", "", false},
      {"Chinese", "伊川县一卡通", true},
      {"a line end inside", "abcdefghijk\nlmnop", false},
      {"a NUL inside", std::string("abcdefghijk\0lmnop", 17), false},
      {"a tab inside", "abcdefghijk\tlmnop", false},
      {"1,024 octets", std::string(512, 'a') + std::string(507, 'b') + "cdefg", true},
      {"1,025 octets", std::string(512, 'a') + std::string(508, 'b') + "cdefg", false},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto passphrase = Passphrase::parse(as_bytes(row.text));
    ASSERT_EQ(passphrase.has_value(), row.good);
    if (row.good) {
      EXPECT_EQ(text_of(*passphrase), row.text);
    } else {
      EXPECT_EQ(passphrase.error(), PassphraseError::weak);
    }
  }
}

TEST(Passphrase, MadeAtRandomIsAboveTheFloorAndNeverTheSame) {
  SystemRandom random;
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string text = text_of(Passphrase::make(random));
    EXPECT_EQ(text.size(), 32U);
    EXPECT_TRUE(Passphrase::parse(as_bytes(text)));
    EXPECT_TRUE(seen.insert(text).second);
  }
}

TEST(PassphraseFile, IsReadBackAndIsOneLine) {
  const TemporaryFolder folder;
  ASSERT_TRUE(test::passphrase().save(folder / "passphrase"));
  EXPECT_EQ(content_of(folder / "passphrase"), "correct horse battery\n");
  EXPECT_EQ(text_of(passphrase_from_file(folder / "passphrase").value()), "correct horse battery");
  EXPECT_EQ(test::passphrase().save(folder / "passphrase").error(), FileError::exists);
}

TEST(PassphraseFile, OneLineEndIsNotPartOfThePassphrase) {
  const TemporaryFolder folder;
  for (const char* const end : {"", "\n", "\r\n"}) {
    replace_file(folder / "p", as_bytes(std::string("correct horse battery") + end));
    EXPECT_EQ(text_of(passphrase_from_file(folder / "p").value()), "correct horse battery");
  }
  replace_file(folder / "p", as_bytes("correct horse battery\n\n"));
  EXPECT_EQ(passphrase_from_file(folder / "p").error(), FileError::weak_passphrase);
}

TEST(PassphraseFile, NamesWhatIsWrongWithIt) {
  const TemporaryFolder folder;
  EXPECT_EQ(passphrase_from_file(folder / "p").error(), FileError::missing);
  ASSERT_TRUE(create_file(folder / "p", as_bytes("short\n")));
  EXPECT_EQ(passphrase_from_file(folder / "p").error(), FileError::weak_passphrase);
  ASSERT_EQ(::chmod((folder / "p").c_str(), 0640), 0);
  EXPECT_EQ(passphrase_from_file(folder / "p").error(), FileError::exposed);
}

TEST(PassphraseVariable, IsReadOrNamedAsUnset) {
  const char* const name = "SERVICECARD_TEST_PASSPHRASE";
  {
    const servicecard::test::EnvironmentVariable good(name, "correct horse battery");
    EXPECT_EQ(text_of(passphrase_from_environment(name).value()), "correct horse battery");
  }
  {
    const servicecard::test::EnvironmentVariable weak(name, "short");
    EXPECT_EQ(passphrase_from_environment(name).error(), PassphraseError::weak);
  }
  EXPECT_EQ(passphrase_from_environment(name).error(), PassphraseError::unset);
}

// What a child with a terminal of its own makes of what is typed there, and what the terminal
// showed.
struct Asked {
  int answer;
  std::string shown;
};

constexpr int got_it = 40;
constexpr int got_another = 41;

int ask(Entry entry) {
  const auto passphrase = passphrase_from_terminal("Passphrase: ", entry);
  if (!passphrase) return static_cast<int>(passphrase.error());
  return text_of(*passphrase) == "correct horse battery" ? got_it : got_another;
}

std::string read_until(int terminal, std::string_view end) {
  std::string shown;
  char octet = 0;
  while (!shown.ends_with(end) && ::read(terminal, &octet, 1) == 1) shown.push_back(octet);
  return shown;
}

Asked ask_at_terminal(Entry entry, std::initializer_list<std::string_view> lines) {
  int terminal = -1;
  std::fflush(stdout);  // so that the child has nothing of ours to write
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child == 0) ::_exit(ask(entry));
  Asked asked{-1, {}};
  for (const std::string_view line : lines) {
    asked.shown += read_until(terminal, ": ");
    if (::write(terminal, line.data(), line.size()) < 0) break;
  }
  asked.shown += read_until(terminal, "no such end");
  int status = 0;
  ::waitpid(child, &status, 0);
  ::close(terminal);
  asked.answer = WEXITSTATUS(status);
  return asked;
}

TEST(PassphrasePrompt, ReadsALineAndShowsNothingOfIt) {
  const Asked asked = ask_at_terminal(Entry::once, {"correct horse battery\n"});
  EXPECT_EQ(asked.answer, got_it);
  EXPECT_EQ(asked.shown, "Passphrase: \r\n");
}

TEST(PassphrasePrompt, AsksTwiceForWhatIsNew) {
  EXPECT_EQ(
      ask_at_terminal(Entry::twice, {"correct horse battery\n", "correct horse battery\n"}).answer,
      got_it);
  EXPECT_EQ(ask_at_terminal(Entry::twice, {"correct horse battery\n", "correct horse b\n"}).answer,
            static_cast<int>(PassphraseError::mismatch));
}

TEST(PassphrasePrompt, RefusesAWeakOne) {
  EXPECT_EQ(ask_at_terminal(Entry::once, {"short\n"}).answer,
            static_cast<int>(PassphraseError::weak));
}

TEST(PassphrasePrompt, SaysSoWhereThereIsNoTerminal) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::setsid();
    ::_exit(ask(Entry::once));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), static_cast<int>(PassphraseError::no_terminal));
}

}  // namespace
}  // namespace servicecard::keys
