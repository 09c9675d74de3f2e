-- 年审: what the policy says of every enterprise with live cards. Those that hold no ground any more
-- have a time of grace, and are judged anew when it is over.
CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  policy_id INTEGER NOT NULL REFERENCES policy,
  day TEXT NOT NULL CHECK (length(day) = 10),
  state TEXT NOT NULL
    CHECK (state IN ('judging', 'draft', 'confirmed', 'finished', 'cancelled')),
  drafted_by TEXT NOT NULL REFERENCES actor (name),
  drafted_at INTEGER NOT NULL,
  confirmed_by TEXT REFERENCES actor (name) CHECK (confirmed_by <> drafted_by),
  confirmed_at INTEGER,
  grace_until TEXT CHECK (length(grace_until) = 10),  -- the last day
  ended_by TEXT REFERENCES actor (name),
  ended_at INTEGER,
  reason TEXT,                      -- why it was cancelled
  CHECK (state NOT IN ('confirmed', 'finished') OR
    (confirmed_by IS NOT NULL AND confirmed_at IS NOT NULL AND grace_until IS NOT NULL)),
  CHECK ((state IN ('finished', 'cancelled')) = (ended_by IS NOT NULL AND ended_at IS NOT NULL)),
  CHECK (state <> 'cancelled' OR reason IS NOT NULL)
) STRICT;
-- One is under way at a time.
CREATE UNIQUE INDEX review_open ON review ((ended_at IS NULL)) WHERE ended_at IS NULL;

-- `reason`: the code with which its cards lapse, unless it finds a ground in time. `result` and what
-- follows it: what became of it when the grace was over.
CREATE TABLE review_enterprise (
  review_id INTEGER NOT NULL REFERENCES review,
  enterprise_id INTEGER NOT NULL REFERENCES enterprise,
  outcome TEXT NOT NULL CHECK (outcome IN ('keep', 'lapse', 'pending', 'edge')),
  reason TEXT,
  decision_id INTEGER NOT NULL REFERENCES decision,
  live_cards INTEGER NOT NULL CHECK (live_cards > 0),
  quota INTEGER NOT NULL CHECK (quota >= 0),
  result TEXT CHECK (result IN ('kept', 'lapsed')),
  result_decision_id INTEGER REFERENCES decision,
  lapsed_cards INTEGER,
  PRIMARY KEY (review_id, enterprise_id),
  CHECK ((outcome = 'keep') = (reason IS NULL)),
  CHECK ((result IS NULL) = (result_decision_id IS NULL)),
  CHECK ((result IS 'lapsed') = (lapsed_cards IS NOT NULL))
) STRICT, WITHOUT ROWID;
