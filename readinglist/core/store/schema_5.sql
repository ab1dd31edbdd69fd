CREATE INDEX paper_by_author ON paper ((CASE WHEN authors = '[]' THEN NULL WHEN substr(authors, 3, instr(substr(authors, 3), '"') - 1) LIKE '{%' THEN trim(substr(authors, 3, instr(substr(authors, 3), '"') - 1), '{}') WHEN instr(substr(authors, 3, instr(substr(authors, 3), '"') - 1), ',') THEN substr(substr(authors, 3, instr(substr(authors, 3), '"') - 1), 1, instr(substr(authors, 3, instr(substr(authors, 3), '"') - 1), ',') - 1) ELSE replace(substr(authors, 3, instr(substr(authors, 3), '"') - 1), rtrim(substr(authors, 3, instr(substr(authors, 3), '"') - 1), replace(substr(authors, 3, instr(substr(authors, 3), '"') - 1), ' ', '')), '') END) COLLATE NOCASE, id, status, starred, authors)
--
CREATE INDEX paper_by_venue ON paper (venue COLLATE NOCASE, id, status, starred)
--
CREATE INDEX paper_by_progress ON paper (instr(',new,later,reading,read,dismissed,', ',' || status || ','), id, status, starred)
