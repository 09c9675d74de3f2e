#include "keys/lifetimes.h"

namespace servicecard::keys {

std::chrono::days Lifetimes::of(KeyPurpose purpose) const {
  switch (purpose) {
    case KeyPurpose::card:
      return card;
    case KeyPurpose::status:
      return status;
    case KeyPurpose::pack:
      return pack;
    case KeyPurpose::receipt:
      return receipt;
    case KeyPurpose::journal:
      return journal;
    case KeyPurpose::root:
      return root;
  }
  return {};
}

}  // namespace servicecard::keys
