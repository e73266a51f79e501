/** Decides how the intake facts are shown: the missing ones first, each with where it was found. */
import type { FactView } from '../contract';
import type { Message } from '../checks/message';
import { factsStanding } from '../procedure/checklist';
import { factNames, type Fact, type FactName, type SnapshotRequest } from '../procedure/request';
import { mayAct, nameOf, say, type Scene } from './looker';
import { spelledDay } from './term-view';

function shown(facts: SnapshotRequest['facts'], name: FactName): { readonly value: Message; readonly small?: Message; readonly mono?: boolean } | undefined {
  const text = (value: string): Message => say('text', { text: value });
  switch (name) {
    case 'kind':
      return facts.kind && { value: say(`kind.${facts.kind.value}.title`) };
    case 'dates':
      return facts.dates && { value: say('fact.dates.value', { from: spelledDay(facts.dates.value.from), to: spelledDay(facts.dates.value.to) }) };
    case 'licences':
      return facts.licences && { value: text(facts.licences.value.join(', ')) };
    case 'tenant':
      return facts.tenant && { value: text(facts.tenant.value), mono: true };
    case 'requester': {
      const { name: who, address } = facts.requester?.value ?? {};
      return facts.requester && { value: text(who ?? address ?? ''), small: address ? text(address) : say('requester-contact.address-unknown.says') };
    }
    case 'recipient': {
      const recipient = facts.recipient?.value;
      return recipient && { value: text(recipient.name), small: text(`${recipient.address}, ${recipient.employer}`) };
    }
    default: {
      const fact = facts[name];
      return fact && { value: text(fact.value) };
    }
  }
}

function sourceOf(fact: Fact<unknown>, scene: Scene): Message {
  const { source } = fact;
  if (source.by === 'field') return say('source.field', { field: source.field });
  if (source.by === 'directory') return say('source.directory', { asOf: { moment: source.asOf } });
  if (source.by === 'comment') return say('source.comment', { by: nameOf(scene, source.accountId) });
  if (source.by === 'hand') return say('source.hand', { by: nameOf(scene, source.accountId) });
  return say(`source.${source.by}`);
}

export function factViews(scene: Scene): readonly FactView[] {
  const { facts } = scene.request;
  const mayEdit = mayAct(scene, 'run-checks') && !scene.request.ended;
  const { missing } = factsStanding(scene.request);
  const ordered = [...missing, ...factNames.filter((name) => !missing.includes(name))];
  return ordered.map((name): FactView => {
    const fact = facts[name];
    const look = shown(facts, name);
    return {
      fact: name,
      label: say(`fact.${name}`),
      ...(fact && { value: fact.value }),
      ...(look && { shown: look.value, ...(look.small && { small: look.small }), ...(look.mono && { mono: true }) }),
      source: fact ? sourceOf(fact, scene) : say('source.question'),
      confirmed: fact?.confirmed !== undefined,
      mayEdit,
    };
  });
}
