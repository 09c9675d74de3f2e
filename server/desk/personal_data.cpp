#include "server/desk/personal_data.h"

#include <stdexcept>
#include <utility>

namespace servicecard::desk {
namespace {

constexpr std::string_view resident_id_place = "person.resident_id_sealed";
constexpr std::string_view phone_place = "person.phone_sealed";
constexpr std::string_view contact_phone_place = "enterprise_contact.phone_sealed";

template <class Value, class Parse>
Value opened(const Desk& desk, BytesView sealed, std::string_view place, Parse parse) {
  const auto plain = desk.person_sealer.open(sealed, as_bytes(place));
  if (!plain) throw std::runtime_error("a sealed value does not open: wrong data key, or altered");
  auto value = parse(as_text(plain->view()));
  if (!value) throw std::runtime_error("a sealed value is not what it should be");
  return *std::move(value);
}

}  // namespace

Bytes seal_phone(const Desk& desk, const Phone& phone) {
  return desk.person_sealer.seal(as_bytes(phone.reveal()), as_bytes(phone_place), desk.random);
}

store::SealedIdentity seal_identity(const Desk& desk, const ResidentId& id,
                                    const std::optional<Phone>& phone) {
  return {.resident_id = desk.person_sealer.seal(as_bytes(id.reveal()), as_bytes(resident_id_place),
                                                 desk.random),
          .resident_id_hash = desk.resident_hash.of(as_bytes(id.reveal())),
          .last4_hash = desk.last4_hash.of(as_bytes(id.last4())),
          .phone = phone ? std::optional(seal_phone(desk, *phone)) : std::nullopt};
}

ResidentId open_resident_id(const Desk& desk, const store::SealedIdentity& sealed) {
  return opened<ResidentId>(desk, sealed.resident_id, resident_id_place, ResidentId::parse);
}

std::optional<Phone> open_phone(const Desk& desk, const store::SealedIdentity& sealed) {
  if (!sealed.phone) return std::nullopt;
  return opened<Phone>(desk, *sealed.phone, phone_place, Phone::parse);
}

Bytes seal_contact_phone(const Desk& desk, const Phone& phone) {
  return desk.person_sealer.seal(as_bytes(phone.reveal()), as_bytes(contact_phone_place),
                                 desk.random);
}

Phone open_contact_phone(const Desk& desk, BytesView sealed) {
  return opened<Phone>(desk, sealed, contact_phone_place, Phone::parse);
}

}  // namespace servicecard::desk
