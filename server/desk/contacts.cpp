#include "server/desk/contacts.h"

#include <utility>

#include "server/desk/personal_data.h"
#include "server/store/contacts.h"
#include "server/store/enterprises.h"

namespace servicecard::desk {
namespace {

ContactView view_of(const Desk& desk, const store::Contact& contact) {
  const store::NewContact& entry = contact.entry;
  return {.id = contact.id,
          .name = entry.name,
          .duty = entry.duty,
          .phone_masked = open_contact_phone(desk, entry.phone).masked(),
          .entered_by = entry.entered_by,
          .entered_at = entry.entered_at};
}

// Never the phone: a leaf's content outlives whoever is struck off.
void journal(store::Transaction& transaction, const access::Act& act, std::string kind,
             const Uscc& uscc, const ContactView& contact) {
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = std::move(kind),
                      .subject = "enterprise:" + uscc.str(),
                      .content = {{"name", contact.name.str()}, {"duty", contact.duty}}});
}

}  // namespace

std::vector<ContactView> contacts_of(const Desk& desk, store::Reader& reader,
                                     std::int64_t enterprise_id) {
  std::vector<ContactView> views;
  for (const auto& contact : store::contacts::of_enterprise(reader, enterprise_id)) {
    views.push_back(view_of(desk, contact));
  }
  return views;
}

ContactResult add_contact(const Desk& desk, const access::Act& act, const Uscc& uscc,
                          const NewContact& contact) {
  return desk.store.write([&](store::Transaction& transaction) -> ContactResult {
    const auto enterprise = store::enterprises::find(transaction, uscc);
    if (!enterprise) return std::unexpected(RecordError::no_such_enterprise);
    if (store::contacts::of_enterprise(transaction, enterprise->id).size() >= most_contacts) {
      return std::unexpected(RecordError::many_contacts);
    }
    store::Contact added{.entry = {.enterprise_id = enterprise->id,
                                   .name = contact.name,
                                   .duty = contact.duty,
                                   .phone = seal_contact_phone(desk, contact.phone),
                                   .entered_by = act.actor.name,
                                   .entered_at = act.now}};
    added.id = store::contacts::add(transaction, added.entry);
    ContactView view = view_of(desk, added);
    journal(transaction, act, "contact.added", uscc, view);
    return view;
  });
}

ContactResult remove_contact(const Desk& desk, const access::Act& act, const Uscc& uscc,
                             std::int64_t id) {
  return desk.store.write([&](store::Transaction& transaction) -> ContactResult {
    const auto enterprise = store::enterprises::find(transaction, uscc);
    const auto contact =
        enterprise ? store::contacts::find(transaction, enterprise->id, id) : std::nullopt;
    if (!contact) return std::unexpected(RecordError::no_such_contact);
    store::contacts::remove(transaction, id);
    ContactView view = view_of(desk, *contact);
    journal(transaction, act, "contact.removed", uscc, view);
    return view;
  });
}

}  // namespace servicecard::desk
