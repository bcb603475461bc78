/** The condition of pools, derived from the reports of their workers. */
@NullMarked
package dev.winnow.runtime.pool;

import org.jspecify.annotations.NullMarked;
