-- A line of a quote or an order may stand under a heading, which it shares with its neighbours, and may have a note that is printed below it.
ALTER TABLE "quote_line" ADD COLUMN "section" TEXT, ADD COLUMN "note" TEXT;
ALTER TABLE "order_line" ADD COLUMN "section" TEXT, ADD COLUMN "note" TEXT;
ALTER TABLE "quote_line" ADD CONSTRAINT "quote_line_words_check" CHECK (btrim(section) <> '' AND length(section) <= 200 AND btrim(note) <> '' AND length(note) <= 1000);
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_words_check" CHECK (btrim(section) <> '' AND length(section) <= 200 AND btrim(note) <> '' AND length(note) <= 1000);
