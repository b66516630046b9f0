-- Paper and labels as the organisation wants them; empty: what is usual in its country.
ALTER TABLE "organisation" ADD COLUMN "label_size" TEXT, ADD COLUMN "paper_size" TEXT;
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_paper_check" CHECK (paper_size IN ('A4', 'LETTER')),
  ADD CONSTRAINT "organisation_label_check" CHECK (label_size IN ('100X150', 'A6', '4X6'));
