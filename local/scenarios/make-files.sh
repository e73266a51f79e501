#!/bin/sh
# Makes the files that the customers of the scenarios attach, with GnuPG, OpenSSH and OpenSSL; rerun by hand, the files are committed.
# Every key pair is thrown away: it was made for this and opens nothing. Live keys end in 2036, so that no clock in between matters.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
files="$here/files"
secret="$files/secret-halves-for-tests"
work=$(mktemp -d)
export GNUPGHOME="$work/gnupg"
trap 'gpgconf --kill all; rm -rf "$work"' EXIT
mkdir -m 700 "$GNUPGHOME"
rm -rf "$files"
mkdir -p "$files" "$secret"

# A key is made on a day (YYYYMMDD) of the past.
at() { day=$1; shift; gpg --batch --quiet --no-auto-check-trustdb --yes --faked-system-time "${day}T120000!" --pinentry-mode loopback --passphrase '' "$@" 2>> "$work/log"; }
fingerprint() { gpg --batch --with-colons --list-keys "=$1" 2>> "$work/log" | awk -F: '$1=="fpr"{print $10; exit}'; }
# user id, day, end
pair() {
  at "$2" --quick-generate-key "$1" ed25519 sign,cert "$3"
  at "$2" --quick-add-key "$(fingerprint "$1")" cv25519 encr "$3"
}
public() { at 20240102 --armor --export "$(fingerprint "$1")" > "$files/$2"; }
private() { at 20240102 --armor --export-secret-keys "$(fingerprint "$1")" > "$2"; }
# file, user id: a pair and the public half as its owner would attach it
key() { pair "$2" 20240102 2036-01-01; public "$2" "$1"; }

luis='Luis Ferreira <luis.ferreira@northwindtraders.com>'
key luis-ferreira.asc "$luis"
private "$luis" "$secret/luis-ferreira.asc"
pair 'Luis Ferreira (new laptop) <luis.ferreira@northwindtraders.com>' 20240301 2036-01-01
public 'Luis Ferreira (new laptop) <luis.ferreira@northwindtraders.com>' luis-ferreira-new.asc
pair 'Luis Ferreira (old) <luis.ferreira@northwindtraders.com>' 20220102 2024-01-01
public 'Luis Ferreira (old) <luis.ferreira@northwindtraders.com>' luis-ferreira-expired.asc
pair 'Northwind backup <luis.ferreira@northwindtraders.com>' 20240102 2036-01-01
private 'Northwind backup <luis.ferreira@northwindtraders.com>' "$files/northwind-backup.asc"
pair 'Tailspin backup <noor.haddad@tailspintoys.com>' 20240102 2036-01-01
private 'Tailspin backup <noor.haddad@tailspintoys.com>' "$files/tailspin-backup.asc"
key dana-whitfield.asc 'Dana Whitfield <dana.whitfield@northwlndtraders.com>'
tomas='Tomás Rivera <tomas.rivera@proseware.com>'
key tomas-rivera.asc "$tomas"
private "$tomas" "$secret/tomas-rivera.asc"
key noor-haddad.asc 'Noor Haddad <noor.haddad@tailspintoys.com>'
key kofi-mensah.asc 'Kofi Mensah <kofi.mensah@woodgrovebank.com>'
key lena-sandoval.asc 'Lena Sandoval <lena.sandoval.cycles@gmail.com>'
key sven-halvorsen.asc 'Sven Halvorsen <sven.halvorsen@alpineskihouse.com>'
key ines-carvalho.asc 'Inês Carvalho <ines.carvalho@fabrikam.com>'

for word in luis-ferreira tomas-rivera noor-haddad kofi-mensah lena-sandoval sven-halvorsen ines-carvalho; do
  ssh-keygen -q -t ed25519 -N '' -C "$word" -f "$work/$word"
  cp "$work/$word.pub" "$files/$word.pub"
done

# A picture, one grey pixel: what somebody sends who takes a screenshot of a key.
printf 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==' | base64 -d > "$files/screenshot-of-my-key.png"

# An authority that forgets its own key vouches for the people who sign the forms.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 3650 -subj '/CN=Throw-away signing authority/O=Local host' \
  -addext 'keyUsage=critical,keyCertSign' -keyout "$work/authority.key" -out "$work/authority.crt" 2> "$work/log"
# word, name, address, organisation
signer() {
  openssl req -new -utf8 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj "/CN=$2/O=$4" -keyout "$work/$1.key" -out "$work/$1.csr" 2>> "$work/log"
  printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\nsubjectAltName=email:%s\n' "$3" > "$work/$1.ext"
  openssl x509 -req -in "$work/$1.csr" -CA "$work/authority.crt" -CAkey "$work/authority.key" -days 3650 -extfile "$work/$1.ext" -out "$work/$1.crt" 2>> "$work/log"
  openssl pkcs12 -export -inkey "$work/$1.key" -in "$work/$1.crt" -certfile "$work/authority.crt" -passout pass:local -out "$work/$1.p12"
}
signer vendor 'Anneke Visser' agreements@example.com 'Example Apps'
# file, then who signs for the customer: name, address, organisation; then site, number, data, dates, recipient, country
form() {
  signer customer "$2" "$3" "$4"
  node "$here/make-form.mjs" "$files/$1" "$work/customer.p12" "$work/vendor.p12" "$4" "$5" "$6" "$7" "$8" "$9" "${10}"
}
node "$here/make-form.mjs" "$files/service-request-blank.pdf"
form service-request-signed.pdf 'Dana Whitfield' dana.whitfield@northwindtraders.com 'Northwind Traders' northwind.atlassian.net E-1A2-B3C-D4E-5F6 \
  'All data of the tenant' '1 January 2019 to 31 December 2026' 'Luis Ferreira, luis.ferreira@northwindtraders.com' Germany
form service-request-proseware.pdf 'Amara Diallo' amara.diallo@proseware.com Proseware proseware.atlassian.net E-2B7-K41-Q9D-8TX \
  'All data of the tenant' '1 March 2020 to 31 December 2026' 'Tomás Rivera, tomas.rivera@proseware.com' Spain
form service-request-woodgrove.pdf 'Simone Richter' simone.richter@woodgrovebank.com 'Woodgrove Bank' woodgrove.atlassian.net E-5W0-0DG-R0V-E55 \
  'All data of the tenant' '1 January 2021 to 30 June 2026' 'Kofi Mensah, kofi.mensah@woodgrovebank.com' Switzerland
form service-request-sandoval.pdf 'Lena Sandoval' lena.sandoval.cycles@gmail.com 'Sandoval Cycles' sandovalcycles.atlassian.net E-6S4-ND0-V4L-C66 \
  'All data of the tenant' '1 May 2022 to 31 October 2026' 'Lena Sandoval, lena.sandoval.cycles@gmail.com' Austria
form service-request-alpine.pdf 'Sven Halvorsen' sven.halvorsen@alpineskihouse.com 'Alpine Ski House' alpineskihouse.atlassian.net E-9A1-P1N-E5K-199 \
  'All data of the tenant' '1 November 2018 to 31 March 2026' 'Sven Halvorsen, sven.halvorsen@alpineskihouse.com' Norway
form service-request-fabrikam.pdf 'Inês Carvalho' ines.carvalho@fabrikam.com Fabrikam fabrikam.atlassian.net E-0F4-BR1-K4M-A10 \
  'The whole audit log' '1 January 2026 to 30 September 2026' 'Inês Carvalho, ines.carvalho@fabrikam.com' Portugal
