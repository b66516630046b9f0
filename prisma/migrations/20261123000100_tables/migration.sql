-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "carrier" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "carrier_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "carrier_service" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "carrier_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "transit_days" INTEGER NOT NULL,
    "cut_off" TEXT NOT NULL,
    "max_weight_grams" INTEGER,
    "price_minor" BIGINT NOT NULL DEFAULT 0,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "carrier_service_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "tax_category" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rate" DECIMAL(7,4) NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "tax_category_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "product" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "gtin" TEXT,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "tax_category_id" UUID NOT NULL,
    "unit_price" DECIMAL(18,6) NOT NULL,
    "price_quantity" INTEGER NOT NULL DEFAULT 1,
    "weight_grams" INTEGER NOT NULL DEFAULT 0,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "bank_account" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "iban" TEXT,
    "currency" TEXT NOT NULL,
    "checked_up_to" DATE,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "bank_account_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "bank_statement" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "bank_account_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "from_on" DATE,
    "to_on" DATE,
    "opening_minor" BIGINT,
    "closing_minor" BIGINT,
    "lines" INTEGER NOT NULL,
    "fresh" INTEGER NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,
    "imported_by" UUID,

    CONSTRAINT "bank_statement_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "bank_line" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "bank_account_id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "booked_on" DATE NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "counterparty" TEXT NOT NULL,
    "counterparty_iban" TEXT,
    "bank_reference" TEXT,
    "dedupe_key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "cause" TEXT,
    "evidence" JSONB,
    "receipt_id" UUID,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "duplicate_of_id" UUID,
    "tried_at" TIMESTAMPTZ(3),

    CONSTRAINT "bank_line_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "refund" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "source_kind" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "refunded_on" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "bank_line_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID,
    "reversed_at" TIMESTAMPTZ(3),
    "reverse_reason" TEXT,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "receipt" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "order_id" UUID,
    "method" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "unapplied_minor" BIGINT NOT NULL,
    "bank_line_id" UUID,
    "reference" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID,
    "reversed_at" TIMESTAMPTZ(3),
    "reverse_reason" TEXT,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "promise_to_pay" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "promised_on" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "promise_to_pay_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "open_item_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "credit_policy" (
    "organisation_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "starter_limit_minor" BIGINT NOT NULL,
    "approve_at_points" INTEGER NOT NULL,
    "reservation_days" INTEGER NOT NULL DEFAULT 2,
    "refer_above_minor" BIGINT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_policy_pkey" PRIMARY KEY ("organisation_id","version")
);

-- CreateTable
CREATE TABLE "credit_account" (
    "organisation_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "limit_minor" BIGINT,
    "limit_source" TEXT,
    "committed_minor" BIGINT NOT NULL DEFAULT 0,
    "shipped_not_invoiced_minor" BIGINT NOT NULL DEFAULT 0,
    "open_minor" BIGINT NOT NULL DEFAULT 0,
    "unapplied_minor" BIGINT NOT NULL DEFAULT 0,
    "holds" INTEGER NOT NULL DEFAULT 0,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "credit_account_pkey" PRIMARY KEY ("organisation_id","customer_id")
);

-- CreateTable
CREATE TABLE "credit_hold" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "reason" TEXT,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "placed_by" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,
    "end_reason" TEXT,

    CONSTRAINT "credit_hold_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "credit_decision" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "points" INTEGER,
    "factors" JSONB NOT NULL,
    "inputs" JSONB NOT NULL,
    "least_change" JSONB,
    "limit_minor" BIGINT,
    "override_minor" BIGINT,
    "reason" TEXT,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_decision_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "payment_terms" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_days" INTEGER NOT NULL DEFAULT 0,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_terms_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "customer" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "tax_number" TEXT,
    "currency" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "payment_terms_id" UUID NOT NULL,
    "payer_id" UUID,
    "tax_treatment" TEXT NOT NULL DEFAULT 'DOMESTIC',
    "bill_line" TEXT,
    "bill_extra" TEXT,
    "bill_postcode" TEXT,
    "bill_city" TEXT,
    "bill_region" TEXT,
    "ship_name" TEXT,
    "ship_line" TEXT,
    "ship_extra" TEXT,
    "ship_postcode" TEXT,
    "ship_city" TEXT,
    "ship_region" TEXT,
    "ship_country" TEXT,
    "external_key" TEXT,
    "reminders_paused_until" DATE,
    "note" TEXT,
    "merged_into" UUID,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "pick_task" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "warehouse_id" UUID NOT NULL,
    "bin_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "picked" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "cause" TEXT,
    "walk_order" INTEGER NOT NULL,
    "released_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,

    CONSTRAINT "pick_task_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "parcel" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "shipment_id" UUID,
    "number" TEXT NOT NULL,
    "weight_grams" INTEGER NOT NULL,
    "packed_at" TIMESTAMPTZ(3) NOT NULL,
    "packed_by" UUID,

    CONSTRAINT "parcel_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "parcel_line" (
    "organisation_id" UUID NOT NULL,
    "parcel_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "parcel_line_pkey" PRIMARY KEY ("organisation_id","parcel_id","order_line_id")
);

-- CreateTable
CREATE TABLE "goods_return" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "restock" BOOLEAN NOT NULL,
    "note" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "received_by" UUID,

    CONSTRAINT "goods_return_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "goods_return_line" (
    "organisation_id" UUID NOT NULL,
    "return_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "goods_return_line_pkey" PRIMARY KEY ("organisation_id","return_id","order_line_id")
);

-- CreateTable
CREATE TABLE "warehouse" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "warehouse_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "bin" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "warehouse_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "walk_order" INTEGER NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "bin_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "stock_level" (
    "organisation_id" UUID NOT NULL,
    "warehouse_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "on_hand" INTEGER NOT NULL DEFAULT 0,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "picked" INTEGER NOT NULL DEFAULT 0,
    "blocked" INTEGER NOT NULL DEFAULT 0,
    "backordered" INTEGER NOT NULL DEFAULT 0,
    "home_bin_id" UUID,

    CONSTRAINT "stock_level_pkey" PRIMARY KEY ("organisation_id","warehouse_id","product_id")
);

-- CreateTable
CREATE TABLE "bin_stock" (
    "organisation_id" UUID NOT NULL,
    "bin_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "lot" TEXT NOT NULL DEFAULT '',
    "warehouse_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "bin_stock_pkey" PRIMARY KEY ("organisation_id","bin_id","product_id","lot")
);

-- CreateTable
CREATE TABLE "stock_movement" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "warehouse_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "bin_id" UUID,
    "lot" TEXT,
    "serial" TEXT,
    "quantity" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" UUID NOT NULL,
    "actor_id" UUID,
    "effective_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_movement_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "invoice" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "series" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "customer_id" UUID NOT NULL,
    "payer_id" UUID NOT NULL,
    "order_id" UUID,
    "shipment_id" UUID,
    "return_id" UUID,
    "corrects_id" UUID,
    "reason" TEXT,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "terms_kind" TEXT NOT NULL,
    "terms_days" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "seller" JSONB NOT NULL,
    "buyer" JSONB NOT NULL,
    "customer_reference" TEXT,
    "deducted_minor" BIGINT NOT NULL DEFAULT 0,
    "created_by" UUID,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "invoice_line" (
    "organisation_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "order_line_id" UUID,
    "product_id" UUID,
    "sku" TEXT,
    "description" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price" DECIMAL(18,6) NOT NULL,
    "price_quantity" INTEGER NOT NULL,
    "tax_code" TEXT NOT NULL,
    "tax_rate" DECIMAL(7,4) NOT NULL,
    "net_minor" BIGINT NOT NULL,

    CONSTRAINT "invoice_line_pkey" PRIMARY KEY ("organisation_id","invoice_id","position")
);

-- CreateTable
CREATE TABLE "invoice_tax" (
    "organisation_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "tax_code" TEXT NOT NULL,
    "tax_rate" DECIMAL(7,4) NOT NULL,
    "basis_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,

    CONSTRAINT "invoice_tax_pkey" PRIMARY KEY ("organisation_id","invoice_id","tax_code","tax_rate")
);

-- CreateTable
CREATE TABLE "account" (
    "organisation_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("organisation_id","code")
);

-- CreateTable
CREATE TABLE "posting" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" UUID NOT NULL,
    "reverses_id" UUID,
    "effective_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "posting_line" (
    "organisation_id" UUID NOT NULL,
    "posting_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "account_code" TEXT NOT NULL,
    "customer_id" UUID,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "rate" DECIMAL(18,8) NOT NULL DEFAULT 1,
    "ledger_amount_minor" BIGINT NOT NULL,
    "tax_code" TEXT,
    "tax_rate" DECIMAL(7,4),
    "effective_on" DATE NOT NULL,

    CONSTRAINT "posting_line_pkey" PRIMARY KEY ("organisation_id","posting_id","position")
);

-- CreateTable
CREATE TABLE "open_item" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "document_id" UUID NOT NULL,
    "order_id" UUID,
    "number" TEXT NOT NULL,
    "issued_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "open_minor" BIGINT NOT NULL,
    "on_terms" BOOLEAN NOT NULL DEFAULT true,
    "overdue_since" DATE,
    "settled_at" TIMESTAMPTZ(3),
    "settled_on" DATE,

    CONSTRAINT "open_item_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "application" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "open_item_id" UUID NOT NULL,
    "source_kind" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "posting_id" UUID,
    "reverses_id" UUID,
    "effective_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "application_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "quote" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "payment_terms_id" UUID NOT NULL,
    "valid_until" DATE NOT NULL,
    "note" TEXT,
    "net_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "accepted_by" TEXT,
    "order_id" UUID,

    CONSTRAINT "quote_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "quote_line" (
    "organisation_id" UUID NOT NULL,
    "quote_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "product_id" UUID NOT NULL,
    "description" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price" DECIMAL(18,6) NOT NULL,
    "price_quantity" INTEGER NOT NULL,
    "tax_code" TEXT NOT NULL,
    "tax_rate" DECIMAL(7,4) NOT NULL,
    "net_minor" BIGINT NOT NULL,

    CONSTRAINT "quote_line_pkey" PRIMARY KEY ("organisation_id","quote_id","position")
);

-- CreateTable
CREATE TABLE "sales_order" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "payer_id" UUID NOT NULL,
    "customer_reference" TEXT,
    "source" TEXT NOT NULL,
    "quote_id" UUID,
    "currency" TEXT NOT NULL,
    "payment_terms_id" UUID NOT NULL,
    "terms_kind" TEXT NOT NULL,
    "terms_days" INTEGER NOT NULL,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL,
    "ordered_on" DATE NOT NULL,
    "requested_on" DATE,
    "promised_on" DATE,
    "warehouse_id" UUID NOT NULL,
    "carrier_service_id" UUID NOT NULL,
    "ship_to" JSONB NOT NULL,
    "note" TEXT,
    "net_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "credit_state" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "stage_since" TIMESTAMPTZ(3) NOT NULL,
    "waits_for" TEXT,
    "committed_minor" BIGINT NOT NULL DEFAULT 0,
    "shipped_not_invoiced_minor" BIGINT NOT NULL DEFAULT 0,
    "open_minor" BIGINT NOT NULL DEFAULT 0,
    "deposit_minor" BIGINT NOT NULL DEFAULT 0,
    "overdue" BOOLEAN NOT NULL DEFAULT false,
    "dispatched_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "delivery_assumed" BOOLEAN NOT NULL DEFAULT false,
    "settled_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "created_by" UUID,

    CONSTRAINT "sales_order_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "product_id" UUID NOT NULL,
    "warehouse_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "ordered" INTEGER NOT NULL,
    "cancelled" INTEGER NOT NULL DEFAULT 0,
    "backordered" INTEGER NOT NULL DEFAULT 0,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "picked" INTEGER NOT NULL DEFAULT 0,
    "packed" INTEGER NOT NULL DEFAULT 0,
    "shipped" INTEGER NOT NULL DEFAULT 0,
    "open" INTEGER NOT NULL DEFAULT 0,
    "performed" INTEGER NOT NULL DEFAULT 0,
    "invoiced" INTEGER NOT NULL DEFAULT 0,
    "returned" INTEGER NOT NULL DEFAULT 0,
    "credited" INTEGER NOT NULL DEFAULT 0,
    "released" INTEGER NOT NULL DEFAULT 0,
    "unit_price" DECIMAL(18,6) NOT NULL,
    "price_quantity" INTEGER NOT NULL,
    "tax_code" TEXT NOT NULL,
    "tax_rate" DECIMAL(7,4) NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "proforma" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "paid_minor" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "expires_on" DATE,
    "reminded_on" DATE,
    "held_back" TEXT,

    CONSTRAINT "proforma_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "working_weekdays" INTEGER[],
    "legal_name" TEXT,
    "address_line" TEXT,
    "address_extra" TEXT,
    "postcode" TEXT,
    "city" TEXT,
    "region" TEXT,
    "tax_number" TEXT,
    "tax_registered" BOOLEAN,
    "email" TEXT,
    "phone" TEXT,
    "iban" TEXT,
    "prepaid_days" INTEGER DEFAULT 14,
    "sample" TEXT NOT NULL DEFAULT 'NONE',
    "clock_shift_ms" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_link" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_mail" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "given_up_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "organisation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "roles" TEXT[],
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("organisation_id","user_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "roles" TEXT[],
    "token_hash" BYTEA NOT NULL,
    "invited_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "portal_link" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "portal_link_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "event" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "payload" JSONB NOT NULL,
    "txid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "event_pkey" PRIMARY KEY ("organisation_id","id")
) PARTITION BY RANGE ("id");

-- One partition a year, by the time inside the version 7 id; what lies outside goes to the last one.
DO $$
DECLARE y int; lower uuid; upper uuid;
BEGIN
  FOR y IN 2024..2035 LOOP
    lower := (lpad(to_hex((extract(epoch FROM make_timestamptz(y, 1, 1, 0, 0, 0, 'UTC')) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid;
    upper := (lpad(to_hex((extract(epoch FROM make_timestamptz(y + 1, 1, 1, 0, 0, 0, 'UTC')) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid;
    EXECUTE format('CREATE TABLE event_%s PARTITION OF event FOR VALUES FROM (%L) TO (%L)', y, lower, upper);
  END LOOP;
END $$;
CREATE TABLE event_other PARTITION OF event DEFAULT;

-- CreateTable
CREATE TABLE "event_object" (
    "organisation_id" UUID NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "qualifier" TEXT NOT NULL,

    CONSTRAINT "event_object_pkey" PRIMARY KEY ("organisation_id","object_type","object_id","event_id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "organisation_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("organisation_id","event_id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "organisation_id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "procedure" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "answer" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("organisation_id","actor","procedure","request_key")
);

-- CreateTable
CREATE TABLE "number_series" (
    "organisation_id" UUID NOT NULL,
    "series" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "next" BIGINT NOT NULL,
    "gapless" BOOLEAN NOT NULL,
    "last_issued_on" DATE,

    CONSTRAINT "number_series_pkey" PRIMARY KEY ("organisation_id","series")
);

-- CreateTable
CREATE TABLE "blob" (
    "organisation_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("organisation_id","hash")
);

-- CreateTable
CREATE TABLE "document" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "blob_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "frozen_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "mail" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "effect_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" UUID NOT NULL,
    "customer_id" UUID,
    "to_address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "attempted_at" TIMESTAMPTZ(3),
    "text_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "failed_work" (
    "organisation_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "function_id" TEXT NOT NULL,
    "event" JSONB NOT NULL,
    "error" JSONB NOT NULL,
    "failed_at" TIMESTAMPTZ(3) NOT NULL,
    "retried_at" TIMESTAMPTZ(3),

    CONSTRAINT "failed_work_pkey" PRIMARY KEY ("organisation_id","run_id")
);

-- CreateTable
CREATE TABLE "reminder_policy" (
    "organisation_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "max_bank_age_days" INTEGER NOT NULL,
    "min_gap_days" INTEGER NOT NULL,
    "send_from" TEXT NOT NULL,
    "send_until" TEXT NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_policy_pkey" PRIMARY KEY ("organisation_id","version")
);

-- CreateTable
CREATE TABLE "reminder_step" (
    "organisation_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "offset_days" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "places_hold" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "reminder_step_pkey" PRIMARY KEY ("organisation_id","version","position")
);

-- CreateTable
CREATE TABLE "reminder" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "total_minor" BIGINT NOT NULL,
    "mail_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "reminder_item" (
    "organisation_id" UUID NOT NULL,
    "open_item_id" UUID NOT NULL,
    "step_code" TEXT NOT NULL,
    "reminder_id" UUID,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_item_pkey" PRIMARY KEY ("organisation_id","open_item_id","step_code")
);

-- CreateTable
CREATE TABLE "shipment" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "warehouse_id" UUID NOT NULL,
    "carrier_service_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "planned_on" DATE NOT NULL,
    "dispatched_at" TIMESTAMPTZ(3),
    "dispatched_on" DATE,
    "dispatched_by" UUID,
    "expected_on" DATE,
    "delivered_at" TIMESTAMPTZ(3),
    "proof" TEXT,
    "received_by_name" TEXT,
    "tracking_number" TEXT,
    "weight_grams" INTEGER NOT NULL DEFAULT 0,
    "parcels" INTEGER NOT NULL DEFAULT 0,
    "freight_minor" BIGINT NOT NULL DEFAULT 0,
    "invoice_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shipment_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "shipment_line" (
    "organisation_id" UUID NOT NULL,
    "shipment_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "shipment_line_pkey" PRIMARY KEY ("organisation_id","shipment_id","order_line_id")
);

-- CreateTable
CREATE TABLE "passage" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "reached_at" TIMESTAMPTZ(3) NOT NULL,
    "floor_works" BOOLEAN NOT NULL,
    "asked_by" UUID,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "happened" JSONB,

    CONSTRAINT "passage_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "tax_category_organisation_id_code_rate_key" ON "tax_category"("organisation_id", "code", "rate");

-- CreateIndex
CREATE INDEX "product_organisation_id_gtin_idx" ON "product"("organisation_id", "gtin");

-- CreateIndex
CREATE INDEX "product_organisation_id_name_id_idx" ON "product"("organisation_id", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "product_organisation_id_sku_key" ON "product"("organisation_id", "sku");

-- CreateIndex
CREATE INDEX "bank_statement_organisation_id_bank_account_id_imported_at_idx" ON "bank_statement"("organisation_id", "bank_account_id", "imported_at");

-- CreateIndex
CREATE INDEX "bank_line_organisation_id_state_booked_on_id_idx" ON "bank_line"("organisation_id", "state", "booked_on", "id");

-- CreateIndex
CREATE INDEX "bank_line_organisation_id_receipt_id_idx" ON "bank_line"("organisation_id", "receipt_id");

-- CreateIndex
CREATE UNIQUE INDEX "bank_line_organisation_id_bank_account_id_dedupe_key_key" ON "bank_line"("organisation_id", "bank_account_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "refund_organisation_id_refunded_on_id_idx" ON "refund"("organisation_id", "refunded_on", "id");

-- CreateIndex
CREATE INDEX "refund_organisation_id_source_id_idx" ON "refund"("organisation_id", "source_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_organisation_id_number_key" ON "refund"("organisation_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "refund_organisation_id_bank_line_id_key" ON "refund"("organisation_id", "bank_line_id");

-- CreateIndex
CREATE INDEX "receipt_organisation_id_received_on_id_idx" ON "receipt"("organisation_id", "received_on", "id");

-- CreateIndex
CREATE INDEX "receipt_organisation_id_customer_id_idx" ON "receipt"("organisation_id", "customer_id");

-- CreateIndex
CREATE INDEX "receipt_organisation_id_customer_id_unapplied_minor_idx" ON "receipt"("organisation_id", "customer_id", "unapplied_minor");

-- CreateIndex
CREATE INDEX "receipt_organisation_id_unapplied_minor_idx" ON "receipt"("organisation_id", "unapplied_minor");

-- CreateIndex
CREATE UNIQUE INDEX "receipt_organisation_id_number_key" ON "receipt"("organisation_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "receipt_organisation_id_bank_line_id_key" ON "receipt"("organisation_id", "bank_line_id");

-- CreateIndex
CREATE INDEX "promise_to_pay_organisation_id_customer_id_state_idx" ON "promise_to_pay"("organisation_id", "customer_id", "state");

-- CreateIndex
CREATE INDEX "promise_to_pay_organisation_id_state_promised_on_idx" ON "promise_to_pay"("organisation_id", "state", "promised_on");

-- CreateIndex
CREATE INDEX "dispute_organisation_id_open_item_id_state_idx" ON "dispute"("organisation_id", "open_item_id", "state");

-- CreateIndex
CREATE INDEX "dispute_organisation_id_state_created_at_idx" ON "dispute"("organisation_id", "state", "created_at");

-- CreateIndex
CREATE INDEX "credit_account_organisation_id_holds_idx" ON "credit_account"("organisation_id", "holds");

-- CreateIndex
CREATE INDEX "credit_hold_organisation_id_customer_id_ended_at_idx" ON "credit_hold"("organisation_id", "customer_id", "ended_at");

-- CreateIndex
CREATE INDEX "credit_hold_organisation_id_ended_at_placed_at_idx" ON "credit_hold"("organisation_id", "ended_at", "placed_at");

-- CreateIndex
CREATE INDEX "credit_decision_organisation_id_state_created_at_id_idx" ON "credit_decision"("organisation_id", "state", "created_at", "id");

-- CreateIndex
CREATE INDEX "credit_decision_organisation_id_order_id_idx" ON "credit_decision"("organisation_id", "order_id");

-- CreateIndex
CREATE INDEX "credit_decision_organisation_id_customer_id_idx" ON "credit_decision"("organisation_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_terms_organisation_id_code_key" ON "payment_terms"("organisation_id", "code");

-- CreateIndex
CREATE INDEX "customer_organisation_id_name_id_idx" ON "customer"("organisation_id", "name", "id");

-- CreateIndex
CREATE INDEX "customer_organisation_id_created_at_id_idx" ON "customer"("organisation_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_organisation_id_number_key" ON "customer"("organisation_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "customer_organisation_id_external_key_key" ON "customer"("organisation_id", "external_key");

-- CreateIndex
CREATE INDEX "pick_task_organisation_id_state_warehouse_id_walk_order_idx" ON "pick_task"("organisation_id", "state", "warehouse_id", "walk_order");

-- CreateIndex
CREATE INDEX "pick_task_organisation_id_order_id_state_idx" ON "pick_task"("organisation_id", "order_id", "state");

-- CreateIndex
CREATE INDEX "pick_task_organisation_id_order_line_id_idx" ON "pick_task"("organisation_id", "order_line_id");

-- CreateIndex
CREATE INDEX "parcel_organisation_id_order_id_idx" ON "parcel"("organisation_id", "order_id");

-- CreateIndex
CREATE INDEX "parcel_organisation_id_shipment_id_idx" ON "parcel"("organisation_id", "shipment_id");

-- CreateIndex
CREATE UNIQUE INDEX "parcel_organisation_id_number_key" ON "parcel"("organisation_id", "number");

-- CreateIndex
CREATE INDEX "goods_return_organisation_id_order_id_idx" ON "goods_return"("organisation_id", "order_id");

-- CreateIndex
CREATE INDEX "goods_return_organisation_id_received_at_id_idx" ON "goods_return"("organisation_id", "received_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "goods_return_organisation_id_number_key" ON "goods_return"("organisation_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "warehouse_organisation_id_code_key" ON "warehouse"("organisation_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "bin_organisation_id_warehouse_id_code_key" ON "bin"("organisation_id", "warehouse_id", "code");

-- CreateIndex
CREATE INDEX "stock_level_organisation_id_product_id_idx" ON "stock_level"("organisation_id", "product_id");

-- CreateIndex
CREATE INDEX "bin_stock_organisation_id_warehouse_id_product_id_idx" ON "bin_stock"("organisation_id", "warehouse_id", "product_id");

-- CreateIndex
CREATE INDEX "stock_movement_organisation_id_warehouse_id_product_id_id_idx" ON "stock_movement"("organisation_id", "warehouse_id", "product_id", "id");

-- CreateIndex
CREATE INDEX "stock_movement_organisation_id_object_type_object_id_idx" ON "stock_movement"("organisation_id", "object_type", "object_id");

-- CreateIndex
CREATE INDEX "invoice_organisation_id_issued_on_id_idx" ON "invoice"("organisation_id", "issued_on", "id");

-- CreateIndex
CREATE INDEX "invoice_organisation_id_order_id_idx" ON "invoice"("organisation_id", "order_id");

-- CreateIndex
CREATE INDEX "invoice_organisation_id_payer_id_issued_on_idx" ON "invoice"("organisation_id", "payer_id", "issued_on");

-- CreateIndex
CREATE INDEX "invoice_organisation_id_corrects_id_idx" ON "invoice"("organisation_id", "corrects_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_organisation_id_series_sequence_key" ON "invoice"("organisation_id", "series", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_organisation_id_number_key" ON "invoice"("organisation_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_organisation_id_shipment_id_key" ON "invoice"("organisation_id", "shipment_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_organisation_id_return_id_key" ON "invoice"("organisation_id", "return_id");

-- CreateIndex
CREATE INDEX "invoice_line_organisation_id_order_line_id_idx" ON "invoice_line"("organisation_id", "order_line_id");

-- CreateIndex
CREATE INDEX "posting_organisation_id_object_type_object_id_idx" ON "posting"("organisation_id", "object_type", "object_id");

-- CreateIndex
CREATE INDEX "posting_organisation_id_effective_on_idx" ON "posting"("organisation_id", "effective_on");

-- CreateIndex
CREATE UNIQUE INDEX "posting_organisation_id_reverses_id_key" ON "posting"("organisation_id", "reverses_id");

-- CreateIndex
CREATE INDEX "posting_line_organisation_id_account_code_effective_on_idx" ON "posting_line"("organisation_id", "account_code", "effective_on");

-- CreateIndex
CREATE INDEX "posting_line_organisation_id_customer_id_account_code_idx" ON "posting_line"("organisation_id", "customer_id", "account_code");

-- CreateIndex
CREATE INDEX "open_item_organisation_id_customer_id_settled_at_due_on_idx" ON "open_item"("organisation_id", "customer_id", "settled_at", "due_on");

-- CreateIndex
CREATE INDEX "open_item_organisation_id_settled_at_due_on_id_idx" ON "open_item"("organisation_id", "settled_at", "due_on", "id");

-- CreateIndex
CREATE INDEX "open_item_organisation_id_order_id_idx" ON "open_item"("organisation_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "open_item_organisation_id_document_id_key" ON "open_item"("organisation_id", "document_id");

-- CreateIndex
CREATE INDEX "application_organisation_id_open_item_id_idx" ON "application"("organisation_id", "open_item_id");

-- CreateIndex
CREATE INDEX "application_organisation_id_source_id_idx" ON "application"("organisation_id", "source_id");

-- CreateIndex
CREATE UNIQUE INDEX "application_organisation_id_reverses_id_key" ON "application"("organisation_id", "reverses_id");

-- CreateIndex
CREATE INDEX "quote_organisation_id_state_created_at_id_idx" ON "quote"("organisation_id", "state", "created_at", "id");

-- CreateIndex
CREATE INDEX "quote_organisation_id_customer_id_idx" ON "quote"("organisation_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "quote_organisation_id_number_key" ON "quote"("organisation_id", "number");

-- CreateIndex
CREATE INDEX "sales_order_organisation_id_stage_stage_since_id_idx" ON "sales_order"("organisation_id", "stage", "stage_since", "id");

-- CreateIndex
CREATE INDEX "sales_order_organisation_id_ordered_at_id_idx" ON "sales_order"("organisation_id", "ordered_at", "id");

-- CreateIndex
CREATE INDEX "sales_order_organisation_id_delivered_at_id_idx" ON "sales_order"("organisation_id", "delivered_at", "id");

-- CreateIndex
CREATE INDEX "sales_order_organisation_id_promised_on_id_idx" ON "sales_order"("organisation_id", "promised_on", "id");

-- CreateIndex
CREATE INDEX "sales_order_organisation_id_customer_id_ordered_at_idx" ON "sales_order"("organisation_id", "customer_id", "ordered_at");

-- CreateIndex
CREATE INDEX "sales_order_organisation_id_payer_id_idx" ON "sales_order"("organisation_id", "payer_id");

-- CreateIndex
CREATE INDEX "sales_order_organisation_id_customer_id_customer_reference_idx" ON "sales_order"("organisation_id", "customer_id", "customer_reference");

-- CreateIndex
CREATE UNIQUE INDEX "sales_order_organisation_id_number_key" ON "sales_order"("organisation_id", "number");

-- CreateIndex
CREATE INDEX "order_line_organisation_id_warehouse_id_product_id_backorde_idx" ON "order_line"("organisation_id", "warehouse_id", "product_id", "backordered");

-- CreateIndex
CREATE UNIQUE INDEX "order_line_organisation_id_order_id_position_key" ON "order_line"("organisation_id", "order_id", "position");

-- CreateIndex
CREATE INDEX "proforma_organisation_id_state_issued_at_idx" ON "proforma"("organisation_id", "state", "issued_at");

-- CreateIndex
CREATE INDEX "proforma_organisation_id_order_id_idx" ON "proforma"("organisation_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "proforma_organisation_id_number_key" ON "proforma"("organisation_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_slug_key" ON "organisation"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "account_link_token_hash_key" ON "account_link"("token_hash");

-- CreateIndex
CREATE INDEX "account_link_user_id_idx" ON "account_link"("user_id");

-- CreateIndex
CREATE INDEX "account_mail_due_at_idx" ON "account_mail"("due_at");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_attempt_email_at_idx" ON "sign_in_attempt"("email", "at");

-- CreateIndex
CREATE INDEX "sign_in_attempt_address_at_idx" ON "sign_in_attempt"("address", "at");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "portal_link_organisation_id_object_type_object_id_idx" ON "portal_link"("organisation_id", "object_type", "object_id");

-- CreateIndex
CREATE UNIQUE INDEX "portal_link_token_hash_key" ON "portal_link"("token_hash");

-- CreateIndex
CREATE INDEX "event_object_organisation_id_event_id_idx" ON "event_object"("organisation_id", "event_id");

-- CreateIndex
CREATE INDEX "outbox_event_id_idx" ON "outbox"("event_id");

-- CreateIndex
CREATE INDEX "event_organisation_id_at_idx" ON "event"("organisation_id", "at");

-- CreateIndex
CREATE INDEX "event_organisation_id_name_at_idx" ON "event"("organisation_id", "name", "at");

-- CreateIndex
CREATE INDEX "idempotency_key_organisation_id_created_at_idx" ON "idempotency_key"("organisation_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "document_organisation_id_kind_object_id_key" ON "document"("organisation_id", "kind", "object_id");

-- CreateIndex
CREATE INDEX "mail_organisation_id_object_type_object_id_idx" ON "mail"("organisation_id", "object_type", "object_id");

-- CreateIndex
CREATE INDEX "mail_organisation_id_state_created_at_idx" ON "mail"("organisation_id", "state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "mail_organisation_id_effect_key_key" ON "mail"("organisation_id", "effect_key");

-- CreateIndex
CREATE INDEX "failed_work_organisation_id_failed_at_idx" ON "failed_work"("organisation_id", "failed_at");

-- CreateIndex
CREATE INDEX "reminder_organisation_id_customer_id_at_idx" ON "reminder"("organisation_id", "customer_id", "at");

-- CreateIndex
CREATE INDEX "reminder_organisation_id_at_id_idx" ON "reminder"("organisation_id", "at", "id");

-- CreateIndex
CREATE INDEX "reminder_item_organisation_id_reminder_id_idx" ON "reminder_item"("organisation_id", "reminder_id");

-- CreateIndex
CREATE INDEX "shipment_organisation_id_state_planned_on_id_idx" ON "shipment"("organisation_id", "state", "planned_on", "id");

-- CreateIndex
CREATE INDEX "shipment_organisation_id_state_expected_on_idx" ON "shipment"("organisation_id", "state", "expected_on");

-- CreateIndex
CREATE INDEX "shipment_organisation_id_order_id_idx" ON "shipment"("organisation_id", "order_id");

-- CreateIndex
CREATE INDEX "shipment_organisation_id_dispatched_at_id_idx" ON "shipment"("organisation_id", "dispatched_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "shipment_organisation_id_number_key" ON "shipment"("organisation_id", "number");

-- AddForeignKey
ALTER TABLE "carrier" ADD CONSTRAINT "carrier_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "carrier_service" ADD CONSTRAINT "carrier_service_organisation_id_carrier_id_fkey" FOREIGN KEY ("organisation_id", "carrier_id") REFERENCES "carrier"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tax_category" ADD CONSTRAINT "tax_category_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_organisation_id_tax_category_id_fkey" FOREIGN KEY ("organisation_id", "tax_category_id") REFERENCES "tax_category"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_account" ADD CONSTRAINT "bank_account_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_statement" ADD CONSTRAINT "bank_statement_organisation_id_bank_account_id_fkey" FOREIGN KEY ("organisation_id", "bank_account_id") REFERENCES "bank_account"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_organisation_id_bank_account_id_fkey" FOREIGN KEY ("organisation_id", "bank_account_id") REFERENCES "bank_account"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_organisation_id_statement_id_fkey" FOREIGN KEY ("organisation_id", "statement_id") REFERENCES "bank_statement"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promise_to_pay" ADD CONSTRAINT "promise_to_pay_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_organisation_id_open_item_id_fkey" FOREIGN KEY ("organisation_id", "open_item_id") REFERENCES "open_item"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_policy" ADD CONSTRAINT "credit_policy_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_account" ADD CONSTRAINT "credit_account_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_hold" ADD CONSTRAINT "credit_hold_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "credit_account"("organisation_id", "customer_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_decision" ADD CONSTRAINT "credit_decision_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "credit_account"("organisation_id", "customer_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_terms" ADD CONSTRAINT "payment_terms_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_organisation_id_payment_terms_id_fkey" FOREIGN KEY ("organisation_id", "payment_terms_id") REFERENCES "payment_terms"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_organisation_id_payer_id_fkey" FOREIGN KEY ("organisation_id", "payer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_organisation_id_merged_into_fkey" FOREIGN KEY ("organisation_id", "merged_into") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pick_task" ADD CONSTRAINT "pick_task_organisation_id_order_id_fkey" FOREIGN KEY ("organisation_id", "order_id") REFERENCES "sales_order"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pick_task" ADD CONSTRAINT "pick_task_organisation_id_order_line_id_fkey" FOREIGN KEY ("organisation_id", "order_line_id") REFERENCES "order_line"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pick_task" ADD CONSTRAINT "pick_task_organisation_id_bin_id_fkey" FOREIGN KEY ("organisation_id", "bin_id") REFERENCES "bin"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parcel" ADD CONSTRAINT "parcel_organisation_id_order_id_fkey" FOREIGN KEY ("organisation_id", "order_id") REFERENCES "sales_order"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parcel_line" ADD CONSTRAINT "parcel_line_organisation_id_parcel_id_fkey" FOREIGN KEY ("organisation_id", "parcel_id") REFERENCES "parcel"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parcel_line" ADD CONSTRAINT "parcel_line_organisation_id_order_line_id_fkey" FOREIGN KEY ("organisation_id", "order_line_id") REFERENCES "order_line"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goods_return" ADD CONSTRAINT "goods_return_organisation_id_order_id_fkey" FOREIGN KEY ("organisation_id", "order_id") REFERENCES "sales_order"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goods_return_line" ADD CONSTRAINT "goods_return_line_organisation_id_return_id_fkey" FOREIGN KEY ("organisation_id", "return_id") REFERENCES "goods_return"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goods_return_line" ADD CONSTRAINT "goods_return_line_organisation_id_order_line_id_fkey" FOREIGN KEY ("organisation_id", "order_line_id") REFERENCES "order_line"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "warehouse" ADD CONSTRAINT "warehouse_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bin" ADD CONSTRAINT "bin_organisation_id_warehouse_id_fkey" FOREIGN KEY ("organisation_id", "warehouse_id") REFERENCES "warehouse"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_organisation_id_warehouse_id_fkey" FOREIGN KEY ("organisation_id", "warehouse_id") REFERENCES "warehouse"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_organisation_id_product_id_fkey" FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_organisation_id_home_bin_id_fkey" FOREIGN KEY ("organisation_id", "home_bin_id") REFERENCES "bin"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bin_stock" ADD CONSTRAINT "bin_stock_organisation_id_bin_id_fkey" FOREIGN KEY ("organisation_id", "bin_id") REFERENCES "bin"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bin_stock" ADD CONSTRAINT "bin_stock_organisation_id_product_id_fkey" FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_organisation_id_product_id_fkey" FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_organisation_id_warehouse_id_fkey" FOREIGN KEY ("organisation_id", "warehouse_id") REFERENCES "warehouse"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_organisation_id_payer_id_fkey" FOREIGN KEY ("organisation_id", "payer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_organisation_id_invoice_id_fkey" FOREIGN KEY ("organisation_id", "invoice_id") REFERENCES "invoice"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_tax" ADD CONSTRAINT "invoice_tax_organisation_id_invoice_id_fkey" FOREIGN KEY ("organisation_id", "invoice_id") REFERENCES "invoice"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posting_line" ADD CONSTRAINT "posting_line_organisation_id_posting_id_fkey" FOREIGN KEY ("organisation_id", "posting_id") REFERENCES "posting"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posting_line" ADD CONSTRAINT "posting_line_organisation_id_account_code_fkey" FOREIGN KEY ("organisation_id", "account_code") REFERENCES "account"("organisation_id", "code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "open_item" ADD CONSTRAINT "open_item_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_organisation_id_open_item_id_fkey" FOREIGN KEY ("organisation_id", "open_item_id") REFERENCES "open_item"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote" ADD CONSTRAINT "quote_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote" ADD CONSTRAINT "quote_organisation_id_payment_terms_id_fkey" FOREIGN KEY ("organisation_id", "payment_terms_id") REFERENCES "payment_terms"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_line" ADD CONSTRAINT "quote_line_organisation_id_quote_id_fkey" FOREIGN KEY ("organisation_id", "quote_id") REFERENCES "quote"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_line" ADD CONSTRAINT "quote_line_organisation_id_product_id_fkey" FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_organisation_id_payer_id_fkey" FOREIGN KEY ("organisation_id", "payer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_organisation_id_payment_terms_id_fkey" FOREIGN KEY ("organisation_id", "payment_terms_id") REFERENCES "payment_terms"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_organisation_id_warehouse_id_fkey" FOREIGN KEY ("organisation_id", "warehouse_id") REFERENCES "warehouse"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_organisation_id_carrier_service_id_fkey" FOREIGN KEY ("organisation_id", "carrier_service_id") REFERENCES "carrier_service"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_organisation_id_order_id_fkey" FOREIGN KEY ("organisation_id", "order_id") REFERENCES "sales_order"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_organisation_id_product_id_fkey" FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proforma" ADD CONSTRAINT "proforma_organisation_id_order_id_fkey" FOREIGN KEY ("organisation_id", "order_id") REFERENCES "sales_order"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal_link" ADD CONSTRAINT "portal_link_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "number_series" ADD CONSTRAINT "number_series_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_organisation_id_blob_hash_fkey" FOREIGN KEY ("organisation_id", "blob_hash") REFERENCES "blob"("organisation_id", "hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_policy" ADD CONSTRAINT "reminder_policy_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_step" ADD CONSTRAINT "reminder_step_organisation_id_version_fkey" FOREIGN KEY ("organisation_id", "version") REFERENCES "reminder_policy"("organisation_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_item" ADD CONSTRAINT "reminder_item_organisation_id_open_item_id_fkey" FOREIGN KEY ("organisation_id", "open_item_id") REFERENCES "open_item"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_organisation_id_order_id_fkey" FOREIGN KEY ("organisation_id", "order_id") REFERENCES "sales_order"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_organisation_id_carrier_service_id_fkey" FOREIGN KEY ("organisation_id", "carrier_service_id") REFERENCES "carrier_service"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_organisation_id_shipment_id_fkey" FOREIGN KEY ("organisation_id", "shipment_id") REFERENCES "shipment"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_organisation_id_order_line_id_fkey" FOREIGN KEY ("organisation_id", "order_line_id") REFERENCES "order_line"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passage" ADD CONSTRAINT "passage_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
