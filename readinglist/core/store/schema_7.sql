UPDATE paper SET title_key = replace(replace(replace(replace(replace(replace(replace(replace(title_key, 'æ', 'ae'), 'ð', 'd'), 'ø', 'o'), 'þ', 'th'), 'đ', 'd'), 'ħ', 'h'), 'ł', 'l'), 'œ', 'oe') WHERE title_key GLOB '*[æðøþđħłœ]*'
--
UPDATE former_text SET title_key = replace(replace(replace(replace(replace(replace(replace(replace(title_key, 'æ', 'ae'), 'ð', 'd'), 'ø', 'o'), 'þ', 'th'), 'đ', 'd'), 'ħ', 'h'), 'ł', 'l'), 'œ', 'oe') WHERE title_key GLOB '*[æðøþđħłœ]*'
--
UPDATE retired_key SET title_key = replace(replace(replace(replace(replace(replace(replace(replace(title_key, 'æ', 'ae'), 'ð', 'd'), 'ø', 'o'), 'þ', 'th'), 'đ', 'd'), 'ħ', 'h'), 'ł', 'l'), 'œ', 'oe') WHERE title_key GLOB '*[æðøþđħłœ]*'
