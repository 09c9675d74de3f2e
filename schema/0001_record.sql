-- The record itself: who acts, what was done, what is set.

-- Leaves of the Merkle log; `content` and `content_key` are erased together.
CREATE TABLE journal_leaf (
  seq INTEGER PRIMARY KEY CHECK (seq >= 0),
  time INTEGER NOT NULL,
  actor TEXT NOT NULL CHECK (actor <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''),
  subject TEXT NOT NULL,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  content TEXT,
  content_key BLOB CHECK (length(content_key) = 32),
  CHECK ((content IS NULL) = (content_key IS NULL))
) STRICT;
CREATE INDEX journal_leaf_subject ON journal_leaf (subject, seq);

CREATE TABLE journal_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  size INTEGER NOT NULL,
  root BLOB NOT NULL CHECK (length(root) = 32),
  state BLOB NOT NULL
) STRICT;
-- The empty tree: its root is SHA-256 of nothing (RFC 6962 section 2.1).
INSERT INTO journal_head (id, size, root, state) VALUES
  (1, 0, x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', x'');

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- Named people, and programs, that act through the desk.
CREATE TABLE actor (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('clerk', 'approver', 'auditor', 'administrator')),
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  created_at INTEGER NOT NULL,
  disabled_at INTEGER
) STRICT;

-- Requests already served, so that a repeated one is answered and not done again.
CREATE TABLE idempotency (
  caller TEXT NOT NULL,
  request_key TEXT NOT NULL,
  request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
  status INTEGER NOT NULL,
  answer_sealed BLOB NOT NULL,
  served_at INTEGER NOT NULL,
  PRIMARY KEY (caller, request_key)
) STRICT;
CREATE INDEX idempotency_served_at ON idempotency (served_at);
