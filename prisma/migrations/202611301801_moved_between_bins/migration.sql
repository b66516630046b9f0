-- Goods move from bin to bin, and a warehouse may have a bin in which they wait to be put away.
ALTER TABLE stock_movement DROP CONSTRAINT stock_movement_cause_check;
ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_cause_check
  CHECK (cause IN ('RECEIVED', 'COUNTED', 'SHIPPED', 'RETURNED', 'DAMAGED', 'PUT_BACK', 'MOVED', 'SENT', 'ARRIVED'));
ALTER TABLE warehouse ADD COLUMN receiving_bin_id UUID;
ALTER TABLE warehouse ADD CONSTRAINT warehouse_organisation_id_receiving_bin_id_fkey
  FOREIGN KEY (organisation_id, receiving_bin_id) REFERENCES bin(organisation_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
