-- What to buy reads the few products that are short or have a reorder point, not every stock row.
CREATE INDEX stock_level_waited_for ON stock_level (organisation_id, product_id) WHERE backordered > 0;
CREATE INDEX product_supply_reordered ON product_supply (organisation_id, product_id) WHERE reorder_point > 0;
