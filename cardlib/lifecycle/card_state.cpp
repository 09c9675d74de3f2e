#include "cardlib/lifecycle/card_state.h"

#include "cardlib/codec/names.h"

namespace servicecard {
namespace {

using Move = std::expected<CardState, IllegalMove>;

constexpr Move refused(IllegalMove why) { return std::unexpected(why); }

Move from_prepared(CardAct act) {
  switch (act) {
    case CardAct::release:
      return CardState::active;
    case CardAct::revoke:
      return CardState::revoked;
    case CardAct::report_lost:
    case CardAct::report_found:
    case CardAct::suspend:
    case CardAct::reinstate:
    case CardAct::supersede:
      break;
  }
  return refused(IllegalMove::not_released);
}

Move from_active(CardAct act) {
  switch (act) {
    case CardAct::report_lost:
      return CardState::lost;
    case CardAct::suspend:
      return CardState::suspended;
    case CardAct::revoke:
      return CardState::revoked;
    case CardAct::supersede:
      return CardState::superseded;
    case CardAct::release:
    case CardAct::report_found:
    case CardAct::reinstate:
      break;
  }
  return refused(IllegalMove::already_so);
}

Move from_lost(CardAct act) {
  switch (act) {
    case CardAct::report_found:
      return CardState::active;
    case CardAct::revoke:
      return CardState::revoked;
    case CardAct::supersede:
      return CardState::superseded;
    case CardAct::report_lost:
      return refused(IllegalMove::already_so);
    case CardAct::release:
    case CardAct::suspend:
    case CardAct::reinstate:
      break;
  }
  return refused(IllegalMove::wrong_state);
}

Move from_suspended(CardAct act) {
  switch (act) {
    case CardAct::reinstate:
      return CardState::active;
    case CardAct::revoke:
      return CardState::revoked;
    case CardAct::supersede:
      return CardState::superseded;
    case CardAct::suspend:
      return refused(IllegalMove::already_so);
    case CardAct::release:
    case CardAct::report_lost:
    case CardAct::report_found:
      break;
  }
  return refused(IllegalMove::wrong_state);
}

bool is_open(CardState state) {
  return state != CardState::revoked && state != CardState::superseded;
}

}  // namespace

std::string_view to_string(CardState state) {
  switch (state) {
    case CardState::prepared:
      return "prepared";
    case CardState::active:
      return "active";
    case CardState::lost:
      return "lost";
    case CardState::suspended:
      return "suspended";
    case CardState::revoked:
      return "revoked";
    case CardState::superseded:
      return "superseded";
  }
  return {};
}

std::optional<CardState> parse_card_state(std::string_view name) {
  return find_by_name(all_card_states, name);
}

Bilingual text_of(CardState state) {
  switch (state) {
    case CardState::prepared:
      return {"制作中", "prepared"};
    case CardState::active:
      return {"有效", "active"};
    case CardState::lost:
      return {"已挂失", "lost"};
    case CardState::suspended:
      return {"已暂停", "suspended"};
    case CardState::revoked:
      return {"已注销", "revoked"};
    case CardState::superseded:
      return {"已换发", "superseded"};
  }
  return {};
}

std::string_view to_string(CardAct act) {
  switch (act) {
    case CardAct::release:
      return "release";
    case CardAct::report_lost:
      return "report_lost";
    case CardAct::report_found:
      return "report_found";
    case CardAct::suspend:
      return "suspend";
    case CardAct::reinstate:
      return "reinstate";
    case CardAct::revoke:
      return "revoke";
    case CardAct::supersede:
      return "supersede";
  }
  return {};
}

bool needs_reason(CardAct act) {
  switch (act) {
    case CardAct::suspend:
    case CardAct::revoke:
    case CardAct::supersede:
      return true;
    case CardAct::release:
    case CardAct::report_lost:
    case CardAct::report_found:
    case CardAct::reinstate:
      break;
  }
  return false;
}

std::string_view to_string(IllegalMove why) {
  switch (why) {
    case IllegalMove::already_so:
      return "already_so";
    case IllegalMove::not_released:
      return "not_released";
    case IllegalMove::wrong_state:
      return "wrong_state";
    case IllegalMove::final_state:
      return "final_state";
  }
  return {};
}

std::expected<CardState, IllegalMove> next(CardState state, CardAct act) {
  switch (state) {
    case CardState::prepared:
      return from_prepared(act);
    case CardState::active:
      return from_active(act);
    case CardState::lost:
      return from_lost(act);
    case CardState::suspended:
      return from_suspended(act);
    case CardState::revoked:
    case CardState::superseded:
      break;
  }
  return refused(IllegalMove::final_state);
}

std::uint8_t status_value(CardState state) {
  switch (state) {
    case CardState::prepared:
    case CardState::active:
      return 0;
    case CardState::lost:
    case CardState::suspended:
      return 2;
    case CardState::revoked:
    case CardState::superseded:
      break;
  }
  return 1;
}

Phase phase_of(const Validity& validity, Time now) {
  if (now >= validity.expires) return Phase::expired;
  return now < validity.not_before ? Phase::not_yet_valid : Phase::current;
}

bool is_live(CardState state, const Validity& validity, Time now) {
  return is_open(state) && phase_of(validity, now) != Phase::expired;
}

bool counts_in_quota(CardState state, const Validity& validity, Time now) {
  return is_open(state) && phase_of(validity, now) == Phase::current;
}

}  // namespace servicecard
