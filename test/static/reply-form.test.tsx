/** Decides whether a reply shows before it is sent whom it reaches, and holds back until strangers and closed accounts were seen. */
import { draw } from './draw';
import { middle } from './fixtures';
import type { PreparedReply, StageView } from '../../src/contract';
import { StageGroup } from '../../static/parts/StageGroup';
import { ReplyForm } from '../../static/ticket-panel/forms/ReplyForm';

const nothing = (): void => undefined;
const dana = { name: 'Dana Whitfield', address: 'dana.whitfield@northwindtraders.com', stranger: false, active: true };
const owen = { name: 'Owen Park', address: 'owen.park@contoso.example', stranger: true, active: true };
const gone = { name: 'Luis Ferreira', stranger: false, active: false };
const names = (name: string) => ({ names: { list: [name], join: 'and' }, count: 1 }) as const;

const form = (recipients: PreparedReply['recipients'], more: Partial<PreparedReply> = {}) =>
  draw(<ReplyForm name="key-again" ready={{ reply: 'key-again', title: { code: 'text', params: { text: 'Ask for another key' } }, text: 'Hello Dana,', recipients, ...more }} invoke={() => Promise.reject(new Error('It is ready'))} onSubmit={nothing} onCancel={nothing} />);

test('names everybody, and asks nothing where all are the customer’s own', () => {
  const $ = form([dana]);
  expect($('form').text()).toContain('Review the reply');
  expect($('.to__people li').toArray().map((one) => $(one).text())).toEqual(['Dana Whitfield']);
  expect($('input[type=checkbox]').length).toBe(0);
  expect($('textarea').text()).toBe('Hello Dana,');
});

test('says what an organisation it is shared with means', () => {
  expect(form([dana], { organisations: { code: 'reply.organisations', params: names('Northwind') } })('.to').text()).toContain('Everybody in the organisation Northwind can read it too.');
});

test('a stranger is marked in words, shown by address, and has to be seen', () => {
  const $ = form([dana, owen], { strangers: { code: 'reply.strangers', params: names('Owen Park') } });
  expect($('.person--stranger').text()).toBe('Stranger: owen.park@contoso.example');
  expect($('.person--stranger svg').length).toBe(1);
  expect($('.to').text()).toContain('Owen Park is neither of the customer’s own domain nor a listed contact.');
  expect($('input[type=checkbox]').attr('required')).toBeDefined();
  expect($('input:checked').length).toBe(0);
});

test('so is a deactivated account', () => {
  const $ = form([dana, gone], { inactive: { code: 'reply.inactive', params: names('Luis Ferreira') } });
  expect($('.to').text()).toContain('Luis Ferreira (inactive account)');
  expect($('.to').text()).toContain('The account of Luis Ferreira is deactivated.');
  expect($('input[type=checkbox]').attr('required')).toBeDefined();
});

test('a step that is to be told somewhere shows the channel and the line to copy where it is about to be attested', () => {
  const told: StageView = {
    stage: 'security-check', title: { code: 'stage.security-check', params: {} }, state: 'current', open: true, count: { code: 'text', params: { text: '0 of 1' } },
    steps: [{ id: 'approver-told', title: { code: 'step.approver-told.title', params: {} }, state: 'next', findings: [], actions: [], tell: { says: { code: 'text', params: { text: 'Tell them in #approvals:' } }, line: { code: 'text', params: { text: 'SUP-1 waits for you' } } } }],
  };
  if (!middle.request) throw new Error('The fixture has no request');
  const acting = (opened: boolean) => ({ act: nothing, at: (place: string) => (opened && place === 'step:approver-told' ? <p>the form</p> : null) });
  const at = '2026-11-20T10:00:00Z';
  expect(draw(<StageGroup stage={told} request={middle.request} />, at, acting(false))('.step__note').length).toBe(0);
  const $ = draw(<StageGroup stage={told} request={middle.request} />, at, acting(true));
  expect($('.step__note .step__guide').text()).toBe('Tell them in #approvals:');
  expect($('.step__note .quote').text()).toContain('SUP-1 waits for you');
  expect($('.step__note button').length).toBe(1);
});
