import { type Ctx, type Organisation, organisationOf } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import type { Role } from '@/server/platform/context/permissions'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

/** The facts of an organisation by id, for a token or a background job, which have no session. */
export async function loadOrganisation(organisationId: string): Promise<Organisation> {
  const scope = { organisationId } as Ctx
  const [[row]] = await read(
    scope,
    sql<Record<string, unknown>>`SELECT * FROM organisation WHERE id = ${organisationId}`,
  )
  return organisationOf(row)
}

export interface OrganisationSettings {
  version: string
  name: string
  slug: string
  country: string
  currency: string
  timeZone: string
  workingWeekdays: number[]
  legalName: string | null
  addressLine: string | null
  addressExtra: string | null
  postcode: string | null
  city: string | null
  region: string | null
  taxNumber: string | null
  taxRegistered: boolean | null
  email: string | null
  phone: string | null
  iban: string | null
  bic: string | null
  bankName: string | null
  accountNumber: string | null
  bankCode: string | null
  /** How many days an order waits for its prepayment; null means for ever. */
  prepaidDays: number | null
  quoteReminderBeforeDays: number | null
  quoteReminderAfterDays: number | null
  /** null means the paper size that is usual in the country. */
  paperSize: 'A4' | 'LETTER' | null
  labelSize: '100X150' | 'A6' | '4X6' | null
  /** How long a dispatch can be taken back before mail and invoice are sent. */
  dispatchGraceMinutes: number
}

/** The organisation's own details. */
export async function organisationSettings(ctx: Ctx): Promise<OrganisationSettings> {
  const [[row]] = await read(
    ctx,
    sql<OrganisationSettings>`SELECT xmin::text AS version, name, slug, country, currency, time_zone, working_weekdays, legal_name, address_line, address_extra, postcode, city, region,
      tax_number, tax_registered, email, phone, iban, bic, bank_name, account_number, bank_code, prepaid_days, quote_reminder_before_days, quote_reminder_after_days, dispatch_grace_minutes, paper_size, label_size FROM organisation WHERE id = ${ctx.organisationId}`,
  )
  return row ?? notFound('organisation')
}

export interface MemberRow {
  userId: string
  name: string
  email: string
  roles: Role[]
  joinedAt: Date
  disabledAt: Date | null
}

export interface InvitationRow {
  id: string
  email: string
  roles: Role[]
  createdAt: Date
  expiresAt: Date
  /** The invitation has expired; it can be sent again. */
  expired: boolean
}

/** Members, active ones first, and the invitations that wait or have expired. */
export async function team(ctx: Ctx): Promise<{ members: MemberRow[]; invitations: InvitationRow[] }> {
  const [members, invitations] = await read(
    ctx,
    sql<MemberRow>`SELECT user_id, name, email, roles, joined_at, disabled_at FROM membership
      WHERE organisation_id = ${ctx.organisationId} ORDER BY disabled_at IS NOT NULL, name, user_id`,
    sql<InvitationRow>`SELECT id, email, roles, created_at, expires_at, expires_at <= ${ctx.now} AS expired FROM invitation WHERE organisation_id = ${ctx.organisationId}
      AND accepted_at IS NULL AND revoked_at IS NULL AND NOT EXISTS (SELECT 1 FROM membership m
        WHERE m.organisation_id = invitation.organisation_id AND m.email = invitation.email AND m.disabled_at IS NULL) ORDER BY created_at DESC, id LIMIT 200`,
  )
  return { members, invitations }
}

export interface ApiKeyRow {
  id: string
  name: string
  prefix: string
  createdAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}

/** API keys, active ones first. The keys themselves are stored nowhere. */
export async function listApiKeys(ctx: Ctx): Promise<ApiKeyRow[]> {
  const [rows] = await read(
    ctx,
    sql<ApiKeyRow>`SELECT id, name, prefix, created_at, last_used_at, revoked_at FROM api_key
      WHERE organisation_id = ${ctx.organisationId} ORDER BY revoked_at IS NOT NULL, created_at DESC, id LIMIT 200`,
  )
  return rows
}

export interface NumberSeriesRow {
  series: string
  prefix: string
  next: bigint
  gapless: boolean
  lastIssuedOn: string | null
}

/** The number series and their next numbers. */
export async function listNumberSeries(ctx: Ctx): Promise<NumberSeriesRow[]> {
  const [rows] = await read(
    ctx,
    sql<NumberSeriesRow>`SELECT series, prefix, next, gapless, last_issued_on FROM number_series
      WHERE organisation_id = ${ctx.organisationId} ORDER BY gapless DESC, series`,
  )
  return rows
}
