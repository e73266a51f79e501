/** Decides how a delivery host lets one customer's key fetch that customer's files, and nothing else, until a day. */
import { quoted, stem } from './shell-words';

/** sshd reads both folders through the group alone: where a host does not wall the group in, the keys open nothing. */
const group = 'snapshot-delivery';
const keys = `/etc/ssh/${group}`;
const files = `/srv/${group}`;
const wall = `${files}/%u`;

export const accountName = (ticket: string): string => `sd-${stem(ticket).toLowerCase()}`;

/** As the customer sees it, for whom the account's own folder is the whole file system. */
export const accountPath = (ticket: string): string => `/${accountName(ticket)}`;

/**
 * Without a wall an SFTP account reads whatever is world-readable on the host: the names of all other accounts, which
 * are ticket keys, and the files of the other customers. sshd_config(5), Match; what an earlier setting of the host adds is taken away.
 */
export const prepareHost = [
  `sudo groupadd --force ${group}`,
  `sudo install -d -m 755 -o root -g root ${keys} ${files}`,
  `sudo tee /etc/ssh/sshd_config.d/00-${group}.conf >/dev/null <<'END'`,
  `Match Group ${group}`,
  `  AuthorizedKeysFile ${keys}/%u`,
  '  AuthorizedKeysCommand none',
  '  AuthenticationMethods publickey',
  `  ChrootDirectory ${wall}`,
  '  ForceCommand internal-sftp -R',
  '  DisableForwarding yes',
  '  PermitTTY no',
  '  PermitUserRC no',
  'END',
  'sudo sshd -t && sudo systemctl reload sshd',
].join('\n');

/** An account counts as expired from the day that `useradd` is told, so it is told the day after the last one. */
const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Nothing here belongs to the account, so it can neither change what it is given nor what it may do. Run again, it opens the account anew. */
export function openAccess(ticket: string, sshKey: string, accessEnds: string): string {
  const name = accountName(ticket);
  const folder = `${files}/${name}${accountPath(ticket)}`;
  const line = `restrict,command="internal-sftp -R",expiry-time="${accessEnds.replace(/-/g, '')}235959" ${sshKey} ${stem(ticket)}`;
  return [
    `id -u ${name} >/dev/null 2>&1 || sudo useradd --no-create-home --home-dir / --no-user-group --gid ${group} --shell /usr/sbin/nologin ${name}`,
    // No password fits “*”. An account that is locked instead is refused by sshd where PAM is off, whatever its key.
    `sudo usermod --password '*' --expiredate ${quoted(dayAfter(accessEnds))} ${name}`,
    `sudo install -d -m 755 -o root -g root ${files}/${name} ${folder}`,
    `sudo rm -f -- ${folder}/${stem(ticket)}[.-]*.gpg`,
    `sudo install -m 444 -o root -g root ${stem(ticket)}[.-]*.gpg ${folder}/`,
    `sudo sshd -T -C user=${name},host=localhost,addr=127.0.0.1 | grep -qx ${quoted(`chrootdirectory ${wall}`)} \\`,
    `  && printf '%s\\n' ${quoted(line)} | sudo install -m 644 -o root -g root /dev/stdin ${keys}/${name} \\`,
    "  && echo 'The account reads its own folder alone' || echo 'STOP: prepare this host first'",
    'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
  ].join('\n');
}

/** Shuts an account at once and keeps it, so that its logs and files can still be looked at. */
export function closeAccess(username: string): string {
  const name = quoted(username);
  return [`sudo usermod --lock --expiredate 1 -- ${name}`, `sudo mv -- ${keys}/${name} ${keys}/${name}.closed`, `sudo pkill -KILL -u ${name}`].join('\n');
}
