-- A status list that a restored backup knows only in part: what was drawn from it since is lost, so
-- every index of it that no credential has says invalid.
ALTER TABLE status_list ADD COLUMN unused TEXT NOT NULL DEFAULT 'valid'
  CHECK (unused IN ('valid', 'invalid') AND (unused = 'valid' OR closed_at IS NOT NULL));
