// Loaded before every command (`node -r`), by whatever Node is at hand, so it is written for very old
// ones too: says in one sentence what is missing instead of letting a TypeScript file fail.
var fs = require('fs');
var path = require('path');

var needed = 24;
var top = path.join(__dirname, '..');

function stop(sentence) {
  process.stderr.write(sentence + '\n');
  process.exit(1);
}

if (!fs.existsSync(path.join(top, 'node_modules', 'zod'))) {
  stop('Adem is not installed yet: run "npm install" in this folder first.');
}
if (parseInt(process.versions.node, 10) < needed) {
  stop(
    'Adem needs Node ' +
      needed +
      ' or newer and this is Node ' +
      process.versions.node +
      ': run "npm install" again, which brings its own Node ' +
      needed +
      ', or install it from https://nodejs.org.',
  );
}
