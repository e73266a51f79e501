/** Decides what Jira offers for the SRE task and for facts now: projects, types, components, priorities, fields, links. */
import { route } from '@forge/api';
import { z } from 'zod';
import { ask, unlessAbsent, type As } from './ask';

const named = z.object({ id: z.string(), name: z.string() });
const fieldMeta = z.object({ fieldId: z.string(), name: z.string(), allowedValues: z.array(z.object({ name: z.string().optional(), value: z.string().optional() })).optional() });

export type Offered = {
  readonly projects: readonly { readonly key: string; readonly name: string }[];
  readonly issueTypes: readonly string[];
  readonly components: readonly string[];
  readonly priorities: readonly string[];
  /** Fields with a list to choose from, and what each has in it. */
  readonly lists: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly linkTypes: readonly string[];
  readonly fields: readonly string[];
};

/** Projects that the asker sees; more than 100 are found by typing their key. */
async function projects(as: As): Promise<Offered['projects']> {
  const { values } = await ask(as, 'list projects', route`/rest/api/3/project/search?maxResults=100`, z.object({ values: z.array(z.object({ key: z.string(), name: z.string() })) }));
  return values.map(({ key, name }) => ({ key, name }));
}

/** A project or type that is gone, or that the asker may not create in, offers nothing. */
async function typesOf(as: As, project: string): Promise<readonly z.infer<typeof named>[]> {
  const found = await unlessAbsent(ask(as, 'list issue types', route`/rest/api/3/issue/createmeta/${project}/issuetypes?maxResults=100`, z.object({ issueTypes: z.array(named) })));
  return found?.issueTypes ?? [];
}

async function fieldsOf(as: As, project: string, typeId: string): Promise<readonly z.infer<typeof fieldMeta>[]> {
  const found = await unlessAbsent(ask(as, 'list create fields', route`/rest/api/3/issue/createmeta/${project}/issuetypes/${typeId}?maxResults=200`, z.object({ fields: z.array(fieldMeta) })));
  return found?.fields ?? [];
}

export async function offeredFor(as: As, project: string, issueType: string): Promise<Offered> {
  const [all, types, links, everyField] = await Promise.all([
    projects(as),
    typesOf(as, project),
    ask(as, 'list link types', route`/rest/api/3/issueLinkType`, z.object({ issueLinkTypes: z.array(z.object({ name: z.string() })) })),
    ask(as, 'list fields', route`/rest/api/3/field`, z.array(z.object({ name: z.string(), custom: z.boolean() }))),
  ]);
  const type = types.find(({ name }) => name === issueType);
  const fields = type ? await fieldsOf(as, project, type.id) : [];
  const valuesOf = (field: z.infer<typeof fieldMeta> | undefined): readonly string[] => (field?.allowedValues ?? []).flatMap(({ name, value }) => name ?? value ?? []);
  const own = (fieldId: string): z.infer<typeof fieldMeta> | undefined => fields.find((field) => field.fieldId === fieldId);
  return {
    projects: all,
    issueTypes: types.map(({ name }) => name),
    components: valuesOf(own('components')),
    priorities: valuesOf(own('priority')),
    lists: fields.filter(({ fieldId, allowedValues }) => fieldId.startsWith('customfield_') && allowedValues).map((field) => ({ name: field.name, values: valuesOf(field) })),
    linkTypes: links.issueLinkTypes.map(({ name }) => name),
    fields: everyField.filter(({ custom }) => custom).map(({ name }) => name),
  };
}
