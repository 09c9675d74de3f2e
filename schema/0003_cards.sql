-- Applications, cards and their credentials.

-- What the policy said of an enterprise, and why: kept with the application and with its cards.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  policy_id INTEGER NOT NULL REFERENCES policy,
  verdict TEXT NOT NULL,
  document TEXT NOT NULL,           -- inputs and trace, JSON
  made_at INTEGER NOT NULL
) STRICT;

-- Who did each step is kept on the row, so that the database itself holds the four eyes.
CREATE TABLE application (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  enterprise_id INTEGER NOT NULL REFERENCES enterprise,
  category TEXT NOT NULL CHECK (category IN ('principal', 'talent')),
  predecessor_id INTEGER REFERENCES card,  -- the card that it renews
  state TEXT NOT NULL CHECK (state IN
    ('draft', 'submitted', 'checked', 'approved', 'issued', 'returned', 'rejected')),
  note TEXT NOT NULL,
  evidence TEXT NOT NULL,           -- references, a JSON array
  content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
  decision_id INTEGER REFERENCES decision,
  reason TEXT,                      -- why it was returned or rejected
  drafted_by TEXT NOT NULL REFERENCES actor (name),
  drafted_at INTEGER NOT NULL,
  checked_by TEXT REFERENCES actor (name),
  checked_at INTEGER,
  approved_by TEXT REFERENCES actor (name) CHECK (approved_by <> checked_by),
  approved_at INTEGER,
  changed_at INTEGER NOT NULL,
  CHECK (state NOT IN ('checked', 'approved', 'issued') OR
    (checked_by IS NOT NULL AND checked_at IS NOT NULL AND decision_id IS NOT NULL)),
  CHECK (state NOT IN ('approved', 'issued') OR
    (approved_by IS NOT NULL AND approved_at IS NOT NULL)),
  CHECK (state NOT IN ('returned', 'rejected') OR reason IS NOT NULL)
) STRICT;
CREATE INDEX application_state ON application (state, id);
CREATE INDEX application_enterprise ON application (enterprise_id, id);
CREATE INDEX application_approved ON application (approved_by, approved_at);
-- A person has one application under way.
CREATE UNIQUE INDEX application_open ON application (person_id)
  WHERE state IN ('draft', 'submitted', 'checked', 'approved', 'returned');

-- Everyone who wrote or edited an application, ever: they can neither check nor approve it.
CREATE TABLE application_author (
  application_id INTEGER NOT NULL REFERENCES application,
  actor TEXT NOT NULL REFERENCES actor (name),
  PRIMARY KEY (application_id, actor)
) STRICT;
CREATE TRIGGER application_four_eyes BEFORE UPDATE OF checked_by, approved_by ON application
WHEN EXISTS (SELECT 1 FROM application_author
  WHERE application_id = NEW.id AND actor IN (NEW.checked_by, NEW.approved_by))
BEGIN
  SELECT RAISE(ABORT, 'an author neither checks nor approves');
END;

-- Valid from `valid_from` until just before `valid_until`, both times. Expired is derived from the
-- date and never stored.
CREATE TABLE card (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person,
  enterprise_id INTEGER NOT NULL REFERENCES enterprise,
  category TEXT NOT NULL CHECK (category IN ('principal', 'talent')),
  state TEXT NOT NULL CHECK (state IN
    ('prepared', 'active', 'lost', 'suspended', 'revoked', 'superseded')),
  reason TEXT,                      -- of the last move
  valid_from INTEGER NOT NULL,
  valid_until INTEGER NOT NULL CHECK (valid_until > valid_from),
  application_id INTEGER UNIQUE REFERENCES application,
  predecessor_id INTEGER REFERENCES card,
  decision_id INTEGER NOT NULL REFERENCES decision,
  services TEXT NOT NULL,           -- service codes by sector, JSON
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  CHECK (application_id IS NOT NULL OR predecessor_id IS NOT NULL),
  CHECK (state NOT IN ('suspended', 'revoked') OR reason IS NOT NULL)
) STRICT;
CREATE INDEX card_person ON card (person_id);
CREATE INDEX card_enterprise ON card (enterprise_id, id);
CREATE INDEX card_state ON card (state, id);
CREATE UNIQUE INDEX card_one_successor ON card (predecessor_id) WHERE state <> 'revoked';

-- One live card a person: two whose states are live never overlap in time, but for a card that is
-- being made beside the one that it will supersede.
CREATE TRIGGER card_one_live_insert BEFORE INSERT ON card
WHEN NEW.state IN ('prepared', 'active', 'lost', 'suspended') AND EXISTS (
  SELECT 1 FROM card WHERE person_id = NEW.person_id
    AND state IN ('prepared', 'active', 'lost', 'suspended')
    AND valid_from < NEW.valid_until AND valid_until > NEW.valid_from
    AND NOT (id IS NEW.predecessor_id AND NEW.state = 'prepared'))
BEGIN
  SELECT RAISE(ABORT, 'one live card a person');
END;
CREATE TRIGGER card_one_live_update
BEFORE UPDATE OF person_id, state, valid_from, valid_until ON card
WHEN NEW.state IN ('prepared', 'active', 'lost', 'suspended') AND EXISTS (
  SELECT 1 FROM card WHERE person_id = NEW.person_id AND id <> NEW.id
    AND state IN ('prepared', 'active', 'lost', 'suspended')
    AND valid_from < NEW.valid_until AND valid_until > NEW.valid_from
    AND NOT (id IS NEW.predecessor_id AND NEW.state = 'prepared')
    AND NOT (predecessor_id IS NEW.id AND state = 'prepared'))
BEGIN
  SELECT RAISE(ABORT, 'one live card a person');
END;
-- What ended stays ended.
CREATE TRIGGER card_final BEFORE UPDATE OF state ON card
WHEN OLD.state IN ('revoked', 'superseded') AND NEW.state <> OLD.state
BEGIN
  SELECT RAISE(ABORT, 'the card has ended');
END;

-- What a counter is told from.
CREATE VIEW card_facts AS
  SELECT card.id, card.number, card.state, card.valid_from, card.valid_until, card.category,
    card.services, card.person_id, card.enterprise_id, person.name AS holder_name,
    person.last4_hash, enterprise.name AS enterprise_name
  FROM card
  JOIN person ON person.id = card.person_id
  JOIN enterprise ON enterprise.id = card.enterprise_id;

-- The last serial taken of each prefix (county and year).
CREATE TABLE serial (
  prefix TEXT PRIMARY KEY,
  last INTEGER NOT NULL CHECK (last > 0)
) STRICT;

-- `last_expiry`: the last end of a credential in it; until then the list is served.
CREATE TABLE status_list (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  capacity INTEGER NOT NULL CHECK (capacity > 0),
  used INTEGER NOT NULL DEFAULT 0 CHECK (used BETWEEN 0 AND capacity),
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  last_expiry INTEGER NOT NULL
) STRICT;
-- Indices are drawn from one list at a time.
CREATE UNIQUE INDEX status_list_open ON status_list ((closed_at IS NULL)) WHERE closed_at IS NULL;

-- An index belongs to one credential and is never used again.
CREATE TABLE credential (
  id INTEGER PRIMARY KEY,
  card_id INTEGER NOT NULL REFERENCES card,
  kind TEXT NOT NULL CHECK (kind IN ('wallet', 'printed')),
  list INTEGER NOT NULL REFERENCES status_list,
  idx INTEGER NOT NULL CHECK (idx >= 0),
  state TEXT NOT NULL CHECK (state IN ('prepared', 'issued', 'voided')),
  kid TEXT NOT NULL,                -- of the key that signs it
  holder_kid TEXT,                  -- of the holder's key, where it is bound to one
  token_hash BLOB UNIQUE CHECK (length(token_hash) = 32),
  prepared_at INTEGER NOT NULL,
  issued_at INTEGER,
  voided_at INTEGER,
  UNIQUE (list, idx),
  CHECK (state <> 'issued' OR (token_hash IS NOT NULL AND issued_at IS NOT NULL)),
  CHECK ((state = 'voided') = (voided_at IS NOT NULL))
) STRICT;
CREATE INDEX credential_card ON credential (card_id);
CREATE INDEX credential_prepared ON credential (id) WHERE state = 'prepared';
CREATE INDEX credential_kid ON credential (kid, id);
-- A card has one credential of a kind in force, and one more only while it is being made.
CREATE UNIQUE INDEX credential_one_issued ON credential (card_id, kind) WHERE state = 'issued';
CREATE UNIQUE INDEX credential_one_prepared ON credential (card_id, kind) WHERE state = 'prepared';

-- Beside the rows that are read in bulk: what is to be signed, recorded before it is; then the token
-- in its place.
CREATE TABLE credential_secret (
  credential_id INTEGER PRIMARY KEY REFERENCES credential,
  prepared_sealed BLOB,
  token_sealed BLOB,
  CHECK ((prepared_sealed IS NULL) <> (token_sealed IS NULL))
) STRICT;
