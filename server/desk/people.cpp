#include "server/desk/people.h"

#include <utility>

#include "server/desk/personal_data.h"
#include "server/store/cards.h"
#include "server/store/enterprises.h"

namespace servicecard::desk {
namespace {

using Result = std::expected<PersonView, RecordError>;

std::string_view role_name(Category role) {
  return role == Category::principal ? "principal" : "talent";
}

std::optional<std::string> live_card(store::Reader& reader, std::int64_t person_id, Time now) {
  for (const store::Card& card : store::cards::of_person(reader, person_id)) {
    if (is_live(card.state, card.validity, now)) return card.number.str();
  }
  return std::nullopt;
}

// Never the resident ID or the phone: a leaf's content outlives many a correction.
void journal(store::Transaction& transaction, const access::Act& act, std::string kind,
             const PersonView& person) {
  transaction.append(
      {.time = act.now,
       .actor = act.actor.name,
       .kind = std::move(kind),
       .subject = "person:" + std::to_string(person.id),
       .content = {{"enterprise", person.enterprise.str()},
                   {"name", person.name.str()},
                   {"role", role_name(person.role)},
                   {"contract_end", person.contract_end ? json::value(person.contract_end->str())
                                                        : json::value(nullptr)}}});
}

std::optional<std::int64_t> add_row(store::Transaction& transaction, const Desk& desk,
                                    const NewPerson& person, std::int64_t enterprise_id, Time now) {
  return store::people::add(transaction,
                            {.enterprise_id = enterprise_id,
                             .name = person.name,
                             .role = person.role,
                             .identity = seal_identity(desk, person.resident_id, person.phone),
                             .contract_end = person.contract_end,
                             .created_at = now});
}

// The one row of somebody who has left.
std::optional<store::Person> find_leaver(store::Reader& reader, const Desk& desk,
                                         const ResidentId& id) {
  auto person = store::people::find(reader, desk.resident_hash.of(as_bytes(id.reveal())));
  return person && person->left_on ? person : std::nullopt;
}

void take_up(store::Transaction& transaction, const Desk& desk, store::Person& row,
             const NewPerson& person, std::int64_t enterprise_id) {
  row.enterprise_id = enterprise_id;
  row.name = person.name;
  row.role = person.role;
  row.contract_end = person.contract_end;
  row.left_on.reset();
  if (person.phone) row.identity.phone = seal_phone(desk, *person.phone);
  store::people::update(transaction, row);
}

void apply(const Desk& desk, const PersonChange& change, store::Person& person) {
  if (change.name) person.name = *change.name;
  if (change.phone && *change.phone) {
    person.identity.phone = seal_phone(desk, **change.phone);
  } else if (change.phone) {
    person.identity.phone.reset();
  }
  if (change.role) person.role = *change.role;
  if (change.contract_end) person.contract_end = *change.contract_end;
}

}  // namespace

PersonView view_of(const Desk& desk, store::Reader& reader, const store::Person& person, Time now) {
  const auto phone = open_phone(desk, person.identity);
  return {.id = person.id,
          .enterprise = store::enterprises::find(reader, person.enterprise_id).value().uscc,
          .name = person.name,
          .resident_id_masked = open_resident_id(desk, person.identity).masked(),
          .phone_masked = phone ? std::optional(phone->masked()) : std::nullopt,
          .role = person.role,
          .contract_end = person.contract_end,
          .left_on = person.left_on,
          .card = live_card(reader, person.id, now),
          .created_at = person.created_at};
}

std::vector<PersonView> list_people(const Desk& desk, Time now, const PersonQuery& query) {
  return desk.store.read([&](store::Snapshot& snapshot) {
    std::vector<PersonView> views;
    store::PersonFilter filter{
        .text = query.text, .enterprise_id = std::nullopt, .order = query.order};
    if (query.enterprise) {
      const auto enterprise = store::enterprises::find(snapshot, *query.enterprise);
      if (!enterprise) return views;
      filter.enterprise_id = enterprise->id;
    }
    for (const store::Person& person : store::people::list(snapshot, filter, query.page)) {
      views.push_back(view_of(desk, snapshot, person, now));
    }
    return views;
  });
}

Result show_person(const Desk& desk, Time now, std::int64_t id) {
  return desk.store.read([&](store::Snapshot& snapshot) -> Result {
    const auto person = store::people::find(snapshot, id);
    if (!person) return std::unexpected(RecordError::no_such_person);
    return view_of(desk, snapshot, *person, now);
  });
}

Result add_person(store::Transaction& transaction, const Desk& desk, const access::Act& act,
                  const NewPerson& person) {
  const auto enterprise = store::enterprises::find(transaction, person.enterprise);
  if (!enterprise) return std::unexpected(RecordError::no_such_enterprise);
  auto leaver = find_leaver(transaction, desk, person.resident_id);
  std::optional<std::int64_t> id;
  if (leaver) {
    take_up(transaction, desk, *leaver, person, enterprise->id);
    id = leaver->id;
  } else {
    id = add_row(transaction, desk, person, enterprise->id, act.now);
  }
  if (!id) return std::unexpected(RecordError::person_exists);
  PersonView view =
      view_of(desk, transaction, store::people::find(transaction, *id).value(), act.now);
  journal(transaction, act, leaver ? "person.taken_up" : "person.added", view);
  return view;
}

Result add_person(const Desk& desk, const access::Act& act, const NewPerson& person) {
  return desk.store.write(
      [&](store::Transaction& transaction) { return add_person(transaction, desk, act, person); });
}

Result change_person(store::Transaction& transaction, const Desk& desk, const access::Act& act,
                     std::int64_t id, const PersonChange& change) {
  auto person = store::people::find(transaction, id);
  if (!person) return std::unexpected(RecordError::no_such_person);
  apply(desk, change, *person);
  store::people::update(transaction, *person);
  PersonView view = view_of(desk, transaction, *person, act.now);
  journal(transaction, act, "person.changed", view);
  return view;
}

Result change_person(const Desk& desk, const access::Act& act, std::int64_t id,
                     const PersonChange& change) {
  return desk.store.write([&](store::Transaction& transaction) {
    return change_person(transaction, desk, act, id, change);
  });
}

}  // namespace servicecard::desk
