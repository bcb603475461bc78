@NullMarked
package dev.winnow.ops.cli.stage;

import org.jspecify.annotations.NullMarked;
