import type { Export } from '@/server/platform/files/csv'
import {
  type ApiKeyRow,
  type InvitationRow,
  listApiKeys,
  listNumberSeries,
  type MemberRow,
  type NumberSeriesRow,
  team,
} from '../queries'

const members: Export<MemberRow> = {
  permission: 'team.read',
  columns: () => [
    { label: 'Name', value: (row) => row.name },
    { label: 'E-mail', value: (row) => row.email },
    { label: 'Roles', value: (row) => row.roles.join(', ') },
    { label: 'Joined', value: (row) => row.joinedAt },
    { label: 'Deactivated', value: (row) => row.disabledAt },
  ],
  page: async (ctx) => ({ rows: (await team(ctx)).members, previous: null, next: null }),
}

const invitations: Export<InvitationRow> = {
  permission: 'team.read',
  columns: () => [
    { label: 'E-mail', value: (row) => row.email },
    { label: 'Roles', value: (row) => row.roles.join(', ') },
    { label: 'Sent', value: (row) => row.createdAt },
    { label: 'Until', value: (row) => row.expiresAt },
  ],
  page: async (ctx) => ({ rows: (await team(ctx)).invitations, previous: null, next: null }),
}

// By what a key begins it is told apart; the key itself is stored nowhere.
const keys: Export<ApiKeyRow> = {
  permission: 'key.change',
  columns: () => [
    { label: 'For', value: (row) => row.name },
    { label: 'Begins with', value: (row) => row.prefix },
    { label: 'Made', value: (row) => row.createdAt },
    { label: 'Last used', value: (row) => row.lastUsedAt },
    { label: 'Revoked', value: (row) => row.revokedAt },
  ],
  page: async (ctx) => ({ rows: await listApiKeys(ctx), previous: null, next: null }),
}

const series: Export<NumberSeriesRow> = {
  permission: 'organisation.read',
  columns: () => [
    { label: 'Series', value: (row) => row.series },
    { label: 'Begins with', value: (row) => row.prefix },
    { label: 'Next', value: (row) => row.next },
    { label: 'Without gaps', value: (row) => row.gapless },
    { label: 'Last used on', value: (row) => row.lastIssuedOn },
  ],
  page: async (ctx) => ({ rows: await listNumberSeries(ctx), previous: null, next: null }),
}

/** Lists about an organisation as files, by the name in their URL. */
export const organisationFiles = { members, invitations, 'api-keys': keys, 'number-series': series }
