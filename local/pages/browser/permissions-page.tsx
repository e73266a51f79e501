// Decides who is shown to hold the app's permissions in a project, and how one is granted or taken away.
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { anything, ask, read, useAnswer, type Answer } from './ask';
import { Icon } from './icon';
import { user } from './jira-records';
import { Crumbs, Loaded, Message, useAct, useTitle } from './parts';
import { isCustomer, type Session } from './session';

const permissions = z.object({
  permissions: z.record(z.string(), z.object({ key: z.string(), name: z.string(), description: z.string().nullish() })),
});

const grant = z.object({
  id: z.coerce.string(),
  permission: z.string(),
  holder: z.object({
    type: z.string(),
    parameter: z.string().nullish(),
    value: z.string().nullish(),
    user: user.nullish(),
    projectRole: z.object({ name: z.string() }).nullish(),
    group: z.object({ name: z.string() }).nullish(),
  }),
});
type Grant = z.infer<typeof grant>;

const scheme = z.object({ id: z.coerce.string(), name: z.string(), permissions: z.array(grant) });
const groups = z.object({ values: z.array(z.object({ groupId: z.string(), name: z.string() })) });
const members = z.object({ values: z.array(user) });
const roles = z.array(z.object({ id: z.coerce.string(), name: z.string() }));

type Permission = { key: string; name: string; description: string };
type Group = { groupId: string; name: string; members: string[] };
type Held = { schemeId: string; schemeName: string; permissions: Permission[]; grants: Grant[]; roles: { id: string; name: string }[]; groups: Group[] };

/** Jira lists an app's own permissions among its own; their keys name the app. */
const isOfAnApp = (key: string): boolean => key.startsWith('ari:cloud:ecosystem::extension/');

/** Only an administrator may list groups; for anybody else there are none to choose from. */
async function loadGroups(): Promise<Group[]> {
  const all = await read(groups, '/rest/api/3/group/bulk?maxResults=100');
  if (!all.ok) return [];
  return Promise.all(all.value.values.map(async ({ groupId, name }) => {
    const found = await read(members, `/rest/api/3/group/member?groupId=${encodeURIComponent(groupId)}`);
    return { groupId, name, members: found.ok ? found.value.values.map(({ displayName }) => displayName) : [] };
  }));
}

async function loadHeld(projectKey: string): Promise<Answer<Held>> {
  const [all, found, known, named] = await Promise.all([
    read(permissions, '/rest/api/3/permissions'),
    read(scheme, `/rest/api/3/project/${projectKey}/permissionscheme?expand=all`),
    read(roles, '/rest/api/3/role'),
    loadGroups(),
  ]);
  if (!all.ok) return all;
  if (!found.ok) return found;
  return {
    ok: true,
    value: {
      schemeId: found.value.id,
      schemeName: found.value.name,
      grants: found.value.permissions,
      roles: known.ok ? known.value : [],
      groups: named,
      permissions: Object.values(all.value.permissions)
        .filter(({ key }) => isOfAnApp(key))
        .map(({ key, name, description }) => ({ key, name, description: description ?? '' })),
    },
  };
}

const groupHolding = ({ holder }: Grant, held: Held): Group | undefined =>
  holder.type === 'group' ? held.groups.find(({ groupId, name }) => [groupId, name].includes(holder.group?.name ?? holder.parameter ?? '')) : undefined;

const holderName = ({ holder }: Grant, session: Session): string =>
  holder.user?.displayName
  ?? holder.projectRole?.name
  ?? holder.group?.name
  ?? session.people.find(({ accountId }) => accountId === (holder.parameter ?? holder.value))?.displayName
  ?? (holder.type === 'group' ? holder.parameter : undefined)
  ?? [holder.type, holder.parameter].filter(Boolean).join(' ');

function PermissionRow({ permission, held, session, onChange }: { permission: Permission; held: Held; session: Session; onChange: () => void }): ReactNode {
  const [holder, setHolder] = useState('');
  const { busy, refused, act } = useAct();
  const path = `/rest/api/3/permissionscheme/${held.schemeId}/permission`;
  const grants = held.grants.filter((one) => one.permission === permission.key);
  const give = async (): Promise<void> => {
    const [type = '', parameter = ''] = holder.split(' ');
    if (await act(() => ask(anything, 'POST', path, { holder: { type, parameter }, permission: permission.key }))) {
      setHolder('');
      onChange();
    }
  };
  const take = async ({ id }: Grant): Promise<void> => {
    if (await act(() => ask(anything, 'DELETE', `${path}/${id}`))) onChange();
  };
  return (
    <li className="section">
      <div><h2 className="h-small">{permission.name}</h2><p className="small">{permission.description}</p></div>
      {grants.length > 0 ? (
        <ul className="chips" aria-label={`Who may: ${permission.name}`}>
          {grants.map((one) => {
            const name = holderName(one, session);
            const members = groupHolding(one, held)?.members ?? [];
            return (
              <li key={one.id} className="holder">
                <span>{name}{members.length > 0 ? <span className="small"> {members.join(', ')}</span> : null}</span>
                <button type="button" className="btn btn--icon" disabled={busy} aria-label={`Take “${permission.name}” from ${name}`} onClick={() => void take(one)}><Icon name="cross" /></button>
              </li>
            );
          })}
        </ul>
      ) : <p className="small">Nobody.</p>}
      <form
        className="btns"
        onSubmit={(event) => {
          event.preventDefault();
          void give();
        }}
      >
        <select className="input input--auto" aria-label={`Grant “${permission.name}” to`} value={holder} onChange={(event) => setHolder(event.target.value)}>
          <option value="">Grant to…</option>
          <optgroup label="People">
            {session.people.filter((one) => !isCustomer(one)).map(({ accountId, displayName }) => <option key={accountId} value={`user ${accountId}`}>{displayName}</option>)}
          </optgroup>
          {held.groups.length > 0 ? (
            <optgroup label="Groups">
              {held.groups.map(({ name }) => <option key={name} value={`group ${name}`}>{name}</option>)}
            </optgroup>
          ) : null}
          {held.roles.length > 0 ? (
            <optgroup label="Project roles">
              {held.roles.map(({ id, name }) => <option key={id} value={`projectRole ${id}`}>{name}</option>)}
            </optgroup>
          ) : null}
        </select>
        <button type="submit" className="btn" disabled={busy || holder === ''}>Grant</button>
      </form>
      {refused ? <Message tone="danger" title="Nothing was changed">{refused}</Message> : null}
    </li>
  );
}

export function PermissionsPage({ projectKey, session }: { projectKey: string; session: Session }): ReactNode {
  useTitle(`Permissions of ${projectKey}`);
  const { answer, again } = useAnswer(projectKey, () => loadHeld(projectKey));
  return (
    <div className="page page--narrow">
      <div className="section">
        <Crumbs trail={[
          { label: projectKey, href: `/queues/${projectKey}` },
          { label: 'Settings', href: `/projects/${projectKey}/settings` },
          { label: 'Permissions' },
        ]} />
        <h1>Permissions</h1>
        {answer?.ok ? <p className="lead">The app’s permissions in the scheme “{answer.value.schemeName}”. A Jira administrator grants and takes them.</p> : null}
      </div>
      <Loaded answer={answer} what="the permission scheme">
        {(held) => (
          <ul className="card rows">
            {held.permissions.map((permission) => (
              <PermissionRow key={permission.key} permission={permission} held={held} session={session} onChange={() => void again()} />
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}
