-- A service costs so much a shipment, however many parcels are in it. What has left keeps the cost that was reckoned then.
ALTER TABLE "shipment" NO FORCE ROW LEVEL SECURITY;
UPDATE "shipment" SET "freight_minor" = "freight_minor" / "parcels" WHERE "state" = 'PLANNED' AND "parcels" > 1;
ALTER TABLE "shipment" FORCE ROW LEVEL SECURITY;

-- Parcels that join a shipment put more of a line into it.
GRANT UPDATE ("quantity") ON "shipment_line" TO octet_app;
