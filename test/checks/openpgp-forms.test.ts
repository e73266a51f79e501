// Shows that a key is read however mail, editors and web pages have mangled it, and that a private one is never overlooked.
import { codes, fixture, judge, notes } from './judged-key';

describe('keys as customers send them', () => {
  const text = fixture('ed25519.asc').toString();
  const lines = text.trim().split('\n');
  const body = lines.slice(2, -2).join('\n');
  const checksum = lines.at(-2) ?? '';
  const wrongSum = checksum === '=AAAA' ? '=BBBB' : '=AAAA';
  const utf16 = Buffer.from(text, 'utf16le');

  test.each<[string, Uint8Array | string, ...string[]]>([
    ['line ends of Windows', text.replaceAll('\n', '\r\n')],
    ['line ends of an old Macintosh', text.replaceAll('\n', '\r')],
    ['headers', text.replace('\n\n', '\nVersion: GnuPG v1\nComment: GPGTools - https://gpgtools.org\n\n')],
    ['headers with no empty line', text.replace('\n\n', '\nVersion: GnuPG v1\n')],
    ['no empty line', text.replace('\n\n', '\n')],
    ['no checksum', text.replace(`${checksum}\n`, '')],
    ['a wrong checksum', text.replace(checksum, wrongSum), 'checksum'],
    ['no last line', lines.slice(0, -1).join('\n'), 'lastLine'],
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]), 'byteOrderMark'],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), 'utf16'],
    ['UTF-16 without one', utf16, 'utf16'],
    ['UTF-16, the other way round', Buffer.from(utf16).swap16(), 'utf16'],
    ['a quoted mail', lines.map((line) => `> ${line}`).join('\n'), 'quoted', 'textAround'],
    ['a mail quoted twice', `On Monday Luis wrote:\n${lines.map((line) => `> > ${line}`).join('\n')}\n>\n> Regards`, 'quoted', 'textAround'],
    ['a mail around it', `Dear all,\nhere is my key – as you asked.\n\n${text}\n-- \nLuis\n`, 'dashes', 'textAround'],
    ['an indented key', lines.map((line) => `    ${line}`).join('\n')],
    ['blanks at line ends', lines.map((line) => `${line}  `).join('\n')],
    ['non-breaking spaces', lines.map((line) => `\u00a0${line}\u00a0`).join('\n').replace('BEGIN PGP', 'BEGIN\u00a0PGP'), 'spaces'],
    ['zero-width spaces', text.replace('BEGIN PGP', '\u200bBEGIN PGP').replace(body.slice(40, 44), `${body.slice(40, 44)}\u200b`), 'spaces'],
    ['a mail in HTML', `<p>${lines.join('<br>\n')}</p>`.replaceAll('+', '&#43;').replaceAll('/', '&#x2F;').replaceAll('=', '&#61;').replaceAll('BEGIN PGP', 'BEGIN&nbsp;PGP'), 'html', 'textAround'],
    ['an escaped quotation', lines.map((line) => `&gt; ${line}`).join('\n'), 'html', 'quoted', 'textAround'],
    ['a key server’s page', `<html><head><title>Search results</title></head><body><h1>Public Key Server</h1><pre>\n${text}</pre></body></html>`, 'textAround'],
    ['quoted-printable', text.replaceAll('=', '=3D').replace(body, body.replace(/(.{50})/g, '$1=\n')), 'quotedPrintable'],
    ['one line', text.replaceAll('\n', ' '), 'oneLine'],
    ['long dashes', text.replaceAll('-----', '—–-'), 'dashes'],
    ['windows-1252 dashes', Buffer.from(text.replaceAll('-----', '\x97\x96\x96'), 'latin1'), 'dashes'],
    ['a clear-signed mail around it', `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${text.replaceAll('-----B', '- -----B').replaceAll('-----E', '- -----E')}\n`, 'textAround'],
  ])('%s', async (_, bytes, ...repairs) => {
    const verdict = await judge(bytes);
    expect({ outcome: verdict.outcome, codes: codes(verdict), notes: notes(verdict).sort() }).toEqual({ outcome: 'pass', codes: [], notes: repairs.sort() });
    expect(verdict.shows['fingerprint']).toBe((await judge(text)).shows['fingerprint']);
  });

  test.each<[string, Uint8Array | string, string, ...string[]]>([
    ['nothing', '', 'no-key', 'empty'],
    ['words', 'I will send the key tomorrow.', 'no-key', 'text'],
    ['a PDF', '%PDF-1.7\n', 'no-key', 'pdf'],
    ['a Word document', 'PK\u0003\u0004word/document.xml', 'no-key', 'zip'],
    ['a picture of a key', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'no-key', 'image'],
    ['rich text', '{\\rtf1 -----', 'no-key', 'rtf'],
    ['an SSH key', fixture('ed25519.pub', 'ssh'), 'no-key', 'ssh'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n', 'no-key', 'certificate'],
    ['an encrypted message', fixture('sealed.asc', 'sealed'), 'no-key', 'message'],
    ['an encrypted message, binary', fixture('sealed.gpg', 'sealed'), 'no-key', 'openpgpData'],
    ['a signed text', fixture('signed.asc', 'sealed'), 'no-key', 'signature'],
    ['half a key', text.slice(0, 400), 'cut-short'],
    ['half a binary key', fixture('binary.gpg').subarray(0, 200), 'cut-short'],
    ['a header and nothing else', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n-----END PGP PUBLIC KEY BLOCK-----\n', 'damaged'],
    ['a header around nonsense', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAAAAAAAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n', 'damaged'],
  ])('not a key: %s', async (_, bytes, code, ...[looksLike]) => {
    const verdict = await judge(bytes);
    expect(codes(verdict)).toEqual([code]);
    if (looksLike) expect(verdict.findings[0]?.params).toEqual({ looksLike });
  });

  test.each([
    ['quoted', fixture('private.asc').toString().replace(/^/gm, '> ')],
    ['UTF-16', Buffer.from(fixture('private.asc').toString(), 'utf16le')],
    ['damaged', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlost\n'],
    ['PGP 2', '-----BEGIN PGP SECRET KEY BLOCK-----\n'],
    ['under a public header', fixture('private.asc').toString().replaceAll('PRIVATE', 'PUBLIC')],
    ['of OpenSSH', fixture('private', 'ssh')],
    ['of PEM, after a good key', Buffer.concat([fixture('ed25519.asc'), fixture('private-pem', 'ssh')])],
    ['of PuTTY', 'PuTTY-User-Key-File-3: ssh-ed25519\n'],
    ['of gpg-agent', 'Created: 20260101T000000\nKey: (protected-private-key (ecc\n'],
  ])('a private key raises the alarm: %s', async (_, bytes) => {
    const verdict = await judge(bytes);
    expect(codes(verdict)).toEqual(['private-key']);
    expect(verdict.shows).toEqual({});
  });
});
