-- 制卡: cards that are printed together. Each is proven first. The imprint stays as it was proven, so
-- that what is printed is what was looked at.
CREATE TABLE print_batch (
  id INTEGER PRIMARY KEY,
  paper TEXT NOT NULL CHECK (paper IN ('card', 'a4')),
  imprint TEXT NOT NULL,            -- JSON
  state TEXT NOT NULL CHECK (state IN ('working', 'ready', 'stopped', 'printed', 'abandoned')),
  made_by TEXT NOT NULL REFERENCES actor (name),
  made_at INTEGER NOT NULL,
  fault_card_id INTEGER REFERENCES card,
  fault TEXT,                       -- what is wrong with that card
  fault_text TEXT,                  -- the text on it that cannot be printed; may be empty
  ended_by TEXT REFERENCES actor (name),
  ended_at INTEGER,
  CHECK ((state = 'stopped') = (fault_card_id IS NOT NULL)),
  CHECK ((fault_card_id IS NULL) = (fault IS NULL) AND (fault IS NULL) = (fault_text IS NULL)),
  CHECK ((state IN ('printed', 'abandoned')) = (ended_by IS NOT NULL AND ended_at IS NOT NULL))
) STRICT;
CREATE TRIGGER print_batch_final BEFORE UPDATE OF state ON print_batch
WHEN OLD.state IN ('printed', 'abandoned')
BEGIN
  SELECT RAISE(ABORT, 'the batch has ended');
END;

-- `proof`: the digest of all that stands on the card, as it was proven.
CREATE TABLE batch_card (
  batch_id INTEGER NOT NULL REFERENCES print_batch,
  place INTEGER NOT NULL CHECK (place > 0),
  card_id INTEGER NOT NULL REFERENCES card,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'printed', 'spoiled', 'dropped')),
  proof BLOB CHECK (length(proof) = 32),
  PRIMARY KEY (batch_id, place),
  UNIQUE (batch_id, card_id),
  CHECK (state NOT IN ('ready', 'printed', 'spoiled') OR proof IS NOT NULL),
  CHECK (state <> 'waiting' OR proof IS NULL)
) STRICT, WITHOUT ROWID;
-- A card is in one batch at a time, and one print of it counts.
CREATE UNIQUE INDEX batch_card_current ON batch_card (card_id)
  WHERE state IN ('waiting', 'ready', 'printed');
CREATE TRIGGER batch_card_final BEFORE UPDATE OF state ON batch_card
WHEN OLD.state IN ('spoiled', 'dropped')
BEGIN
  SELECT RAISE(ABORT, 'what is spoiled or dropped is printed anew in another batch');
END;

-- 领取: a card is handed over once, to the holder or to somebody whom the holder sends.
CREATE TABLE handover (
  card_id INTEGER PRIMARY KEY REFERENCES card,
  recipient TEXT NOT NULL,
  note TEXT NOT NULL,
  handed_by TEXT NOT NULL REFERENCES actor (name),
  handed_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER handover_printed BEFORE INSERT ON handover
WHEN NOT EXISTS (SELECT 1 FROM batch_card WHERE card_id = NEW.card_id AND state = 'printed')
BEGIN
  SELECT RAISE(ABORT, 'a card is printed before it is handed over');
END;
CREATE TRIGGER handover_stays BEFORE UPDATE OF state ON batch_card
WHEN OLD.state = 'printed' AND EXISTS (SELECT 1 FROM handover WHERE card_id = OLD.card_id)
BEGIN
  SELECT RAISE(ABORT, 'the card is handed over');
END;

-- How far each card is that is printed or about to be.
CREATE VIEW card_print AS
  SELECT batch_card.card_id, batch_card.batch_id, batch_card.place,
    CASE WHEN handover.card_id IS NULL THEN batch_card.state ELSE 'handed_over' END AS state,
    handover.recipient, handover.note, handover.handed_by, handover.handed_at
  FROM batch_card
  LEFT JOIN handover ON handover.card_id = batch_card.card_id
  WHERE batch_card.state IN ('waiting', 'ready', 'printed');
