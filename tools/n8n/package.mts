import { packProduct } from '../release/assemble.mts';
import { MAIN } from '../release/products.mts';

/**
 * Packs this package as it would be published. It must have been built.
 *
 * @param folder where to put the tarball
 * @returns the tarball's path
 */
export const packPackage = (folder: string): Promise<string> => packProduct(MAIN, folder);
