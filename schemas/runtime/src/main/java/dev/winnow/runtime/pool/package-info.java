/** What a pool can do at present, told from what its workers say of themselves. */
@NullMarked
package dev.winnow.runtime.pool;

import org.jspecify.annotations.NullMarked;
