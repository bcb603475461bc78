/** Commands for operators of a running service. */
@NullMarked
package dev.winnow.ops.cli.operate;

import org.jspecify.annotations.NullMarked;
