CREATE TABLE former_text (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	paper_id INTEGER NOT NULL, 
	title_key VARCHAR NOT NULL, 
	title VARCHAR, 
	abstract VARCHAR, 
	FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
)
--
CREATE INDEX ix_former_text_paper_id ON former_text (paper_id)
--
CREATE INDEX ix_former_text_title_key ON former_text (title_key)
--
CREATE TRIGGER undo_former_text_insert AFTER INSERT ON "former_text" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'former_text', NULL, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END || ',' || CASE typeof(NEW."title_key") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."title_key") ELSE 'i' || NEW."title_key" END || ',' || CASE typeof(NEW."title") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."title") ELSE 'i' || NEW."title" END || ',' || CASE typeof(NEW."abstract") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."abstract") ELSE 'i' || NEW."abstract" END FROM recording; END
--
CREATE TRIGGER undo_former_text_update AFTER UPDATE ON "former_text" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'former_text', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END || ',' || CASE typeof(OLD."title_key") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."title_key") ELSE 'i' || OLD."title_key" END || ',' || CASE typeof(OLD."title") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."title") ELSE 'i' || OLD."title" END || ',' || CASE typeof(OLD."abstract") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."abstract") ELSE 'i' || OLD."abstract" END, CASE typeof(NEW."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."id") ELSE 'i' || NEW."id" END || ',' || CASE typeof(NEW."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."paper_id") ELSE 'i' || NEW."paper_id" END || ',' || CASE typeof(NEW."title_key") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."title_key") ELSE 'i' || NEW."title_key" END || ',' || CASE typeof(NEW."title") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."title") ELSE 'i' || NEW."title" END || ',' || CASE typeof(NEW."abstract") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(NEW."abstract") ELSE 'i' || NEW."abstract" END FROM recording; END
--
CREATE TRIGGER undo_former_text_delete AFTER DELETE ON "former_text" WHEN EXISTS (SELECT 1 FROM recording) BEGIN INSERT INTO undo_entry (step_id, table_name, before, after) SELECT step_id, 'former_text', CASE typeof(OLD."id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."id") ELSE 'i' || OLD."id" END || ',' || CASE typeof(OLD."paper_id") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."paper_id") ELSE 'i' || OLD."paper_id" END || ',' || CASE typeof(OLD."title_key") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."title_key") ELSE 'i' || OLD."title_key" END || ',' || CASE typeof(OLD."title") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."title") ELSE 'i' || OLD."title" END || ',' || CASE typeof(OLD."abstract") WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex(OLD."abstract") ELSE 'i' || OLD."abstract" END, NULL FROM recording; END
