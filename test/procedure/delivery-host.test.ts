// Shows what the delivery host is told: one account for each delivery, its own folder alone, until the end of a day.
import { accountName, accountPath, closeAccess, openAccess, prepareHost } from '../../src/procedure/delivery-host';

const ticket = 'SUP-2417';
const opened = openAccess(ticket, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA+/=', '2026-12-31');

it('lets the customer’s key fetch files alone, through the whole last day', () => {
  expect(opened).toContain(`'restrict,command="internal-sftp -R",expiry-time="20261231235959" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA+/= SUP-2417'`);
  // useradd(8): “the date on which the user account will be disabled”.
  expect(opened).toContain("--password '*' --expiredate 2027-01-01 sd-sup-2417");
});

it('puts the key where sshd looks only with the wall in place, and not before the wall is seen', () => {
  const keys = '/etc/ssh/snapshot-delivery';
  expect(prepareHost).toMatch(new RegExp(`^Match Group snapshot-delivery\\n  AuthorizedKeysFile ${keys}/%u\\n`, 'm'));
  expect(prepareHost).toMatch(/^ {2}ChrootDirectory \/srv\/snapshot-delivery\/%u$/m);
  const lines = opened.split('\n');
  expect(lines.findIndex((line) => line.includes('grep -qx') && line.includes('chrootdirectory'))).toBe(lines.findIndex((line) => line.includes(`${keys}/sd-sup-2417`)) - 1);
});

it('gives the account nothing to own, and the path as the account sees it', () => {
  expect(opened).not.toMatch(/chown| -o sd-/);
  expect(opened).toContain(`install -m 444 -o root -g root SUP-2417[.-]*.gpg /srv/snapshot-delivery/${accountName(ticket)}${accountPath(ticket)}/`);
});

it('shuts an account and keeps what it did', () => {
  expect(closeAccess(accountName(ticket))).not.toMatch(/userdel|rm /);
  // Who is cut off first could come straight back.
  expect(closeAccess(accountName(ticket)).split('\n').map((line) => line.split(' ')[1])).toEqual(['usermod', 'mv', 'pkill']);
});

it.each(['SUP-1; rm -rf ~', 'sup-1', '../SUP-1', ''])('opens nothing for “%s”, which is no issue key', (odd) => {
  expect(() => openAccess(odd, 'ssh-ed25519 AAAA', '2026-12-31')).toThrow('no key');
});
