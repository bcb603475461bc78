/** Commands that verify, and that test and calibrate verification. */
@NullMarked
package dev.winnow.ops.cli.verify;

import org.jspecify.annotations.NullMarked;
