#include "keys/file_error.h"

namespace servicecard::keys {

std::string_view to_string(FileError error) {
  switch (error) {
    case FileError::missing:
      return "missing";
    case FileError::unreadable:
      return "unreadable";
    case FileError::exposed:
      return "exposed";
    case FileError::foreign_owner:
      return "foreign_owner";
    case FileError::damaged:
      return "damaged";
    case FileError::wrong_kind:
      return "wrong_kind";
    case FileError::wrong_passphrase:
      return "wrong_passphrase";
    case FileError::weak_passphrase:
      return "weak_passphrase";
    case FileError::untrusted:
      return "untrusted";
    case FileError::exists:
      return "exists";
  }
  return {};
}

std::string advice(const FileFailure& failure) {
  const std::string file = failure.file.string();
  switch (failure.error) {
    case FileError::missing:
      return file + " is missing: restore it from the backup, or run init for a new data directory";
    case FileError::unreadable:
      return file + " cannot be read: see that it is an ordinary file and that its owner runs this";
    case FileError::exposed:
      return file + " is open to others: run `chmod 600 " + file +
             "`, and replace what was in it if others may have read it";
    case FileError::foreign_owner:
      return file + " belongs to another user: run this as that user, or `chown` the file";
    case FileError::damaged:
      return file + " is cut or altered: restore it from the backup";
    case FileError::wrong_kind:
      return file + " holds another kind of key than the one that belongs there: restore it";
    case FileError::wrong_passphrase:
      return "the passphrase does not open " + file;
    case FileError::weak_passphrase:
      return "the passphrase in " + file +
             " is too weak: it takes 12 characters or more, 6 of them different, on one line";
    case FileError::untrusted:
      return file +
             " is not a trust list of this issuer's root, or an older one: ask for the latest";
    case FileError::exists:
      return file + " exists, and a key is never overwritten: move it away first";
  }
  return {};
}

}  // namespace servicecard::keys
