#!/bin/sh
# Makes the typeface of the certificate of disposal, with fontTools; rerun by hand, the file is committed.
# Noto Sans has no reserved font name, so that a subset may keep it; its licence lies beside it.
set -eu
into=$(cd "$(dirname "$0")/../src/certificate" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @expo-google-fonts/noto-sans@0.4.2 > packed
tar xzf "$(cat packed)"
# Latin, Greek and Cyrillic with their accents; what is drawn needs no shaping, so combining marks and other scripts stay out.
letters='U+0020-007E,U+00A0-024F,U+0370-03FF,U+0400-0482,U+048A-052F,U+1E00-1EFF,U+1F00-1FFF,U+2010-2015,U+2018-2022,U+2026,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044,U+20A0-20BF,U+2116,U+2122,U+2212'
for weight in 400Regular 600SemiBold; do
  pyftsubset "package/$weight/NotoSans_$weight.ttf" --unicodes="$letters" --no-hinting --layout-features='' --notdef-outline \
    --no-recalc-timestamp --name-IDs=0,1,2,4,6,13,14 --drop-tables+=GDEF,GPOS,GSUB,STAT --output-file="$weight.ttf"
done
cp package/LICENSE_FONT "$into/noto-sans-licence.txt"
node -e '
const { deflateRawSync } = require("node:zlib");
const { readFileSync, writeFileSync } = require("node:fs");
const packed = (file) => deflateRawSync(readFileSync(file), { level: 9 }).toString("base64");
writeFileSync(process.argv[1], JSON.stringify({ regular: packed("400Regular.ttf"), semibold: packed("600SemiBold.ttf") }, null, 2) + "\n");
' "$into/noto-sans.json"
