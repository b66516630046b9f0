-- A customer who is known already is found by tax number, mail, or name and postcode while somebody types.
CREATE INDEX "customer_organisation_id_tax_number_idx" ON "customer"("organisation_id", "tax_number");
CREATE INDEX "customer_organisation_id_email_idx" ON "customer"("organisation_id", "email");
CREATE INDEX "customer_contact_organisation_id_email_idx" ON "customer_contact"("organisation_id", "email");
CREATE INDEX "customer_address_organisation_id_postcode_customer_id_idx" ON "customer_address"("organisation_id", "postcode", "customer_id");
