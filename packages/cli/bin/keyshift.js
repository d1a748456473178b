#!/usr/bin/env node
// The launcher: checks Node.js and the build in plain words before anything newer is loaded.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `keyshift: cannot start – this is Node.js ${process.versions.node}, and 20.19 is the oldest that works – install Node.js 20, 22 or 24\n`,
  );
  process.exit(1);
}

// The SDK announces the end of Node 20 at every start; who runs Keyshift is told by its README instead.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (!warning.message.startsWith('NodeVersionSupportWarning'))
    process.stderr.write(`keyshift: ${warning.name}: ${warning.message}\n`);
});

const { main } = await import('../dist/main.js').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write('keyshift: cannot start – it is not built – run `npm run build` in the repository\n');
  process.exit(1);
});
await main(process.argv.slice(2));
