@NullMarked
package dev.winnow.ops.cli.option;

import org.jspecify.annotations.NullMarked;
