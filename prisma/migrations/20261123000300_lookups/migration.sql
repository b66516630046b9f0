-- The closed list of look-ups that come before an organisation is known. Each takes a key that cannot be guessed, or answers nothing a stranger can use.

CREATE FUNCTION auth_account(p_email text) RETURNS TABLE (id uuid, name text, password_hash text, disabled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.name, u.password_hash, u.disabled_at IS NOT NULL FROM user_account u WHERE u.email = lower(p_email) $$;

CREATE FUNCTION auth_register(p_id uuid, p_email text, p_name text, p_password_hash text, p_at timestamptz, p_confirmed boolean) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH made AS (INSERT INTO user_account (id, email, name, password_hash, created_at, confirmed_at)
    VALUES (p_id, lower(p_email), p_name, p_password_hash, p_at, CASE WHEN p_confirmed THEN p_at END)
    ON CONFLICT (email) DO NOTHING RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM made) $$;

-- Another password ends every session but the one in which it was set; the person is told by mail.
CREATE FUNCTION auth_set_password(p_user uuid, p_password_hash text, p_session uuid, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE session SET revoked_at = p_at WHERE user_id = p_user AND id IS DISTINCT FROM p_session AND revoked_at IS NULL;
  UPDATE account_link SET used_at = p_at WHERE user_id = p_user AND purpose = 'PASSWORD' AND used_at IS NULL;
  INSERT INTO account_mail (id, email, kind, asked_at, due_at) SELECT gen_random_uuid(), u.email, 'PASSWORD_CHANGED', p_at, p_at FROM user_account u WHERE u.id = p_user;
  UPDATE user_account SET password_hash = p_password_hash WHERE id = p_user $$;

-- The name stands in every team the person belongs to.
CREATE FUNCTION auth_rename(p_user uuid, p_name text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE membership SET name = p_name WHERE user_id = p_user;
  UPDATE user_account SET name = p_name WHERE id = p_user $$;

-- One-time links to the holder of an account. Used up by one conditional update, so that two at a time cannot both pass.
CREATE FUNCTION auth_make_link(p_id uuid, p_user uuid, p_purpose text, p_token_hash bytea, p_at timestamptz, p_expires timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM account_link WHERE user_id = p_user AND expires_at < p_at;
  INSERT INTO account_link (id, user_id, purpose, token_hash, created_at, expires_at) VALUES (p_id, p_user, p_purpose, p_token_hash, p_at, p_expires) $$;

CREATE FUNCTION auth_link(p_token_hash bytea, p_purpose text, p_at timestamptz) RETURNS TABLE (user_id uuid, email text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.email, u.name FROM account_link l JOIN user_account u ON u.id = l.user_id
  WHERE l.token_hash = p_token_hash AND l.purpose = p_purpose AND l.used_at IS NULL AND l.expires_at > p_at AND u.disabled_at IS NULL $$;

CREATE FUNCTION auth_reset_password(p_token_hash bytea, p_password_hash text, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_user uuid;
BEGIN
  UPDATE account_link l SET used_at = p_at FROM user_account u
    WHERE l.token_hash = p_token_hash AND l.purpose = 'PASSWORD' AND l.used_at IS NULL AND l.expires_at > p_at AND u.id = l.user_id AND u.disabled_at IS NULL
    RETURNING l.user_id INTO v_user;
  IF v_user IS NULL THEN RETURN false; END IF;
  PERFORM auth_set_password(v_user, p_password_hash, NULL, p_at);
  UPDATE user_account SET confirmed_at = coalesce(confirmed_at, p_at) WHERE id = v_user;
  RETURN true;
END $$;

CREATE FUNCTION auth_confirm_address(p_token_hash bytea, p_at timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH used AS (UPDATE account_link SET used_at = p_at
    WHERE token_hash = p_token_hash AND purpose = 'ADDRESS' AND used_at IS NULL AND expires_at > p_at RETURNING user_id),
  confirmed AS (UPDATE user_account u SET confirmed_at = coalesce(u.confirmed_at, p_at) FROM used WHERE u.id = used.user_id RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM confirmed) $$;

-- Mails about accounts. Written down alike whether there is such an account or not; one that is taken is due again at p_again, should its sender die.
CREATE FUNCTION auth_ask_mail(p_id uuid, p_email text, p_kind text, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM account_mail WHERE given_up_at < p_at - interval '30 days';
  INSERT INTO account_mail (id, email, kind, asked_at, due_at) VALUES (p_id, lower(p_email), p_kind, p_at, p_at) $$;

CREATE FUNCTION auth_take_mails(p_at timestamptz, p_again timestamptz, p_limit int)
RETURNS TABLE (id uuid, email text, kind text, asked_at timestamptz, attempts int, user_id uuid, name text)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH taken AS (UPDATE account_mail m SET due_at = p_again, attempts = m.attempts + 1
    FROM (SELECT d.id FROM account_mail d WHERE d.due_at <= p_at AND d.given_up_at IS NULL ORDER BY d.due_at LIMIT p_limit FOR UPDATE SKIP LOCKED) due
    WHERE m.id = due.id RETURNING m.*)
  SELECT t.id, t.email, t.kind, t.asked_at, t.attempts, u.id, u.name FROM taken t LEFT JOIN user_account u ON u.email = t.email AND u.disabled_at IS NULL $$;

CREATE FUNCTION auth_mail_over(p_id uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$ DELETE FROM account_mail WHERE id = p_id $$;

CREATE FUNCTION auth_mail_failed(p_id uuid, p_failure text, p_due timestamptz, p_given_up timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE account_mail SET failure = p_failure, due_at = p_due, given_up_at = p_given_up WHERE id = p_id $$;

-- How the mails about accounts stand, for who runs the installation: numbers, and no address.
CREATE FUNCTION auth_mails_waiting(p_at timestamptz) RETURNS TABLE (waiting bigint, oldest_seconds bigint, given_up bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FILTER (WHERE given_up_at IS NULL), coalesce(extract(epoch FROM p_at - min(asked_at) FILTER (WHERE given_up_at IS NULL)), 0)::bigint,
    count(*) FILTER (WHERE given_up_at IS NOT NULL) FROM account_mail $$;

CREATE FUNCTION auth_open_session(p_id uuid, p_user uuid, p_at timestamptz, p_expires timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO session (id, user_id, created_at, expires_at) VALUES (p_id, p_user, p_at, p_expires) $$;

CREATE FUNCTION auth_close_session(p_id uuid, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE session SET revoked_at = p_at WHERE id = p_id AND revoked_at IS NULL $$;

CREATE FUNCTION auth_close_sessions(p_user uuid, p_but uuid, p_at timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH closed AS (UPDATE session SET revoked_at = p_at WHERE user_id = p_user AND id IS DISTINCT FROM p_but AND revoked_at IS NULL AND expires_at > p_at RETURNING 1)
  SELECT count(*) FROM closed $$;

CREATE FUNCTION auth_session(p_id uuid, p_at timestamptz) RETURNS TABLE (user_id uuid, email text, name text, confirmed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.email, u.name, u.confirmed_at IS NOT NULL FROM session s JOIN user_account u ON u.id = s.user_id
  WHERE s.id = p_id AND s.revoked_at IS NULL AND s.expires_at > p_at AND u.disabled_at IS NULL $$;

CREATE FUNCTION auth_organisations(p_user uuid) RETURNS TABLE (id uuid, slug text, name text, roles text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id, o.slug, o.name, m.roles FROM membership m JOIN organisation o ON o.id = m.organisation_id
  WHERE m.user_id = p_user AND m.disabled_at IS NULL ORDER BY o.name, o.id $$;

-- One trip for every request of a signed-in person: who, in which organisation, with which roles.
CREATE FUNCTION auth_enter(p_session uuid, p_slug text, p_at timestamptz) RETURNS TABLE (user_id uuid, email text, person text, confirmed boolean, roles text[], organisation jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.email, u.name, u.confirmed_at IS NOT NULL, m.roles, to_jsonb(o) FROM session s JOIN user_account u ON u.id = s.user_id
  JOIN organisation o ON o.slug = p_slug JOIN membership m ON m.organisation_id = o.id AND m.user_id = u.id
  WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > p_at AND u.disabled_at IS NULL AND m.disabled_at IS NULL $$;

CREATE FUNCTION auth_record_attempt(p_email text, p_address text, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO sign_in_attempt (id, email, address, at) VALUES (gen_random_uuid(), lower(p_email), p_address, p_at) $$;

CREATE FUNCTION auth_attempts(p_email text, p_address text, p_since timestamptz) RETURNS TABLE (of_account bigint, of_address bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM sign_in_attempt WHERE email = lower(p_email) AND at > p_since),
         (SELECT count(*) FROM sign_in_attempt WHERE address = p_address AND at > p_since) $$;

CREATE FUNCTION auth_forget_attempts(p_email text, p_before timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM sign_in_attempt WHERE email = lower(p_email) OR at < p_before $$;

CREATE FUNCTION auth_invitation(p_token_hash bytea, p_at timestamptz) RETURNS TABLE (organisation_id uuid, id uuid, organisation_name text, slug text, email text, roles text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.organisation_id, i.id, o.name, o.slug, i.email, i.roles FROM invitation i JOIN organisation o ON o.id = i.organisation_id
  WHERE i.token_hash = p_token_hash AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > p_at + o.clock_shift_ms * interval '1 millisecond' $$;

CREATE FUNCTION auth_api_key(p_hash bytea) RETURNS TABLE (key_id uuid, organisation jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT k.id, to_jsonb(o) FROM api_key k JOIN organisation o ON o.id = k.organisation_id WHERE k.hash = p_hash AND k.revoked_at IS NULL $$;

CREATE FUNCTION auth_portal_link(p_token_hash bytea, p_at timestamptz) RETURNS TABLE (object_type text, object_id uuid, organisation jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.object_type, l.object_id, to_jsonb(o) FROM portal_link l JOIN organisation o ON o.id = l.organisation_id
  WHERE l.token_hash = p_token_hash AND l.revoked_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > p_at + o.clock_shift_ms * interval '1 millisecond') $$;

-- The facts of an organisation, for jobs that got its id from the database itself.
CREATE FUNCTION organisation_facts(p_id uuid) RETURNS TABLE (organisation jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT to_jsonb(o) FROM organisation o WHERE o.id = p_id $$;

CREATE FUNCTION auth_slug_taken(p_slug text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT EXISTS (SELECT 1 FROM organisation WHERE slug = p_slug) $$;

-- An organisation whose sample trade is growing, or where time passes on request, is driven by a clock of its own: relay and sweeps leave it alone until then.
-- Only the wish that it may go on, after it had failed, is handed over.
-- The relay: takes events that were committed and not handed over, in the order of their transactions.
CREATE FUNCTION relay_pending(p_limit int) RETURNS TABLE (organisation_id uuid, event_id uuid, name text, at timestamptz, actor_kind text, actor_id uuid, payload jsonb, objects jsonb)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH taken AS (SELECT o.organisation_id, o.event_id FROM outbox o
    WHERE NOT EXISTS (SELECT 1 FROM organisation g WHERE g.id = o.organisation_id AND g.sample IN ('GROWING', 'PASSING'))
      OR EXISTS (SELECT 1 FROM event e WHERE e.organisation_id = o.organisation_id AND e.id = o.event_id AND e.name = 'trial/passage.retried')
    ORDER BY o.event_id LIMIT p_limit FOR UPDATE SKIP LOCKED)
  SELECT e.organisation_id, e.id, e.name, e.at, e.actor_kind, e.actor_id, e.payload,
    (SELECT coalesce(jsonb_agg(jsonb_build_array(x.object_type, x.object_id)), '[]') FROM event_object x WHERE x.organisation_id = e.organisation_id AND x.event_id = e.id)
  FROM taken t JOIN event e ON e.organisation_id = t.organisation_id AND e.id = t.event_id ORDER BY e.txid, e.id $$;

CREATE FUNCTION relay_handed_over(p_organisations uuid[], p_events uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (DELETE FROM outbox o USING unnest(p_organisations, p_events) AS x(organisation_id, event_id)
    WHERE o.organisation_id = x.organisation_id AND o.event_id = x.event_id RETURNING 1) SELECT count(*) FROM gone $$;

-- Which organisations have due work of a kind: the sweep then works inside each of them.
CREATE FUNCTION due_organisations(p_sweep text, p_at timestamptz) RETURNS TABLE (organisation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id FROM organisation o WHERE (o.sample NOT IN ('ASKED', 'GROWING', 'PASSING') OR p_sweep IN ('check', 'passage')) AND CASE p_sweep
    WHEN 'passage' THEN EXISTS (SELECT 1 FROM passage p WHERE p.organisation_id = o.id AND p.state IN ('ASKED', 'RUNNING') AND p.kind <> 'STORY')
    WHEN 'mail' THEN EXISTS (SELECT 1 FROM mail m WHERE m.organisation_id = o.id AND m.state IN ('QUEUED', 'SENDING'))
    WHEN 'credit' THEN EXISTS (SELECT 1 FROM sales_order s WHERE s.organisation_id = o.id AND s.stage = 'CREDIT' AND s.credit_state IN ('REFERRED', 'HELD'))
    WHEN 'prepaid' THEN EXISTS (SELECT 1 FROM proforma f WHERE f.organisation_id = o.id AND f.state = 'OPEN' AND f.expires_on IS NOT NULL)
    WHEN 'quote' THEN EXISTS (SELECT 1 FROM quote q WHERE q.organisation_id = o.id AND q.state = 'SENT')
    WHEN 'packing' THEN EXISTS (SELECT 1 FROM sales_order s WHERE s.organisation_id = o.id AND s.stage IN ('FULFILMENT', 'SHIPPING'))
    WHEN 'delivery' THEN EXISTS (SELECT 1 FROM shipment s WHERE s.organisation_id = o.id AND s.state = 'DISPATCHED')
    WHEN 'invoicing' THEN EXISTS (SELECT 1 FROM shipment s WHERE s.organisation_id = o.id AND s.state IN ('DISPATCHED', 'DELIVERED') AND s.invoice_id IS NULL)
    WHEN 'overdue' THEN EXISTS (SELECT 1 FROM open_item i WHERE i.organisation_id = o.id AND i.settled_at IS NULL AND i.kind = 'INVOICE')
    WHEN 'matching' THEN EXISTS (SELECT 1 FROM bank_line b WHERE b.organisation_id = o.id AND b.state = 'UNMATCHED' AND b.decided_by IS NULL)
    WHEN 'promise' THEN EXISTS (SELECT 1 FROM promise_to_pay p WHERE p.organisation_id = o.id AND p.state = 'OPEN')
    ELSE true END $$;

-- Text search: only leakproof operators reach an index under a policy, so each searchable table has one function that takes the organisation from the setting.
-- They say that they answer few rows: taken for a thousand, as functions are, the planner would read the whole table beside them.
CREATE INDEX customer_search ON customer USING gin (organisation_id, (lower(number || ' ' || name || ' ' || coalesce(email, ''))) gin_trgm_ops);
CREATE INDEX product_search ON product USING gin (organisation_id, (lower(sku || ' ' || name || ' ' || coalesce(gtin, ''))) gin_trgm_ops);
CREATE INDEX sales_order_search ON sales_order USING gin (organisation_id, (lower(number || ' ' || coalesce(customer_reference, ''))) gin_trgm_ops);
CREATE INDEX invoice_search ON invoice USING gin (organisation_id, (lower(number || ' ' || coalesce(customer_reference, ''))) gin_trgm_ops);

CREATE FUNCTION like_pattern(p_text text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT '%' || replace(replace(replace(lower(p_text), '\', '\\'), '%', '\%'), '_', '\_') || '%' $$;

CREATE FUNCTION search_customers(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT c.id FROM customer c WHERE c.organisation_id = app_org() AND lower(c.number || ' ' || c.name || ' ' || coalesce(c.email, '')) LIKE like_pattern(p_text) LIMIT p_limit $$;
CREATE FUNCTION search_products(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT p.id FROM product p WHERE p.organisation_id = app_org() AND lower(p.sku || ' ' || p.name || ' ' || coalesce(p.gtin, '')) LIKE like_pattern(p_text) LIMIT p_limit $$;
CREATE FUNCTION search_orders(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT o.id FROM sales_order o WHERE o.organisation_id = app_org() AND lower(o.number || ' ' || coalesce(o.customer_reference, '')) LIKE like_pattern(p_text) LIMIT p_limit $$;
CREATE FUNCTION search_invoices(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT i.id FROM invoice i WHERE i.organisation_id = app_org() AND lower(i.number || ' ' || coalesce(i.customer_reference, '')) LIKE like_pattern(p_text) LIMIT p_limit $$;

DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public' AND p.prosecdef LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f.signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO octet_app', f.signature);
  END LOOP;
END $$;
