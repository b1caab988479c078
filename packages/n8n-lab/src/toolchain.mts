import { isWindows } from './system/command.js';
import { findProgram } from './system/findProgram.mts';

/** What node-gyp needs, each with commands of which one will do. */
const NEEDED = {
	'a C++ compiler': ['g++', 'c++', 'clang++'],
	make: ['make'],
	'Python 3': ['python3', 'python'],
};

/** @returns the parts of a C++ tool chain that are not on the PATH */
export function missingToolchain(): string[] {
	// Visual Studio is not found through the PATH: node-gyp looks for it itself.
	if (isWindows) return [];
	return Object.entries(NEEDED)
		.filter(([, commands]) => !commands.some(findProgram))
		.map(([name]) => name);
}

/** @returns what is missing, why it is needed and how to get it */
export function toolchainAdvice(missing: string[]): string {
	const how =
		process.platform === 'darwin'
			? 'Install it with: xcode-select --install'
			: 'On Debian or Ubuntu install it with: apt-get install -y build-essential python3';
	return (
		`This machine has no ${missing.join(', no ')}, ` +
		`which compiling sqlite3 takes where no ready-made binary can be fetched. ${how}`
	);
}
