/** Commands that run the whole service in one process. */
@NullMarked
package dev.winnow.ops.cli.local;

import org.jspecify.annotations.NullMarked;
