-- Who is at an order on the floor, until when unless they say so again: nobody else is sent to the same units meanwhile.
CREATE TABLE "pick_turn" (
    "organisation_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pick_turn_pkey" PRIMARY KEY ("organisation_id","order_id")
);
ALTER TABLE "pick_turn" ADD CONSTRAINT "pick_turn_organisation_id_order_id_fkey"
  FOREIGN KEY ("organisation_id", "order_id") REFERENCES "sales_order"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "pick_turn" ADD CONSTRAINT "pick_turn_organisation_id_user_id_fkey"
  FOREIGN KEY ("organisation_id", "user_id") REFERENCES "membership"("organisation_id", "user_id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "pick_turn_organisation_id_user_id_idx" ON "pick_turn"("organisation_id", "user_id");

ALTER TABLE pick_turn ENABLE ROW LEVEL SECURITY;
ALTER TABLE pick_turn FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON pick_turn TO octet_app
  USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE, DELETE ON pick_turn TO octet_app;
