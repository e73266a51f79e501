// Validates manifest.yml as Atlassian does, then holds its events and keys to what that validation lets through.
import { ProcessorBuilder, ValidationTypes } from '@forge/manifest';
import { z } from 'zod';

// A misspelt event passes Atlassian's validation and then never fires.
const events = new Set([
  ...['created', 'updated', 'deleted', 'assigned', 'commented'].map((what) => `avi:jira:${what}:issue`),
  ...['created', 'deleted'].flatMap((what) => [`avi:jira:${what}:attachment`, `avi:jira:${what}:issuelink`]),
  ...['set', 'deleted'].map((what) => `avi:jira:${what}:issue-property`),
  'avi:forge:installed:app',
  'avi:forge:upgraded:app',
]);
const longestFunctionKey = 23;

const keyed = z.array(z.looseObject({ key: z.string() }));
const checked = z.object({
  modules: z.looseObject({
    function: keyed,
    trigger: z.array(z.looseObject({ events: z.array(z.string()) })),
  }),
});

async function faults(): Promise<readonly string[]> {
  const { manifestObject, errors = [] } = await ProcessorBuilder.instance().withValidation(ValidationTypes.FULL).build().process();
  const said = errors.map(({ line, message }) => `manifest.yml:${line} ${message}`);
  const parsed = checked.safeParse(manifestObject?.typedContent);
  if (!parsed.success) return [...said, `manifest.yml ${z.prettifyError(parsed.error)}`];

  const { modules } = parsed.data;
  const unknown = modules.trigger.flatMap((trigger) => trigger.events).filter((event) => !events.has(event));
  const long = modules.function.filter(({ key }) => key.length > longestFunctionKey);
  const keys = Object.values(modules).flatMap((list) => keyed.parse(list).map(({ key }) => key));
  const twice = keys.filter((key, at) => keys.indexOf(key) !== at);
  return [
    ...said,
    ...unknown.map((event) => `manifest.yml: no product sends the event ${event}`),
    ...long.map(({ key }) => `manifest.yml: the function key ${key} is longer than ${longestFunctionKey} characters`),
    ...twice.map((key) => `manifest.yml: the key ${key} names two modules`),
  ];
}

void faults().then((found) => {
  for (const fault of found) console.error(fault);
  process.exitCode = found.length === 0 ? 0 : 1;
});
