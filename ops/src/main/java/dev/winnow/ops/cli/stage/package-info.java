/** Commands that run one stage as a process. */
@NullMarked
package dev.winnow.ops.cli.stage;

import org.jspecify.annotations.NullMarked;
