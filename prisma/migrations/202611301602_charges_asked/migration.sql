-- What the settings charge beside the lines of an order: freight up to a value of the goods, a surcharge on small orders, and the least that is taken.
CREATE TABLE "charge_policy" (
    "organisation_id" UUID NOT NULL,
    "freight_minor" BIGINT,
    "free_from_minor" BIGINT,
    "small_below_minor" BIGINT,
    "small_minor" BIGINT,
    "minimum_minor" BIGINT,
    "with_last" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "charge_policy_pkey" PRIMARY KEY ("organisation_id"),
    CONSTRAINT "charge_policy_amounts_check" CHECK (freight_minor > 0 AND free_from_minor > 0 AND small_below_minor > 0 AND small_minor > 0 AND minimum_minor > 0),
    CONSTRAINT "charge_policy_pairs_check" CHECK ((free_from_minor IS NULL OR freight_minor IS NOT NULL) AND (small_minor IS NULL) = (small_below_minor IS NULL))
);
ALTER TABLE "charge_policy" ADD CONSTRAINT "charge_policy_organisation_id_fkey"
  FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE charge_policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE charge_policy FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON charge_policy TO octet_app
  USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE ON charge_policy TO octet_app;

-- What a service charges the customer in place of that; null: as the organisation does.
ALTER TABLE "carrier_service" ADD COLUMN "charge_minor" BIGINT, ADD COLUMN "free_from_minor" BIGINT;
ALTER TABLE "carrier_service" ADD CONSTRAINT "carrier_service_charge_check" CHECK (charge_minor >= 0 AND free_from_minor > 0 AND (free_from_minor IS NULL OR charge_minor IS NOT NULL));
