// Says that openpgp.cjs is openpgp itself.
import openpgp = require('openpgp');
export = openpgp;
