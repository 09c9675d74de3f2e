-- Accounts: what opens them. Of the secrets themselves only hashes are here, or what is sealed.

-- Personal access tokens, for programs that act for a person.
CREATE TABLE access_token (
  id INTEGER PRIMARY KEY,
  actor_id INTEGER NOT NULL REFERENCES actor,
  label TEXT NOT NULL CHECK (label <> ''),
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER CHECK (expires_at > created_at),  -- never, for the one in the data directory
  revoked_at INTEGER
) STRICT;
CREATE INDEX access_token_actor ON access_token (actor_id, id);

-- The one token that every account had becomes an access token, and leaves the table of accounts,
-- which is made anew. Others refer to it all the while, so what they ask is checked at the end.
PRAGMA defer_foreign_keys = ON;
INSERT INTO access_token (actor_id, label, hash, scope, created_at, revoked_at)
  SELECT id, 'token', token_hash, 'write', created_at, disabled_at FROM actor ORDER BY id;
CREATE TEMPORARY TABLE actor_before AS SELECT id, name, role, created_at, disabled_at FROM actor;
DROP TABLE actor;
-- `epoch` grows with every change of what opens the account: sessions of another one have ended.
CREATE TABLE actor (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('clerk', 'approver', 'auditor', 'administrator')),
  epoch INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  disabled_at INTEGER
) STRICT;
INSERT INTO actor (id, name, role, created_at, disabled_at) SELECT * FROM actor_before ORDER BY id;
DROP TABLE actor_before;

-- An argon2id hash in its own text form. `one_time`: somebody else made it, so it opens nothing but
-- its own change.
CREATE TABLE password (
  actor_id INTEGER PRIMARY KEY REFERENCES actor,
  hash TEXT NOT NULL CHECK (hash LIKE '$argon2id$%'),
  one_time INTEGER NOT NULL CHECK (one_time IN (0, 1)),
  changed_at INTEGER NOT NULL
) STRICT;

-- The second factor (RFC 6238). It counts once it was confirmed; no code up to `last_step` does.
CREATE TABLE totp (
  actor_id INTEGER PRIMARY KEY REFERENCES actor,
  secret_sealed BLOB NOT NULL,
  last_step INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER
) STRICT;

-- In place of a code where the authenticator is lost: each once. The hash is keyed.
CREATE TABLE recovery_code (
  actor_id INTEGER NOT NULL REFERENCES actor,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  used_at INTEGER,
  PRIMARY KEY (actor_id, hash)
) STRICT;

-- An account with what stands before its doors.
CREATE VIEW account AS
  SELECT actor.*, password.one_time, totp.confirmed_at AS second_factor_at FROM actor
  LEFT JOIN password ON password.actor_id = actor.id
  LEFT JOIN totp ON totp.actor_id = actor.id;

-- What an account was shown in full today.
CREATE INDEX journal_leaf_revealed ON journal_leaf (actor, time) WHERE kind = 'person.revealed';
