-- What customers have answered to quotes of late is news of the home page.

-- CreateIndex
CREATE INDEX "quote_organisation_id_decided_at_idx" ON "quote"("organisation_id", "decided_at");
