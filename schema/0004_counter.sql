-- Partners and what they asked.

CREATE TABLE partner (
  id TEXT PRIMARY KEY CHECK (id <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  sector TEXT NOT NULL CHECK (sector IN ('health', 'finance', 'education')),
  uscc TEXT CHECK (length(uscc) = 18),
  contract_from TEXT CHECK (length(contract_from) = 10),
  contract_until TEXT CHECK (length(contract_until) = 10 AND contract_until >= contract_from),
  max_age INTEGER NOT NULL CHECK (max_age > 0),  -- of status data, in seconds
  bearers TEXT NOT NULL CHECK (bearers IN ('accepted', 'refused')),
  suspended_at INTEGER,
  suspended_reason TEXT,
  created_at INTEGER NOT NULL,
  CHECK ((suspended_at IS NULL) = (suspended_reason IS NULL)),
  CHECK (contract_until IS NULL OR contract_from IS NOT NULL)
) STRICT;

CREATE TABLE partner_key (
  id INTEGER PRIMARY KEY,
  partner_id TEXT NOT NULL REFERENCES partner,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
CREATE INDEX partner_key_partner ON partner_key (partner_id);

-- A nonce is spent once: by the insert that succeeds.
CREATE TABLE consumed_nonce (
  nonce TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX consumed_nonce_expires_at ON consumed_nonce (expires_at);

-- What was asked and answered. The journal covers it by ranges of id, a leaf for each hour.
CREATE TABLE verification (
  id INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  partner_id TEXT NOT NULL,
  key_id INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('wallet', 'printed', 'number', 'unreadable')),
  card_id INTEGER,
  service TEXT,
  site TEXT
) STRICT;
CREATE INDEX verification_card ON verification (card_id, id) WHERE card_id IS NOT NULL;

CREATE TABLE verification_seal (
  first_id INTEGER NOT NULL,
  last_id INTEGER PRIMARY KEY CHECK (last_id >= first_id),
  leaf INTEGER NOT NULL REFERENCES journal_leaf
) STRICT;
