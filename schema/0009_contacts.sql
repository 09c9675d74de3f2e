-- Whom to call at an enterprise; they need not hold a card. Whoever is struck off leaves no row.
CREATE TABLE enterprise_contact (
  id INTEGER PRIMARY KEY,
  enterprise_id INTEGER NOT NULL REFERENCES enterprise,
  name TEXT NOT NULL CHECK (name <> ''),
  duty TEXT NOT NULL,               -- what they do there, may be empty
  phone_sealed BLOB NOT NULL,
  entered_by TEXT NOT NULL REFERENCES actor (name),
  entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX enterprise_contact_enterprise ON enterprise_contact (enterprise_id, id);

-- The orders in which lists are asked for.
CREATE INDEX enterprise_name ON enterprise (name, id);
CREATE INDEX application_changed ON application (changed_at, id);
CREATE INDEX card_ends ON card (valid_until, id);
CREATE INDEX card_changed ON card (changed_at, id);
