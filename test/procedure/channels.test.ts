// Shows which step tells whom, where: only where a channel is named, and with the ticket in the line.
import { tellingOf } from '../../src/procedure/channels';
import { defaultRules } from '../../src/procedure/default-rules';
import { draftSchema } from '../../src/procedure/rules';
import { review } from '../../src/procedure/rules-review';
import { confirmed } from './given';

const channels = { customerSuccess: '#customer-success', support: '#help-business', lead: '#leads' };
const rules = { ...defaultRules, policies: { ...defaultRules.policies, channels } };

test.each([
  ['customer-success-told', '#customer-success'],
  ['approver-told', '#leads'],
  ['assignee-told', '#help-business'],
])('%s is told in %s', (step, channel) => {
  const request = confirmed;
  expect(tellingOf(step, request, rules)).toMatchObject({ says: { params: { channel } }, line: { params: { ticket: request.issueKey, kind: `kind.${String(request.facts.kind?.value)}.title` } } });
  expect(tellingOf(step, request, defaultRules)).toBeUndefined();
});

test('a step that tells nobody has no channel', () => {
  expect(tellingOf('facts', confirmed, rules)).toBeUndefined();
});

test('rules of before there were channels still parse, and naming one weakens nothing', () => {
  const { channels: _none, ...policies } = defaultRules.policies;
  expect(draftSchema.parse({ ...defaultRules, policies }).policies.channels).toEqual({ customerSuccess: '', support: '', lead: '' });
  expect(review(defaultRules, rules).differences.map(({ id, weakens }) => [id, weakens])).toEqual(Object.keys(channels).map((name) => [`policies.channels.${name}`, undefined]));
});
