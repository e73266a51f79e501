// Shows of whom the desk is warned before a reply goes out: everybody who is not known to be the customer's.
import { replyReaders, type KnownReaders } from '../../src/procedure/reply-readers';
import { confirmed, values, withFacts } from './given';

const known: KnownReaders = { listed: ['Owen.Park@Contoso.example'], isShared: (domain) => domain === 'gmail.com' };
const reader = (address: string | undefined, accountId = 'qm:9'): Parameters<typeof replyReaders>[0][number] => ({ accountId, name: 'Somebody', active: true, ...(address !== undefined && { address }) });
const isStranger = (address: string | undefined, request = confirmed, accountId?: string): boolean | undefined => replyReaders([reader(address, accountId)], request, known)[0]?.stranger;

const ofGmail = withFacts(confirmed, { requester: { ...values.requester, address: 'lena@gmail.com' }, recipient: { ...values.recipient, address: 'lena@gmail.com' } });

test.each<[string, string | undefined, boolean]>([
  ['a colleague', 'eva@northwindtraders.com', false],
  ['a colleague under a name of their domain', 'eva@mail.northwindtraders.com', false],
  ['the recipient, however it is spelled', 'LUIS.Ferreira@NorthwindTraders.com', false],
  ['a listed contact of another domain', 'owen.park@contoso.example', false],
  ['somebody of that domain who is not listed', 'eve@contoso.example', true],
  ['a domain that ends alike', 'eva@evilnorthwindtraders.com', true],
  ['somebody without an address', undefined, true],
])('%s', (_, address, stranger) => {
  expect(isStranger(address)).toBe(stranger);
});

test('a mail domain that everybody shares makes nobody a colleague', () => {
  expect(isStranger('mallory@gmail.com', ofGmail)).toBe(true);
  expect(isStranger('lena@gmail.com', ofGmail)).toBe(false);
});

test('the requester is known by their account, and before anything is known everybody else is a stranger', () => {
  expect(isStranger('dana@private.example', confirmed, 'dana')).toBe(false);
  expect(isStranger('eva@northwindtraders.com', { ...confirmed, facts: {} })).toBe(true);
});
