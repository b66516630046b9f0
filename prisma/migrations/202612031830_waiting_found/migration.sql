-- What is open, on its way or left without an invoice is little beside all invoices and shipments. It is found without reading those.
CREATE INDEX "open_item_open_idx" ON "open_item"("organisation_id", "issued_on", "document_id") WHERE settled_at IS NULL;
CREATE INDEX "shipment_not_invoiced_idx" ON "shipment"("organisation_id", "left_at") WHERE invoice_id IS NULL AND state NOT IN ('PLANNED', 'CANCELLED');
CREATE INDEX "shipment_on_its_way_idx" ON "shipment"("organisation_id", "dispatched_at", "id") WHERE state = 'DISPATCHED';
