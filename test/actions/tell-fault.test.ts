// Shows that the log has a fault's name, status and place, and of a message that is not ours not a word.
import { faultInLog } from '../../src/actions/tell-fault';
import { JiraFault } from '../../src/jira/ask';

const personal = 'no row for dana.whitfield@northwindtraders.com\n    at dana.whitfield@northwindtraders.com';

test.each<[string, unknown, RegExp]>([
  ['our own fault of Jira', new JiraFault('read an issue', 404, false), /^JiraFault: Jira answered 404 to: read an issue$/],
  ['a foreign fault', new TypeError(personal), /^TypeError at tell-fault\.test\.ts:\d+:\d+$/],
  ['one with a status', Object.assign(new Error(personal), { status: 503 }), /^Error 503 at tell-fault\.test\.ts:\d+:\d+$/],
  ['one that only calls itself ours', Object.assign(new Error(personal), { name: 'JiraFault' }), /^JiraFault at /],
  ['one without a stack', Object.assign(new Error(personal), { stack: personal }), /^Error$/],
  ['what is no error', personal, /^unknown$/],
])('%s', (_, error, said) => {
  expect(faultInLog(error)).toMatch(said);
  expect(faultInLog(error)).not.toMatch(/dana|northwind|@/);
});
