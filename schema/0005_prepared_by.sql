-- Who had a credential prepared: it counts in what one account may issue in a day.
ALTER TABLE credential ADD COLUMN prepared_by TEXT REFERENCES actor (name);
CREATE INDEX credential_prepared_by ON credential (prepared_by, prepared_at)
  WHERE kind = 'wallet' AND prepared_by IS NOT NULL;
