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
  total INTEGER NOT NULL,
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
CREATE TRIGGER change_tag_name AFTER UPDATE OF name ON tag WHEN OLD.name IS NOT NEW.name BEGIN INSERT INTO change (paper_id, kind) SELECT paper_id, 'text' FROM paper_tag WHERE tag_id = NEW.id; END
--
CREATE TRIGGER key_delete AFTER DELETE ON paper WHEN OLD.citation_key IS NOT NULL BEGIN INSERT OR REPLACE INTO retired_key (key, title_key) VALUES (OLD.citation_key, OLD.title_key); END
--
CREATE TRIGGER key_insert AFTER INSERT ON paper WHEN NEW.citation_key IS NOT NULL BEGIN DELETE FROM retired_key WHERE key = NEW.citation_key; END
--
CREATE TRIGGER key_update AFTER UPDATE OF citation_key ON paper WHEN NEW.citation_key IS NOT NULL BEGIN DELETE FROM retired_key WHERE key = NEW.citation_key; END
--
CREATE TRIGGER undo_paper_insert AFTER INSERT ON "paper" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'paper', NULL, json_object('id', NEW."id", 'status', NEW."status", 'starred', NEW."starred", 'seen', NEW."seen", 'added', NEW."added", 'changed', NEW."changed", 'year', NEW."year", 'citation_key', NEW."citation_key", 'title_key', NEW."title_key", 'method', NEW."method", 'entry_type', NEW."entry_type", 'arxiv', NEW."arxiv", 'doi', NEW."doi", 'url', NEW."url", 'venue', NEW."venue", 'publisher', NEW."publisher", 'authors', NEW."authors", 'edited', NEW."edited", 'has_code', NEW."has_code", 'promises_code', NEW."promises_code", 'title', NEW."title", 'contribution', NEW."contribution", 'code_links', NEW."code_links", 'extra', NEW."extra", 'note', NEW."note", 'abstract', NEW."abstract") FROM recording; END
--
CREATE TRIGGER undo_paper_update AFTER UPDATE ON "paper" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'paper', json_object('id', OLD."id", 'status', OLD."status", 'starred', OLD."starred", 'seen', OLD."seen", 'added', OLD."added", 'changed', OLD."changed", 'year', OLD."year", 'citation_key', OLD."citation_key", 'title_key', OLD."title_key", 'method', OLD."method", 'entry_type', OLD."entry_type", 'arxiv', OLD."arxiv", 'doi', OLD."doi", 'url', OLD."url", 'venue', OLD."venue", 'publisher', OLD."publisher", 'authors', OLD."authors", 'edited', OLD."edited", 'has_code', OLD."has_code", 'promises_code', OLD."promises_code", 'title', OLD."title", 'contribution', OLD."contribution", 'code_links', OLD."code_links", 'extra', OLD."extra", 'note', OLD."note", 'abstract', OLD."abstract"), json_object('id', NEW."id", 'status', NEW."status", 'starred', NEW."starred", 'seen', NEW."seen", 'added', NEW."added", 'changed', NEW."changed", 'year', NEW."year", 'citation_key', NEW."citation_key", 'title_key', NEW."title_key", 'method', NEW."method", 'entry_type', NEW."entry_type", 'arxiv', NEW."arxiv", 'doi', NEW."doi", 'url', NEW."url", 'venue', NEW."venue", 'publisher', NEW."publisher", 'authors', NEW."authors", 'edited', NEW."edited", 'has_code', NEW."has_code", 'promises_code', NEW."promises_code", 'title', NEW."title", 'contribution', NEW."contribution", 'code_links', NEW."code_links", 'extra', NEW."extra", 'note', NEW."note", 'abstract', NEW."abstract") FROM recording; END
--
CREATE TRIGGER undo_paper_delete AFTER DELETE ON "paper" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'paper', json_object('id', OLD."id", 'status', OLD."status", 'starred', OLD."starred", 'seen', OLD."seen", 'added', OLD."added", 'changed', OLD."changed", 'year', OLD."year", 'citation_key', OLD."citation_key", 'title_key', OLD."title_key", 'method', OLD."method", 'entry_type', OLD."entry_type", 'arxiv', OLD."arxiv", 'doi', OLD."doi", 'url', OLD."url", 'venue', OLD."venue", 'publisher', OLD."publisher", 'authors', OLD."authors", 'edited', OLD."edited", 'has_code', OLD."has_code", 'promises_code', OLD."promises_code", 'title', OLD."title", 'contribution', OLD."contribution", 'code_links', OLD."code_links", 'extra', OLD."extra", 'note', OLD."note", 'abstract', OLD."abstract"), NULL FROM recording; END
--
CREATE TRIGGER undo_dump_insert AFTER INSERT ON "dump" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'dump', NULL, json_object('id', NEW."id", 'sha256', NEW."sha256", 'name', NEW."name", 'path', NEW."path", 'format', NEW."format", 'imported', NEW."imported", 'done', NEW."done", 'complete', NEW."complete", 'total', NEW."total", 'rejected', NEW."rejected", 'lines', NEW."lines", 'notes', NEW."notes") FROM recording; END
--
CREATE TRIGGER undo_dump_update AFTER UPDATE ON "dump" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'dump', json_object('id', OLD."id", 'sha256', OLD."sha256", 'name', OLD."name", 'path', OLD."path", 'format', OLD."format", 'imported', OLD."imported", 'done', OLD."done", 'complete', OLD."complete", 'total', OLD."total", 'rejected', OLD."rejected", 'lines', OLD."lines", 'notes', OLD."notes"), json_object('id', NEW."id", 'sha256', NEW."sha256", 'name', NEW."name", 'path', NEW."path", 'format', NEW."format", 'imported', NEW."imported", 'done', NEW."done", 'complete', NEW."complete", 'total', NEW."total", 'rejected', NEW."rejected", 'lines', NEW."lines", 'notes', NEW."notes") FROM recording; END
--
CREATE TRIGGER undo_dump_delete AFTER DELETE ON "dump" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'dump', json_object('id', OLD."id", 'sha256', OLD."sha256", 'name', OLD."name", 'path', OLD."path", 'format', OLD."format", 'imported', OLD."imported", 'done', OLD."done", 'complete', OLD."complete", 'total', OLD."total", 'rejected', OLD."rejected", 'lines', OLD."lines", 'notes', OLD."notes"), NULL FROM recording; END
--
CREATE TRIGGER undo_source_insert AFTER INSERT ON "source" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'source', NULL, json_object('id', NEW."id", 'paper_id', NEW."paper_id", 'dump_id', NEW."dump_id", 'line', NEW."line", 'end_line', NEW."end_line", 'outcome', NEW."outcome", 'imported', NEW."imported", 'hash', NEW."hash", 'metadata_json', NEW."metadata_json", 'title', NEW."title", 'abstract', NEW."abstract") FROM recording; END
--
CREATE TRIGGER undo_source_update AFTER UPDATE ON "source" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'source', json_object('id', OLD."id", 'paper_id', OLD."paper_id", 'dump_id', OLD."dump_id", 'line', OLD."line", 'end_line', OLD."end_line", 'outcome', OLD."outcome", 'imported', OLD."imported", 'hash', OLD."hash", 'metadata_json', OLD."metadata_json", 'title', OLD."title", 'abstract', OLD."abstract"), json_object('id', NEW."id", 'paper_id', NEW."paper_id", 'dump_id', NEW."dump_id", 'line', NEW."line", 'end_line', NEW."end_line", 'outcome', NEW."outcome", 'imported', NEW."imported", 'hash', NEW."hash", 'metadata_json', NEW."metadata_json", 'title', NEW."title", 'abstract', NEW."abstract") FROM recording; END
--
CREATE TRIGGER undo_source_delete AFTER DELETE ON "source" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'source', json_object('id', OLD."id", 'paper_id', OLD."paper_id", 'dump_id', OLD."dump_id", 'line', OLD."line", 'end_line', OLD."end_line", 'outcome', OLD."outcome", 'imported', OLD."imported", 'hash', OLD."hash", 'metadata_json', OLD."metadata_json", 'title', OLD."title", 'abstract', OLD."abstract"), NULL FROM recording; END
--
CREATE TRIGGER undo_dump_line_insert AFTER INSERT ON "dump_line" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'dump_line', NULL, json_object('dump_id', NEW."dump_id", 'kind', NEW."kind", 'line', NEW."line", 'reason', NEW."reason", 'sha256', NEW."sha256", 'text', NEW."text") FROM recording; END
--
CREATE TRIGGER undo_dump_line_update AFTER UPDATE ON "dump_line" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'dump_line', json_object('dump_id', OLD."dump_id", 'kind', OLD."kind", 'line', OLD."line", 'reason', OLD."reason", 'sha256', OLD."sha256", 'text', OLD."text"), json_object('dump_id', NEW."dump_id", 'kind', NEW."kind", 'line', NEW."line", 'reason', NEW."reason", 'sha256', NEW."sha256", 'text', NEW."text") FROM recording; END
--
CREATE TRIGGER undo_dump_line_delete AFTER DELETE ON "dump_line" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'dump_line', json_object('dump_id', OLD."dump_id", 'kind', OLD."kind", 'line', OLD."line", 'reason', OLD."reason", 'sha256', OLD."sha256", 'text', OLD."text"), NULL FROM recording; END
--
CREATE TRIGGER undo_fingerprint_insert AFTER INSERT ON "fingerprint" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'fingerprint', NULL, json_object('hash', NEW."hash", 'paper_id', NEW."paper_id") FROM recording; END
--
CREATE TRIGGER undo_fingerprint_update AFTER UPDATE ON "fingerprint" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'fingerprint', json_object('hash', OLD."hash", 'paper_id', OLD."paper_id"), json_object('hash', NEW."hash", 'paper_id', NEW."paper_id") FROM recording; END
--
CREATE TRIGGER undo_fingerprint_delete AFTER DELETE ON "fingerprint" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'fingerprint', json_object('hash', OLD."hash", 'paper_id', OLD."paper_id"), NULL FROM recording; END
--
CREATE TRIGGER undo_tag_insert AFTER INSERT ON "tag" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'tag', NULL, json_object('id', NEW."id", 'name', NEW."name", 'colour', NEW."colour") FROM recording; END
--
CREATE TRIGGER undo_tag_update AFTER UPDATE ON "tag" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'tag', json_object('id', OLD."id", 'name', OLD."name", 'colour', OLD."colour"), json_object('id', NEW."id", 'name', NEW."name", 'colour', NEW."colour") FROM recording; END
--
CREATE TRIGGER undo_tag_delete AFTER DELETE ON "tag" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'tag', json_object('id', OLD."id", 'name', OLD."name", 'colour', OLD."colour"), NULL FROM recording; END
--
CREATE TRIGGER undo_paper_tag_insert AFTER INSERT ON "paper_tag" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'paper_tag', NULL, json_object('paper_id', NEW."paper_id", 'tag_id', NEW."tag_id", 'position', NEW."position") FROM recording; END
--
CREATE TRIGGER undo_paper_tag_update AFTER UPDATE ON "paper_tag" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'paper_tag', json_object('paper_id', OLD."paper_id", 'tag_id', OLD."tag_id", 'position', OLD."position"), json_object('paper_id', NEW."paper_id", 'tag_id', NEW."tag_id", 'position', NEW."position") FROM recording; END
--
CREATE TRIGGER undo_paper_tag_delete AFTER DELETE ON "paper_tag" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'paper_tag', json_object('paper_id', OLD."paper_id", 'tag_id', OLD."tag_id", 'position', OLD."position"), NULL FROM recording; END
--
CREATE TRIGGER undo_highlight_insert AFTER INSERT ON "highlight" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'highlight', NULL, json_object('id', NEW."id", 'paper_id', NEW."paper_id", 'quote', NEW."quote", 'before', NEW."before", 'after', NEW."after", 'colour', NEW."colour", 'comment', NEW."comment") FROM recording; END
--
CREATE TRIGGER undo_highlight_update AFTER UPDATE ON "highlight" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'highlight', json_object('id', OLD."id", 'paper_id', OLD."paper_id", 'quote', OLD."quote", 'before', OLD."before", 'after', OLD."after", 'colour', OLD."colour", 'comment', OLD."comment"), json_object('id', NEW."id", 'paper_id', NEW."paper_id", 'quote', NEW."quote", 'before', NEW."before", 'after', NEW."after", 'colour', NEW."colour", 'comment', NEW."comment") FROM recording; END
--
CREATE TRIGGER undo_highlight_delete AFTER DELETE ON "highlight" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'highlight', json_object('id', OLD."id", 'paper_id', OLD."paper_id", 'quote', OLD."quote", 'before', OLD."before", 'after', OLD."after", 'colour', OLD."colour", 'comment', OLD."comment"), NULL FROM recording; END
--
CREATE TRIGGER undo_attachment_insert AFTER INSERT ON "attachment" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'attachment', NULL, json_object('id', NEW."id", 'paper_id', NEW."paper_id", 'path', NEW."path") FROM recording; END
--
CREATE TRIGGER undo_attachment_update AFTER UPDATE ON "attachment" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'attachment', json_object('id', OLD."id", 'paper_id', OLD."paper_id", 'path', OLD."path"), json_object('id', NEW."id", 'paper_id', NEW."paper_id", 'path', NEW."path") FROM recording; END
--
CREATE TRIGGER undo_attachment_delete AFTER DELETE ON "attachment" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'attachment', json_object('id', OLD."id", 'paper_id', OLD."paper_id", 'path', OLD."path"), NULL FROM recording; END
--
CREATE TRIGGER undo_question_insert AFTER INSERT ON "question" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'question', NULL, json_object('id', NEW."id", 'paper_id', NEW."paper_id", 'other_id', NEW."other_id", 'kind', NEW."kind", 'evidence', NEW."evidence", 'state', NEW."state", 'asked', NEW."asked") FROM recording; END
--
CREATE TRIGGER undo_question_update AFTER UPDATE ON "question" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'question', json_object('id', OLD."id", 'paper_id', OLD."paper_id", 'other_id', OLD."other_id", 'kind', OLD."kind", 'evidence', OLD."evidence", 'state', OLD."state", 'asked', OLD."asked"), json_object('id', NEW."id", 'paper_id', NEW."paper_id", 'other_id', NEW."other_id", 'kind', NEW."kind", 'evidence', NEW."evidence", 'state', NEW."state", 'asked', NEW."asked") FROM recording; END
--
CREATE TRIGGER undo_question_delete AFTER DELETE ON "question" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'question', json_object('id', OLD."id", 'paper_id', OLD."paper_id", 'other_id', OLD."other_id", 'kind', OLD."kind", 'evidence', OLD."evidence", 'state', OLD."state", 'asked', OLD."asked"), NULL FROM recording; END
--
CREATE TRIGGER undo_saved_search_insert AFTER INSERT ON "saved_search" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'saved_search', NULL, json_object('id', NEW."id", 'name', NEW."name", 'query', NEW."query", 'sort', NEW."sort") FROM recording; END
--
CREATE TRIGGER undo_saved_search_update AFTER UPDATE ON "saved_search" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'saved_search', json_object('id', OLD."id", 'name', OLD."name", 'query', OLD."query", 'sort', OLD."sort"), json_object('id', NEW."id", 'name', NEW."name", 'query', NEW."query", 'sort', NEW."sort") FROM recording; END
--
CREATE TRIGGER undo_saved_search_delete AFTER DELETE ON "saved_search" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'saved_search', json_object('id', OLD."id", 'name', OLD."name", 'query', OLD."query", 'sort', OLD."sort"), NULL FROM recording; END
