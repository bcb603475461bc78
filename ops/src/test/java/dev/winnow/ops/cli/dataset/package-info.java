@NullMarked
package dev.winnow.ops.cli.dataset;

import org.jspecify.annotations.NullMarked;
