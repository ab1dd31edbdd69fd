ALTER TABLE retired_key ADD COLUMN paper_id INTEGER
--
CREATE INDEX ix_retired_key_paper_id ON retired_key (paper_id)
--
DROP TRIGGER key_delete
--
CREATE TRIGGER key_delete AFTER DELETE ON paper WHEN OLD.citation_key IS NOT NULL BEGIN INSERT OR REPLACE INTO retired_key (key, title_key, paper_id) VALUES (OLD.citation_key, OLD.title_key, OLD.id); END
--
DROP TRIGGER key_renew
--
CREATE TRIGGER key_renew AFTER UPDATE OF citation_key ON paper WHEN OLD.citation_key IS NOT NULL AND NEW.citation_key IS NOT OLD.citation_key BEGIN INSERT OR REPLACE INTO retired_key (key, title_key, paper_id) VALUES (OLD.citation_key, OLD.title_key, OLD.id); END
