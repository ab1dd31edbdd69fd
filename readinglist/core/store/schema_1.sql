CREATE TABLE change (
  seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  paper_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL
)
--
CREATE TABLE dump (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  sha256 VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  path VARCHAR NOT NULL,
  format VARCHAR NOT NULL,
  imported INTEGER NOT NULL,
  done INTEGER NOT NULL,
  complete INTEGER NOT NULL,
  new INTEGER NOT NULL,
  known INTEGER NOT NULL,
  healed INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  lines VARCHAR NOT NULL,
  notes VARCHAR NOT NULL
)
--
CREATE INDEX ix_dump_sha256 ON dump (sha256)
--
CREATE TABLE meta (
  name VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (name)
)
--
CREATE TABLE paper (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  status VARCHAR NOT NULL,
  starred INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  year INTEGER,
  citation_key VARCHAR COLLATE "NOCASE",
  title_key VARCHAR NOT NULL,
  method VARCHAR,
  entry_type VARCHAR,
  arxiv VARCHAR,
  doi VARCHAR,
  url VARCHAR,
  venue VARCHAR,
  publisher VARCHAR,
  authors VARCHAR NOT NULL,
  edited VARCHAR NOT NULL,
  has_code INTEGER NOT NULL,
  promises_code INTEGER NOT NULL,
  title VARCHAR,
  contribution VARCHAR,
  code_links VARCHAR NOT NULL,
  extra VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  abstract VARCHAR
)
--
CREATE INDEX paper_by_added ON paper (added, id, status, starred)
--
CREATE INDEX paper_by_arxiv ON paper (arxiv) WHERE arxiv IS NOT NULL
--
CREATE INDEX paper_by_doi ON paper (doi) WHERE doi IS NOT NULL
--
CREATE UNIQUE INDEX paper_by_key ON paper (citation_key) WHERE citation_key IS NOT NULL
--
CREATE INDEX paper_by_seen ON paper (seen, id, status, starred)
--
CREATE INDEX paper_by_status ON paper (status, starred, id)
--
CREATE INDEX paper_by_title ON paper (title_key, id, status, starred)
--
CREATE INDEX paper_by_year ON paper (year, id, status, starred)
--
CREATE TABLE recording (
  step_id INTEGER NOT NULL,
  PRIMARY KEY (step_id)
)
--
CREATE TABLE retired_key (
  "key" VARCHAR COLLATE "NOCASE" NOT NULL,
  title_key VARCHAR NOT NULL,
  PRIMARY KEY ("key")
)
--
CREATE TABLE saved_search (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name VARCHAR NOT NULL,
  "query" VARCHAR NOT NULL,
  sort VARCHAR NOT NULL
)
--
CREATE TABLE tag (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name VARCHAR COLLATE "NOCASE" NOT NULL,
  colour VARCHAR,
  UNIQUE (name)
)
--
CREATE TABLE undo_step (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  label VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  time INTEGER NOT NULL,
  state VARCHAR NOT NULL
)
--
CREATE TABLE attachment (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  paper_id INTEGER NOT NULL,
  path VARCHAR NOT NULL,
  FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
)
--
CREATE INDEX ix_attachment_paper_id ON attachment (paper_id)
--
CREATE TABLE dump_line (
  dump_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  line INTEGER NOT NULL,
  reason VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (dump_id, kind, line),
  FOREIGN KEY(dump_id) REFERENCES dump (id) ON DELETE CASCADE
)
 WITHOUT ROWID
--
CREATE TABLE fingerprint (
  hash INTEGER NOT NULL,
  paper_id INTEGER NOT NULL,
  PRIMARY KEY (hash, paper_id),
  FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
)
 WITHOUT ROWID
--
CREATE INDEX ix_fingerprint_paper_id ON fingerprint (paper_id)
--
CREATE TABLE highlight (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  paper_id INTEGER NOT NULL,
  quote VARCHAR NOT NULL,
  "before" VARCHAR NOT NULL,
  "after" VARCHAR NOT NULL,
  colour VARCHAR NOT NULL,
  comment VARCHAR NOT NULL,
  FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
)
--
CREATE INDEX ix_highlight_paper_id ON highlight (paper_id)
--
CREATE TABLE paper_tag (
  paper_id INTEGER NOT NULL,
  tag_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (paper_id, tag_id),
  FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE,
  FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE CASCADE
)
 WITHOUT ROWID
--
CREATE INDEX ix_paper_tag_tag_id ON paper_tag (tag_id)
--
CREATE TABLE question (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  paper_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  evidence VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  asked INTEGER NOT NULL,
  FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE,
  FOREIGN KEY(other_id) REFERENCES paper (id) ON DELETE CASCADE
)
--
CREATE INDEX ix_question_other_id ON question (other_id)
--
CREATE UNIQUE INDEX question_by_pair ON question (paper_id, other_id)
--
CREATE TABLE source (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  paper_id INTEGER NOT NULL,
  dump_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  end_line INTEGER NOT NULL,
  outcome VARCHAR NOT NULL,
  imported INTEGER NOT NULL,
  hash VARCHAR NOT NULL,
  metadata_json VARCHAR NOT NULL,
  title VARCHAR,
  abstract VARCHAR,
  FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE,
  FOREIGN KEY(dump_id) REFERENCES dump (id) ON DELETE CASCADE
)
--
CREATE INDEX source_by_dump ON source (dump_id, paper_id, outcome, line)
--
CREATE INDEX source_by_paper ON source (paper_id, dump_id)
--
CREATE TABLE undo_entry (
  id INTEGER NOT NULL,
  step_id INTEGER NOT NULL,
  table_name VARCHAR NOT NULL,
  "before" VARCHAR,
  "after" VARCHAR,
  PRIMARY KEY (id),
  FOREIGN KEY(step_id) REFERENCES undo_step (id) ON DELETE CASCADE
)
--
CREATE INDEX ix_undo_entry_step_id ON undo_entry (step_id)
--
CREATE TRIGGER change_paper_insert AFTER INSERT ON "paper"  BEGIN INSERT INTO change (paper_id, kind) VALUES (NEW.id, 'text'); END
--
CREATE TRIGGER change_paper_delete AFTER DELETE ON "paper"  BEGIN INSERT INTO change (paper_id, kind) VALUES (OLD.id, 'gone'); END
--
CREATE TRIGGER change_paper_text AFTER UPDATE OF title, abstract, authors, note, citation_key, method ON "paper" WHEN OLD.title IS NOT NEW.title OR OLD.abstract IS NOT NEW.abstract OR OLD.authors IS NOT NEW.authors OR OLD.note IS NOT NEW.note OR OLD.citation_key IS NOT NEW.citation_key OR OLD.method IS NOT NEW.method BEGIN INSERT INTO change (paper_id, kind) VALUES (NEW.id, 'text'); END
--
CREATE TRIGGER change_paper_state AFTER UPDATE ON "paper" WHEN NOT (OLD.title IS NOT NEW.title OR OLD.abstract IS NOT NEW.abstract OR OLD.authors IS NOT NEW.authors OR OLD.note IS NOT NEW.note OR OLD.citation_key IS NOT NEW.citation_key OR OLD.method IS NOT NEW.method) BEGIN INSERT INTO change (paper_id, kind) VALUES (NEW.id, 'state'); END
--
CREATE TRIGGER change_paper_tag_insert AFTER INSERT ON "paper_tag"  BEGIN INSERT INTO change (paper_id, kind) VALUES (NEW.paper_id, 'text'); END
--
CREATE TRIGGER change_paper_tag_update AFTER UPDATE ON "paper_tag"  BEGIN INSERT INTO change (paper_id, kind) VALUES (NEW.paper_id, 'text'); END
--
CREATE TRIGGER change_paper_tag_delete AFTER DELETE ON "paper_tag"  BEGIN INSERT INTO change (paper_id, kind) VALUES (OLD.paper_id, 'text'); END
--
CREATE TRIGGER change_highlight_insert AFTER INSERT ON "highlight"  BEGIN INSERT INTO change (paper_id, kind) VALUES (NEW.paper_id, 'text'); END
--
CREATE TRIGGER change_highlight_update AFTER UPDATE ON "highlight"  BEGIN INSERT INTO change (paper_id, kind) VALUES (NEW.paper_id, 'text'); END
--
CREATE TRIGGER change_highlight_delete AFTER DELETE ON "highlight"  BEGIN INSERT INTO change (paper_id, kind) VALUES (OLD.paper_id, 'text'); END
--
CREATE TRIGGER change_attachment_insert AFTER INSERT ON "attachment"  BEGIN INSERT INTO change (paper_id, kind) VALUES (NEW.paper_id, 'state'); END
--
CREATE TRIGGER change_attachment_delete AFTER DELETE ON "attachment"  BEGIN INSERT INTO change (paper_id, kind) VALUES (OLD.paper_id, 'state'); END
--
CREATE TRIGGER change_tag_name AFTER UPDATE OF name ON tag WHEN OLD.name IS NOT NEW.name BEGIN INSERT INTO change (paper_id, kind) SELECT paper_id, 'text' FROM paper_tag WHERE tag_id = NEW.id; END
--
CREATE TRIGGER key_delete AFTER DELETE ON paper WHEN OLD.citation_key IS NOT NULL BEGIN INSERT OR REPLACE INTO retired_key (key, title_key) VALUES (OLD.citation_key, OLD.title_key); END
--
CREATE TRIGGER key_insert AFTER INSERT ON paper WHEN NEW.citation_key IS NOT NULL BEGIN DELETE FROM retired_key WHERE key = NEW.citation_key; END
--
CREATE TRIGGER key_renew AFTER UPDATE OF citation_key ON paper WHEN OLD.citation_key IS NOT NULL AND NEW.citation_key IS NOT OLD.citation_key BEGIN INSERT OR REPLACE INTO retired_key (key, title_key) VALUES (OLD.citation_key, OLD.title_key); END
--
CREATE TRIGGER key_update AFTER UPDATE OF citation_key ON paper WHEN NEW.citation_key IS NOT NULL BEGIN DELETE FROM retired_key WHERE key = NEW.citation_key; END
--
CREATE TRIGGER undo_paper_insert AFTER INSERT ON "paper" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'paper', NULL, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."status") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."status") ELSE 'i' || NEW."status" END || ',' || CASE typeof(NEW."starred") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."starred") ELSE 'i' || NEW."starred" END || ',' || CASE typeof(NEW."seen") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."seen") ELSE 'i' || NEW."seen" END || ',' || CASE typeof(NEW."added") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."added") ELSE 'i' || NEW."added" END || ',' || CASE typeof(NEW."changed") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."changed") ELSE 'i' || NEW."changed" END || ',' || CASE typeof(NEW."year") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."year") ELSE 'i' || NEW."year" END || ',' || CASE typeof(NEW."citation_key") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."citation_key") ELSE 'i' || NEW."citation_key" END || ',' || CASE typeof(NEW."title_key") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."title_key") ELSE 'i' || NEW."title_key" END || ',' || CASE typeof(NEW."method") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."method") ELSE 'i' || NEW."method" END || ',' || CASE typeof(NEW."entry_type") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."entry_type") ELSE 'i' || NEW."entry_type" END || ',' || CASE typeof(NEW."arxiv") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."arxiv") ELSE 'i' || NEW."arxiv" END || ',' || CASE typeof(NEW."doi") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."doi") ELSE 'i' || NEW."doi" END || ',' || CASE typeof(NEW."url") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."url") ELSE 'i' || NEW."url" END || ',' || CASE typeof(NEW."venue") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."venue") ELSE 'i' || NEW."venue" END || ',' || CASE typeof(NEW."publisher") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."publisher") ELSE 'i' || NEW."publisher" END || ',' || CASE typeof(NEW."authors") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."authors") ELSE 'i' || NEW."authors" END || ',' || CASE typeof(NEW."edited") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."edited") ELSE 'i' || NEW."edited" END || ',' || CASE typeof(NEW."has_code") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."has_code") ELSE 'i' || NEW."has_code" END || ',' || CASE typeof(NEW."promises_code") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."promises_code") ELSE 'i' || NEW."promises_code" END || ',' || CASE typeof(NEW."title") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."title") ELSE 'i' || NEW."title" END || ',' || CASE typeof(NEW."contribution") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."contribution") ELSE 'i' || NEW."contribution" END || ',' || CASE typeof(NEW."code_links") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."code_links") ELSE 'i' || NEW."code_links" END || ',' || CASE typeof(NEW."extra") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."extra") ELSE 'i' || NEW."extra" END || ',' || CASE typeof(NEW."note") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."note") ELSE 'i' || NEW."note" END || ',' || CASE typeof(NEW."abstract") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."abstract") ELSE 'i' || NEW."abstract" END FROM recording; END
--
CREATE TRIGGER undo_paper_update AFTER UPDATE ON "paper" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'paper', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."status") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."status") ELSE 'i' || OLD."status" END || ',' || CASE typeof(OLD."starred") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."starred") ELSE 'i' || OLD."starred" END || ',' || CASE typeof(OLD."seen") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."seen") ELSE 'i' || OLD."seen" END || ',' || CASE typeof(OLD."added") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."added") ELSE 'i' || OLD."added" END || ',' || CASE typeof(OLD."changed") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."changed") ELSE 'i' || OLD."changed" END || ',' || CASE typeof(OLD."year") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."year") ELSE 'i' || OLD."year" END || ',' || CASE typeof(OLD."citation_key") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."citation_key") ELSE 'i' || OLD."citation_key" END || ',' || CASE typeof(OLD."title_key") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."title_key") ELSE 'i' || OLD."title_key" END || ',' || CASE typeof(OLD."method") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."method") ELSE 'i' || OLD."method" END || ',' || CASE typeof(OLD."entry_type") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."entry_type") ELSE 'i' || OLD."entry_type" END || ',' || CASE typeof(OLD."arxiv") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."arxiv") ELSE 'i' || OLD."arxiv" END || ',' || CASE typeof(OLD."doi") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."doi") ELSE 'i' || OLD."doi" END || ',' || CASE typeof(OLD."url") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."url") ELSE 'i' || OLD."url" END || ',' || CASE typeof(OLD."venue") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."venue") ELSE 'i' || OLD."venue" END || ',' || CASE typeof(OLD."publisher") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."publisher") ELSE 'i' || OLD."publisher" END || ',' || CASE typeof(OLD."authors") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."authors") ELSE 'i' || OLD."authors" END || ',' || CASE typeof(OLD."edited") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."edited") ELSE 'i' || OLD."edited" END || ',' || CASE typeof(OLD."has_code") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."has_code") ELSE 'i' || OLD."has_code" END || ',' || CASE typeof(OLD."promises_code") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."promises_code") ELSE 'i' || OLD."promises_code" END || ',' || CASE typeof(OLD."title") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."title") ELSE 'i' || OLD."title" END || ',' || CASE typeof(OLD."contribution") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."contribution") ELSE 'i' || OLD."contribution" END || ',' || CASE typeof(OLD."code_links") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."code_links") ELSE 'i' || OLD."code_links" END || ',' || CASE typeof(OLD."extra") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."extra") ELSE 'i' || OLD."extra" END || ',' || CASE typeof(OLD."note") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."note") ELSE 'i' || OLD."note" END || ',' || CASE typeof(OLD."abstract") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."abstract") ELSE 'i' || OLD."abstract" END, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."status") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."status") ELSE 'i' || NEW."status" END || ',' || CASE typeof(NEW."starred") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."starred") ELSE 'i' || NEW."starred" END || ',' || CASE typeof(NEW."seen") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."seen") ELSE 'i' || NEW."seen" END || ',' || CASE typeof(NEW."added") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."added") ELSE 'i' || NEW."added" END || ',' || CASE typeof(NEW."changed") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."changed") ELSE 'i' || NEW."changed" END || ',' || CASE typeof(NEW."year") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."year") ELSE 'i' || NEW."year" END || ',' || CASE typeof(NEW."citation_key") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."citation_key") ELSE 'i' || NEW."citation_key" END || ',' || CASE typeof(NEW."title_key") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."title_key") ELSE 'i' || NEW."title_key" END || ',' || CASE typeof(NEW."method") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."method") ELSE 'i' || NEW."method" END || ',' || CASE typeof(NEW."entry_type") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."entry_type") ELSE 'i' || NEW."entry_type" END || ',' || CASE typeof(NEW."arxiv") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."arxiv") ELSE 'i' || NEW."arxiv" END || ',' || CASE typeof(NEW."doi") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."doi") ELSE 'i' || NEW."doi" END || ',' || CASE typeof(NEW."url") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."url") ELSE 'i' || NEW."url" END || ',' || CASE typeof(NEW."venue") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."venue") ELSE 'i' || NEW."venue" END || ',' || CASE typeof(NEW."publisher") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."publisher") ELSE 'i' || NEW."publisher" END || ',' || CASE typeof(NEW."authors") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."authors") ELSE 'i' || NEW."authors" END || ',' || CASE typeof(NEW."edited") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."edited") ELSE 'i' || NEW."edited" END || ',' || CASE typeof(NEW."has_code") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."has_code") ELSE 'i' || NEW."has_code" END || ',' || CASE typeof(NEW."promises_code") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."promises_code") ELSE 'i' || NEW."promises_code" END || ',' || CASE typeof(NEW."title") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."title") ELSE 'i' || NEW."title" END || ',' || CASE typeof(NEW."contribution") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."contribution") ELSE 'i' || NEW."contribution" END || ',' || CASE typeof(NEW."code_links") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."code_links") ELSE 'i' || NEW."code_links" END || ',' || CASE typeof(NEW."extra") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."extra") ELSE 'i' || NEW."extra" END || ',' || CASE typeof(NEW."note") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."note") ELSE 'i' || NEW."note" END || ',' || CASE typeof(NEW."abstract") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."abstract") ELSE 'i' || NEW."abstract" END FROM recording; END
--
CREATE TRIGGER undo_paper_delete AFTER DELETE ON "paper" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'paper', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."status") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."status") ELSE 'i' || OLD."status" END || ',' || CASE typeof(OLD."starred") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."starred") ELSE 'i' || OLD."starred" END || ',' || CASE typeof(OLD."seen") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."seen") ELSE 'i' || OLD."seen" END || ',' || CASE typeof(OLD."added") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."added") ELSE 'i' || OLD."added" END || ',' || CASE typeof(OLD."changed") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."changed") ELSE 'i' || OLD."changed" END || ',' || CASE typeof(OLD."year") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."year") ELSE 'i' || OLD."year" END || ',' || CASE typeof(OLD."citation_key") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."citation_key") ELSE 'i' || OLD."citation_key" END || ',' || CASE typeof(OLD."title_key") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."title_key") ELSE 'i' || OLD."title_key" END || ',' || CASE typeof(OLD."method") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."method") ELSE 'i' || OLD."method" END || ',' || CASE typeof(OLD."entry_type") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."entry_type") ELSE 'i' || OLD."entry_type" END || ',' || CASE typeof(OLD."arxiv") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."arxiv") ELSE 'i' || OLD."arxiv" END || ',' || CASE typeof(OLD."doi") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."doi") ELSE 'i' || OLD."doi" END || ',' || CASE typeof(OLD."url") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."url") ELSE 'i' || OLD."url" END || ',' || CASE typeof(OLD."venue") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."venue") ELSE 'i' || OLD."venue" END || ',' || CASE typeof(OLD."publisher") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."publisher") ELSE 'i' || OLD."publisher" END || ',' || CASE typeof(OLD."authors") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."authors") ELSE 'i' || OLD."authors" END || ',' || CASE typeof(OLD."edited") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."edited") ELSE 'i' || OLD."edited" END || ',' || CASE typeof(OLD."has_code") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."has_code") ELSE 'i' || OLD."has_code" END || ',' || CASE typeof(OLD."promises_code") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."promises_code") ELSE 'i' || OLD."promises_code" END || ',' || CASE typeof(OLD."title") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."title") ELSE 'i' || OLD."title" END || ',' || CASE typeof(OLD."contribution") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."contribution") ELSE 'i' || OLD."contribution" END || ',' || CASE typeof(OLD."code_links") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."code_links") ELSE 'i' || OLD."code_links" END || ',' || CASE typeof(OLD."extra") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."extra") ELSE 'i' || OLD."extra" END || ',' || CASE typeof(OLD."note") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."note") ELSE 'i' || OLD."note" END || ',' || CASE typeof(OLD."abstract") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."abstract") ELSE 'i' || OLD."abstract" END, NULL FROM recording; END
--
CREATE TRIGGER undo_dump_insert AFTER INSERT ON "dump" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'dump', NULL, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."sha256") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."sha256") ELSE 'i' || NEW."sha256" END || ',' || CASE typeof(NEW."name") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."name") ELSE 'i' || NEW."name" END || ',' || CASE typeof(NEW."path") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."path") ELSE 'i' || NEW."path" END || ',' || CASE typeof(NEW."format") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."format") ELSE 'i' || NEW."format" END || ',' || CASE typeof(NEW."imported") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."imported") ELSE 'i' || NEW."imported" END || ',' || CASE typeof(NEW."done") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."done") ELSE 'i' || NEW."done" END || ',' || CASE typeof(NEW."complete") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."complete") ELSE 'i' || NEW."complete" END || ',' || CASE typeof(NEW."new") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."new") ELSE 'i' || NEW."new" END || ',' || CASE typeof(NEW."known") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."known") ELSE 'i' || NEW."known" END || ',' || CASE typeof(NEW."healed") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."healed") ELSE 'i' || NEW."healed" END || ',' || CASE typeof(NEW."asked") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."asked") ELSE 'i' || NEW."asked" END || ',' || CASE typeof(NEW."rejected") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."rejected") ELSE 'i' || NEW."rejected" END || ',' || CASE typeof(NEW."lines") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."lines") ELSE 'i' || NEW."lines" END || ',' || CASE typeof(NEW."notes") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."notes") ELSE 'i' || NEW."notes" END FROM recording; END
--
CREATE TRIGGER undo_dump_update AFTER UPDATE ON "dump" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'dump', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."sha256") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."sha256") ELSE 'i' || OLD."sha256" END || ',' || CASE typeof(OLD."name") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."name") ELSE 'i' || OLD."name" END || ',' || CASE typeof(OLD."path") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."path") ELSE 'i' || OLD."path" END || ',' || CASE typeof(OLD."format") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."format") ELSE 'i' || OLD."format" END || ',' || CASE typeof(OLD."imported") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."imported") ELSE 'i' || OLD."imported" END || ',' || CASE typeof(OLD."done") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."done") ELSE 'i' || OLD."done" END || ',' || CASE typeof(OLD."complete") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."complete") ELSE 'i' || OLD."complete" END || ',' || CASE typeof(OLD."new") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."new") ELSE 'i' || OLD."new" END || ',' || CASE typeof(OLD."known") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."known") ELSE 'i' || OLD."known" END || ',' || CASE typeof(OLD."healed") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."healed") ELSE 'i' || OLD."healed" END || ',' || CASE typeof(OLD."asked") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."asked") ELSE 'i' || OLD."asked" END || ',' || CASE typeof(OLD."rejected") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."rejected") ELSE 'i' || OLD."rejected" END || ',' || CASE typeof(OLD."lines") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."lines") ELSE 'i' || OLD."lines" END || ',' || CASE typeof(OLD."notes") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."notes") ELSE 'i' || OLD."notes" END, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."sha256") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."sha256") ELSE 'i' || NEW."sha256" END || ',' || CASE typeof(NEW."name") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."name") ELSE 'i' || NEW."name" END || ',' || CASE typeof(NEW."path") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."path") ELSE 'i' || NEW."path" END || ',' || CASE typeof(NEW."format") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."format") ELSE 'i' || NEW."format" END || ',' || CASE typeof(NEW."imported") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."imported") ELSE 'i' || NEW."imported" END || ',' || CASE typeof(NEW."done") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."done") ELSE 'i' || NEW."done" END || ',' || CASE typeof(NEW."complete") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."complete") ELSE 'i' || NEW."complete" END || ',' || CASE typeof(NEW."new") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."new") ELSE 'i' || NEW."new" END || ',' || CASE typeof(NEW."known") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."known") ELSE 'i' || NEW."known" END || ',' || CASE typeof(NEW."healed") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."healed") ELSE 'i' || NEW."healed" END || ',' || CASE typeof(NEW."asked") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."asked") ELSE 'i' || NEW."asked" END || ',' || CASE typeof(NEW."rejected") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."rejected") ELSE 'i' || NEW."rejected" END || ',' || CASE typeof(NEW."lines") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."lines") ELSE 'i' || NEW."lines" END || ',' || CASE typeof(NEW."notes") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."notes") ELSE 'i' || NEW."notes" END FROM recording; END
--
CREATE TRIGGER undo_dump_delete AFTER DELETE ON "dump" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'dump', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."sha256") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."sha256") ELSE 'i' || OLD."sha256" END || ',' || CASE typeof(OLD."name") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."name") ELSE 'i' || OLD."name" END || ',' || CASE typeof(OLD."path") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."path") ELSE 'i' || OLD."path" END || ',' || CASE typeof(OLD."format") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."format") ELSE 'i' || OLD."format" END || ',' || CASE typeof(OLD."imported") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."imported") ELSE 'i' || OLD."imported" END || ',' || CASE typeof(OLD."done") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."done") ELSE 'i' || OLD."done" END || ',' || CASE typeof(OLD."complete") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."complete") ELSE 'i' || OLD."complete" END || ',' || CASE typeof(OLD."new") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."new") ELSE 'i' || OLD."new" END || ',' || CASE typeof(OLD."known") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."known") ELSE 'i' || OLD."known" END || ',' || CASE typeof(OLD."healed") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."healed") ELSE 'i' || OLD."healed" END || ',' || CASE typeof(OLD."asked") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."asked") ELSE 'i' || OLD."asked" END || ',' || CASE typeof(OLD."rejected") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."rejected") ELSE 'i' || OLD."rejected" END || ',' || CASE typeof(OLD."lines") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."lines") ELSE 'i' || OLD."lines" END || ',' || CASE typeof(OLD."notes") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."notes") ELSE 'i' || OLD."notes" END, NULL FROM recording; END
--
CREATE TRIGGER undo_source_insert AFTER INSERT ON "source" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'source', NULL, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END || ',' || CASE typeof(NEW."dump_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."dump_id") ELSE 'i' || NEW."dump_id" END || ',' || CASE typeof(NEW."line") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."line") ELSE 'i' || NEW."line" END || ',' || CASE typeof(NEW."end_line") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."end_line") ELSE 'i' || NEW."end_line" END || ',' || CASE typeof(NEW."outcome") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."outcome") ELSE 'i' || NEW."outcome" END || ',' || CASE typeof(NEW."imported") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."imported") ELSE 'i' || NEW."imported" END || ',' || CASE typeof(NEW."hash") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."hash") ELSE 'i' || NEW."hash" END || ',' || CASE typeof(NEW."metadata_json") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."metadata_json") ELSE 'i' || NEW."metadata_json" END || ',' || CASE typeof(NEW."title") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."title") ELSE 'i' || NEW."title" END || ',' || CASE typeof(NEW."abstract") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."abstract") ELSE 'i' || NEW."abstract" END FROM recording; END
--
CREATE TRIGGER undo_source_update AFTER UPDATE ON "source" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'source', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END || ',' || CASE typeof(OLD."dump_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."dump_id") ELSE 'i' || OLD."dump_id" END || ',' || CASE typeof(OLD."line") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."line") ELSE 'i' || OLD."line" END || ',' || CASE typeof(OLD."end_line") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."end_line") ELSE 'i' || OLD."end_line" END || ',' || CASE typeof(OLD."outcome") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."outcome") ELSE 'i' || OLD."outcome" END || ',' || CASE typeof(OLD."imported") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."imported") ELSE 'i' || OLD."imported" END || ',' || CASE typeof(OLD."hash") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."hash") ELSE 'i' || OLD."hash" END || ',' || CASE typeof(OLD."metadata_json") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."metadata_json") ELSE 'i' || OLD."metadata_json" END || ',' || CASE typeof(OLD."title") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."title") ELSE 'i' || OLD."title" END || ',' || CASE typeof(OLD."abstract") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."abstract") ELSE 'i' || OLD."abstract" END, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END || ',' || CASE typeof(NEW."dump_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."dump_id") ELSE 'i' || NEW."dump_id" END || ',' || CASE typeof(NEW."line") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."line") ELSE 'i' || NEW."line" END || ',' || CASE typeof(NEW."end_line") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."end_line") ELSE 'i' || NEW."end_line" END || ',' || CASE typeof(NEW."outcome") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."outcome") ELSE 'i' || NEW."outcome" END || ',' || CASE typeof(NEW."imported") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."imported") ELSE 'i' || NEW."imported" END || ',' || CASE typeof(NEW."hash") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."hash") ELSE 'i' || NEW."hash" END || ',' || CASE typeof(NEW."metadata_json") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."metadata_json") ELSE 'i' || NEW."metadata_json" END || ',' || CASE typeof(NEW."title") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."title") ELSE 'i' || NEW."title" END || ',' || CASE typeof(NEW."abstract") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."abstract") ELSE 'i' || NEW."abstract" END FROM recording; END
--
CREATE TRIGGER undo_source_delete AFTER DELETE ON "source" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'source', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END || ',' || CASE typeof(OLD."dump_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."dump_id") ELSE 'i' || OLD."dump_id" END || ',' || CASE typeof(OLD."line") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."line") ELSE 'i' || OLD."line" END || ',' || CASE typeof(OLD."end_line") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."end_line") ELSE 'i' || OLD."end_line" END || ',' || CASE typeof(OLD."outcome") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."outcome") ELSE 'i' || OLD."outcome" END || ',' || CASE typeof(OLD."imported") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."imported") ELSE 'i' || OLD."imported" END || ',' || CASE typeof(OLD."hash") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."hash") ELSE 'i' || OLD."hash" END || ',' || CASE typeof(OLD."metadata_json") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."metadata_json") ELSE 'i' || OLD."metadata_json" END || ',' || CASE typeof(OLD."title") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."title") ELSE 'i' || OLD."title" END || ',' || CASE typeof(OLD."abstract") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."abstract") ELSE 'i' || OLD."abstract" END, NULL FROM recording; END
--
CREATE TRIGGER undo_dump_line_insert AFTER INSERT ON "dump_line" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'dump_line', NULL, CASE typeof(NEW."dump_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."dump_id") ELSE 'i' || NEW."dump_id" END || ',' || CASE typeof(NEW."kind") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."kind") ELSE 'i' || NEW."kind" END || ',' || CASE typeof(NEW."line") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."line") ELSE 'i' || NEW."line" END || ',' || CASE typeof(NEW."reason") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."reason") ELSE 'i' || NEW."reason" END || ',' || CASE typeof(NEW."sha256") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."sha256") ELSE 'i' || NEW."sha256" END || ',' || CASE typeof(NEW."text") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."text") ELSE 'i' || NEW."text" END FROM recording; END
--
CREATE TRIGGER undo_dump_line_update AFTER UPDATE ON "dump_line" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'dump_line', CASE typeof(OLD."dump_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."dump_id") ELSE 'i' || OLD."dump_id" END || ',' || CASE typeof(OLD."kind") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."kind") ELSE 'i' || OLD."kind" END || ',' || CASE typeof(OLD."line") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."line") ELSE 'i' || OLD."line" END || ',' || CASE typeof(OLD."reason") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."reason") ELSE 'i' || OLD."reason" END || ',' || CASE typeof(OLD."sha256") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."sha256") ELSE 'i' || OLD."sha256" END || ',' || CASE typeof(OLD."text") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."text") ELSE 'i' || OLD."text" END, CASE typeof(NEW."dump_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."dump_id") ELSE 'i' || NEW."dump_id" END || ',' || CASE typeof(NEW."kind") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."kind") ELSE 'i' || NEW."kind" END || ',' || CASE typeof(NEW."line") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."line") ELSE 'i' || NEW."line" END || ',' || CASE typeof(NEW."reason") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."reason") ELSE 'i' || NEW."reason" END || ',' || CASE typeof(NEW."sha256") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."sha256") ELSE 'i' || NEW."sha256" END || ',' || CASE typeof(NEW."text") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."text") ELSE 'i' || NEW."text" END FROM recording; END
--
CREATE TRIGGER undo_dump_line_delete AFTER DELETE ON "dump_line" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'dump_line', CASE typeof(OLD."dump_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."dump_id") ELSE 'i' || OLD."dump_id" END || ',' || CASE typeof(OLD."kind") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."kind") ELSE 'i' || OLD."kind" END || ',' || CASE typeof(OLD."line") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."line") ELSE 'i' || OLD."line" END || ',' || CASE typeof(OLD."reason") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."reason") ELSE 'i' || OLD."reason" END || ',' || CASE typeof(OLD."sha256") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."sha256") ELSE 'i' || OLD."sha256" END || ',' || CASE typeof(OLD."text") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."text") ELSE 'i' || OLD."text" END, NULL FROM recording; END
--
CREATE TRIGGER undo_fingerprint_insert AFTER INSERT ON "fingerprint" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'fingerprint', NULL, CASE typeof(NEW."hash") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."hash") ELSE 'i' || NEW."hash" END || ',' || CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END FROM recording; END
--
CREATE TRIGGER undo_fingerprint_update AFTER UPDATE ON "fingerprint" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'fingerprint', CASE typeof(OLD."hash") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."hash") ELSE 'i' || OLD."hash" END || ',' || CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END, CASE typeof(NEW."hash") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."hash") ELSE 'i' || NEW."hash" END || ',' || CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END FROM recording; END
--
CREATE TRIGGER undo_fingerprint_delete AFTER DELETE ON "fingerprint" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'fingerprint', CASE typeof(OLD."hash") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."hash") ELSE 'i' || OLD."hash" END || ',' || CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END, NULL FROM recording; END
--
CREATE TRIGGER undo_tag_insert AFTER INSERT ON "tag" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'tag', NULL, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."name") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."name") ELSE 'i' || NEW."name" END || ',' || CASE typeof(NEW."colour") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."colour") ELSE 'i' || NEW."colour" END FROM recording; END
--
CREATE TRIGGER undo_tag_update AFTER UPDATE ON "tag" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'tag', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."name") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."name") ELSE 'i' || OLD."name" END || ',' || CASE typeof(OLD."colour") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."colour") ELSE 'i' || OLD."colour" END, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."name") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."name") ELSE 'i' || NEW."name" END || ',' || CASE typeof(NEW."colour") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."colour") ELSE 'i' || NEW."colour" END FROM recording; END
--
CREATE TRIGGER undo_tag_delete AFTER DELETE ON "tag" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'tag', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."name") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."name") ELSE 'i' || OLD."name" END || ',' || CASE typeof(OLD."colour") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."colour") ELSE 'i' || OLD."colour" END, NULL FROM recording; END
--
CREATE TRIGGER undo_paper_tag_insert AFTER INSERT ON "paper_tag" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'paper_tag', NULL, CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END || ',' || CASE typeof(NEW."tag_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."tag_id") ELSE 'i' || NEW."tag_id" END || ',' || CASE typeof(NEW."position") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."position") ELSE 'i' || NEW."position" END FROM recording; END
--
CREATE TRIGGER undo_paper_tag_update AFTER UPDATE ON "paper_tag" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'paper_tag', CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END || ',' || CASE typeof(OLD."tag_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."tag_id") ELSE 'i' || OLD."tag_id" END || ',' || CASE typeof(OLD."position") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."position") ELSE 'i' || OLD."position" END, CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END || ',' || CASE typeof(NEW."tag_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."tag_id") ELSE 'i' || NEW."tag_id" END || ',' || CASE typeof(NEW."position") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."position") ELSE 'i' || NEW."position" END FROM recording; END
--
CREATE TRIGGER undo_paper_tag_delete AFTER DELETE ON "paper_tag" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'paper_tag', CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END || ',' || CASE typeof(OLD."tag_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."tag_id") ELSE 'i' || OLD."tag_id" END || ',' || CASE typeof(OLD."position") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."position") ELSE 'i' || OLD."position" END, NULL FROM recording; END
--
CREATE TRIGGER undo_highlight_insert AFTER INSERT ON "highlight" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'highlight', NULL, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END || ',' || CASE typeof(NEW."quote") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."quote") ELSE 'i' || NEW."quote" END || ',' || CASE typeof(NEW."before") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."before") ELSE 'i' || NEW."before" END || ',' || CASE typeof(NEW."after") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."after") ELSE 'i' || NEW."after" END || ',' || CASE typeof(NEW."colour") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."colour") ELSE 'i' || NEW."colour" END || ',' || CASE typeof(NEW."comment") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."comment") ELSE 'i' || NEW."comment" END FROM recording; END
--
CREATE TRIGGER undo_highlight_update AFTER UPDATE ON "highlight" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'highlight', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END || ',' || CASE typeof(OLD."quote") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."quote") ELSE 'i' || OLD."quote" END || ',' || CASE typeof(OLD."before") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."before") ELSE 'i' || OLD."before" END || ',' || CASE typeof(OLD."after") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."after") ELSE 'i' || OLD."after" END || ',' || CASE typeof(OLD."colour") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."colour") ELSE 'i' || OLD."colour" END || ',' || CASE typeof(OLD."comment") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."comment") ELSE 'i' || OLD."comment" END, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END || ',' || CASE typeof(NEW."quote") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."quote") ELSE 'i' || NEW."quote" END || ',' || CASE typeof(NEW."before") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."before") ELSE 'i' || NEW."before" END || ',' || CASE typeof(NEW."after") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."after") ELSE 'i' || NEW."after" END || ',' || CASE typeof(NEW."colour") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."colour") ELSE 'i' || NEW."colour" END || ',' || CASE typeof(NEW."comment") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."comment") ELSE 'i' || NEW."comment" END FROM recording; END
--
CREATE TRIGGER undo_highlight_delete AFTER DELETE ON "highlight" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'highlight', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END || ',' || CASE typeof(OLD."quote") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."quote") ELSE 'i' || OLD."quote" END || ',' || CASE typeof(OLD."before") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."before") ELSE 'i' || OLD."before" END || ',' || CASE typeof(OLD."after") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."after") ELSE 'i' || OLD."after" END || ',' || CASE typeof(OLD."colour") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."colour") ELSE 'i' || OLD."colour" END || ',' || CASE typeof(OLD."comment") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."comment") ELSE 'i' || OLD."comment" END, NULL FROM recording; END
--
CREATE TRIGGER undo_attachment_insert AFTER INSERT ON "attachment" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'attachment', NULL, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END || ',' || CASE typeof(NEW."path") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."path") ELSE 'i' || NEW."path" END FROM recording; END
--
CREATE TRIGGER undo_attachment_update AFTER UPDATE ON "attachment" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'attachment', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END || ',' || CASE typeof(OLD."path") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."path") ELSE 'i' || OLD."path" END, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END || ',' || CASE typeof(NEW."path") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."path") ELSE 'i' || NEW."path" END FROM recording; END
--
CREATE TRIGGER undo_attachment_delete AFTER DELETE ON "attachment" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'attachment', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END || ',' || CASE typeof(OLD."path") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."path") ELSE 'i' || OLD."path" END, NULL FROM recording; END
--
CREATE TRIGGER undo_question_insert AFTER INSERT ON "question" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'question', NULL, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END || ',' || CASE typeof(NEW."other_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."other_id") ELSE 'i' || NEW."other_id" END || ',' || CASE typeof(NEW."kind") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."kind") ELSE 'i' || NEW."kind" END || ',' || CASE typeof(NEW."evidence") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."evidence") ELSE 'i' || NEW."evidence" END || ',' || CASE typeof(NEW."state") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."state") ELSE 'i' || NEW."state" END || ',' || CASE typeof(NEW."asked") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."asked") ELSE 'i' || NEW."asked" END FROM recording; END
--
CREATE TRIGGER undo_question_update AFTER UPDATE ON "question" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'question', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END || ',' || CASE typeof(OLD."other_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."other_id") ELSE 'i' || OLD."other_id" END || ',' || CASE typeof(OLD."kind") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."kind") ELSE 'i' || OLD."kind" END || ',' || CASE typeof(OLD."evidence") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."evidence") ELSE 'i' || OLD."evidence" END || ',' || CASE typeof(OLD."state") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."state") ELSE 'i' || OLD."state" END || ',' || CASE typeof(OLD."asked") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."asked") ELSE 'i' || OLD."asked" END, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END || ',' || CASE typeof(NEW."other_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."other_id") ELSE 'i' || NEW."other_id" END || ',' || CASE typeof(NEW."kind") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."kind") ELSE 'i' || NEW."kind" END || ',' || CASE typeof(NEW."evidence") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."evidence") ELSE 'i' || NEW."evidence" END || ',' || CASE typeof(NEW."state") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."state") ELSE 'i' || NEW."state" END || ',' || CASE typeof(NEW."asked") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."asked") ELSE 'i' || NEW."asked" END FROM recording; END
--
CREATE TRIGGER undo_question_delete AFTER DELETE ON "question" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'question', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END || ',' || CASE typeof(OLD."other_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."other_id") ELSE 'i' || OLD."other_id" END || ',' || CASE typeof(OLD."kind") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."kind") ELSE 'i' || OLD."kind" END || ',' || CASE typeof(OLD."evidence") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."evidence") ELSE 'i' || OLD."evidence" END || ',' || CASE typeof(OLD."state") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."state") ELSE 'i' || OLD."state" END || ',' || CASE typeof(OLD."asked") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."asked") ELSE 'i' || OLD."asked" END, NULL FROM recording; END
--
CREATE TRIGGER undo_saved_search_insert AFTER INSERT ON "saved_search" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'saved_search', NULL, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."name") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."name") ELSE 'i' || NEW."name" END || ',' || CASE typeof(NEW."query") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."query") ELSE 'i' || NEW."query" END || ',' || CASE typeof(NEW."sort") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."sort") ELSE 'i' || NEW."sort" END FROM recording; END
--
CREATE TRIGGER undo_saved_search_update AFTER UPDATE ON "saved_search" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'saved_search', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."name") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."name") ELSE 'i' || OLD."name" END || ',' || CASE typeof(OLD."query") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."query") ELSE 'i' || OLD."query" END || ',' || CASE typeof(OLD."sort") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."sort") ELSE 'i' || OLD."sort" END, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."name") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."name") ELSE 'i' || NEW."name" END || ',' || CASE typeof(NEW."query") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."query") ELSE 'i' || NEW."query" END || ',' || CASE typeof(NEW."sort") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."sort") ELSE 'i' || NEW."sort" END FROM recording; END
--
CREATE TRIGGER undo_saved_search_delete AFTER DELETE ON "saved_search" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'saved_search', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."name") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."name") ELSE 'i' || OLD."name" END || ',' || CASE typeof(OLD."query") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."query") ELSE 'i' || OLD."query" END || ',' || CASE typeof(OLD."sort") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."sort") ELSE 'i' || OLD."sort" END, NULL FROM recording; END
