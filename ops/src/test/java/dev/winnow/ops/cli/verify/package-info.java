@NullMarked
package dev.winnow.ops.cli.verify;

import org.jspecify.annotations.NullMarked;
