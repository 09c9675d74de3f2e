-- What counters did with cards: uses, cards turned away, what came of a check.

-- A use of a service. `ordinal` is its place in the quota of its period; what has none does not
-- count: the service has no quota, or the use was reported afterwards and should not have been.
CREATE TABLE redemption (
  id INTEGER PRIMARY KEY,
  partner_id TEXT NOT NULL REFERENCES partner,
  request_key TEXT NOT NULL CHECK (request_key <> ''),
  request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
  verification_id INTEGER,          -- none: reported afterwards
  card_id INTEGER NOT NULL REFERENCES card,
  person_id INTEGER NOT NULL REFERENCES person,
  service TEXT NOT NULL,
  beneficiary TEXT NOT NULL CHECK (beneficiary IN ('self', 'spouse', 'child', 'parent')),
  site TEXT,
  standing TEXT NOT NULL CHECK (standing IN
    ('counted', 'over_quota', 'not_valid_then', 'not_entitled', 'not_for_them')),
  quota INTEGER CHECK (quota > 0),  -- uses in a period; none: as often as needed
  period_from TEXT CHECK (length(period_from) = 10),
  period_until TEXT CHECK (length(period_until) = 10 AND period_until >= period_from),
  ordinal INTEGER CHECK (ordinal BETWEEN 1 AND quota),
  used_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  receipt_code TEXT UNIQUE,
  receipt TEXT,                     -- a JWT
  voided_at INTEGER,
  voided_by TEXT,
  void_reason TEXT,
  UNIQUE (partner_id, request_key),
  CHECK ((receipt_code IS NULL) = (receipt IS NULL)),
  CHECK ((quota IS NULL) = (period_from IS NULL) AND (quota IS NULL) = (period_until IS NULL)),
  CHECK ((ordinal IS NOT NULL) = (quota IS NOT NULL AND standing = 'counted')),
  CHECK ((voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
-- No place of a quota is taken twice, whoever writes.
CREATE UNIQUE INDEX redemption_quota ON redemption (person_id, service, period_from, ordinal)
  WHERE ordinal IS NOT NULL AND voided_at IS NULL;
CREATE INDEX redemption_card ON redemption (card_id, id);
CREATE INDEX redemption_partner ON redemption (partner_id, id);

-- A valid card that a partner turned away. Without a verification where it was reported afterwards.
CREATE TABLE refusal (
  id INTEGER PRIMARY KEY,
  partner_id TEXT NOT NULL REFERENCES partner,
  request_key TEXT NOT NULL CHECK (request_key <> ''),
  request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
  verification_id INTEGER,
  card_id INTEGER NOT NULL REFERENCES card,
  service TEXT,
  site TEXT,
  reason TEXT NOT NULL CHECK (reason IN
    ('not_offered', 'no_capacity', 'wrong_site', 'system_failure', 'other')),
  note TEXT,
  refused_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  UNIQUE (partner_id, request_key)
) STRICT;
CREATE INDEX refusal_card ON refusal (card_id, id);
CREATE INDEX refusal_partner ON refusal (partner_id, id);

-- What the counter found when it looked at the holder: once for a verification.
CREATE TABLE verification_outcome (
  verification_id INTEGER PRIMARY KEY,
  outcome TEXT NOT NULL CHECK (outcome IN ('holder_confirmed', 'id_mismatch', 'left')),
  note TEXT,
  noted_at INTEGER NOT NULL,
  noted_by TEXT NOT NULL
) STRICT;

-- What somebody should look at, and has looked at. The rows behind it are those of the verification
-- log in its time, of its card or its partner.
CREATE TABLE alarm (
  id INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  window INTEGER NOT NULL CHECK (window >= 0),  -- seconds before it that it is about
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL))
) STRICT;
CREATE INDEX alarm_open ON alarm (id) WHERE acknowledged_at IS NULL;
