// Shows how a prepared reply is filled in, and what stays a gap.
import { fillReply } from '../../src/procedure/replies';
import { rules } from './given';

const withText = (text: string): typeof rules => ({ ...rules, replies: [{ id: 'own', title: 'Our own', asksCustomer: false, text }] });

test('every placeholder is filled with what is known', () => {
  expect(fillReply(withText('Hello {requester}, {kind} for {requester} in {ticket}'), 'own', { requester: 'Dana', kind: 'data dump', ticket: 'SUP-1' })).toEqual({ title: 'Our own', text: 'Hello Dana, data dump for Dana in SUP-1', empty: [] });
});

test('what nothing is known for stays as it stands and is named, once for each place', () => {
  expect(fillReply(withText('{file} of {site}, {file}'), 'own', { site: 'northwind.atlassian.net' })).toEqual({ title: 'Our own', text: '{file} of northwind.atlassian.net, {file}', empty: ['file', 'file'] });
});

test('an empty text is known, and is no gap', () => {
  expect(fillReply(withText('[{questions}]'), 'own', { questions: '' })).toMatchObject({ text: '[]', empty: [] });
});

test.each(['{requester}', '$&', '$1', '{{kind}}', '\\n'])('what a customer wrote is taken as it is: %s', (name) => {
  expect(fillReply(withText('Hello {requester} of {site}'), 'own', { requester: name, site: 'a' })?.text).toBe(`Hello ${name} of a`);
});

test('a name that every object has is no placeholder', () => {
  expect(fillReply(withText('{constructor} {toString}'), 'own', {})).toMatchObject({ text: '{constructor} {toString}', empty: ['constructor', 'toString'] });
});

test('a reply that the rules do not have is none', () => {
  expect(fillReply(rules, 'no-such-reply', {})).toBeUndefined();
});
