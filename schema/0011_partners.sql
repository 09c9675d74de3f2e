-- Partners: what they see, where they are, and who asks for them.

ALTER TABLE partner ADD COLUMN shows TEXT NOT NULL
  DEFAULT 'number holder_name holder_id_last4 enterprise_name category valid_until';

CREATE TABLE partner_site (
  partner_id TEXT NOT NULL REFERENCES partner,
  code TEXT NOT NULL CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  created_at INTEGER NOT NULL,
  closed_at INTEGER,
  PRIMARY KEY (partner_id, code)
) STRICT;

-- A key without a secret of ours: the partner signs with the private half of `jwk`, and `hash` is
-- the public half's thumbprint (RFC 7638).
ALTER TABLE partner_key ADD COLUMN label TEXT NOT NULL DEFAULT '';
ALTER TABLE partner_key ADD COLUMN scopes TEXT NOT NULL DEFAULT 'verify use changes';
ALTER TABLE partner_key ADD COLUMN jwk TEXT;

-- When a key was used last, to the minute. No part of the record.
CREATE TABLE partner_key_use (
  key_id INTEGER PRIMARY KEY REFERENCES partner_key,
  used_at INTEGER NOT NULL
) STRICT;

-- An account may now be one of a partner's counter. The table is made anew, and others refer to it
-- all the while, so what they ask is checked at the end.
PRAGMA defer_foreign_keys = ON;
DROP VIEW account;
CREATE TEMPORARY TABLE actor_before AS
  SELECT id, name, role, epoch, created_at, disabled_at FROM actor;
DROP TABLE actor;
CREATE TABLE actor (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('clerk', 'approver', 'auditor', 'administrator', 'counter')),
  epoch INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  disabled_at INTEGER,
  partner_id TEXT REFERENCES partner CHECK ((partner_id IS NOT NULL) = (role = 'counter')),
  site TEXT CHECK (site IS NULL OR partner_id IS NOT NULL),  -- where it asks from, if it says nothing
  FOREIGN KEY (partner_id, site) REFERENCES partner_site (partner_id, code)
) STRICT;
INSERT INTO actor (id, name, role, epoch, created_at, disabled_at)
  SELECT * FROM actor_before ORDER BY id;
DROP TABLE actor_before;
CREATE INDEX actor_partner ON actor (partner_id, id) WHERE partner_id IS NOT NULL;
CREATE VIEW account AS
  SELECT actor.*, password.one_time, totp.confirmed_at AS second_factor_at FROM actor
  LEFT JOIN password ON password.actor_id = actor.id
  LEFT JOIN totp ON totp.actor_id = actor.id;

-- Whoever asked is a key of the partner or an account of its counter.
CREATE TABLE verification_anew (
  id INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  partner_id TEXT NOT NULL,
  key_id INTEGER,
  verdict TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('wallet', 'printed', 'number', 'unreadable')),
  card_id INTEGER,
  service TEXT,
  site TEXT,
  account_id INTEGER,
  CHECK ((key_id IS NULL) <> (account_id IS NULL))
) STRICT;
INSERT INTO verification_anew (id, time, partner_id, key_id, verdict, kind, card_id, service, site)
  SELECT id, time, partner_id, key_id, verdict, kind, card_id, service, site FROM verification;
DROP TABLE verification;
ALTER TABLE verification_anew RENAME TO verification;
CREATE INDEX verification_card ON verification (card_id, id) WHERE card_id IS NOT NULL;
