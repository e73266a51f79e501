// Shows that whatever the checks find wrong with a key has a remedy for its owner, with commands that no value of theirs can bend.
import { openpgpKey } from '../../src/checks/openpgp-key';
import { sshKey } from '../../src/checks/ssh-key';
import { commandsOf, remedies, remedyOf } from '../../src/procedure/key-remedies';

const fingerprint = '3F1C8A92D0476E5B21C97D84F0A35B6E9C1248D7';

test.each([['encryption-key', openpgpKey], ['ssh-key', sshKey]] as const)('every finding of the check of the %s has a remedy of its own kind', (role, check) => {
  const found = Object.keys(check.findings).map((code) => remedyOf(role, code));
  expect(found).not.toContain(undefined);
  expect(found.filter((remedy) => remedy !== 'nothing' && (role === 'ssh-key') !== (remedy?.includes('ssh') ?? false))).toEqual([]);
});

test.each(['missing', 'check-failed', 'constructor', 'toString'])('what no check of a key says, such as %s, has none', (code) => {
  expect([remedyOf('encryption-key', code), remedyOf('ssh-key', code)]).toEqual([undefined, undefined]);
});

test('an expired key is extended by its own fingerprint', () => {
  expect(commandsOf('extend', 'luis@example.com', fingerprint)).toEqual([`gpg --quick-set-expire ${fingerprint} 1y`, `gpg --quick-set-expire ${fingerprint} 1y '*'`, `gpg --armor --output public-key.asc --export ${fingerprint}`]);
});

test.each(['a@b.c; rm -rf ~', '$(id)@example.com', '`id`@example.com', 'a b@example.com', '-x', 'a@b\nc'])('an address such as %j stands in no command', (address) => {
  for (const remedy of remedies) for (const command of commandsOf(remedy, address, address)) expect(command).not.toContain(address);
  expect(commandsOf('new-key', address, undefined)[0]).toBe('gpg --quick-generate-key YOU@EXAMPLE.COM default default 1y');
});
