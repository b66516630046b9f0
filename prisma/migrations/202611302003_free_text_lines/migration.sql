-- A line that names no product: what stands for it in the catalogue, one for each tax category, is never listed, stocked or shipped. Its text and price stand on the line.
ALTER TABLE product ADD COLUMN free_text BOOLEAN NOT NULL DEFAULT false,
  ADD CONSTRAINT product_free_text_check CHECK (NOT free_text OR kind = 'SERVICE' AND archived_at IS NOT NULL);
CREATE UNIQUE INDEX product_free_text_key ON product (organisation_id, tax_category_id) WHERE free_text;
