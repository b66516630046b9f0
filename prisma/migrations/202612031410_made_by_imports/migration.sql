-- What an import made beside the records of its rows, such as categories: it goes with the import when nothing else uses it.
ALTER TABLE import_file ADD COLUMN made JSONB NOT NULL DEFAULT '[]';

-- The state of a changed record before it was changed, and after it was brought back: an earlier import that left it in the one knows it in the other.
ALTER TABLE import_row ADD COLUMN version_before TEXT, ADD COLUMN version_after TEXT;
GRANT DELETE ON customer_group, price_list TO octet_app;
