#include "keys/terminal_prompt.h"

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <termios.h>
#include <unistd.h>

#include "keys/passphrase.h"

namespace servicecard::keys {
namespace {

// The controlling terminal with its echo off, and as it was before once this goes.
class SilentTerminal {
 public:
  SilentTerminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
    if (descriptor_ < 0) return;
    if (::tcgetattr(descriptor_, &before_) != 0) {
      ::close(descriptor_);
      descriptor_ = -1;
      return;
    }
    termios silent = before_;
    // Signals from the keyboard wait as well: an interrupt here would leave the terminal silent.
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
    silent.c_lflag |= ICANON | ECHONL;
    ::tcsetattr(descriptor_, TCSAFLUSH, &silent);
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;
  ~SilentTerminal() {
    if (descriptor_ < 0) return;
    ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
    ::close(descriptor_);
  }

  [[nodiscard]] bool open() const { return descriptor_ >= 0; }

  void say(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t count = ::write(descriptor_, text.data(), text.size());
      if (count <= 0 && errno != EINTR) return;
      if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  // One line without its end; nothing where the terminal is gone.
  [[nodiscard]] std::optional<SecretBytes> line() const {
    SecretBytes typed(Passphrase::max_length + 1);
    std::size_t length = 0;
    while (length < typed.view().size()) {
      const ssize_t count = ::read(descriptor_, typed.writable().data() + length, 1);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return std::nullopt;
      if (typed.view()[length] == '\n') break;
      ++length;
    }
    return SecretBytes::copy_of(typed.view().first(length));
  }

 private:
  int descriptor_;
  termios before_{};
};

}  // namespace

std::optional<SecretBytes> secret_from_terminal(std::string_view question) {
  const SilentTerminal terminal;
  if (!terminal.open()) return std::nullopt;
  terminal.say(question);
  return terminal.line();
}

std::expected<Passphrase, PassphraseError> passphrase_from_terminal(std::string_view question,
                                                                    Entry entry) {
  const SilentTerminal terminal;
  if (!terminal.open()) return std::unexpected(PassphraseError::no_terminal);
  terminal.say(question);
  const auto first = terminal.line();
  if (!first) return std::unexpected(PassphraseError::no_terminal);
  if (entry == Entry::twice) {
    terminal.say("Once more: ");
    const auto second = terminal.line();
    if (!second) return std::unexpected(PassphraseError::no_terminal);
    if (!(*first == *second)) return std::unexpected(PassphraseError::mismatch);
  }
  return Passphrase::parse(first->view());
}

}  // namespace servicecard::keys
