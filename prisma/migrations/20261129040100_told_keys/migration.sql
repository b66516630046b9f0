-- A device tells under a key what was taken, and may show a moment before or after it: the task names the keys that it
-- knows, so that nothing is counted twice or forgotten, and an undo takes back the very pick that it names.
ALTER TABLE pick_task ADD COLUMN told TEXT[] NOT NULL DEFAULT '{}';
