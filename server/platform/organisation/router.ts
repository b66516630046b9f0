import { backgroundWork, retryWork } from '@/server/platform/jobs/operations'
import { sendMailAgain, setMailAside, unsentMails } from '@/server/platform/mail/unsent'
import { procedure, router } from '@/server/platform/web/trpc'
import { makeApiKey, revokeApiKey } from './mutations/api-key'
import { invite, revokeInvitation } from './mutations/invite'
import { changeOrganisation } from './mutations/settings'
import { changeRoles, disableMember, enableMember } from './mutations/team'
import { listApiKeys, listNumberSeries, organisationSettings, team } from './queries'
import {
  apiKeyInput,
  apiKeyRef,
  changeOrganisationInput,
  changeRolesInput,
  invitationRef,
  inviteInput,
  mailRef,
  memberRef,
  workRef,
} from './schema'

const teamChange = procedure('team.change')
const keyChange = procedure('key.change')

export const organisationRouter = router({
  settings: procedure('organisation.read').query(({ ctx }) => organisationSettings(ctx)),
  change: procedure('organisation.change')
    .input(changeOrganisationInput)
    .mutation(({ ctx, input }) => changeOrganisation(ctx, input)),
  /** The person's permissions here, so that pages offer nothing that would be refused. */
  permissions: procedure('home.read').query(({ ctx }) => (ctx.permissions === 'ALL' ? [] : [...ctx.permissions])),
  numberSeries: procedure('organisation.read').query(({ ctx }) => listNumberSeries(ctx)),
  work: procedure('organisation.change').query(({ ctx }) => backgroundWork(ctx)),
  retryWork: procedure('organisation.change')
    .input(workRef)
    .mutation(({ ctx, input }) => retryWork(ctx, input.runId)),
  unsentMails: procedure('organisation.change').query(({ ctx }) => unsentMails(ctx)),
  sendMailAgain: procedure('organisation.change')
    .input(mailRef)
    .mutation(({ ctx, input }) => sendMailAgain(ctx, input)),
  setMailAside: procedure('organisation.change')
    .input(mailRef)
    .mutation(({ ctx, input }) => setMailAside(ctx, input)),
  team: procedure('team.read').query(({ ctx }) => team(ctx)),
  invite: teamChange.input(inviteInput).mutation(({ ctx, input }) => invite(ctx, input)),
  revokeInvitation: teamChange.input(invitationRef).mutation(({ ctx, input }) => revokeInvitation(ctx, input)),
  changeRoles: teamChange.input(changeRolesInput).mutation(({ ctx, input }) => changeRoles(ctx, input)),
  disableMember: teamChange.input(memberRef).mutation(({ ctx, input }) => disableMember(ctx, input)),
  enableMember: teamChange.input(memberRef).mutation(({ ctx, input }) => enableMember(ctx, input)),
  apiKeys: keyChange.query(({ ctx }) => listApiKeys(ctx)),
  makeApiKey: keyChange.input(apiKeyInput).mutation(({ ctx, input }) => makeApiKey(ctx, input)),
  revokeApiKey: keyChange.input(apiKeyRef).mutation(({ ctx, input }) => revokeApiKey(ctx, input)),
})
