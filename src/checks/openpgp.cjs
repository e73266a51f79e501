// Keeps openpgp alive in Forge's bundle: webpack empties the createRequire of its ESM build, and every key would fail.
module.exports = require('openpgp');
