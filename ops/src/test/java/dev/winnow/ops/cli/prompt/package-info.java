@NullMarked
package dev.winnow.ops.cli.prompt;

import org.jspecify.annotations.NullMarked;
