'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { Tag } from '@/components/ui/tag'
import { DayOf, Instant } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { InvitationRow, MemberRow } from '@/server/platform/organisation/queries'
import { FormDialog } from '../_components/form-dialog'
import { RowAction } from '../_components/row-action'
import { type SettingsColumn, SettingsTable } from '../_components/settings-table'
import { Invite } from './invite'
import { RoleBoxes, rolesOf } from './role-boxes'
import { RoleGuide } from './role-guide'

/** Whether somebody works here; a name without an address came with an archive. */
const State = ({ email, disabledAt }: MemberRow) =>
  email === '' ? <Tag>name in an archive</Tag> : disabledAt && <Tag tone="bad">deactivated</Tag>

const memberColumns: SettingsColumn<MemberRow>[] = [
  { head: 'Name', cell: (row) => row.name, grow: true },
  { head: 'E-mail', cell: (row) => row.email, importance: 'medium' },
  { head: 'Roles', cell: (row) => row.roles.join(', ') },
  { head: 'State', cell: (row) => <State {...row} /> },
  { head: 'Joined', cell: (row) => <DayOf at={row.joinedAt} />, importance: 'low' },
]

const invitationColumns: SettingsColumn<InvitationRow>[] = [
  { head: 'E-mail', cell: (row) => row.email, grow: true },
  { head: 'Roles', cell: (row) => row.roles.join(', ') },
  {
    head: 'Until',
    cell: (row) => (row.expired ? <Tag tone="warn">too old, send it again</Tag> : <Instant at={row.expiresAt} />),
  },
]

export function Team() {
  const trpc = useTRPC()
  const client = useTRPCClient().organisation
  const mayChange = useMay()('team.change')
  const { slug } = useWorkspace()
  const { data } = useSuspenseQuery(trpc.organisation.team.queryOptions())
  const memberActions = (member: MemberRow) =>
    member.email !== '' && (
      <>
        <FormDialog
          label="Roles"
          tone="quiet"
          size="sm"
          title={`Roles of ${member.name}`}
          description="They apply from the next click on."
          done="Roles changed"
          send={(fields) => client.changeRoles.mutate({ userId: member.userId, roles: rolesOf(fields) })}
        >
          {(errors) => <RoleBoxes held={member.roles} error={errors.roles} />}
        </FormDialog>
        {member.disabledAt ? (
          <RowAction label="Activate" send={() => client.enableMember.mutate({ userId: member.userId })} />
        ) : (
          <RowAction
            label="Deactivate"
            confirm={{
              title: `Deactivate ${member.name}?`,
              description: 'From the next click on nothing of this organisation is shown to them. What they did stays.',
            }}
            send={() => client.disableMember.mutate({ userId: member.userId })}
          />
        )}
      </>
    )
  return (
    <div className="flex flex-col gap-3.5">
      <Card
        title="Members"
        aside={mayChange && <Invite />}
        flush
        footer={<ExportLinks href={`/api/export/members?organisation=${slug}`} />}
      >
        <SettingsTable
          label="Members"
          columns={memberColumns}
          rows={data.members}
          rowKey={(row) => row.userId}
          muted={(row) => row.disabledAt !== null}
          actions={mayChange ? memberActions : undefined}
        />
      </Card>
      {data.invitations.length > 0 && (
        <Card
          title="Invitations that wait"
          flush
          footer={<ExportLinks href={`/api/export/invitations?organisation=${slug}`} />}
        >
          <SettingsTable
            label="Invitations"
            columns={invitationColumns}
            rows={data.invitations}
            rowKey={(row) => row.id}
            actions={
              mayChange
                ? (row) => (
                    <>
                      <RowAction
                        label="Send again"
                        done={`Sent again to ${row.email}; the earlier link is void`}
                        send={() => client.invite.mutate({ email: row.email, roles: row.roles })}
                      />
                      <RowAction label="Withdraw" send={() => client.revokeInvitation.mutate({ id: row.id })} />
                    </>
                  )
                : undefined
            }
          />
        </Card>
      )}
      <RoleGuide />
    </div>
  )
}
