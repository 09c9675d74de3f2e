-- Enterprises, their people, and the policy that says who may hold a card.
-- Days are text, `2026-04-30`, in Asia/Shanghai; times are seconds in UTC; money is in fen.

CREATE TABLE enterprise (
  id INTEGER PRIMARY KEY,
  uscc TEXT NOT NULL UNIQUE CHECK (length(uscc) = 18),
  name TEXT NOT NULL CHECK (name <> ''),
  credit_status TEXT NOT NULL CHECK (credit_status IN ('unknown', 'good', 'dishonest')),
  created_at INTEGER NOT NULL
) STRICT;

-- A dated title, in force from its first day to its last.
CREATE TABLE designation (
  id INTEGER PRIMARY KEY,
  enterprise_id INTEGER NOT NULL REFERENCES enterprise,
  kind TEXT NOT NULL
    CHECK (kind IN ('key', 'high_growth', 'listed', 'high_tech', 'tech_sme', 'srdi')),
  valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
  valid_until TEXT CHECK (length(valid_until) = 10 AND valid_until >= valid_from),
  source TEXT NOT NULL,
  entered_by TEXT NOT NULL REFERENCES actor (name),
  entered_at INTEGER NOT NULL,
  UNIQUE (enterprise_id, kind, valid_from)
) STRICT;
CREATE INDEX designation_kind ON designation (kind, enterprise_id);

-- An amount that was rounded to 万元 is the range that it stands for. Nothing is overwritten: a
-- correction supersedes, so that the records of one year are one chain.
CREATE TABLE tax_record (
  id INTEGER PRIMARY KEY,
  enterprise_id INTEGER NOT NULL REFERENCES enterprise,
  year INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 9999),
  amount_from INTEGER NOT NULL CHECK (amount_from >= 0),
  amount_to INTEGER NOT NULL CHECK (amount_to >= amount_from),
  basis TEXT NOT NULL CHECK (basis IN ('paid', 'declared')),
  source TEXT NOT NULL,
  entered_by TEXT NOT NULL REFERENCES actor (name),
  entered_at INTEGER NOT NULL,
  confirmed_by TEXT REFERENCES actor (name) CHECK (confirmed_by <> entered_by),
  confirmed_at INTEGER,
  supersedes INTEGER UNIQUE REFERENCES tax_record,
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX tax_record_first ON tax_record (enterprise_id, year) WHERE supersedes IS NULL;
CREATE INDEX tax_record_year ON tax_record (enterprise_id, year);

CREATE VIEW tax_record_chain AS
  SELECT tax_record.*, later.id AS superseded_by FROM tax_record
  LEFT JOIN tax_record AS later ON later.supersedes = tax_record.id;

-- One row a natural person. The resident ID is sealed; its keyed hash finds it again.
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  enterprise_id INTEGER NOT NULL REFERENCES enterprise,
  name TEXT NOT NULL CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('principal', 'talent')),
  resident_id_sealed BLOB NOT NULL,
  resident_id_hash BLOB NOT NULL UNIQUE CHECK (length(resident_id_hash) = 32),
  last4_hash BLOB NOT NULL CHECK (length(last4_hash) = 32),
  phone_sealed BLOB,
  contract_end TEXT CHECK (length(contract_end) = 10),
  left_on TEXT CHECK (length(left_on) = 10),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX person_enterprise ON person (enterprise_id, id);
CREATE INDEX person_name ON person (name);

-- The document is what schema/policy.schema.json describes; the other columns repeat what is asked
-- for most.
CREATE TABLE policy (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  version INTEGER NOT NULL CHECK (version > 0),
  document TEXT NOT NULL,
  effective_from TEXT NOT NULL CHECK (length(effective_from) = 10),
  effective_until TEXT CHECK (length(effective_until) = 10 AND effective_until >= effective_from),
  entered_by TEXT NOT NULL REFERENCES actor (name),
  entered_at INTEGER NOT NULL,
  UNIQUE (name, version)
) STRICT;
